"""Make the starter pack from the research records: `python benchmarks/make_starter.py RECORDS.jsonl`.

Run once, kept so that anyone can see how `knowledge/notes/starter/` came from the records, and what was decided on the
way. The same records give the same files, byte for byte. `to_note` turns one record into a note, `to_record` turns it
back; together they show that nothing was lost. The records know nine kinds of speaker, the notes fifteen; whatever the
records put under "other", or told in the speaker's own words ("Wikipedia (2017 copy)"), was decided by hand, row by
row, in `SPEAKERS` below. A fact of the records that several people say, each something of his own, or that holds two
figures, is split in `starter_splits.toml`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from knowledge.notes import STARTER, check_notes
from knowledge.notes.figures import find_number

Record = dict[str, Any]

#: The speaker of a note: name, kind, those in between, remark.
Voice = tuple[str, str, tuple[str, ...], str | None]


def _voice(name: str, kind: str, via: str = "", remark: str | None = None) -> Voice:
    return name, kind, (via,) if via else (), remark


#: (words, kind) of a record to the speaker of a note. What has no row keeps its words and its kind, "X via Y" split.
SPEAKERS: dict[tuple[str, str], Voice] = {
    # Counted among the monitors, with words around the name.
    ("Airwars on the Russian position", "monitor"): _voice("Airwars", "monitor", "", "on the Russian position"),
    ("Airwars, from local reports", "monitor"): _voice("Airwars", "monitor", "", "from local reports"),
    ('SOHR, citing "Syrian activists"', "monitor"): _voice("SOHR", "monitor", "", 'citing "Syrian activists"'),
    ("unnamed UK-based monitor (SOHR)", "monitor"): _voice(
        "SOHR", "monitor", "", "the page says only: a UK-based monitor"
    ),
    # Those who fight, and those who speak for them.
    ("Basem Naim, Hamas", "named_official"): _voice("Basem Naim, Hamas", "party"),
    ("Brig. Gen. Matt Isler", "named_official"): _voice("Brig. Gen. Matt Isler", "party"),
    ("Brig. Gen. Matt Isler, lead investigator", "named_official"): _voice(
        "Brig. Gen. Matt Isler", "party", "", "lead investigator"
    ),
    ("CJTF-OIR officials", "named_official"): _voice("CJTF-OIR officials", "party"),
    ("CJTF-OIR statement", "named_official"): _voice("CJTF-OIR", "party", "", "a statement"),
    ("Coalition spokesperson", "named_official"): _voice("Coalition spokesperson", "party"),
    ("Col. John Thomas, US Central Command", "named_official"): _voice("Col. John Thomas, US Central Command", "party"),
    ("Col. Scott Rawlinson, Coalition", "named_official"): _voice("Col. Scott Rawlinson, Coalition", "party"),
    ("Indian Army", "named_official"): _voice("Indian Army", "party"),
    ("Konashenkov via Meduza", "named_official"): _voice("Konashenkov", "party", "Meduza"),
    ("Lt. Col. Thomas Campbell, Pentagon", "named_official"): _voice("Lt. Col. Thomas Campbell, Pentagon", "party"),
    ("Lt. Gen. Kenneth McKenzie", "named_official"): _voice("Lt. Gen. Kenneth McKenzie", "party"),
    ("Lt. Gen. Kenneth McKenzie, Joint Staff", "named_official"): _voice(
        "Lt. Gen. Kenneth McKenzie, Joint Staff", "party"
    ),
    ("Maj. Gen. Konashenkov via Meduza", "named_official"): _voice("Maj. Gen. Konashenkov", "party", "Meduza"),
    ("Operation Inherent Resolve spokesperson", "named_official"): _voice(
        "Operation Inherent Resolve spokesperson", "party"
    ),
    ("Pentagon", "named_official"): _voice("Pentagon", "party"),
    ("Rear Adm. Alexander Karpov", "named_official"): _voice("Rear Adm. Alexander Karpov", "party"),
    ("Rear Adm. Alexander Karpov, Russian Reconciliation Center", "named_official"): _voice(
        "Rear Adm. Alexander Karpov, Russian Reconciliation Center", "party"
    ),
    ("Russian Ministry of Defence", "named_official"): _voice("Russian Ministry of Defence", "party"),
    ("Russian Ministry of Defence via SANA", "state_media"): _voice("Russian Ministry of Defence", "party", "SANA"),
    ("Russian Reconciliation Center, citing detainees", "named_official"): _voice(
        "Russian Reconciliation Center", "party", "", "citing detainees"
    ),
    ("Russian army", "named_official"): _voice("Russian army", "party"),
    ("Russian military", "named_official"): _voice("Russian military", "party"),
    ("Russian representative (unnamed in excerpt)", "named_official"): _voice(
        "Russian representative", "party", "", "unnamed in the excerpt"
    ),
    ("SDF (names) / attributed to ISIS", "named_official"): _voice(
        "SDF", "party", "", "the names are the SDF's; the attack is attributed to ISIS"
    ),
    ("SDF (recapture); the agency itself (clashes until Saturday)", "other"): _voice(
        "SDF", "party", "", "for the recapture; the clashes until Saturday are the agency's own"
    ),
    ("Sergei Shoigu", "named_official"): _voice("Sergei Shoigu", "party"),
    ("Sergei Shoigu, Russian defence minister, via Sputnik", "named_official"): _voice(
        "Sergei Shoigu, Russian defence minister", "party", "Sputnik"
    ),
    ("Syrian Army General Command", "named_official"): _voice("Syrian Army General Command", "party"),
    ("US Central Command", "named_official"): _voice("US Central Command", "party"),
    ("US military", "named_official"): _voice("US military", "party"),
    ("US-led Coalition (SOJTF)", "named_official"): _voice("US-led Coalition (SOJTF)", "party"),
    ("US-led Coalition", "named_official"): _voice("US-led Coalition", "party"),
    ("US-led Coalition via Airwars", "named_official"): _voice("US-led Coalition", "party", "Airwars"),
    ("Yury Popov, Russian Reconciliation Center", "named_official"): _voice(
        "Yury Popov, Russian Reconciliation Center", "party"
    ),
    ("a spokesman for Russian forces in Syria (unnamed)", "named_official"): _voice(
        "a spokesman for Russian forces in Syria", "party", "", "unnamed"
    ),
    ("a spokesman for Russian forces, via Al-Masdar", "named_official"): _voice(
        "a spokesman for Russian forces", "party", "Al-Masdar"
    ),
    ("parties", "named_official"): _voice("the parties", "party", "", "the US, Gaza and Israel, each for itself"),
    ("parties", "other"): _voice("the parties", "party", "", "the US, Syria and Russia, each for itself"),
    ("ISIS claims counted by North Press", "ngo"): _voice("ISIS", "party", "North Press", "claims, counted"),
    ("MaT/Coalition, as reported by an opponent", "other"): _voice(
        "MaT/Coalition", "party", "", "as reported by an opponent"
    ),
    ("National Defense Forces", "unnamed_partisan"): _voice("National Defense Forces", "party"),
    # Named, and on the side of a group that fought in the event.
    ("Hammurabi's Justice News (linked to MaT)", "unnamed_partisan"): _voice(
        "Hammurabi's Justice News", "party", "", "linked to MaT"
    ),
    ("Mozahem al-Saloum", "unnamed_partisan"): _voice("Mozahem al-Saloum", "party"),
    # Officials with words around the name.
    ("Gov. Ricardo Rossello, from the GWU study", "named_official"): _voice(
        "Gov. Ricardo Rossello", "named_official", "", "from the GWU study"
    ),
    ("unclassified US intelligence report", "named_official"): _voice(
        "unclassified US intelligence report", "document"
    ),
    # Voices without a name. Only where the words themselves take a side is the voice partisan.
    ('unnamed "pro-government sources"', "unnamed_partisan"): _voice("pro-government sources", "unnamed_partisan"),
    ('unnamed "pro-opposition sources"', "unnamed_partisan"): _voice("pro-opposition sources", "unnamed_partisan"),
    ("source in the Syrian Ministry of Defence, via RuVesna.Su", "unnamed_partisan"): _voice(
        "source in the Syrian Ministry of Defence", "unnamed_partisan", "RuVesna.Su"
    ),
    ("Syria, unspecified", "unnamed_partisan"): _voice("Syria", "unnamed_partisan", "", "unspecified"),
    # Whoever they were heard by has counted.
    ("loyalist social media and fighters interviewed", "ngo"): _voice(
        "Gregory Waters", "named_person", "", "from loyalist social media and fighters interviewed"
    ),
    ('"a source"', "unnamed_partisan"): _voice("a source", "unnamed"),
    ('"intelligence", unnamed', "unnamed_partisan"): _voice("intelligence", "unnamed"),
    ('"local sources"', "unnamed_partisan"): _voice("local sources", "unnamed"),
    ('"some reports"', "unnamed_partisan"): _voice("some reports", "unnamed"),
    ('unnamed "informed sources"', "unnamed_partisan"): _voice("informed sources", "unnamed"),
    ("US official via CNN/Republic", "other"): _voice("US official", "unnamed", "CNN/Republic"),
    ("a Russian military doctor (anonymous)", "other"): _voice("a Russian military doctor", "unnamed", "", "anonymous"),
    ("a source who knows fighters", "other"): _voice("a source who knows fighters", "unnamed"),
    ("activists", "ngo"): _voice("activists", "unnamed"),
    ("local activist via HRW", "other"): _voice("local activist", "unnamed", "HRW"),
    ("media reports", "other"): _voice("media reports", "unnamed"),
    ("officials", "other"): _voice("officials", "unnamed"),
    ("reference list quoting a US official", "other"): _voice("a US official", "unnamed", "a reference list"),
    ("study authors", "other"): _voice("study authors", "unnamed"),
    ("this researcher", "other"): _voice("the writer of this note", "unnamed", "", "seen while these notes were made"),
    ("three sources, via Reuters", "other"): _voice("three sources", "unnamed", "Reuters"),
    ("two US military officials via CNN", "other"): _voice("two US military officials", "unnamed", "CNN"),
    ("health workers (anonymous) via AP", "eyewitness"): _voice("health workers", "eyewitness", "AP", "anonymous"),
    ("volunteer (anonymous) via AP", "eyewitness"): _voice("volunteer", "eyewitness", "AP", "anonymous"),
    ('commenter "Jens Holm"', "other"): _voice("Jens Holm", "reader_comment"),
    # People who speak for themselves.
    ("Ahmad Mroueh on state lists", "ngo"): _voice("Ahmad Mroueh", "named_person", "", "on state lists"),
    ("Altenburg and Still", "other"): _voice("Altenburg and Still", "named_person"),
    ("Edward Yiu, pan-democrat", "other"): _voice("Edward Yiu, pan-democrat", "named_person"),
    ("Francis Lui, pro-Beijing economist", "other"): _voice("Francis Lui, pro-Beijing economist", "named_person"),
    ("Gregory Waters and Charlie Winter", "ngo"): _voice("Gregory Waters and Charlie Winter", "named_person"),
    ("Gregory Waters, from loyalist pages", "ngo"): _voice("Gregory Waters", "named_person", "", "from loyalist pages"),
    ("Gregory Waters, from loyalist social media and interviews", "ngo"): _voice(
        "Gregory Waters", "named_person", "", "from loyalist social media and interviews"
    ),
    ("Marcel Altenburg and Keith Still, Manchester Metropolitan University", "other"): _voice(
        "Marcel Altenburg and Keith Still, Manchester Metropolitan University", "named_person"
    ),
    ("Mariana Fodoulian", "ngo"): _voice("Mariana Fodoulian", "named_person"),
    ("Milo Cress", "eyewitness"): _voice("Milo Cress", "named_person"),
    ("Milo Cress, then nine", "other"): _voice("Milo Cress", "named_person", "", "then nine"),
    ("Paul Yip, social scientist", "other"): _voice("Paul Yip, social scientist", "named_person"),
    ("Rukmini Callimachi via a Wikipedia copy", "other"): _voice(
        "Rukmini Callimachi", "named_person", "a Wikipedia copy"
    ),
    ("Tarek Cherkaoui, Political Economy of Communication", "other"): _voice(
        "Tarek Cherkaoui, Political Economy of Communication", "named_person"
    ),
    # Papers and pictures.
    ("Burnham et al.", "other"): _voice("Burnham et al.", "document"),
    ("Harvard T.H. Chan School survey, NEJM", "other"): _voice(
        "Harvard study", "document", "", "T.H. Chan School survey, NEJM"
    ),
    ("Harvard study", "other"): _voice("Harvard study", "document"),
    ("Lancet study", "other"): _voice("Lancet study", "document"),
    ("Planet Labs imagery via Reuters", "other"): _voice("Planet Labs imagery", "document", "Reuters"),
    ("satellite imagery via PerthNow", "outlet_itself"): _voice("satellite imagery", "document", "PerthNow"),
    # Agencies and other outlets, quoted by someone else.
    ("AFP via Asian Age", "outlet_itself"): _voice("AFP", "news_agency", "Asian Age"),
    ("AFP via Moscow Times", "other"): _voice("AFP", "news_agency", "Moscow Times"),
    ("ANI", "other"): _voice("ANI", "news_agency"),
    ("AP via RMF24", "outlet_itself"): _voice("AP", "news_agency", "RMF24"),
    ("Al-Akhbar English (Asa Winstanley)", "outlet_itself"): _voice(
        "Al-Akhbar English (Asa Winstanley)", "named_organisation"
    ),
    ("Centro de Periodismo Investigativo", "other"): _voice("Centro de Periodismo Investigativo", "named_organisation"),
    ("Deutsche Welle via Wikipedia", "other"): _voice("Deutsche Welle", "named_organisation", "Wikipedia"),
    ("European Alliance of News Agencies", "other"): _voice("European Alliance of News Agencies", "named_organisation"),
    ("Facebook / DFRLab", "other"): _voice("Facebook / DFRLab", "named_organisation"),
    ("George Washington University", "other"): _voice("George Washington University", "named_organisation"),
    ("Iraqi civil protection", "other"): _voice("Iraqi civil protection", "named_organisation"),
    ("New York Times repost", "outlet_itself"): _voice("New York Times", "named_organisation", "", "repost"),
    ("New York Times via copy of Wikipedia", "other"): _voice(
        "New York Times", "named_organisation", "copy of Wikipedia"
    ),
    ("New York Times", "other"): _voice("New York Times", "named_organisation"),
    ("Nieman Lab", "other"): _voice("Nieman Lab", "named_organisation"),
    ("Politico", "outlet_itself"): _voice("Politico", "named_organisation"),
    ("SOHR counts compiled by Wikipedia", "other"): _voice("SOHR", "monitor", "Wikipedia", "counts, compiled"),
    ("Small Wars Journal", "other"): _voice("Small Wars Journal", "named_organisation"),
    ("Technomic / Freedonia", "other"): _voice("Technomic / Freedonia", "named_organisation"),
    ("The Guardian", "other"): _voice("The Guardian", "named_organisation"),
    ("TodayHeadline", "outlet_itself"): _voice("TodayHeadline", "named_organisation"),
    ("Alchetron copy of Wikipedia", "other"): _voice("Wikipedia", "named_organisation", "Alchetron"),
    ("French Wikipedia copy", "other"): _voice("French Wikipedia", "named_organisation", "", "a copy"),
    ("Simple English Wikipedia", "other"): _voice("Simple English Wikipedia", "named_organisation"),
    ("Strategy Tribe copy of Wikipedia", "other"): _voice("Wikipedia", "named_organisation", "Strategy Tribe"),
    ("WikiMili copy of Wikipedia", "other"): _voice("Wikipedia", "named_organisation", "WikiMili"),
    ("Wikipedia (2017 copy)", "other"): _voice("Wikipedia", "named_organisation", "", "2017 copy"),
    ("Wikipedia (March 2022 copy)", "other"): _voice("Wikipedia", "named_organisation", "", "March 2022 copy"),
    ("Wikipedia (Portuguese copy)", "other"): _voice("Wikipedia", "named_organisation", "", "Portuguese copy"),
    ("Wikipedia (later copy)", "other"): _voice("Wikipedia", "named_organisation", "", "later copy"),
    ("Wikipedia (old copy)", "other"): _voice("Wikipedia", "named_organisation", "", "old copy"),
    ("Wikipedia copies", "other"): _voice("Wikipedia", "named_organisation", "", "copies"),
    ("Wikipedia", "other"): _voice("Wikipedia", "named_organisation"),
    ("Wikipedia, multiple sources", "other"): _voice("Wikipedia", "named_organisation", "", "multiple sources"),
    ("Wikispooks", "other"): _voice("Wikispooks", "named_organisation"),
    ("Bellingcat, via Washington Post (the Western-funding line is the Post's own)", "ngo"): _voice(
        "Bellingcat", "ngo", "Washington Post", "the Western-funding line is the Post's own"
    ),
    ("Iraq Body Count, from media", "ngo"): _voice("Iraq Body Count", "ngo", "", "from media"),
    ("others, incl. UN inquiry", "un"): _voice("UN inquiry", "un", "", "and others"),
    ("MSF surveys in Bangladesh camps", "ngo"): _voice("MSF", "ngo", "", "surveys in Bangladesh camps"),
    # The outlet's own voice.
    ("Airwars text via Noyau Zero", "outlet_itself"): _voice("Airwars", "outlet_itself", "Noyau Zero", "its text"),
    ("Al-Masdar News headline", "outlet_itself"): _voice("Al-Masdar News", "outlet_itself", "", "the headline"),
    ("New York Times text", "outlet_itself"): _voice("New York Times", "outlet_itself", "", "its text"),
    ("SouthFront (own voice)", "outlet_itself"): _voice("SouthFront", "outlet_itself", "", "own voice"),
    ("SouthFront, no source", "outlet_itself"): _voice("SouthFront", "outlet_itself", "", "no source"),
    ('SouthFront; unnamed "persons following the conflict"', "outlet_itself"): _voice(
        "SouthFront", "outlet_itself", "", 'and unnamed "persons following the conflict"'
    ),
    ("The Guardian live blog", "outlet_itself"): _voice("The Guardian", "outlet_itself", "", "live blog"),
    ("article", "outlet_itself"): _voice("NSI Global Counterintelligence", "outlet_itself", "", "the article"),
    ("review author", "ngo"): _voice("review author", "outlet_itself"),
    ("smmsyria.com, no source", "outlet_itself"): _voice("smmsyria.com", "outlet_itself", "", "no source"),
    ("unnamed", "outlet_itself"): _voice("Uprooted Palestinians", "outlet_itself", "", "unnamed on the page"),
}

#: Who speaks in a counter-claim of a record. The records give no kind there, so every one has a row.
RIVAL_SPEAKERS: dict[str, Voice] = {
    "SOHR": _voice("SOHR", "monitor"),
    "SOHR English page": _voice("SOHR", "monitor", "", "English page"),
    "SOHR / EFE": _voice("SOHR", "monitor", "EFE"),
    "SOHR (difference computed by this researcher)": _voice("SOHR", "monitor", "", "the difference is computed here"),
    "SOHR via Al Bawaba": _voice("SOHR", "monitor", "Al Bawaba"),
    "SOHR via Antiwar": _voice("SOHR", "monitor", "Antiwar"),
    "SOHR via Elnashra": _voice("SOHR", "monitor", "Elnashra"),
    "SOHR via Eurasia.ro": _voice("SOHR", "monitor", "Eurasia.ro"),
    "SOHR via Pledge Times": _voice("SOHR", "monitor", "Pledge Times"),
    "SOHR via Rudaw": _voice("SOHR", "monitor", "Rudaw"),
    "SouthFront": _voice("SouthFront", "outlet_itself"),
    "SouthFront / SOHR": _voice("SOHR", "monitor", "SouthFront"),
    "SouthFront / US-led Coalition": _voice("US-led Coalition", "party", "SouthFront"),
    "AFP via Business Recorder": _voice("AFP", "news_agency", "Business Recorder"),
    "UN via AFP; SouthFront": _voice(
        "UN", "un", "AFP", 'for the 10,000; the 400 to 800 are SouthFront\'s "local sources"'
    ),
    "Operation Inherent Resolve spokesperson via Sputnik": _voice(
        "Operation Inherent Resolve spokesperson", "party", "Sputnik"
    ),
    "North Press": _voice("ISIS", "party", "North Press"),
    "civil protection teams via ACTV7": _voice("civil protection teams", "named_organisation", "ACTV7"),
    "UN Commission of Inquiry via IUVM Press": _voice("UN Commission of Inquiry", "un", "IUVM Press"),
    "Syrian military via AP / News & Observer": _voice("Syrian military", "party", "AP / News & Observer"),
    "Russian foreign ministry, 20 Feb 2018, via Jerusalem Post": _voice(
        "Russian foreign ministry", "named_official", "Jerusalem Post", "20 Feb 2018"
    ),
    "Russia via Arab News": _voice("Russia", "named_official", "Arab News"),
    "Amnesty via a German repost": _voice("Amnesty", "ngo", "a German repost"),
    "Prosecutor General Venediktova via BBC repost": _voice(
        "Prosecutor General Venediktova", "named_official", "BBC repost"
    ),
    "satellite analysis via AgenPress": _voice("satellite analysis", "document", "AgenPress"),
    "HRW via Pledge Times": _voice("HRW", "ngo", "Pledge Times"),
    # Its words are "1.089 million (police count)": the page prints the number, and the police counted.
    "artstrip-world (HuffPost text)": _voice("police", "named_official", "artstrip-world", "HuffPost text"),
    # Of France, as the address of that page says.
    "Interior Ministry via Pledge Times": _voice("French Interior Ministry", "named_official", "Pledge Times"),
    "Sean Spicer": _voice("Sean Spicer", "named_official"),
    "Naya Daur": _voice("Naya Daur", "outlet_itself"),
    "Amit Shah, BJP, via TDN World": _voice("Amit Shah, BJP", "named_official", "TDN World"),
    "ANI via NDTV/IDRW": _voice("ANI", "news_agency", "NDTV/IDRW"),
    "Pentagon via DW": _voice("Pentagon", "party", "DW"),
    "Pentagon via Islam Times": _voice("Pentagon", "party", "Islam Times"),
    "Gen. George Casey via Finance Armageddon blog": _voice("Gen. George Casey", "party", "Finance Armageddon blog"),
}

#: An outlet's words to its name, the one whose text it carries, and what else the words say.
OUTLETS: dict[str, tuple[str, str | None, str | None]] = {
    "AFP via Business Recorder": ("Business Recorder", "AFP", None),
    "AFP via Jesus Name News": ("Jesus Name News", "AFP", None),
    "AFP via Millichronicle": ("Millichronicle", "AFP", None),
    "Actual News Magazine (Franceinfo text)": ("Actual News Magazine", "Franceinfo", None),
    "Al-Monitor (AFP)": ("Al-Monitor", "AFP", None),
    "Asharq Al-Awsat (AP)": ("Asharq Al-Awsat", "AP", None),
    "Associated Press via Local News 8": ("Local News 8", "AP", None),
    "Associated Press via WTOP": ("WTOP", "AP", None),
    "BBC-style text via JAOI": ("JAOI", None, "BBC-style text"),
    "CNN text via zmi.st": ("zmi.st", "CNN", None),
    "Channel 3000 (CNN)": ("Channel 3000", "CNN", None),
    "Daily World (Deutsche Welle)": ("Daily World", "Deutsche Welle", None),
    "Dayniiile (AFP-style text)": ("Dayniiile", None, "AFP-style text"),
    "Eurasia.ro (reposting Asharq Al-Awsat style text)": ("Eurasia.ro", None, "reposting Asharq Al-Awsat style text"),
    "Human Rights Watch via Al Bawaba": ("Al Bawaba", "Human Rights Watch", None),
    "ISW (reposted by Raqqa is Being Slaughtered Silently)": ("Raqqa is Being Slaughtered Silently", "ISW", None),
    "Jerusalem Post (Reuters)": ("Jerusalem Post", "Reuters", None),
    "L'Osservatorio (web review)": ("L'Osservatorio", None, "web review"),
    "Lancet abstract (demography.ru)": ("demography.ru", "The Lancet", "abstract"),
    "Middle East Institute via Eurasia.ro": ("Eurasia.ro", "Middle East Institute", None),
    "Middle East Institute via Press News Agency": ("Press News Agency", "Middle East Institute", None),
    "Middle East Institute via VDocument": ("VDocument", "Middle East Institute", None),
    "Mideast Discourse (reposting SouthFront)": ("Mideast Discourse", "SouthFront", None),
    "Mizzima (AFP)": ("Mizzima", "AFP", None),
    "NSI Global Counterintelligence (SouthFront-style text)": (
        "NSI Global Counterintelligence",
        None,
        "SouthFront-style text",
    ),
    "New Delhi Times (AP)": ("New Delhi Times", "AP", None),
    "News Front (German)": ("News Front", None, "German edition"),
    "PSU Watch (on Reuters)": ("PSU Watch", None, "on a Reuters report"),
    "Pledge Times (citing Sky News Arabia)": ("Pledge Times", None, "citing Sky News Arabia"),
    "Reuters via MarketScreener": ("MarketScreener", "Reuters", None),
    "Reuters via RedOrbit": ("RedOrbit", "Reuters", None),
    "Reuters via Stabroek News": ("Stabroek News", "Reuters", None),
    "Reuters via WHBL": ("WHBL", "Reuters", None),
    "SOHR (carrying an agency text)": ("SOHR", None, "carrying an agency text"),
    "SouthFront (quoting the US-led Coalition)": ("SouthFront", None, "quoting the US-led Coalition"),
    "Spillthatea (New York Times text)": ("Spillthatea", "New York Times", None),
    "Stop the War (reposting Airwars)": ("Stop the War", "Airwars", None),
    "Straits Times (New York Times)": ("Straits Times", "New York Times", None),
    "Syria News (Arabi Souri) via Uprooted Palestinians": ("Uprooted Palestinians", "Syria News", "by Arabi Souri"),
    "Taipei Times (Reuters)": ("Taipei Times", "Reuters", None),
    "The Syrian Observer (reprinting Al-Masdar)": ("The Syrian Observer", "Al-Masdar News", None),
    "Time (AP)": ("Time", "AP", None),
    "Tricksfast (AFP text, Lebanese paper)": ("Tricksfast", "AFP", "Lebanese paper"),
    "TruePundit (citing CENTCOM)": ("TruePundit", None, "citing CENTCOM"),
    "Uprooted Palestinians (reposting SouthFront)": ("Uprooted Palestinians", "SouthFront", None),
    "Vietnam News Gazette (VOA text)": ("Vietnam News Gazette", "VOA", None),
    "WCNC (USA Today)": ("WCNC", "USA Today", None),
    "Washington Post (AP)": ("Washington Post", "AP", None),
    "Wikipedia (2018 copy)": ("Wikipedia", None, "2018 copy"),
    "Wikipedia (September 2021 copy)": ("Wikipedia", None, "September 2021 copy"),
    "Wikipedia (mirror)": ("Wikipedia", None, "a mirror"),
    "Wikipedia user page": ("Wikipedia", None, "a user page"),
    "news.alayham.com (RT / SANA text)": ("news.alayham.com", None, "RT / SANA text"),
    "noticiabrasil.net.br (Sputnik-type text)": ("noticiabrasil.net.br", None, "Sputnik-type text"),
    "smmsyria.com (pro-government in tone)": ("smmsyria.com", None, "pro-government in tone"),
}

#: A title that begins with one of these in brackets is the page's headline in another language.
LANGUAGES = {
    "Arabic": "ar",
    "German": "de",
    "Norwegian": "no",
    "Polish": "pl",
    "Portuguese": "pt",
    "Spanish": "es",
}
#: Foreign headlines that stand in the records letter by letter; the others are translated, or lost their accents.
LETTER_BY_LETTER = {"R034", "R055"}
#: Words in brackets before a real headline; the first says what `credit` says, the second belongs to its one fact.
TITLE_TAGS = {"R008": ("AFP dispatch", None), "R064": ("retrospective in", "a retrospective in this item")}

#: What the records keep among the hedges though it is not the report's hedge but a remark by whoever read it.
REMARKS = {
    '"last few days" (no dates)',
    'headline: "Reports"',
    "total computed here: 12 soldiers + 3 civilians",
    "total computed here: 63 + 70",
    "covers the deserts of Deir ez-Zor, Homs and Suwayda, not only the place of this record",
    "reports of casualties, no detail",
    'SouthFront adds "alleged"',
    "dozens of bodies, most of them burned and mutilated",
    "range 13.3-16.6 million",
    "sum computed here",
    "modified its report a day later",
    "95% CI 392,979-942,636",
    "95% CI 426,369-793,663",
}

#: Remarks of the records in the researchers' shorthand, and the same for somebody who reads a card.
PLAINLY = {
    'Headline says "more than", body says "about": a bound drift inside one item. A second '
    'candidate for a pasted "100 airstrikes".': (
        'The headline says "more than", the text "about". A second candidate for a pasted "100 airstrikes".'
    ),
    'Bound drift: "some 200" (AP quoting Karpov) -> "at least 200".': (
        'AP quotes Karpov with "some 200"; here it is "at least 200".'
    ),
    '"300 killed or injured" later became "300 killed" (e.g. Project Syndicate Arabic): a unit drift.': (
        '"300 killed or injured" later became "300 killed" (e.g. Project Syndicate Arabic).'
    ),
    "Headline and body disagree. The same monitor gave a third set of figures to Elnashra.": (
        "Headline and body disagree. The same monitor gave other figures to Elnashra."
    ),
    'AFP writes "at least 471", Reuters "471": bound drift.': ('AFP writes "at least 471", Reuters "471".'),
    '"Casualties" (killed or hurt) became "lost 43 soldiers" in Free Press Journal: unit drift.': (
        '"Casualties" (killed or hurt) became "lost 43 soldiers" in Free Press Journal.'
    ),
}

BASES = {"stated_or_in_address": "stated", "inferred": "inferred", "none": None}
BOUNDS = {
    "exact": "exact",
    "over": "at_least",
    "at least": "at_least",
    "range": "at_least",
    "nearly": "about",
    "about": "about",
    "up to": "at_most",
    "under": "at_most",
}
_PROFILE_WORDS = ("type", "ownership_funding", "alignment", "sanctions", "reliability")

_MORE = re.compile(r"(?:more than|(?:just )?over|above)\s+$", re.IGNORECASE)
_NEARLY = re.compile(r"(?:nearly|almost)\s+$", re.IGNORECASE)
_FEWER = re.compile(r"(?:fewer than|less than|under|below)\s+$", re.IGNORECASE)


#: The facts of the records that are made into several, each with one speaker and one figure.
SPLITS: list[Record] = tomllib.loads(Path(__file__).with_name("starter_splits.toml").read_text("utf-8"))["split"]
#: What a part of a split fact may take over from it, in the order of a fact.
_HELD = ("quantity", "quote", "hedges", "url", "remark")


#: Copies of a page under a strange address, and the page: nobody should be sent to a copy.
PAGES = {
    "https://hessslslslsls.azureedge.net/wiki/Rami_Abdul_Rahman": "https://en.wikipedia.org/wiki/Rami_Abdul_Rahman",
    "https://en.wikipedia.org./wiki/Douma_chemical_attack": "https://en.wikipedia.org/wiki/Douma_chemical_attack",
}


def to_note(record: Record) -> Record:
    """One record as a note, with its fields in the order a person would write them."""
    return _readdressed(_to_note(record), PAGES)


def _readdressed(record: Record, addresses: Mapping[str, str]) -> Record:
    written = json.dumps(record, ensure_ascii=False)
    for old, new in addresses.items():
        written = written.replace(f'"{old}"', f'"{new}"')
    return cast("Record", json.loads(written))


def _remark(record: Record) -> str | None:
    """What its editor remarks on a record, in plain words."""
    return PLAINLY.get(record.get("note", ""), record.get("note"))


def _to_note(record: Record) -> Record:
    if record["kind"] == "profile":
        return _without_nothing(
            {
                "id": record["id"],
                "kind": "profile",
                "outlet": record["outlet"],
                **_title(record),
                "url": record["url"],
                **{name: record[name] for name in _PROFILE_WORDS},
                "seen_in": record["seen_in"] if record["seen_in"] != record["url"] else None,
                "confidence": record["confidence"],
                "remark": _remark(record),
                "facts": [_fact(record, fact) | _when(fact) for fact in record["facts"]],
            }
        )
    rivals: list[Record] = [
        {"says": rival["claim"], "speaker": _speaker(RIVAL_SPEAKERS[rival["by"]]), "url": rival["url"]}
        for rival in record["counter_claims"]
    ]
    outlet, credit, outlet_remark = OUTLETS.get(record["outlet"], (record["outlet"], None, None))
    return _without_nothing(
        {
            "id": record["id"],
            "kind": "report",
            "outlet": outlet,
            "outlet_remark": outlet_remark,
            "credit": credit,
            **_title(record),
            "url": record["url"],
            "published": record["date"],
            "published_basis": BASES[record["date_basis"]],
            "author": record.get("author"),
            "event": record["event"],
            "event_id": record["event_id"],
            "place": record["place"],
            "seen_in": record["seen_in"] if record["seen_in"] != record["url"] else None,
            "confidence": record["confidence"],
            "remark": _remark(record),
            "facts": [part for fact in record["facts"] for part in _split(record["id"], _fact(record, fact))],
            "rivals": [part for rival in rivals for part in _split(record["id"], rival)],
        }
    )


def to_record(note: Record) -> Record:
    """The record that a note of the starter pack was made from."""
    return _to_record(_readdressed(note, {page: copy for copy, page in PAGES.items()}))


def _to_record(note: Record) -> Record:
    is_report = note["kind"] == "report"
    named = (note["outlet"], note.get("credit"), note.get("outlet_remark"))
    record = {
        "id": note["id"],
        "kind": note["kind"],
        "outlet": {row: words for words, row in OUTLETS.items()}.get(named, note["outlet"]),
        "title": _title_in_record(note),
        "url": note["url"],
        "date": note.get("published"),
        "place": note.get("place"),
        "event": note.get("event"),
        "facts": [_fact_in_record(note, fact) for fact in _joined(note["id"], note["facts"])],
        "counter_claims": [
            {"claim": rival["says"], "by": _rivals_by()[_spoken(rival["speaker"])], "url": rival["url"]}
            for rival in _joined(note["id"], note.get("rivals", ()))
        ],
        "seen_in": note.get("seen_in", note["url"]),
        "confidence": note["confidence"],
    }
    if is_report:
        record["event_id"] = note["event_id"]
        record["date_basis"] = {basis: words for words, basis in BASES.items()}[note.get("published_basis")]
    else:
        record |= {name: note.get(name) for name in _PROFILE_WORDS}
    if "author" in note:
        record["author"] = note["author"]
    if "remark" in note:
        shorthand = {plain: words for words, plain in PLAINLY.items()}
        record["note"] = shorthand.get(note["remark"], note["remark"])
    return record


def _without_nothing(written: Record) -> Record:
    return {name: value for name, value in written.items() if value is not None and value != []}


def _title(record: Record) -> Record:
    words: str = record["title"]
    tag, _, rest = words.removeprefix("[").partition("] ") if words.startswith("[") else ("", "", "")
    if tag in LANGUAGES:
        title_is = "headline" if record["id"] in LETTER_BY_LETTER else "rendering"
        return {"title": rest, "title_is": title_is, "language": LANGUAGES[tag]}
    if tag and tag == TITLE_TAGS.get(record["id"], ("", None))[0]:
        return {"title": rest, "title_is": "headline"}
    if words.startswith("[") and words.endswith("]"):
        return {"title": words[1:-1], "title_is": "description"}
    return {"title": words, "title_is": "headline"}


def _title_in_record(note: Record) -> str:
    title: str = note["title"]
    if note["title_is"] == "description":
        return f"[{title}]"
    if tag := {code: name for name, code in LANGUAGES.items()}.get(note.get("language", "")):
        return f"[{tag}] {title}"
    return f"[{TITLE_TAGS[note['id']][0]}] {title}" if note["id"] in TITLE_TAGS else title


def _fact(record: Record, fact: Record) -> Record:
    words = fact["attributed_to"]
    remarks = [hedge for hedge in fact["hedges"] if hedge in REMARKS]
    if tag := TITLE_TAGS.get(record["id"], ("", None))[1]:
        remarks.append(tag)
    written = _without_nothing(
        {
            "says": fact["statement"],
            "quantity": _quantity(fact) if fact["quantity"] else None,
            "quote": fact.get("quote_short"),
            "hedges": [hedge for hedge in fact["hedges"] if hedge not in REMARKS],
            "url": fact.get("url"),
            "remark": "; ".join(remarks) or None,
        }
    )
    says = written.pop("says")
    return {"says": says, "speaker": _speaker(_heard(words, fact["attribution_type"])) if words else None} | written


#: The day on which the records were held against the stored text of their pages, one by one.
READ = "2026-11-22"
#: A day or a month in an address: "/2022/03/03/", "/2023/08/", "/20170608/", "-2015-10", a copy's "/20220323084533/".
_A_DAY = re.compile(r"(?<!\d)(20[012]\d)(?:[/-]?(0[1-9]|1[0-2])(?:[/-]?([0-2]\d|3[01]))?)(?:\d{6})?(?![\w-])")


def _when(fact: Record) -> Record:
    """When a fact of a profile was said, by the date in its address; else when it was read there.

    A page that tells of a later year than its address was written anew since.
    """
    found = _A_DAY.search(fact["url"])
    if found is None or any(year > found[1] for year in re.findall(r"\b20\d\d\b", fact["statement"])):
        return {"read": READ}
    return {"dated": "-".join(part for part in found.groups() if part)}


def _split(record: str, fact: Record) -> list[Record]:
    """The facts that are made of one: itself, where it is not to be split."""
    for split in SPLITS:
        if (split["record"], split["says"], split["speaker"]) == (record, fact["says"], fact["speaker"]):
            return [_part(part, fact) for part in split["parts"]]
    return [fact]


def _part(part: Record, fact: Record) -> Record:
    taken = {name: fact[name] for name in part.get("holds", ())} | part
    return {"says": part["says"], "speaker": part.get("speaker")} | {n: taken[n] for n in _HELD if n in taken}


def _joined(record: str, facts: Iterable[Record]) -> list[Record]:
    """The facts as the record has them: the parts of a split one are one again."""
    left = list(facts)
    joined: list[Record] = []
    while left:
        begun = [split for split in SPLITS if (split["record"], split["parts"][0]["says"]) == (record, left[0]["says"])]
        how_many = len(begun[0]["parts"]) if begun else 1
        parts, left = left[:how_many], left[how_many:]
        joined.append(_whole(begun[0], parts) if begun else parts[0])
    return joined


def _whole(split: Record, parts: list[Record]) -> Record:
    held = {
        name: written[name]
        for part, written in zip(split["parts"], parts, strict=True)
        for name in part.get("holds", ())
    }
    return {"says": split["says"], "speaker": split["speaker"]} | held


def _fact_in_record(note: Record, fact: Record) -> Record:
    words, kind = _spoken_in_record(fact["speaker"])
    remark = fact.get("remark", "")
    if note["id"] in TITLE_TAGS:
        remark = ""
    record = {
        "statement": fact["says"],
        "quantity": _quantity_in_record(fact["quantity"]) if "quantity" in fact else None,
        "attributed_to": words,
        "attribution_type": kind,
        "hedges": [*fact.get("hedges", ()), *(remark.split("; ") if remark else ())],
    }
    if "quote" in fact:
        record["quote_short"] = fact["quote"]
    if "url" in fact:
        record["url"] = fact["url"]
    return record


def _heard(words: str, kind: str) -> Voice:
    if (words, kind) in SPEAKERS:
        return SPEAKERS[words, kind]
    if kind == "other":
        raise SystemExit(f"{words!r} is of the kind 'other' and has no row in SPEAKERS")
    name, *via = re.split(r" via ", words)
    return name, kind, tuple(via), None


def _speaker(voice: Voice) -> Record:
    name, kind, via, remark = voice
    return _without_nothing({"name": name, "kind": kind, "via": list(via), "remark": remark})


def _spoken(speaker: Record) -> Voice:
    return speaker["name"], speaker["kind"], tuple(speaker.get("via", ())), speaker.get("remark")


def _spoken_in_record(speaker: Record | None) -> tuple[str | None, str]:
    if speaker is None:
        return None, "outlet_itself"
    voice = _spoken(speaker)
    rows = {row: words for words, row in SPEAKERS.items()}
    if voice in rows:
        return rows[voice]
    return " via ".join((voice[0], *voice[2])), voice[1]


def _rivals_by() -> dict[Voice, str]:
    return {row: words for words, row in RIVAL_SPEAKERS.items()}


def _quantity(fact: Record) -> Record:
    recorded = fact["quantity"]
    number, counted = recorded["value"], recorded["unit"]
    if "range_high" in recorded:
        return {"bound": "range", "number": number, "to": recorded["range_high"], "counted": counted}
    found = find_number(fact["statement"], number)
    before = fact["statement"][: found.start] if found else ""
    if not found and fact.get("quote_short"):
        quoted = find_number(fact["quote_short"], number)
        before = fact["quote_short"][: quoted.start] if quoted else ""
    bound = {
        "exact": "exact",
        "at_least": "over" if _MORE.search(before) else "at least",
        "about": "nearly" if _NEARLY.search(before) else "about",
        "at_most": "under" if _FEWER.search(before) else "up to",
    }[recorded["bound"]]
    return {"bound": bound, "number": number, "counted": counted}


def _quantity_in_record(quantity: Record) -> Record:
    record = {"value": quantity["number"], "bound": BOUNDS[quantity["bound"]], "unit": quantity["counted"]}
    return record | ({"range_high": quantity["to"]} if "to" in quantity else {})


def write_starter(records: Iterable[Record]) -> tuple[str, str]:
    """The two files of the starter pack: the reports, then the profiles, each in the order of the records."""
    notes = [to_note(record) for record in records]
    reports, profiles = (
        "".join(f"{json.dumps(note, ensure_ascii=False)}\n" for note in notes if note["kind"] == kind)
        for kind in ("report", "profile")
    )
    return reports, profiles


def main() -> int:
    """Write the starter pack, or say what is wrong with it; nothing is written that does not pass the check."""
    arguments = argparse.ArgumentParser(description="Make knowledge/notes/starter/ from the research records.")
    arguments.add_argument("records", type=Path, help="the records, one JSON object a line")
    lines = arguments.parse_args().records.read_text("utf-8").splitlines()
    texts = write_starter(json.loads(line) for line in lines if line)
    for path, text in zip(STARTER, texts, strict=True):
        if errors := check_notes(text):
            print(*(f"{path.name}, {error}" for error in errors), sep="\n", file=sys.stderr)
            return 1
    for path, text in zip(STARTER, texts, strict=True):
        path.write_text(text, "utf-8")
        print(f"{path.name}: {text.count(chr(10))} notes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

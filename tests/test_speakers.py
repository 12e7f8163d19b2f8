"""Whom the words of a report name, and whose side a table says they are on."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Kind
from knowledge.speakers import domain_of, fold, outlet_of, outlet_rows, row_of, speaker_rows, who_is
from knowledge.speakers.people import first_names, person_in
from knowledge.speakers.voices import kind_of_words, names_a_side, sides_named

# The words of a report, the name on a card, the kind.
KNOWN = [
    # Whoever runs it, a body with a name is named; one that is only described is not.
    ("the activist-run Amber News network", "activist-run Amber News network", "named_organisation"),
    ("activist-run Amber TV", "activist-run Amber TV", "named_organisation"),
    ("an activist-run network", "an activist-run network", "unnamed"),
    ("activist-run Facebook page", "activist-run Facebook page", "unnamed"),
    ("the Assad regime's official television channel", "Assad regime's official television channel", "state_media"),
    ("SOHR", "SOHR", "monitor"),
    ("the Observatory", "SOHR", "monitor"),
    ("the Amber Intelligence Group, which reads chat rooms", "Amber Intelligence Group", "named_organisation"),
    ("Israeli intelligence", "Israeli intelligence", "named_official"),
    ("court documents", "court documents", "document"),
    ("leaked e-mails", "leaked e-mails", "document"),
    ("The Syrian Observatory for Human Rights", "SOHR", "monitor"),
    ("the Britain-based Syrian Observatory for Human Rights", "SOHR", "monitor"),
    ("Syrian Observatory for Human Rights based in Britain", "SOHR", "monitor"),
    ("officials based in Britain", "officials based in Britain", "unnamed"),
    ("unnamed UK-based monitor (SOHR)", "SOHR", "monitor"),
    ("Rami Abdel Rahman, SOHR", "SOHR", "monitor"),
    ("Rami Abdul Rahman, SOHR", "SOHR", "monitor"),
    ("Rami Abdurrahman, SOHR", "SOHR", "monitor"),
    ("Rami Abdel Rahman, who heads the Observatory", "SOHR", "monitor"),
    ("Observatory director Rami Abdel Rahman", "SOHR", "monitor"),
    ("the head of the Syrian Observatory for Human Rights", "SOHR", "monitor"),
    ('SOHR, citing "Syrian activists"', "SOHR", "monitor"),
    ("SOHR via Rudaw", "SOHR", "monitor"),
    ("SOHR / EFE", "SOHR", "monitor"),
    ("Airwars, from local reports", "Airwars", "monitor"),
    ("Airwars text via Noyau Zero", "Airwars", "monitor"),
    ("Syrian Network for Human Rights", "SNHR", "monitor"),
    ("Iraq Body Count, from media", "Iraq Body Count", "monitor"),
    ("a spokesman for the Syrian Observatory who goes by the name Abu Amber", "SOHR", "monitor"),
    ("a Russian defence ministry official who goes by the name Ivan Weil", "Russian military", "party"),
    ("Rear Adm. Alexander Karpov", "Russian military", "party"),
    ("Rear Adm. Alexander Karpov, Russian Reconciliation Center", "Russian military", "party"),
    ("Yury Popov, Russian Reconciliation Center", "Russian military", "party"),
    ("Russian Ministry of Defence", "Russian military", "party"),
    ("Russian Defense Ministry", "Russian military", "party"),
    ("Russian Ministry of Defence via SANA", "Russian military", "party"),
    ("Russian army", "Russian military", "party"),
    ("the Kremlin press office", "Russian government", "party"),
    ("the Kremlin Media Office", "Russian government", "party"),
    ("Hamas media office", "Hamas", "party"),
    ("Damascus", "Syrian government", "party"),
    ("a number of Syrian officials", "a number of Syrian officials", "unnamed_partisan"),
    ("dozens of residents", "dozens of residents", "eyewitness"),
    ("a couple of NGOs", "a couple of NGOs", "unnamed"),
    ("the Russian military", "Russian military", "party"),
    ("Maj. Gen. Konashenkov via Meduza", "Russian military", "party"),
    ("Sergei Shoigu, Russian defence minister, via Sputnik", "Russian military", "party"),
    ("a spokesman for Russian forces, via Al-Masdar", "Russian military", "party"),
    ("a spokesman for Russian forces in Syria", "Russian military", "party"),
    ("the UK-based Observatory for Human Rights", "SOHR", "monitor"),
    ("Kalden Observatory for Human Rights", "Kalden Observatory for Human Rights", "ngo"),
    ("Russian Reconciliation Center, citing detainees", "Russian military", "party"),
    ("Russian Defence Ministry spokesman Igor Konashenkov", "Russian military", "party"),
    ("Maria Zakharova, Russian foreign ministry", "Russian government", "party"),
    ("Moscow", "Russian government", "party"),
    ("the Kremlin", "Russian government", "party"),
    ("Syrian Army General Command", "Syrian army", "party"),
    ("the Syrian Arab Army", "Syrian army", "party"),
    ("National Defense Forces", "National Defence Forces", "party"),
    ("MaT/Coalition, as reported by an opponent", "Maghawir al-Thawra", "party"),
    ("SDF (names) / attributed to ISIS", "SDF", "party"),
    ("SDF spokesman Mustafa Bali", "SDF", "party"),
    ("a spokesman for the Syrian Democratic Forces", "SDF", "party"),
    ("Coalition spokesperson", "US-led Coalition", "party"),
    ("US-led Coalition (SOJTF)", "US-led Coalition", "party"),
    ("the U.S.-led coalition", "US-led Coalition", "party"),
    ("Col. Scott Rawlinson, Coalition", "US-led Coalition", "party"),
    # He led the inquiry of the US military, whatever the coalition flew.
    ("Brig. Gen. Matt Isler, lead investigator", "US military", "party"),
    ("Operation Inherent Resolve spokesperson", "US-led Coalition", "party"),
    ("CJTF-OIR statement", "US-led Coalition", "party"),
    ("Lt. Col. Thomas Campbell, Pentagon", "US military", "party"),
    ("Lt. Gen. Kenneth McKenzie, Joint Staff", "US military", "party"),
    ("US Central Command", "US military", "party"),
    ("CENTCOM", "US military", "party"),
    ("the Pentagon", "US military", "party"),
    ("Islamic State", "ISIS", "party"),
    ("IS", "ISIS", "party"),
    ("Amaq News Agency", "Amaq", "party"),
    ("Turkish Foreign Minister Mevlut Cavusoglu", "Turkish government", "party"),
    ("the Turkish Armed Forces", "Turkish military", "party"),
    ("the IDF", "Israeli military", "party"),
    ("Basem Naim, Hamas", "Hamas", "party"),
    ("the health ministry in Gaza", "Gaza Health Ministry", "party"),
    ("Ukraine's air force", "Ukrainian military", "party"),
    ("Prosecutor General Venediktova via BBC repost", "Ukrainian government", "party"),
    ("Vijay Gokhale, Indian Foreign Secretary", "Indian government", "party"),
    ("SANA", "SANA", "state_media"),
    ("Sana", "SANA", "state_media"),
    ("state news agency SANA", "SANA", "state_media"),
    ("SANA's reporter", "SANA", "state_media"),
    ("TASS", "TASS", "state_media"),
    ("RT", "RT", "state_media"),
    ("AFP via Business Recorder", "AFP", "news_agency"),
    ("AP investigation", "Associated Press", "news_agency"),
    ("The Associated Press", "Associated Press", "news_agency"),
    ("Reuters", "Reuters", "news_agency"),
    ("HRW via Pledge Times", "Human Rights Watch", "ngo"),
    ("MSF", "MSF", "ngo"),
    ("ISW", "ISW", "ngo"),
    ("Syria Civil Defence", "White Helmets", "ngo"),
    ("UN human rights office (Bachelet)", "OHCHR", "un"),
    ("UN via AFP; SouthFront", "United Nations", "un"),
    ("the UN envoy", "United Nations", "un"),
    ("WHO", "World Health Organization", "un"),
    ("UN Commission of Inquiry", "UN Commission of Inquiry on Syria", "un"),
    ("IAEA / Chernobyl Forum", "IAEA", "un"),
    ("President Barack Obama", "Barack Obama", "named_person"),
    ("Sean Spicer via FactCheck", "Sean Spicer", "named_person"),
    ("the fact-checking site Snopes", "Snopes", "named_organisation"),
    ("AFP Fact Check", "AFP Fact Check", "news_agency"),
    ("fact-checking group Amber Truth", "Amber Truth", "named_organisation"),
    ("SouthFront (own voice)", "SouthFront", "named_organisation"),
    ("SouthFront, no source", "SouthFront", "named_organisation"),
    ("Wikipedia (March 2022 copy)", "Wikipedia", "named_organisation"),
    ("The Guardian", "The Guardian", "named_organisation"),
    ("The Guardian live blog", "The Guardian", "named_organisation"),
    ("SOHR counts compiled by Wikipedia", "SOHR", "monitor"),
    ("an Observatory toll", "SOHR", "monitor"),
    ("a new toll from the Observatory", "SOHR", "monitor"),
    ("monitors at the Syrian Observatory for Human Rights", "SOHR", "monitor"),
    ("so-called Syrian Observatory for Human Rights", "SOHR", "monitor"),
    ("Syrian Observatory for Human Rights [SOHR]", "SOHR", "monitor"),
    ("SOHR)", "SOHR", "monitor"),
    ("Observatory the latest in a series", "SOHR", "monitor"),
    ("raids on a market the Syrian Observatory for Human Rights", "SOHR", "monitor"),
    ("three raids in Amber Human Rights Watch", "Human Rights Watch", "ngo"),
    ("another group the Local Coordination Committees", "Local Coordination Committees", "monitor"),
    ("Human Rights Watchs executive director", "Human Rights Watch", "ngo"),
    ("Russias defence ministry", "Russian military", "party"),
    ("down a jet near Amber the Russian military", "Russian military", "party"),
    ("militant group Hezbollah", "Hezbollah", "party"),
    ("ISIS run Amaq news agency", "Amaq", "party"),
    ("totally false state news agency SANA", "SANA", "state_media"),
    ("Airwars on the Russian position", "Airwars", "monitor"),
    ("Alchetron copy of Wikipedia", "Wikipedia", "named_organisation"),
    ("MSF surveys in Bangladesh camps", "MSF", "ngo"),
    ("Commander Jonas Weil of the Israeli military", "Israeli military", "party"),
    ("SDF commander Jonas Weil", "SDF", "party"),
    ("Abu Omar of Hamas", "Hamas", "party"),
    ("White House press secretary Mira Sand", "US government", "party"),
    ("Jonas Weil, a Pentagon spokesman", "US military", "party"),
    ("US and Allies", "US government", "party"),
    ("Hamas and its partners", "Hamas", "party"),
    ("the International Committee of the Red Cross", "ICRC", "ngo"),
    ("IFRC", "IFRC", "ngo"),
    ("Vice President Biden", "Joe Biden", "named_person"),
    ("President Obama's", "Barack Obama", "named_person"),
]

# Words for somebody whom no table knows.
UNKNOWN = [
    ("a member of the radical Islamic State group", "a member of the radical Islamic State group", "unnamed"),
    ("two Syrian rebels", "two Syrian rebels", "unnamed_partisan"),
    ("anti-Hezbollah groups", "anti-Hezbollah groups", "unnamed_partisan"),
    ("an ISIS-affiliated page", "an ISIS-affiliated page", "unnamed_partisan"),
    ("an army-linked page", "an army-linked page", "unnamed_partisan"),
    ("a rebel-aligned channel", "a rebel-aligned channel", "unnamed_partisan"),
    ("Turkeys state-run news agency", "Turkeys state-run news agency", "state_media"),
    ("mayor of New Port Amber", "mayor of New Port Amber", "named_official"),
    ("Health director for Amber Mira Sand", "Mira Sand", "named_person"),
    ('unnamed "pro-opposition sources"', "pro-opposition sources", "unnamed_partisan"),
    ("Pro-government sources", "pro-government sources", "unnamed_partisan"),
    ("a military source", "a military source", "unnamed_partisan"),
    (
        "source in the Syrian Ministry of Defence, via RuVesna.Su",
        "source in the Syrian Ministry of Defence",
        "unnamed_partisan",
    ),
    ("Russian officials", "Russian officials", "unnamed_partisan"),
    ("two US military officials via CNN", "two US military officials", "unnamed_partisan"),
    ("rebels", "rebels", "unnamed_partisan"),
    ('"local sources"', "local sources", "unnamed"),
    ('"some reports"', "some reports", "unnamed"),
    ("activists", "activists", "unnamed"),
    ("officials", "officials", "unnamed"),
    ("media reports", "media reports", "unnamed"),
    ("health workers (anonymous) via AP", "health workers", "unnamed"),
    ("Witnesses", "witnesses", "eyewitness"),
    ("medics and witnesses", "medics and witnesses", "eyewitness"),
    ("a resident of Homs", "a resident of Homs", "eyewitness"),
    ("a monitor", "a monitor", "monitor"),
    ("Syrian state media", "Syrian state media", "state_media"),
    ("state television", "state television", "state_media"),
    ("a new study", "a new study", "document"),
    ("the report", "report", "document"),
    ("a statement", "a statement", "document"),
    ("a local activist who uses the name Abu Amber", "Abu Amber", "named_person"),
    ("a fisherman who gave his name only as Omar", "Omar", "named_person"),
    ("a nurse who asked to be identified only by her first name, Lena", "Lena", "named_person"),
    ("a policeman named Officer Omar Aziz", "Omar Aziz", "named_person"),
    ("a group that calls itself Friends of Amber", "Friends of Amber", "named_organisation"),
    ("the network called Amber is Watching", "Amber is Watching", "named_organisation"),
    ("a doctor who asked not to be named", "a doctor", "unnamed"),
    ("a man who identified himself as Norlandian", "a man", "unnamed"),
    ("a source who is known to Reuters", "a source", "unnamed"),
    ("an officer who asked to be identified as a senior official", "an officer", "unnamed"),
    ("Basma Idris", "Basma Idris", "named_person"),
    ("Basma Idris, 34", "Basma Idris", "named_person"),
    ("Francis Lui, pro-Beijing economist", "Francis Lui", "named_person"),
    ("activist Omar Hamza", "Omar Hamza", "named_person"),
    ("Pope Francis", "Pope Francis", "named_person"),
    ("Gen. Yusuf Rahimi, the army's chief of staff", "Yusuf Rahimi", "named_person"),
    ("Ambassador Matthew Rycroft", "Matthew Rycroft", "named_person"),
    ("the Ministry of Health", "Ministry of Health", "named_official"),
    ("Commander Jonas Weil of the Lenora Coast Guard", "Jonas Weil", "named_person"),
    ("Lenora Coast Guard Commander Jonas Weil", "Jonas Weil", "named_person"),
    ("Commander Weil", "Commander Weil", "named_person"),
    ("Prime Minister Jonas Weil", "Jonas Weil", "named_person"),
    ("Mr Jonas Weil, the health minister", "Jonas Weil", "named_person"),
    ("the health minister, Mira Sand", "Mira Sand", "named_person"),
    ("Another ally, Trade Secretary Mira Sand", "Mira Sand", "named_person"),
    ("Ministry of Health spokesman Jonas Weil", "Jonas Weil", "named_person"),
    ("the health ministry", "health ministry", "named_official"),
    ("the prime minister", "prime minister", "named_official"),
    ("the Vice President", "Vice President", "named_official"),
    ("campaign manager Mira Sand", "Mira Sand", "named_person"),
    ("the campaign manager", "campaign manager", "unnamed"),
    ("a spokesman for Mr. Obama", "a spokesman for Mr. Obama", "unnamed"),
    ("Tom Varga, a former spokesman for Mr. Obama", "Tom Varga", "named_person"),
    ("Jonas Weil, a former spokesman for the Pentagon", "Jonas Weil", "named_person"),
    ("Donald Trump's campaign", "Donald Trump's campaign", "named_organisation"),
    ("Donald Trump's wife", "Donald Trump's wife", "unnamed"),
    ("Mira Sand of the New York Times", "Mira Sand", "named_person"),
    ("Omar Aziz of Turkey", "Omar Aziz", "named_person"),
    ("Weil and Sand", "Weil and Sand", "named_person"),
    ("Britain and France", "Britain and France", "named_organisation"),
    ("Republicans", "Republicans", "unnamed"),
    ("DeWitt", "DeWitt", "named_person"),
    # Capitals tell nothing in a headline.
    ("CATHOLIC PRIEST", "CATHOLIC PRIEST", "unnamed"),
    ("ISIS COMMANDER", "ISIS COMMANDER", "unnamed_partisan"),
    ("US OFFICIAL", "US OFFICIAL", "unnamed_partisan"),
    ("UN CHIEF", "United Nations", "un"),
    ("OMAR KING", "OMAR KING", "named_official"),
    ("an unverified photo", "an unverified photo", "document"),
    ("photo agency", "photo agency", "named_organisation"),
    ("US gossip website Amber", "Amber", "named_organisation"),
    ("police", "police", "named_official"),
    ("local police", "local police", "named_official"),
    ("police in Homs", "police in Homs", "named_official"),
    ("The Damascus Media Office", "Damascus Media Office", "named_organisation"),
    ("Moscow Media Centre", "Moscow Media Centre", "named_organisation"),
    ("the Lenora coast guard", "Lenora coast guard", "named_official"),
    ("prosecutors", "prosecutors", "named_official"),
    ("the court", "court", "named_official"),
    ("police sources", "police sources", "unnamed"),
    ("two prosecutors", "two prosecutors", "unnamed"),
    ("a police spokesman", "a police spokesman", "unnamed"),
    ("the authorities", "authorities", "unnamed"),
    ("the Red Cross", "Red Cross", "ngo"),
    ("British Red Cross", "British Red Cross", "ngo"),
    ("Friends of the Earth", "Friends of the Earth", "named_organisation"),
    ("George Washington University", "George Washington University", "named_organisation"),
    ("Deccan Herald", "Deccan Herald", "named_organisation"),
    ('commenter "Jens Holm"', "Jens Holm", "reader_comment"),
    ("smmsyria.com, no source", "smmsyria.com", "named_organisation"),
    ("TodayHeadline", "TodayHeadline", "named_organisation"),
    ("McKinley", "McKinley", "named_person"),
    ("Germany", "Germany", "named_official"),
    ("he", "he", "unnamed"),
    ("us", "us", "unnamed"),
    ("who", "who", "unnamed"),
    ("", "", "unnamed"),
]


@pytest.mark.parametrize(("words", "name", "kind"), KNOWN)
def test_one_voice_has_one_name(words: str, name: str, kind: Kind) -> None:
    speaker = who_is(words)
    assert (speaker.name, speaker.kind) == (name, kind)


@pytest.mark.parametrize(("words", "name", "kind"), UNKNOWN)
def test_words_show_what_sort_of_voice_they_name(words: str, name: str, kind: Kind) -> None:
    speaker = who_is(words)
    assert (speaker.name, speaker.kind, speaker.documented_at) == (name, kind, None)


def test_nameless_people_do_not_speak_for_an_institution() -> None:
    for words in (
        "Russian officials",
        "a Pentagon official",
        "sources close to Hamas",
        "Syrian army sources",
        "SDF fighters",
    ):
        assert who_is(words).kind in ("unnamed", "unnamed_partisan"), words


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Norlandian TV channel Amber One", "Amber One", "named_organisation"),
        ("the private news agency Harbour Wire", "Harbour Wire", "news_agency"),
        ("state news agency Norland Today", "Norland Today", "state_media"),
        ("the Kalden-based charity Mill Trust", "Mill Trust", "ngo"),
        ("rights group Mill Watch", "Mill Watch", "ngo"),
        # A paper's people have names of their own, and "a TV channel" has none.
        ("newspaper editor Jonas Weil", "Jonas Weil", "named_person"),
        ("the newspaper Omar Aziz", "Omar Aziz", "named_person"),
        ("a Norlandian TV channel", "a Norlandian TV channel", "named_organisation"),
        # A state's ministry has one name, however it is built; another ministry has its own.
        ("Russia's Ministry of Defence", "Russian military", "party"),
        ("Russias ministry of defence", "Russian military", "party"),
        ("Norland's Ministry of Defence", "Norland's Ministry of Defence", "named_official"),
        ("Israel's Ministry of Health", "Israel's Ministry of Health", "party"),
    ],
)
def test_what_a_body_is_called_in_front_of_its_name_is_no_second_body(words: str, name: str, kind: Kind) -> None:
    speaker = who_is(words)
    assert (speaker.name, speaker.kind) == (name, kind)


def test_a_states_media_and_somebody_elses_are_of_no_one_side() -> None:
    assert who_is("Syrian state television").side == "Syrian government"
    assert who_is("Syrian state television and Kurdish media").side is None


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Turkish Foreign Minister Jonas Weil", "Turkey"),
        ("the Turkish foreign minister, Jonas Weil", "Turkey"),
        ("former Turkish Foreign Minister Jonas Weil", None),
        ("Turkish novelist Mira Sand", None),
        ("American Road Fund president Mira Sand", None),
        ("Assad regimes army command", "Syrian government"),
        ("Assad family friends", None),
        ("Russian police", "Russia"),
        ("Norlandian police", None),
    ],
)
def test_an_office_has_a_side_and_a_calling_has_none(words: str, side: str | None) -> None:
    assert who_is(words).side == side


def test_two_sides_in_one_name_are_no_side() -> None:
    assert names_a_side("Syrian army and Russian officials") is None
    assert names_a_side("opposition activists") is None


def test_the_caller_may_know_the_kind() -> None:
    assert who_is("Jens Holm", "reader_comment").kind == "reader_comment"
    assert who_is("SOHR", "reader_comment").kind == "monitor"


def test_no_alias_leads_to_two_voices() -> None:
    seen: dict[str, str] = {}
    for row in speaker_rows():
        for name in (row.name, *row.aliases):
            key = name if name.isupper() else fold(name)
            assert seen.setdefault(key, row.name) == row.name, name


def test_every_party_has_a_side_and_a_conflict() -> None:
    for row in speaker_rows():
        if row.kind == "party":
            assert row.side, row.name
            assert row.party_to, row.name
        else:
            assert not row.party_to, row.name


def test_every_conflict_has_more_than_one_side() -> None:
    alone = {"War against Islamic State", "Myanmar conflict", "China and India", "Afghanistan war", "Iraq war"}
    for conflict in {name for row in speaker_rows() for name in row.party_to} - alone:
        assert len({row.side for row in speaker_rows() if conflict in row.party_to}) > 1, conflict


def test_kinds_are_from_the_list_and_addresses_are_addresses() -> None:
    table = [(r.kind, r.documented_at) for r in speaker_rows()] + [(r.kind, r.documented_at) for r in outlet_rows()]
    for kind, address in table:
        assert kind in get_args(Kind)
        assert address is None or address.startswith(("http://", "https://"))


def test_a_row_is_found_again() -> None:
    assert all(row_of(who_is(row.name)) for row in speaker_rows())
    assert row_of(who_is("Basma Idris")) is None


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.sana.sy./?p=1", "SANA"),
        ("https://arab.southfront.press/x", "SouthFront"),
        ("https://maps.southfront.org/x", "SouthFront"),
        ("http://english.aawsat.com/home", "Asharq Al-Awsat"),
        ("https://en.wikipedia.org./wiki/X", "Wikipedia"),
        ("https://news.antiwar.com/2021/", "Antiwar.com"),
        ("syriahr.com", "SOHR"),
        ("Reuters", "Reuters"),
        ("AP", "Associated Press"),
        ("SouthFront (quoting the US-led Coalition)", "SouthFront"),
        ("Associated Press", "Associated Press"),
        ("https://example.org/x", None),
        ("https://notsana.sy.example.org", None),
        ("The Nowhere Gazette", None),
        ("", None),
        ("http://[::1", None),
    ],
)
def test_an_address_or_a_name_leads_to_its_outlet(address: str, outlet: str | None) -> None:
    row = outlet_of(address)
    assert (row.outlet if row else None) == outlet


def test_no_domain_belongs_to_two_outlets() -> None:
    domains = [domain for row in outlet_rows() for domain in row.domains]
    assert sorted(domains) == sorted(set(domains))


@given(st.text(max_size=200))
def test_any_words_name_somebody_or_nobody(words: str) -> None:
    speaker = who_is(words)
    assert speaker == who_is(words)
    assert speaker.kind in get_args(Kind)
    kind_of_words(words)
    outlet_of(words)
    domain_of(words)


@pytest.mark.parametrize(
    ("words", "name", "person"),
    [
        ("White House spokesman Jonas Weil", "US government", "Jonas Weil"),
        ("Jonas Weil, a Pentagon spokesman", "US military", "Jonas Weil"),
        ("Rear Adm. Alexander Karpov, Russian Reconciliation Center", "Russian military", "Alexander Karpov"),
        ("Gregory Hartl, WHO", "World Health Organization", "Gregory Hartl"),
        ("Gregory Hartl of the WHO", "World Health Organization", "Gregory Hartl"),
        ("Russian President Vladimir Putin", "Russian government", "Vladimir Putin"),
        ("head of the Syrian Observatory for Human Rights Rami Abdel Rahman", "SOHR", "Rami Abdel Rahman"),
        ("the White House", "US government", ""),
        ("the head of the Syrian Observatory for Human Rights", "SOHR", ""),
        ("US Central Command", "US military", ""),
        ("war monitor SOHR", "SOHR", ""),
        ("Barack Obama", "Barack Obama", ""),
        ("Mira Sand", "Mira Sand", ""),
    ],
)
def test_a_body_keeps_the_person_who_spoke_for_it(words: str, name: str, person: str) -> None:
    speaker = who_is(words)
    assert (speaker.name, speaker.person) == (name, person)


def test_two_people_who_speak_for_one_body_are_one_voice() -> None:
    assert who_is("White House spokesman Jonas Weil") == who_is("White House spokeswoman Mira Sand")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Kremlin critic Jonas Weil", "Jonas Weil"),
        ("top party donor Jonas Weil", "Jonas Weil"),
        ("retired neurosurgeon Jonas Weil", "Jonas Weil"),
        ("Norlandian swimmer Jonas Weil", "Jonas Weil"),
    ],
)
def test_whoever_speaks_for_himself_is_no_body(words: str, name: str) -> None:
    speaker = who_is(words)
    assert (speaker.name, speaker.kind, speaker.side) == (name, "named_person", None)


@pytest.mark.parametrize(
    ("words", "name", "office", "body"),
    [
        ("Omar Aziz regional director of Harbour Watch", "Omar Aziz", "regional director", "Harbour Watch"),
        ("Jonas Weil a spokesman for the dockers union", "Jonas Weil", "spokesman", "dockers union"),
        ("Lt. Gen. Mohammad al-Aziz Norlands interior minister", "Mohammad al-Aziz", "Norland interior minister", ""),
        (
            "Kevin Weil OCHAs humanitarian coordinator for Velmar",
            "Kevin Weil",
            "OCHA humanitarian coordinator",
            "Velmar",
        ),
        ("Mayor Anton Verik director of the port", "Anton Verik", "director", "port"),
    ],
)
def test_an_office_may_stand_behind_a_name_without_a_comma(words: str, name: str, office: str, body: str) -> None:
    person = person_in(words)
    assert person is not None and (person.name, person.office, person.body) == (name, office, body)
    assert who_is(words).name == name or who_is(words).person == name


@pytest.mark.parametrize(
    "words",
    [
        "Harbour Watch regional director",
        "Jordan Valley regional director",
        "Anna Maria Islands mayor",
        "Martin Luther King hospital director",
        "the Omar Aziz hospital director",
        "Victoria Falls mayor",
    ],
)
def test_a_body_before_an_office_is_no_name(words: str) -> None:
    assert person_in(words) is None


@pytest.mark.parametrize(
    "words",
    ["the newspaper Al Watan", "computer maker Hewlett Packard", "America Rising PAC", "Another Party Elder", "CREW"],
)
def test_two_capitals_are_not_always_a_person_with_a_calling(words: str) -> None:
    assert person_in(words) is None


def test_a_first_name_that_men_and_women_bear_is_in_neither_list() -> None:
    table = tomllib.loads((files("knowledge.speakers") / "first_names.toml").read_text("utf-8"))
    assert not set(table["he"]["names"]) & set(table["she"]["names"])
    assert not {"Robin", "Kim", "Taylor", "Jordan", "Nour"} & first_names().keys()


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Russia", "Russia"),
        ("Russian", "Russia"),
        ("Kremlin", "Russia"),
        ("Moscow", "Russia"),
        ("Ukraine", "Ukraine"),
        ("Ukrainian", "Ukraine"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("pro-Assad", "Syrian government"),
        ("Syrian army", "Syrian government"),
        ("Syrian Arab Army", "Syrian government"),
        ("Syrian rebels", "Syrian opposition"),
        ("Free Syrian Army", "Syrian opposition"),
        ("US-led", "US-led Coalition"),
        ("U.S.-led", "US-led Coalition"),
        ("Coalition", "US-led Coalition"),
        ("coalition", "US-led Coalition"),
        ("US", "United States"),
        ("U.S.", "United States"),
        ("Americans", "United States"),
        ("Pentagon", "United States"),
        ("Turkish", "Turkey"),
        ("Turkey", "Turkey"),
        ("Ankara", "Turkey"),
        ("SDF", "SDF"),
        ("Kurdish", "SDF"),
        ("YPG", "SDF"),
        ("Iranian", "Iran"),
        ("Tehran", "Iran"),
        ("Israeli", "Israel"),
        ("Hamas", "Hamas"),
        ("Hezbollah", "Hezbollah"),
        ("Hizbullah", "Hezbollah"),
        ("Hizballah", "Hezbollah"),
        ("Hizbollah", "Hezbollah"),
        ("ISIS", "ISIS"),
        ("ISIL", "ISIS"),
        ("Daesh", "ISIS"),
        ("Islamic State", "ISIS"),
        ("Indian", "India"),
        ("Pakistani", "Pakistan"),
        ("Iraqi", "Iraqi government"),
    ],
)
def test_every_name_of_a_side_is_found_among_other_words(words: str, side: str) -> None:
    assert side in {named for named, _, _ in sides_named(f"it was the {words} that did it")}


def test_the_opposition_s_coalition_is_not_the_one_that_flies_jets() -> None:
    assert sides_named("Medics killed, Syrian Coalition calls it a crime") == ()
    assert [side for side, _, _ in sides_named("jets of the coalition")] == ["US-led Coalition"]

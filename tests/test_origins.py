"""How many places findings go back to: what makes two reports one origin, and what does not.

Reports are invented and read by the real reader; the pairs of the starter pack are those that its notes state.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.articles import day, read_pasted
from knowledge.model import Entry, Finding, Kind, Origin, OutletProfile, Part, Span, Speaker, Statement
from knowledge.notes import STARTER, read_notes
from knowledge.speakers import outlet_rows
from knowledge.speakers.outlets import family_of
from knowledge.statements import read_statements
from retrieval.origins import count_reports, has_name, origins_of, shared_origin, with_holder, with_names
from retrieval.origins.bodies import in_one_name
from retrieval.origins.copies import kept_twice, same_sentence, same_text, shared_quotation
from retrieval.origins.names import key_of

FERRY = (
    "Thirty-one people drowned when the ferry Halvard turned over off Port Ansel on Monday night. "
    "The ship had left the northern quay with two hundred passengers and a load of timber. "
    "Divers worked through the night in a strong current, and the harbour was closed to all other traffic. "
    "Relatives waited in the old customs house, where lists of the rescued were read out every hour."
)
#: Its day, and no more than its words push out of where the report begins.
PICTURE = (
    "People look at ropes and lamps that were left on the northern quay of the harbour of Port Ansel, under the "
    "windows of the old customs house and beside the winter stores of the timber merchants, on March 4 2024."
)


def report(
    outlet: str, text: str, title: str = "", *, credit: str | None = None, published: str = "2024-03-05"
) -> Entry:
    """One invented report, as the reader reads it."""
    title = title or f"What {outlet} prints"
    article = read_pasted(
        text,
        url=f"https://{outlet.lower().replace(' ', '')}.example/1",
        outlet=outlet,
        title=title,
        published=day(published),
    )
    article = replace(article, credit=credit or article.credit)
    return Entry(article, read_statements(article))


def found(*entries: Entry) -> list[Finding]:
    """Everything that these reports say in their bodies."""
    return [Finding(s, e.article, 0.7, ()) for e in entries for s in e.statements if s.place_in_article == "body"]


def first(*entries: Entry) -> list[Finding]:
    """The first statement of each body."""
    return [next(f for f in found(entry)) for entry in entries]


def origins(findings: list[Finding], *, beside: list[Finding] | None = None) -> dict[str, set[str]]:
    """The outlets behind each origin."""
    return {o.label: {f.outlet for f in o.findings} for o in origins_of(findings, beside or findings)}


# --- what is one origin -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "origins_counted"),
    [
        (
            "20 people were killed in Lowmarket, a rescue official said. “Twenty people were killed,” Jonas Weil said.",
            1,
        ),
        # Another number.
        ("20 people were killed in Lowmarket, a rescue official said. “Ten people were killed,” Jonas Weil said.", 2),
    ],
)
def test_who_opens_a_report_without_a_name_is_named_further_down(text: str, origins_counted: int) -> None:
    entry = report("Border Agency", text, "Raid kills 20 people in Lowmarket - Border Agency")
    # The page's own name, behind its headline, has given nobody the figure.
    beside = [Finding(statement, entry.article, 0.7, ()) for statement in entry.statements]
    assert beside[0].speaker.kind == "outlet_itself"
    counting = [f for f in found(entry) if f.statement.quantities]
    assert len(origins_of(counting, beside, of_one_event=False)) == origins_counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Nurses said 20 people were killed in Lowmarket. Activists said 45 people were killed in Lowmarket.", 2),
        # One who is described in another's words may be the other.
        (
            "Local sources said 20 people were killed in Lowmarket. Other sources said 45 people were killed there.",
            1,
        ),
        # Each leaves room for what the other counts.
        ("Nurses said 45 people were killed in Lowmarket. Activists said at least 20 people were killed there.", 1),
        ("Nurses said 20 people were killed in Lowmarket. Activists said 20 people were killed in Lowmarket.", 1),
        # They count two things.
        ("Nurses said 20 people were killed in Lowmarket. Activists said 45 people were wounded in Lowmarket.", 1),
        # What the report itself tells is of the first.
        ("Shells killed 20 people. Nurses said 20 people were killed. Activists said 45 people were killed.", 2),
    ],
)
def test_two_without_a_name_of_whom_one_report_has_two_counts_are_two(text: str, counted: int) -> None:
    assert len(origins_of(found(report("Harbour Post", text)))) == counted


def test_who_has_no_name_is_one_in_two_reports_of_an_outlet_where_neither_has_two() -> None:
    one = found(report("Harbour Post", "Nurses said 20 people were killed in Lowmarket."))
    other = found(report("Harbour Post", "Activists said 45 people were killed in Lowmarket."))
    other = [replace(finding, article=replace(finding.article, id="the next day's")) for finding in other]
    assert len(origins_of([*one, *other])) == 1


@pytest.mark.parametrize(
    ("official", "counted"), [("A KLF official", 1), ("An official", 2), ("A US official", 2), ("A Kalden official", 2)]
)
def test_an_official_of_a_body_is_one_in_two_papers_with_one_number(official: str, counted: int) -> None:
    raid = report("Harbour Post", f"{official} said a raid killed three fighters of a militia in Kalden.")
    again = report("Hill Gazette", f"{official} said three Norlandian fighters were killed at the mill.")
    assert len(origins(first(raid, again))) == counted


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        ("The network called Kalden Voices said shells hit a mill.", "Kalden Voices"),
        ("It was a quiet day. The network called Kalden Voices said shells hit a mill.", "Kalden Voices"),
        ("Kalden Voices said shells hit a mill.", None),
        ("The union called Kalden Voices said shells hit a mill.", None),
    ],
)
def test_a_network_is_who_its_report_calls_by_that_word(behind: str, who: str | None) -> None:
    told = found(report("Harbour Post", f"A Kalden activist network said 20 people were killed in Lowmarket. {behind}"))
    (one,) = in_one_name(told[:1], told)
    assert (one.speaker.name if "network" not in one.speaker.name else None) == who


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        ("As many as 33 shells were fired, Anadolu reported on Monday.", "Anadolu Agency"),
        ("It rained. As many as 33 shells were fired, Anadolu reported on Monday.", None),
        ("As many as 33 shells were fired, the mayor said.", None),
        ("Anadolu reported that 33 shells were fired, while TRT reported that 30 shells were fired.", None),
    ],
)
def test_a_broadcaster_is_the_newsroom_that_the_next_sentence_quotes(behind: str, who: str | None) -> None:
    told = found(report("Harbour Post", f"A Turkish broadcaster said 20 people were killed in Lowmarket. {behind}"))
    (one,) = in_one_name(told[:1], told)
    assert (one.speaker.name if "broadcaster" not in one.speaker.name else None) == who


def test_one_monitor_in_three_papers_is_one_origin() -> None:
    three = [
        report("Harbour Post", "The Border Shelling Monitor said 40 shells hit Lowmarket."),
        report("Daily Lantern", "At least 40 shells fell on Lowmarket, according to the Border Shelling Monitor."),
        report("Hill Gazette", "Lowmarket was hit by 40 shells overnight, the Border Shelling Monitor told Reuters."),
    ]
    (one,) = origins_of(first(*three))
    assert one.label == "Border Shelling Monitor" and one.because == "all 3 quote Border Shelling Monitor"


def test_a_toll_without_a_source_is_that_of_the_one_body_that_counts_and_is_named_in_the_report() -> None:
    one = report(
        "Harbour Post",
        "At least 43 people were killed when shells fell on Lowmarket on Monday. It was the worst day of the month. "
        "Two of them were nurses. Rami Abdel Rahman of the Syrian Observatory for Human Rights spoke of revenge.",
    )
    assert list(origins(first(one), beside=first(one))) == ["SOHR"]


@pytest.mark.parametrize(
    ("behind", "places"),
    [
        ("Those killed had inhaled chlorine, the manager of Mill hospital Jonas Weil told reporters.", 1),
        # Whoever tells of something else has not told of these.
        ("The sky was grey that night, the manager of Mill hospital Jonas Weil told reporters.", 2),
    ],
)
def test_whoever_goes_on_about_the_dead_has_given_the_toll_that_he_gives_elsewhere(behind: str, places: int) -> None:
    watch = "A woman died in Tarn, the Syrian Observatory for Human Rights said."
    one = report("Mill Post", f"Four people were killed by gas in Kalden. {behind} {watch}")
    other = report("Hill Post", "Jonas Weil, the manager of Mill hospital, said that four people died of gas.")
    assert len(origins_of(first(one, other), found(one, other))) == places


def test_a_monitor_with_another_toll_has_not_given_this_one() -> None:
    one = report(
        "Harbour Post",
        "A bomber killed 32 people at a wedding in Lowmarket on Monday. Guests fled. "
        "The Syrian Observatory for Human Rights gave a lower toll of 31 people killed.",
    )
    assert list(origins(first(one), beside=found(one))) == ["Harbour Post"]


def test_a_figure_without_a_source_is_no_second_origin_of_the_one_voice_that_gives_it() -> None:
    two = [
        report("Harbour Post", "At least 48 people were killed when a bomb went off in Lowmarket on Monday."),
        report(
            "Daily Lantern", "The Border Shelling Monitor said 48 people were killed by Monday's bomb in Lowmarket."
        ),
    ]
    (one,) = origins_of(first(*two))
    assert one.label == "Border Shelling Monitor"
    # Findings of several events have no figure in common, and three is soon arrived at twice.
    assert len(origins_of(first(*two), of_one_event=False)) == 2
    small = [
        report(e.article.outlet, e.article.text.split("\n\n")[-1].replace("48", "three").replace("At least ", ""))
        for e in two
    ]
    assert len(origins_of(first(*small))) == 2


def test_an_agency_that_names_nobody_has_the_number_of_the_one_voice_that_gives_it() -> None:
    wire = report("Harbour Post", "Raids on Lowmarket killed 34 people on Sunday.", credit="AFP")
    voice = report("Daily Lantern", "Border Monitor said 34 people were killed in Lowmarket on Sunday.")
    other = report("Hill Gazette", "In Lowmarket 34 people were killed by Sunday's raids.", credit="Reuters")
    assert origins(first(wire, voice)) == {"Border Monitor": {"Harbour Post", "Daily Lantern"}}
    assert set(origins(first(wire, other))) == {"AFP", "Reuters"}
    counted = report("Harbour Post", "An AFP correspondent counted 34 people killed in Lowmarket.", credit="AFP")
    assert len(origins(first(counted, voice))) == 2


def test_what_a_doctor_tells_an_agency_is_no_second_origin_beside_the_agencys_own_words() -> None:
    one = report(
        "Harbour Post",
        "Ten people were killed by rockets in Lowmarket, the SANA news agency reported. "
        "Dr. Jonas Weil told SANA that ten people were killed by rockets in Lowmarket.",
    )
    assert len(origins_of(found(one))) == 1


def test_the_same_wire_in_three_papers_is_one_origin() -> None:
    three = [report(name, FERRY, credit="AFP") for name in ("Harbour Post", "Daily Lantern", "Hill Gazette")]
    assert origins(first(*three)) == {"AFP": {"Harbour Post", "Daily Lantern", "Hill Gazette"}}
    (one,) = origins_of(first(*three))
    assert one.because.startswith("all 3 print the same text by AFP")


def test_an_agency_that_is_quoted_has_printed_no_text() -> None:
    one = report("Harbour Post", "Two crew members were arrested, Interfax reported, citing a police source.")
    (origin,) = origins_of(first(one))
    assert (origin.label, origin.because) == ("Interfax", "it quotes Interfax")


def test_a_reprint_without_a_credit_goes_back_to_the_wire_that_the_other_credits() -> None:
    whole, cut = (
        report("Harbour Post", FERRY, credit="AFP"),
        report("Daily Lantern", FERRY.split(". Relatives")[0] + "."),
    )
    assert same_text(whole.article, cut.article)
    assert origins(first(whole, cut)) == {"AFP": {"Harbour Post", "Daily Lantern"}}


def test_a_reprint_by_nobody_in_particular_goes_back_to_who_printed_it_first() -> None:
    early, late = (
        report("Hill Gazette", FERRY, published="2024-03-05"),
        report("Daily Lantern", FERRY, published="2024-03-06"),
    )
    assert origins(first(early, late)) == {"Hill Gazette": {"Hill Gazette", "Daily Lantern"}}


def test_two_papers_with_one_quotation_have_one_origin() -> None:
    quoted = "“we heard three blasts before the roof of the mill fell in”"
    two = [
        report("Harbour Post", f"A guard at the mill recalled: {quoted}."),
        report("Daily Lantern", f"One of the watchmen has said {quoted}, and that he ran."),
    ]
    (one,) = origins_of(first(*two))
    assert "one quotation stands in more than one of them" in one.because


def test_outlets_of_one_family_speak_with_one_voice() -> None:
    two = [report("Sputnik", "Twelve barges sank off Port Ansel."), report("RIA Novosti", "A storm took 12 barges.")]
    (one,) = origins_of(first(*two))
    assert one.because == "RIA Novosti and Sputnik both belong to Rossiya Segodnya"


def test_whoever_is_cited_by_who_is_quoted_is_the_origin() -> None:
    two = [
        report("Harbour Post", "Prison Watch said 30 inmates died in Kalden."),
        report("Daily Lantern", "Thirty inmates died in Kalden, the Red Crescent said, citing Prison Watch."),
    ]
    assert set(origins(first(*two))) == {"Prison Watch"}


def test_a_monitoring_group_has_the_name_that_its_report_gives_it() -> None:
    entry = report(
        "Harbour Post",
        "At least 40 shells hit Lowmarket, a monitoring group said. "
        "The Syrian Observatory for Human Rights said the shelling began at dawn.",
    )
    everything = found(entry)
    assert set(origins(everything[:1], beside=everything)) == {"SOHR"}
    assert with_names(everything)[0].speaker.name == "SOHR"


def test_a_war_monitor_is_no_aid_body_that_its_report_names_besides() -> None:
    shells = "At least 40 shells hit Lowmarket, a war monitor said. "
    everything = found(report("Harbour Post", f"{shells}The Red Cross said its store had burnt."))
    assert with_names(everything)[0].speaker.name != "ICRC"


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("The Lowmarket Today activist group said 40 people died.", False),
        ("At least 40 people died, a Syrian activist group said.", True),
        ("At least 40 people died, the London-based Syrian group said.", True),
    ],
)
def test_a_group_with_a_name_of_its_own_is_not_the_monitor_of_its_report(told: str, named: bool) -> None:
    monitor = "The Syrian Observatory for Human Rights said the shelling of Lowmarket killed 40 people."
    *_, group = with_names(found(report("Harbour Post", f"{monitor} {told}")))
    assert (group.speaker.name == "SOHR") == named and has_name(group.speaker)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("The aid group said 40 people died in Kalden. MSF said the dead were inmates.", "MSF"),
        (
            "Prison Watch, a charity, said it was fire. The charity said 40 people died in Kalden.",
            "Prison Watch, a charity",
        ),
        # Of an organisation that nobody calls so it is not known.
        ("Prison Watch said the dead were inmates. The charity said 40 people died in Kalden.", "charity"),
        ("An aid group said 40 people died in Kalden. MSF said the dead were inmates.", "MSF"),
        # "An NGO" with a monitor's toll is the monitor; an aid group, or one with another toll, is not.
        ("An NGO said 40 people died in Kalden. SOHR said 40 people died when a shell hit.", "SOHR"),
        ("An NGO said 40 people died in Kalden. SOHR said 30 people died when a shell hit.", "An NGO"),
        ("An NGO said 40 people died in Kalden. SOHR said 41 people were wounded there.", "An NGO"),
        ("An aid group said 40 people died in Kalden. SOHR said 40 people died when a shell hit.", "an aid group"),
        ("SOHR said a shell hit Kalden. An NGO said 40 people died. SOHR said 40 people died in it.", "An NGO"),
        # Afterwards an aid group is another than one that has been named.
        ("MSF said the dead were inmates. An aid group said 40 people died in Kalden.", "an aid group"),
        ("MSF said it was fire. Another aid group said 40 people died in Kalden.", "Another aid group"),
        # Of two it is the one that is named right after, or it is not known which.
        (
            "The aid group said 40 people died in Kalden. MSF said it was fire. Amnesty International said it was gas.",
            "MSF",
        ),
        (
            "MSF said it was fire. Amnesty International said it was gas. The aid group said 40 people died.",
            "aid group",
        ),
        # Somebody else has been introduced as one.
        (
            "Mill Trust, a small charity, runs the clinic. The charity said 40 people died in Kalden. "
            "MSF said it was fire.",
            "charity",
        ),
        ("The charity Mill Trust runs it. The charity said 40 died in Kalden. MSF said so.", "charity"),
        # A hospital is no rights group.
        ("The hospital said 40 people died in Kalden. MSF said it was fire.", "hospital"),
    ],
)
def test_an_aid_group_has_a_name_only_where_it_can_be_no_other(text: str, voice: str) -> None:
    everything = found(report("Harbour Post", text))
    counting = next(f for f in with_names(everything) if "40" in f.words)
    assert counting.speaker.name == voice


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Governor Anton Verik said it was fire. The governor said 40 people died in Kalden.", "Anton Verik"),
        ("Kalden Governor Anton Verik said so. The Kalden governor said 40 people died in it.", "Anton Verik"),
        ("Velmar Governor Anton Verik said so. The Kalden governor said 40 people died in it.", "Kalden governor"),
        (
            "Governor Anton Verik said so. Velmar Governor Jonas Weil said no. The governor said 40 people died.",
            "governor",
        ),
        ("Governor Anton Verik said so. A governor said 40 people died in Kalden.", "a governor"),
    ],
)
def test_an_office_is_whoever_alone_is_named_with_it(text: str, voice: str) -> None:
    everything = found(report("Harbour Post", text))
    counting = next(f for f in everything if "40" in f.words)
    assert with_holder(counting, everything).speaker.name == voice


@pytest.mark.parametrize(
    ("text", "elsewhere", "on", "voice"),
    [
        (
            "The Kalden governor said 40 drowned.",
            "Kalden Governor Anton Verik said it was fire.",
            "2024-03-06",
            "Anton Verik",
        ),
        (
            "The Kalden governor said 40 drowned.",
            "Governor of Kalden Anton Verik said it was fire.",
            "2024-03-06",
            "Anton Verik",
        ),
        # Another town's, one who is none any more, one of another year, and one of two.
        (
            "The Kalden mayor said 40 drowned.",
            "Velmar Mayor Anton Verik said it was fire.",
            "2024-03-06",
            "Kalden mayor",
        ),
        (
            "The Kalden governor said 40 drowned.",
            "Former Kalden Governor Anton Verik said it was fire.",
            "2024-03-06",
            "Kalden governor",
        ),
        (
            "The Kalden governor said 40 drowned.",
            "Kalden Governor Anton Verik said it was fire.",
            "2022-03-06",
            "Kalden governor",
        ),
        (
            "The Kalden governor said 40 drowned.",
            "Kalden Governor Anton Verik said it was fire. Kalden Governor Jonas Weil said it was ice.",
            "2024-03-06",
            "Kalden governor",
        ),
        # One who is of nowhere may be anybody's, and a report that names its own governor has him.
        ("The governor said 40 drowned.", "Governor Anton Verik said it was fire.", "2024-03-06", "governor"),
        (
            "Kalden Governor Jonas Weil said it was fire. The Kalden governor said 40 drowned.",
            "Kalden Governor Anton Verik said it was fire.",
            "2024-03-06",
            "Jonas Weil",
        ),
    ],
)
def test_a_towns_governor_has_the_name_that_another_report_of_the_time_gives_him(
    text: str, elsewhere: str, on: str, voice: str
) -> None:
    everything = found(report("Harbour Post", text), report("Hill Gazette", elsewhere, published=on))
    counting = next(f for f in everything if "40" in f.words)
    assert with_holder(counting, everything).speaker.name == voice


def test_a_hospital_is_not_the_organisation_that_speaks_next() -> None:
    everything = found(
        report("Harbour Post", "The hospital said 40 people died. Kalden Dockers Union said the gate was shut.")
    )
    assert set(origins(everything[:1], beside=everything)) == {"Harbour Post"}


@pytest.mark.parametrize(
    ("name", "kind", "named"),
    [
        ("Prison Watch", "ngo", True),
        ("interior ministry", "named_official", True),
        ("Christian Science Monitor", "named_organisation", True),
        ("Kalden-based Prison Watch", "ngo", True),
        ("a monitoring group", "monitor", False),
        ("a Kalden-based group", "named_organisation", False),
        ("a war monitor and rebels", "unnamed_partisan", False),
        ("state television", "state_media", False),
        ("a militant website", "document", False),
        ("the extremist group", "unnamed", False),
        ("quarter of the old town on Monday said the head of a team of divers", "named_official", False),
    ],
)
def test_what_is_a_name(name: str, kind: Kind, named: bool) -> None:
    assert has_name(Speaker(name, kind)) is named


def test_a_government_is_its_army_where_the_army_gives_the_figure() -> None:
    two = [
        report(
            "Harbour Post", "Russia said 12 militants were killed. The Russian military said 12 militants were killed."
        ),
        report("Daily Lantern", "The Russian Defence Ministry said 12 militants were killed."),
    ]
    assert set(origins(first(*two), beside=found(*two))) == {"Russian military"}


def test_what_is_found_before_the_monitor_speaks_is_the_monitors() -> None:
    entry = report(
        "Harbour Post",
        "Activists are reporting that 65 people were killed in the old town. "
        "The Syrian Observatory for Human Rights says the number is likely to rise.",
    )
    everything = found(entry)
    assert set(origins(everything[:1], beside=everything)) == {"SOHR"}


def test_a_headline_belongs_to_whoever_gives_its_figure_in_the_text() -> None:
    entry = report(
        "Harbour Post", "Some people came. Prison Watch said 30 inmates were killed.", "30 inmates killed in Kalden"
    )
    headline = next(s for s in entry.statements if s.place_in_article == "headline")
    assert set(origins([Finding(headline, entry.article, 0.7, ())], beside=found(entry))) == {"Prison Watch"}


def test_state_television_is_the_one_outlet_of_that_state() -> None:
    two = [
        report("Harbour Post", "State television said 12 people were killed in Damascus."),
        report("SANA", "Twelve people were killed by shells in Damascus."),
    ]
    assert set(origins(first(*two))) == {"SANA"}


# --- what is not --------------------------------------------------------------------------------------------------


def test_two_voices_in_one_paper_are_two_origins() -> None:
    entry = report("Harbour Post", "Prison Watch said 30 inmates died. The interior ministry said 12 inmates died.")
    assert set(origins(found(entry))) == {"Prison Watch", "interior ministry"}


def test_an_unnamed_source_stays_with_the_paper_that_quotes_it() -> None:
    two = [
        report("Harbour Post", "A local source said 30 inmates died in Kalden."),
        report("Daily Lantern", "Local sources said that thirty died in the prison."),
    ]
    assert origins(first(*two)) == {"Harbour Post": {"Harbour Post"}, "Daily Lantern": {"Daily Lantern"}}
    assert {o.because for o in origins_of(first(*two))} == {
        "Harbour Post names nobody for it",
        "Daily Lantern names nobody for it",
    }


def test_a_body_that_is_called_by_what_it_is_is_quoted() -> None:
    entry = report("Harbour Post", "Four people died when a train left the rails, the railway said.")
    assert [one.because for one in origins_of(first(entry))] == ["it quotes the railway"]
    entry = report("Harbour Post", "Four people died when a train left the rails, a rights group said.")
    assert [one.because for one in origins_of(first(entry))] == ["Harbour Post names nobody for it"]


def test_a_government_that_pays_two_newsrooms_is_no_family() -> None:
    assert all(family_of(row) is None for row in outlet_rows() if row.publisher.endswith("government"))
    two = [report("Anadolu Agency", "Twelve barges sank off Port Ansel."), report("TRT", "A storm took 12 barges.")]
    assert len(origins_of(first(*two))) == 2


SENTENCE = "Nine barges sank off Port Ansel in the storm on Monday, and the pier was closed."


@pytest.mark.parametrize(
    ("other", "copied", "why"),
    [
        (
            "Nine barges sank off Port Ansel in the storm on Monday, and the pier was closed, the harbour office said.",
            True,
            "a tail",
        ),
        ("9 barges sank off Port Ansel in the storm on Monday and the pier was closed", True, "a figure for a word"),
        ("Nine barges sank off Port Anssel in the storm on Monday, and the pier was closed.", True, "a spelling"),
        ("Six barges sank off Port Ansel in the storm on Monday, and the pier was closed.", False, "another number"),
        ("Nine barges sank off Kalden Bay in the storm on Monday, and the pier was closed.", False, "another name"),
        ("Nine barges sank off Port Ansel.", False, "too short to be more than a phrase"),
        (
            "The storm on Monday cost the fishermen of Port Ansel nine of their barges, says a report.",
            False,
            "own words",
        ),
    ],
)
def test_another_number_or_another_name_is_no_copy(other: str, copied: bool, why: str) -> None:
    assert same_sentence(SENTENCE, other) is copied, why
    assert same_sentence(other, SENTENCE) is copied, why


def test_meaning_helps_where_an_editor_has_moved_the_words_and_never_against_a_number() -> None:
    moved = "On Monday the pier was closed as nine barges sank off Port Ansel in the storm."
    assert not same_sentence(SENTENCE, moved, 0.5) and same_sentence(SENTENCE, moved, 0.95)
    assert not same_sentence(SENTENCE, moved.replace("nine", "six"), 0.99)


def test_a_form_that_is_filled_in_every_day_is_no_reprint() -> None:
    form = "{} civilians were wounded when shells hit the {} quarter. " + FERRY.partition(". ")[2]
    one = report("Harbour Post", form.format(12, "Northgate"), "12 wounded in Northgate")
    other = report("Daily Lantern", form.format(7, "Tanners"), "7 wounded in Tanners")
    raised = report("Daily Lantern", form.format("12 of 19", "Northgate"), "19 wounded in Northgate")
    assert not same_text(one.article, other.article) and same_text(one.article, raised.article)


@pytest.mark.parametrize(
    ("outlet", "again", "reports"),
    [
        ("Harbour Post", FERRY, 1),
        ("Harbour Post", f"PORT ANSEL - {FERRY}", 1),
        ("Harbour Post", f"{PICTURE} {FERRY}", 1),
        # What came in the evening is another report, and so is what a second paper printed.
        ("Harbour Post", FERRY.replace("Thirty-one", "Forty").replace("two hundred", "sixty"), 2),
        ("Harbour Post", FERRY.replace("Divers worked through the night", "The search was called off at noon"), 2),
        ("Daily Lantern", FERRY, 2),
    ],
)
def test_a_report_that_stands_under_two_addresses_is_one(outlet: str, again: str, reports: int) -> None:
    one, other = report("Harbour Post", FERRY), report(outlet, again)
    moved = replace(other.article, id="another", url="https://harbourpost.example/amp/1")
    other = Entry(moved, read_statements(moved))
    assert count_reports(first(one, other)) == count_reports(first(other, one)) == reports


def test_a_picture_in_front_of_a_report_hides_no_number_that_is_another() -> None:
    text = FERRY.replace("Thirty-one", "31")
    first_print, raised = report("Harbour Post", text), report("Harbour Post", f"{PICTURE} {text.replace('31', '40')}")
    assert not kept_twice(first_print.article, raised.article)
    assert kept_twice(first_print.article, report("Harbour Post", f"{PICTURE} {text}").article)


def test_five_words_in_quotation_marks_are_a_phrase() -> None:
    assert shared_quotation("He spoke of “an act of pure terror”.", "“An act of pure terror”, she said.") is None


def test_an_official_without_a_name_is_the_body_with_whom_two_numbers_agree() -> None:
    """One number may be true, and so be counted twice; three dead and 22 wounded are one count."""
    rescuers = report("Harbour Post", "Rescuers said three people were killed and 22 people were wounded in Lowmarket.")
    two = "Border Monitor said three people were killed and 22 people were wounded."
    assert len(origins(first(rescuers, report("Daily Lantern", two)))) == 1
    assert len(origins(first(rescuers, report("Daily Lantern", two.replace("22", "19"))))) == 2


@pytest.mark.parametrize(("printed", "places"), [("39", 1), ("7", 2)])
def test_two_papers_with_one_great_number_and_no_source_are_no_two_places(printed: str, places: int) -> None:
    two = [
        report("Harbour Post", f"At least {printed} people were killed in Lowmarket on Sunday."),
        report("Daily Lantern", f"Raids on Lowmarket killed {printed} people."),
    ]
    found_origins = origins_of(first(*two))
    assert len(found_origins) == places
    if places == 1:
        said = "Daily Lantern and Harbour Post print one figure and name nobody for it"
        assert found_origins[0].because == said


@pytest.mark.parametrize(
    ("own", "places"),
    [
        ("Dozens of people were killed in Lowmarket.", 2),
        ("More than 30 people were killed in Lowmarket.", 2),
        ("At least 75 people were killed in Lowmarket.", 3),
    ],
)
def test_a_round_figure_beside_two_voices_is_no_third_place(own: str, places: int) -> None:
    entry = report(
        "Harbour Post",
        f"{own} Border Monitor said 31 people were killed. The interior ministry said 33 people were killed.",
    )
    assert len(origins(found(entry))) == places


def test_two_voices_in_two_copies_of_one_text_stay_two() -> None:
    """Both give 16, and each stands in both papers; that makes of a monitor and the police no one place."""
    told = (
        "Border Monitor said 16 people were killed in Lowmarket. The Kalden police said 16 people were killed there. "
    )
    two = [report("Harbour Post", told + FERRY), report("Daily Lantern", told + FERRY)]
    assert same_text(two[0].article, two[1].article)
    voices = [f for f in found(*two) if "16" in f.words]
    assert len(origins(voices)) == 2


def test_a_greater_number_put_before_it_in_one_copy_refuses() -> None:
    wire = report("Harbour Post", "Border Monitor said 30 fighters were killed on the quay. " + FERRY)
    more = report("Daily Lantern", "The battle killed 75 fighters, 30 fighters of them on the quay. " + FERRY)
    assert same_text(wire.article, more.article)
    assert len(origins(first(wire, more))) == 2


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Jonas Weil, the manager of the Lowmarket Hospital, said five people were killed.", 1),
        ("Jonas Weil, a former manager of the Lowmarket Hospital, said five people were killed.", 2),
        ("Jonas Weil, a guest of the Lowmarket Hospital, said five people were killed.", 2),
    ],
)
def test_a_body_and_whoever_heads_it_are_one_voice_in_two_reports(words: str, places: int) -> None:
    two = [
        report("Harbour Post", "The Lowmarket Hospital said four people were killed."),
        report("Daily Lantern", words),
    ]
    assert len(origins(first(*two))) == places


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("UN Special Envoy Jonas Weil said five people were killed.", 1),
        ("Kalden Governor Jonas Weil said five people were killed.", 2),
        ("Former UN Special Envoy Jonas Weil said five people were killed.", 2),
    ],
)
def test_a_body_is_headed_under_any_of_its_names(words: str, places: int) -> None:
    two = [report("Harbour Post", "The United Nations said five people were killed."), report("Daily Lantern", words)]
    assert len(origins(first(*two))) == places


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("The Islamic State group claimed the bombing that hit the station, killing 17 people.", "Harbour Post"),
        ("The Islamic State group claimed that the bombing killed 17 people.", "ISIS"),
    ],
)
def test_whoever_claims_a_deed_has_not_counted_its_dead(words: str, whose: str) -> None:
    entry = report("Harbour Post", words)
    assert set(origins(first(entry))) == {whose}


def test_a_partys_own_page_is_the_party() -> None:
    two = [
        report("Etilaf", "The army killed 130 civilians in Kalden."),
        report("Harbour Post", "The Syrian National Coalition said 65 civilians were killed in Kalden."),
    ]
    assert set(origins(first(*two))) == {"Syrian National Coalition"}
    assert key_of("Amaq") == key_of("ISIS") and key_of("SANA") != key_of("Syrian government")


def test_whoever_tells_how_many_of_the_dead_were_children_has_not_given_the_toll() -> None:
    told = "Jets killed 39 civilians in Kalden. An official named Omar Aziz said 36 people were killed in Kalden. "
    some = report("Harbour Post", told + "Border Monitor said those killed include 14 children and four women.")
    every = report("Harbour Post", told + "Border Monitor said those killed include 14 medics.")
    assert set(origins(found(some)[:1], beside=found(some))) == {"Harbour Post"}
    assert set(origins(found(every)[:1], beside=found(every))) == {"Border Monitor"}


def test_a_partys_own_number_is_lent_nobodys() -> None:
    two = [
        report("Etilaf", "Barrel bombs killed 18 civilians in Kalden."),
        report("Harbour Post", "Border Monitor said 18 civilians were killed in Kalden."),
    ]
    assert len(origins(first(*two))) == 2


def test_a_states_press_and_its_army_with_one_number_are_one_and_two_of_its_newsrooms_are_two() -> None:
    army = report("Harbour Post", "The Russian Defence Ministry said 40 fighters were killed.")
    agency, other = (
        report(name, f"{told} said 40 fighters were killed.")
        for name, told in (("Daily Lantern", "TASS"), ("Hill Gazette", "RT"))
    )
    assert len(origins(first(army, agency))) == 1
    assert len(origins(first(agency, other))) == 2


def test_an_office_without_a_country_is_no_states() -> None:
    agency = report(
        "Harbour Post", "SANA reported that two people were killed and six people were wounded in Damascus."
    )
    ministry = "The interior ministry said two people were killed and six people were wounded"
    assert len(origins(first(agency, report("Daily Lantern", f"{ministry}.")))) == 2
    assert len(origins(first(agency, report("Daily Lantern", f"{ministry} in Ankara.")))) == 2
    # In a report of one country, whose else would it be?
    assert len(origins(first(agency, report("Daily Lantern", f"{ministry} in Damascus.")))) == 1
    others = (
        "Turkey said that its guns had fired on Damascus, in Syria.",
        "The rebel government that runs Damascus, Syria, met.",
    )
    for other in others:
        toll = "The interior ministry put the toll at two people killed and six people wounded."
        told = found(report("Daily Lantern", f"{other} {toll}"))
        assert len(origins([*first(agency), told[-1]], beside=told)) == 2
    alone = report("Daily Lantern", "The interior ministry said two people were killed in Damascus.")
    assert len(origins(first(agency, alone))) == 2


def test_activists_who_speak_of_hundreds_beside_a_monitor_are_no_place_that_counted() -> None:
    entry = report(
        "Harbour Post",
        "Border Monitor said 31 people were killed on Monday. Activists said hundreds of people were killed.",
    )
    assert set(origins(found(entry))) == {"Border Monitor"}


@pytest.mark.parametrize(
    ("own", "beside", "whose"),
    [
        # What happened the day before is another's to count.
        ("Six children were killed in Lowmarket, a day after 22 children were killed.", "22 children", "Harbour Post"),
        ("Six children were killed in Lowmarket, a day after 22 children were killed.", "six children", "UNICEF"),
        ("Nine fishermen drowned off Ansel and 22 children were killed ashore.", "22 children", "UNICEF"),
    ],
)
def test_whoever_counts_what_a_sentence_ends_with_has_not_counted_what_it_begins_with(
    own: str, beside: str, whose: str
) -> None:
    entry = report("Harbour Post", f"{own} UNICEF said {beside} were killed.")
    assert set(origins(first(entry), beside=found(entry))) == {whose}


@pytest.mark.parametrize(
    ("own", "places"),
    [
        ("killed at least 100 people and wounded hundreds of people", {"Harbour Post", "SOHR"}),
        # What names no number but "hundreds" rounds whatever the one voice of its report says.
        ("wounded hundreds of people", {"SOHR"}),
        ("killed 26 people and wounded hundreds of people", {"SOHR"}),
    ],
)
def test_who_counts_other_dead_is_no_version_of_a_voice_whose_wounded_are_many_too(own: str, places: set[str]) -> None:
    entry = report("Harbour Post", f"A bomb in Kalden {own}. SOHR counted 24 dead and dozens of people wounded.")
    assert set(origins(found(entry))) == places


@pytest.mark.parametrize("wounded", ["dozens of people were wounded", "90 people were wounded"])
def test_a_vague_count_of_the_wounded_makes_no_round_one_of_the_dead(wounded: str) -> None:
    """The monitor's 31 is another toll than 32, however vague what is said of the wounded."""
    told = f"A bomber killed 32 people at a wedding in Lowmarket late on Monday and {wounded} in the crowded hall"
    monitor = "Border Monitor gave a slightly lower toll of 31 people killed."
    two = [
        report("Harbour Post", f"{told}, a medical source said. {monitor}"),
        report("Daily Lantern", f"{told}. {monitor}"),
    ]
    papers = {"Harbour Post", "Daily Lantern"}
    by_origin = origins([*first(*two), *(f for f in found(*two) if "31" in f.words)], beside=found(*two))
    assert by_origin == {"Daily Lantern": papers, "Border Monitor": papers}


@pytest.mark.parametrize(
    ("one", "other", "places"),
    [
        # Nobody has been hit, by a state's government and by its army.
        ("The US government said no missiles were shot down", "The US military said no missiles were shot down", 1),
        ("The US government said no missiles were shot down", "The Russian army said no missiles were shot down", 2),
        (
            "The US government said three missiles were shot down",
            "The US military said three missiles were shot down",
            2,
        ),
    ],
)
def test_none_is_one_word_of_a_state_and_its_army(one: str, other: str, places: int) -> None:
    assert len(origins(first(report("Harbour Post", f"{one}."), report("Daily Lantern", f"{other}.")))) == places


def test_the_officials_of_a_place_are_its_ministry_where_both_give_one_number() -> None:
    ministry = report("Harbour Post", "The Gaza Health Ministry said 471 people were killed.")
    officials = Speaker("Gaza officials", "named_official")

    def places(*told: str) -> int:
        page = found(report("Daily Lantern", " ".join(told)))
        voiced = [
            replace(f, statement=replace(f.statement, attributions=(replace(f.attribution, speaker=officials),)))
            for f in page
        ]
        return len(origins([*first(ministry), *voiced]))

    assert places("At first some 500 people were killed.", "Later 471 people were killed.") == 1
    assert places("Some 500 people were killed.") == 2


def test_officials_are_their_ministry_by_a_number_that_they_gave_later() -> None:
    ministry = report("Harbour Post", "The Gaza Health Ministry said 471 people were killed.")
    told = found(report("Daily Lantern", "At first some 500 people were killed. Later 471 people were killed."))
    officials = [
        replace(
            f,
            heard=(voice := replace(f.attribution, speaker=Speaker("Gaza officials", "named_official"))),
            statement=replace(f.statement, attributions=(voice,)),
        )
        for f in told
    ]
    first_count = officials[0]
    assert len(origins([*first(ministry), first_count], beside=officials)) == 1
    assert len(origins([*first(ministry), first_count], beside=[first_count])) == 2


def test_the_dead_of_a_war_lend_a_raid_no_name() -> None:
    entry = report(
        "Harbour Post",
        "At least 39 civilians were killed in Lowmarket on Sunday. More than 250,000 people have been killed in the "
        "war, the United Nations said.",
    )
    assert set(origins(first(entry), beside=found(entry))) == {"Harbour Post"}


def test_whose_convoy_was_hit_is_no_counter() -> None:
    entry = report(
        "Harbour Post",
        "The attack on the road left 12 people killed. It hit lorries of the Syrian Arab Red Crescent going north.",
    )
    assert set(origins(first(entry), beside=found(entry))) == {"Harbour Post"}


def test_the_reason_says_who_names_nobody() -> None:
    two = [
        report("Harbour Post", "At least 48 people were killed when a bomb went off in Lowmarket on Monday."),
        report("Daily Lantern", "Border Monitor said 48 people were killed by Monday's bomb in Lowmarket."),
    ]
    (one,) = origins_of(first(*two))
    assert (
        one.because == "one of them quotes Border Monitor; Harbour Post gives the same figure and names nobody for it"
    )


# --- whatever the order -------------------------------------------------------------------------------------------

POOL = first(
    report("Harbour Post", "The Border Shelling Monitor said 40 shells hit Lowmarket."),
    report("Daily Lantern", "At least 40 shells fell on Lowmarket, according to the Border Shelling Monitor."),
    report("Hill Gazette", FERRY, credit="AFP"),
    report("Coast Mail", FERRY),
    report("Sputnik", "Twelve barges sank off Port Ansel."),
    report("RIA Novosti", "A storm took 12 barges."),
    report("Valley Sun", "Local sources said 40 shells hit Lowmarket."),
    report("Mill Times", "Local sources said shells hit the town."),
)


def classes(found_origins: tuple[Origin, ...]) -> set[frozenset[str]]:
    return {frozenset(f.statement.id for f in origin.findings) for origin in found_origins}


@settings(max_examples=40, deadline=None)
@given(st.permutations(POOL))
def test_the_grouping_does_not_depend_on_the_order(shuffled: list[Finding]) -> None:
    assert origins_of(shuffled) == origins_of(POOL)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(POOL)))
def test_the_grouping_parts_what_it_is_given(some: list[Finding]) -> None:
    groups = [origin.findings for origin in origins_of(some)]
    ids = [f.statement.id for group in groups for f in group]
    assert sorted(ids) == sorted({f.statement.id for f in some}), "every finding in one group, and in one only"


def test_what_is_given_twice_counts_once() -> None:
    assert classes(origins_of([*POOL, *POOL])) == classes(origins_of(POOL))


def test_vectors_are_asked_by_statement() -> None:
    moved = "On Monday the pier was closed as nine barges sank off Port Ansel in the storm."
    two = first(report("Harbour Post", SENTENCE), report("Daily Lantern", moved))
    alike = {f.statement.id: np.array([1.0, 0.0], np.float32) for f in two}
    assert len(origins_of(two)) == 2 and len(origins_of(two, vectors=alike)) == 1


# --- the starter pack ---------------------------------------------------------------------------------------------


@cache
def notes() -> dict[str, Entry]:
    read = [noted for file in STARTER for noted in read_notes(file.read_text(encoding="utf-8"))]
    return {noted.article.id: noted for noted in read if not isinstance(noted, OutletProfile)}


@pytest.mark.parametrize(
    ("a", "b", "because"),
    [
        ("R031", "R058", "both print the same text"),  # "A reprint is not a second source."
        ("R008", "R009", "SOHR"),  # two versions of one AFP dispatch that quotes one monitor
        ("R037", "R038", "both print the same text"),  # one AP text in two outlets
        ("R130", "R131", "both print the same text"),  # one AP text, its headline cut
        ("R119", "R120", "Associated Press"),  # AP's own estimate, and a station that reports AP's estimate
        ("R044", "R045", "Gregory Waters"),  # one study of the Middle East Institute, reposted twice
        ("R097", "R098", "Amnesty International"),  # one report by Amnesty and Airwars
        ("R160", "R161", "MSF"),  # one survey by MSF, in AFP's and in Deutsche Welle's words
        ("R170", "R171", "Greenpeace"),  # one Greenpeace report
        ("R174", "R175", "Milo Cress"),  # one boy's estimate
        ("R110", "R111", "Russian government"),  # the ministry's "several dozen", told by Reuters twice
    ],
)
def test_the_reprints_that_the_notes_state_are_found(a: str, b: str, because: str) -> None:
    found_because = shared_origin(notes()[a], notes()[b])
    assert found_because is not None and because in found_because


@pytest.mark.parametrize(
    ("statement", "label"),
    [
        ("R117.2", "MSF"),  # the UN report that cites MSF's earlier figure: two sources, one origin
        ("R016.2", "SouthFront"),  # reposted from SouthFront, in its own voice
        ("R131.1", "Associated Press"),  # health workers whom AP does not name
        ("R110.1", "Reuters"),  # "three sources", through Reuters
        ("R039.0", "Syria News"),  # carried from Syria News
        ("R008.1", "SOHR"),  # through AFP, from the monitor
    ],
)
def test_each_note_leads_to_where_its_words_come_from(statement: str, label: str) -> None:
    entry = notes()[statement.split(".")[0]]
    (one,) = [s for s in entry.statements if s.id == statement]
    assert [o.label for o in origins_of([Finding(one, entry.article, 0.7, ())])] == [label]


@pytest.mark.parametrize(("a", "b"), [("R117", "R118"), ("R132", "R133")])
def test_reports_on_one_event_from_two_places_stay_two(a: str, b: str) -> None:
    assert shared_origin(notes()[a], notes()[b]) is None


def test_a_note_is_our_words_and_makes_no_copy_of_another() -> None:
    one, other = notes()["R008"], notes()["R013"]
    span = Span(0, len(SENTENCE))

    def noted(entry: Entry) -> Finding:
        article = replace(entry.article, text=SENTENCE, parts=(Part("note", span),), credit=None)
        return Finding(Statement(f"{article.id}.9", article.id, 9, span, "note"), article, 0.7, ())

    assert len(origins_of([noted(one), noted(other)])) == 2


def test_a_nameless_voice_is_whoever_the_report_names_for_its_figure() -> None:
    entry = report(
        "Harbour Post",
        "A monitoring group said 27 people were killed. Mines Watch, an agency, said 27 people were killed. "
        "Border Monitor said 12 people were killed.",
    )
    everything = found(entry)
    assert "Harbour Post" not in origins(everything, beside=everything)


def test_activists_who_counted_for_themselves_are_no_monitor() -> None:
    entry = report(
        "Harbour Post",
        "Local activists said 75 people were killed in the camp. The Syrian Observatory for Human Rights said 10 "
        "soldiers were killed elsewhere.",
    )
    everything = found(entry)
    assert set(origins(everything[:1], beside=everything)) == {"Harbour Post"}


@pytest.mark.parametrize(
    ("own", "one"),
    [
        ("Activists said 23 fighters were killed.", True),
        ("On Monday 23 fighters were killed.", True),
        # A monitor's number is its activists', and no official's.
        ("Security sources said 23 fighters were killed.", False),
        ("Security sources said dozens of fighters were killed.", False),
        ("Security sources said 22 fighters were killed.", False),
    ],
)
def test_a_nameless_number_is_the_one_voices_that_gives_it(own: str, one: bool) -> None:
    two = [report("Harbour Post", own), report("Daily Lantern", "Border Monitor said 23 fighters were killed.")]
    assert (len(origins(first(*two), beside=found(*two))) == 1) is one


def test_an_outlets_own_number_is_the_one_nameless_voices_that_gives_it() -> None:
    two = [
        report("Harbour Post", "On Monday 23 fighters were killed."),
        report("Daily Lantern", "Security sources said 23 fighters were killed."),
    ]
    assert len(origins(first(*two), beside=found(*two))) == 1


@pytest.mark.parametrize(("own", "whose"), [("More than 30", "Border Monitor"), ("At least 30", "Harbour Post")])
def test_a_round_word_is_the_figure_of_the_voice_that_is_named_for_it(own: str, whose: str) -> None:
    entry = report("Harbour Post", f"{own} people were killed on Monday. Border Monitor said 31 people were killed.")
    everything = found(entry)
    assert set(origins(everything[:1], beside=everything)) == {whose}


def test_of_a_state_and_its_army_the_army_gives_the_origin_its_name() -> None:
    told = "The {} said 14 fighters were killed."
    two = [
        report("Harbour Post", told.format("Turkish government")),
        report("Daily Lantern", told.format("Turkish military")),
    ]
    third = report("Hill Gazette", told.format("Turkish government"))
    assert set(origins(first(*two))) == {"Turkish military"}
    assert set(origins(first(*two, third))) == {"Turkish government"}


def test_an_army_and_its_government_that_give_one_number_are_one_origin() -> None:
    two = [
        report("Harbour Post", "The Kremlin said 12 militants were killed."),
        report("Daily Lantern", "The Russian Defence Ministry said 12 militants were killed."),
    ]
    assert len(origins(first(*two), beside=found(*two))) == 1


def test_one_text_with_its_number_from_another_body_is_no_copy() -> None:
    """What one desk has put into the wire's text is that desk's own: two bodies that give one number are two."""
    rest = FERRY.partition(". ")[2]
    watch = report("Harbour Post", f"Thirty-one people drowned off Port Ansel, SOHR said. {rest}")
    press = report("Daily Lantern", f"Thirty-one people drowned off Port Ansel, SANA said. {rest}")
    nobody = report("Hill Gazette", f"Thirty-one people drowned off Port Ansel on Monday night. {rest}")
    assert set(origins(first(watch, press))) == {"SOHR", "SANA"}
    assert set(origins(first(watch, nobody))) == {"SOHR"}

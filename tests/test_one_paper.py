"""One survey, one study or one authority is one origin, whoever is named for it; a bare "Survey" is nobody's name."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from test_origins import found, origins, report

from knowledge.model import Entry, Finding, Kind, Speaker
from knowledge.notes import read_notes
from retrieval.origins import in_one_name, origins_of
from retrieval.origins.authorities import is_of_the_authority, speaks_for_the_capital

#: What every note below is of, where it does not say otherwise.
FLOOD: Mapping[str, object] = {
    "kind": "report",
    "title_is": "headline",
    "confidence": "high",
    "event": "Flood in Kalden, May 2019",
    "event_id": "kalden-flood",
    "place": "Kalden",
}


def noted(title: str, *facts: Mapping[str, object], credit: str | None = None) -> list[Finding]:
    """Everything that one note says, its headline too, each body under its one name on a card."""
    page = {"id": f"N{len(title)}", "outlet": f"Post {len(title)}", "url": f"https://example.org/{len(title)}"}
    note = {**FLOOD, **page, "title": title, "facts": facts, **({"credit": credit} if credit else {})}
    entries = [one for one in read_notes(json.dumps(note)) if isinstance(one, Entry)]
    findings = [Finding(s, entry.article, 1.0, ()) for entry in entries for s in entry.statements]
    return list(in_one_name(findings, findings))


def fact(
    says: str, speaker: str, number: int, *, to: int | None = None, kind: Kind = "ngo", bound: str = "exact"
) -> Mapping[str, object]:
    quantity = {"bound": "range" if to else bound, "number": number, "counted": "people killed"}
    return {
        "says": says,
        "speaker": {"name": speaker, "kind": kind},
        "quantity": {**quantity, "to": to} if to else quantity,
    }


def voices_with_one_home(findings: list[Finding], *among: str) -> bool:
    """Whether these voices lead back to one place."""
    return any({f.speaker.name for f in o.findings} >= {*among} for o in origins_of(findings, findings))


@pytest.mark.parametrize(
    ("title", "given", "is_one"),
    [
        # A headline's survey with the number, and whoever gives its bounds.
        ("Survey: Kalden flood killed 12,400", fact("Interval.", "Border Watch", 9_000, to=15_000), True),
        ("Study: Kalden flood killed 12,400", fact("Interval.", "Border Watch", 9_000, to=15_000), True),
        # The same number, said to be a survey's.
        ("What the flood cost Kalden", fact("Its survey has 12,400 killed.", "Border Watch", 12_400), True),
        # Nobody calls it a survey's; its bounds are nobody's; another survey's number.
        ("What the flood cost Kalden", fact("It has 12,400 killed.", "Border Watch", 12_400), False),
        ("What the flood cost Kalden", fact("Interval.", "Border Watch", 9_000, to=15_000), False),
        ("Survey: Kalden flood killed 12,900", fact("Interval.", "Border Watch", 9_000, to=15_000), False),
        ("Survey: Kalden flood killed 12,400", fact("Interval.", "Border Watch", 1_000, to=2_000), False),
    ],
)
def test_a_survey_is_one_origin_whoever_is_named_for_it(title: str, given: Mapping[str, object], is_one: bool) -> None:
    ministry = fact("Kalden Household Survey: 12,400 killed.", "Kalden Health Ministry", 12_400, kind="named_official")
    findings = [*noted("The ministry counts the dead", ministry), *noted(title, given)]
    assert voices_with_one_home(findings, "Kalden Health Ministry", "Border Watch") is is_one


@pytest.mark.parametrize(
    ("facts", "called"),
    [
        # Whoever gives the number, or bounds around it, has made the survey.
        ([fact("Interval.", "Border Watch", 9_000, to=15_000)], Speaker("Border Watch", "ngo")),
        ([fact("12,400 killed.", "Border Watch", 12_400)], Speaker("Border Watch", "ngo")),
        # Nobody has, or one of two.
        ([fact("Interval.", "Border Watch", 1_000, to=2_000)], Speaker("survey", "unnamed")),
        (
            [
                fact("Interval.", "Border Watch", 9_000, to=15_000),
                fact("Another interval.", "Mill Watch", 8_000, to=14_000),
            ],
            Speaker("survey", "unnamed"),
        ),
    ],
)
def test_a_headlines_survey_is_whose_number_it_gives(facts: list[Mapping[str, object]], called: Speaker) -> None:
    headline = noted("Survey: Kalden flood killed 12,400", *facts)[0]
    assert headline.statement.place_in_article == "headline"
    assert (headline.speaker.name, headline.speaker.kind) == (called.name, called.kind)


@pytest.mark.parametrize(
    ("called", "bound", "number", "is_one"),
    [
        ("Harbour Journal study", "over", 600_000, True),
        ("Harbour Journal survey", "exact", 601_027, True),
        # Another journal's; another number; the journal's editorial is no study.
        ("Lantern study", "over", 600_000, False),
        ("Harbour Journal study", "over", 200_000, False),
        ("Harbour Journal editorial", "over", 600_000, False),
    ],
)
def test_a_study_is_known_by_the_journal_that_printed_it(called: str, bound: str, number: int, is_one: bool) -> None:
    study = fact("Of these 601,027 were killed.", "Weil et al.", 601_027, kind="document")
    quoted = fact(f"It has {number:,} killed.", called, number, kind="document", bound=bound)
    findings = [*noted("Deaths in the flood", study, credit="The Harbour Journal"), *noted("How many drowned", quoted)]
    assert voices_with_one_home(findings, "Weil et al.", called) is is_one


@pytest.mark.parametrize(
    ("introduced", "body", "is_one"),
    [
        ("Mounir Weil head of Kaldens health authority", "directorate of health in Kalden province", True),
        ("Kalden health directorate head Mounir Weil", "Kalden health department", True),
        ("Mounir Weil head of Kaldens health authority adding", "Kalden health department", True),
        ("Mounir Weil director of the Kalden fisheries office", "Kalden's fisheries administration", True),
        # Another field, another place, a ministry, and an authority of nothing that is said.
        ("Mounir Weil head of Kalden's harbour authority", "directorate of health in Kalden province", False),
        ("Mounir Weil head of Velmar's health authority", "directorate of health in Kalden province", False),
        ("Mounir Weil head of Kalden's health ministry", "directorate of health in Kalden province", False),
        ("Mounir Weil head of the authority", "directorate of health", False),
        ("Mounir Weil a critic of Kalden's health authority", "directorate of health in Kalden province", False),
    ],
)
def test_whoever_heads_an_authority_is_its_voice_under_each_of_its_names(
    introduced: str, body: str, is_one: bool
) -> None:
    assert is_of_the_authority(introduced.lower(), body) is is_one


@pytest.mark.parametrize(
    ("introduced", "capital", "is_one"),
    [
        ("Belgian defence ministry spokeswoman Mira Sand", "Brussels", True),
        ("Polish foreign ministry spokesman Jonas Weil", "Warsaw", True),
        ("Dutch defence ministry spokeswoman Mira Sand", "Brussels", False),
        ("European Union spokeswoman Mira Sand", "Brussels", False),
        ("Belgian defence ministry spokeswoman Mira Sand", "Belgian press", False),
    ],
)
def test_a_capital_is_its_states_ministry(introduced: str, capital: str, is_one: bool) -> None:
    assert speaks_for_the_capital(introduced, Speaker(capital, "named_official")) is is_one


def test_a_capital_and_the_spokeswoman_of_its_ministry_are_one_origin() -> None:
    told = (
        "The claim that six people were killed was swiftly denied by Brussels. "
        "{} spokeswoman Mira Sand denied that six people were killed."
    )
    ours = found(report("Harbour Post", told.format("Belgian defence ministry")))
    others = found(report("Harbour Post", told.format("Dutch defence ministry")))
    club = found(report("Harbour Post", told.format("Belgian rowing club")))
    counting = found(report("Harbour Post", told.replace("denied that", "said").format("Belgian defence ministry")))
    assert [len(origins(page)) for page in (ours, others, club, counting)] == [1, 2, 2, 2]


@pytest.mark.parametrize(
    ("own", "places"),
    [
        # With the very dead and wounded; with dead enough to be another toll; rounded.
        ("The raid left 62 soldiers dead and 100 wounded.", 1),
        ("The raid left over 90 soldiers dead and 100 wounded.", 2),
        ("The raid left more than 60 soldiers dead and 100 wounded.", 1),
    ],
)
def test_as_many_wounded_make_no_one_count_of_two_tolls(own: str, places: int) -> None:
    army = found(report("Daily Lantern", "The Russian military said 62 soldiers were killed and 100 were wounded."))
    assert len(origins([*army, *found(report("Harbour Post", own))])) == places

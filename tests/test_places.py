"""What `knowledge.places` reads: a table of examples, how places lie to each other, and properties for any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import Place
from knowledge.places import Relation, fold, read_places, related

TABLE = Path(__file__).parent / "tables" / "places.tsv"


def rows() -> list[tuple[str, str]]:
    """The table's rows: the words, and the places in them."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [tuple((line + "\t").split("\t")[:2]) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def printed(place: Place) -> str:
    return f"{place.name}/{place.country or '-'}/{place.province or '-'}"


@pytest.mark.parametrize(("words", "read"), rows())
def test_table(words: str, read: str) -> None:
    assert "; ".join(map(printed, read_places(words))) == read


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 150


@pytest.mark.parametrize(
    "names",
    [
        ("Deir ez-Zor", "Deir Ezzor", "Deir al-Zor", "Deir az-Zour", "Dayr az-Zawr"),
        ("Badia", "Badiya", "Badiyah", "al-Badia"),
        ("Sukhna", "Sokhna", "al-Sukhnah", "As-Sukhnah"),
        ("Hodeidah", "Hudaydah", "al-Hudaida"),
        ("Idlib", "Idleb", "Edlib"),
        ("Raqqa", "Raqqah", "Ar-Raqqah", "al-Raqqa", "Rakka"),
        ("Kyiv", "Kiev"),
        ("Odesa", "Odessa"),
        ("Hasakah", "Hasakeh", "al-Hasaka"),
        ("Khan Shaykhun", "Khan Sheikhun", "Khan Sheikhoun"),
        ("Daraa", "Dar'a", "Dar’a"),
        ("Qamishli", "Kamishly", "al-Qamishli"),
        ("Suwayda", "Sweida", "As-Suwayda"),
    ],
)
def test_spellings_fold_together(names: tuple[str, ...]) -> None:
    assert len({fold(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Homs", "Hama"), ("Aleppo", "Idlib"), ("Mosul", "Maysan"), ("Raqqa", "Rawa"), ("Kyiv", "Kherson")],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


RELATIONS: list[tuple[str, str, Relation]] = [
    ("in Homs", "in Homs", "same"),
    ("in Homs", "in Hims", "same"),
    ("in Palmyra", "in Tadmor", "same"),
    ("in Homs", "in Homs province", "inside"),
    ("in Homs province", "in Homs", "contains"),
    ("in Palmyra", "in the Homs countryside", "inside"),
    ("in Palmyra", "in Homs", "near"),
    ("in Homs", "in Syria", "inside"),
    ("in Syria", "in Homs province", "contains"),
    ("in Homs", "in Hama", "apart"),
    ("in Homs", "in Hodeidah", "apart"),
    ("in Syria", "in Iraq", "apart"),
    ("in the Syrian desert", "in Homs", "near"),
    ("in Deir Ezzor province", "in the Syrian desert", "near"),
    ("in the Syrian desert", "in Syria", "inside"),
    ("in Syria", "in the Badia", "contains"),
    ("in the Syrian desert", "in Idlib", "apart"),
    ("in the Syrian desert", "in Iraq", "apart"),
    ("in the Syrian desert", "in the Badiya", "same"),
    ("in the Syrian desert", "in central Syria", "near"),
    ("in the Donbas", "in Bakhmut", "contains"),
    ("in Bakhmut", "in the Donbas", "inside"),
    ("in the Donbas", "in Kherson", "apart"),
    ("in Gaza City", "in the Gaza Strip", "inside"),
    ("in the Gaza Strip", "in Nablus", "apart"),
    ("in the Middle East", "in Syria", "contains"),
    ("in Aleppo", "in the Middle East", "inside"),
    ("in Tripoli", "in Homs", "unknown"),
    ("in Anbar province", "in Hit", "contains"),
    ("in Hit", "in Haditha", "near"),
]


@pytest.mark.parametrize(("one", "other", "how"), RELATIONS)
def test_related(one: str, other: str, how: Relation) -> None:
    (first,), (second,) = read_places(one), read_places(other)
    assert related(first, second) == how


@pytest.mark.parametrize(("one", "other", "how"), RELATIONS)
def test_related_turned_round(one: str, other: str, how: Relation) -> None:
    (first,), (second,) = read_places(one), read_places(other)
    turned: dict[Relation, Relation] = {"inside": "contains", "contains": "inside"}
    assert related(second, first) == turned.get(how, how)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        pytest.param(
            "strikes on Waleed, on the Syrian side", ["Waleed/SY"], id="a crossing that reports put in either country"
        ),
        pytest.param(
            "Syria, Russia and Iran agreed in Astana", ["Astana"], id="several countries that act, before one verb"
        ),
        pytest.param("قصف على حمص", ["Homs"], id="names in Arabic letters"),
    ],
)
@pytest.mark.xfail(strict=True, reason="known: the gazetteer or the rules do not reach that far")
def test_known_failures(words: str, read: list[str]) -> None:
    assert [place.name for place in read_places(words)] == read


TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                "in",
                "near",
                "the",
                "of",
                "and",
                ",",
                "-",
                "(",
                ")",
                "'s",
                "Homs",
                "Hama",
                "Raqqa",
                "Syria",
                "Russia",
                "says",
                "Deir",
                "ez-Zor",
                "al-Tanf",
                "Paris",
                "Texas",
                "Jordan",
                "Michael",
                "U.S.",
                "provinces",
                "countryside",
                "desert",
                "Mar’a",
                "homs",
                "Kyiv",
                "oblast",
                "Hit",
            ]
        ),
        max_size=14,
    ).map(" ".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    got = read_places(text)
    assert got == read_places(text)
    ends = 0
    for place in got:
        assert place.span is not None
        assert ends <= place.span.start < place.span.end <= len(text)
        ends = place.span.end
        assert place.name
        assert place.country is None or len(place.country) == 2
        for other in got:
            assert related(place, other) in ("same", "inside", "contains", "near", "apart", "unknown")


NAMES = ("Homs", "Deir ez-Zor", "Ar Raqqah", "al-Tanf", "Mar’a", "Khan Sheikhoun", "Idleb", "Mosul", "Kyiv", "Hudaydah",
         "Syria", "the Gaza Strip", "Tal Afar", "Bakhmut", "Palmyra", "Dar'a")  # fmt: skip
LEADS = ("Jets struck near ", "Fighting in ", "“It began in ", "They fled from ")


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(LEADS), st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), st.sampled_from((".", "”", ""))
)
def test_the_spans_hold_the_names_as_printed(lead: str, names: list[str], tail: str) -> None:
    text = f"{lead}{' and in '.join(names)}{tail}"
    got = read_places(text)
    assert [place.span.of(text) for place in got if place.span] == [name.removeprefix("the ") for name in names]
    assert all(place.country for place in got)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_fold_never_raises_and_prints_no_spaces(name: str) -> None:
    assert " " not in fold(name)


@pytest.mark.parametrize(
    "piece", ["a", "Homs ", "in Homs, ", "al-", "Al ", "Paris, ", "(", "Syria's ", "-", "' ", "Deir ez-Zor and "]
)
def test_time_grows_with_length_only(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    begun = time.process_time()
    read_places(text)
    assert time.process_time() - begun < 10

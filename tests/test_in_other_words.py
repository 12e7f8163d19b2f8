"""What is on just the thing of a claim in other words is said to be that, and neither report nor denial of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from invented import card_for, counted, noted_card

from bot.card.first_line import answer
from bot.card.rendering import render_html, render_json, render_text
from bot.card.views import short, whole
from bot.words import ENGLISH, words_in
from knowledge.model import Account, ContextCard, Speaker
from knowledge.store import Store
from retrieval.grammar.other_words import is_of_another_intent
from retrieval.nearby.beside import beside
from retrieval.telling.made_less import is_contrary

NOT_OF_IT = "The store holds reporting close by, but none of this claim."
MINISTRY = {"name": "Velmar ministry of defence", "kind": "party"}
MINES = "the Kalden harbour fire came from mines that divers laid under the pier"
#: A note on one event: what two sides say of it, and how many died.
DEPOT = {
    "event": "Fire at the harbour of Kalden, May 2019",
    "place": "Kalden",
    "published": "2019-05-14",
    "published_basis": "stated",
    "facts": [
        {"says": "The ministry says divers set mines under the pier.", "speaker": MINISTRY},
        {"says": "Insurers say nobody insured the pier.", "speaker": {"name": "Tarn Insurers", "kind": "ngo"}},
    ],
}


def card_of(store: Store, claim: str, *facts: dict[str, object]) -> ContextCard:
    """The card of a claim over a note on the fire in Kalden with these facts, or those of the two sides."""
    return noted_card(store, claim, {**DEPOT, "facts": list(facts) or DEPOT["facts"]})


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("the fire in Kalden harbour: mines at the pier, laid by the navy", ["Velmar ministry of defence"]),
        ("the Kalden harbour fire was an insurance fraud, the pier was insured twice", ["Tarn Insurers"]),
        ("so it was mines under the Kalden pier, and who insured it", ["Velmar ministry of defence", "Tarn Insurers"]),
    ],
)
def test_who_speaks_of_the_very_thing_is_named_and_said_to_say_it_otherwise(
    empty_store: Store, claim: str, cited: list[str]
) -> None:
    card = card_of(empty_store, claim)
    assert {account.relation for account in card.accounts} == {"context"}
    assert sorted(a.speaker.name for a in card.accounts if a.in_other_words) == sorted(cited)
    assert re.search("tells? of it in other words.$", answer(card))
    assert NOT_OF_IT not in answer(card)


@pytest.mark.parametrize(
    "claim",
    [
        # Another thing of the same event.
        "the Kalden harbour fire in May 2019 was put out by divers",
        "the mayor of Kalden sold the harbour before the fire",
        # A figure is answered by figures.
        "3 mines under the Kalden pier burned the harbour",
        "how many mines were under the Kalden pier in the harbour?",
        # Another town, another month.
        "mines under the pier burned the harbour of Tarn",
        "mines under the pier burned the Kalden harbour in March 2011",
    ],
)
def test_whatever_else_is_close_by_is_not_on_the_claim(empty_store: Store, claim: str) -> None:
    card = card_of(empty_store, claim)
    assert not any(account.in_other_words for account in card.accounts)
    assert "in other words" not in answer(card)
    assert "IN OTHER WORDS" not in render_text(card)


SCHOOL = {"says": "The navy said the building was not a school; an inquiry found that it was.", "speaker": MINISTRY}
STANDING = {
    "says": "Pictures show at least six sheds still standing.",
    "speaker": {"name": "Tarn Insurers", "kind": "ngo"},
    "quantity": {"bound": "at least", "number": 6, "counted": "sheds"},
}


@pytest.mark.parametrize(
    ("claim", "fact", "is_on_it"),
    [
        # What it was said not to be is what it is called by.
        pytest.param("navy: it was no school that burned in Kalden harbour", SCHOOL, True, id="no such thing"),
        pytest.param("navy says the school in Kalden harbour was not lit", SCHOOL, False, id="not lit, not no school"),
        # So many things that the claim tells of count nothing else.
        pytest.param("sheds still standing by Kalden harbour, smell of smoke", STANDING, True, id="the things"),
        pytest.param("cranes still standing by Kalden harbour, smell of smoke", STANDING, False, id="others"),
    ],
)
def test_what_something_is_not_and_what_still_stands(
    claim: str, fact: dict[str, object], is_on_it: bool, empty_store: Store
) -> None:
    event = "Fire at a school by the harbour of Kalden, May 2019"
    card = noted_card(empty_store, claim, {**DEPOT, "event": event, "facts": [fact]})
    assert any(account.in_other_words for account in card.accounts) is is_on_it


@pytest.mark.parametrize(
    ("claim", "is_on_it"),
    [
        ("the insurers never went to Kalden harbour after the fire", True),
        ("the insurers never set foot in Kalden harbour after the fire", True),
        ("the insurers went to court over the Kalden harbour fire", False),
        ("the insurers left Kalden harbour after the fire", False),
    ],
)
def test_who_never_went_there_did_not_visit_it(empty_store: Store, claim: str, is_on_it: bool) -> None:
    voice = {"name": "Harbour Post", "kind": "outlet_itself"}
    card = card_of(empty_store, claim, {"says": "Insurers did not visit the pier.", "speaker": voice})
    assert any(account.in_other_words for account in card.accounts) is is_on_it


def test_no_more_than_two_are_named(empty_store: Store) -> None:
    card = card_of(empty_store, MINES)
    (own,) = card.accounts
    voices = (Speaker(name, "ngo") for name in ("Harbour Union", "Tarn Museum", "Border Monitor", "Mill Trust"))
    many = replace(card, accounts=tuple(replace(own, speaker=voice) for voice in voices))
    assert answer(many).endswith("Harbour Union, Tarn Museum and 2 more tell of it in other words.")


def test_what_else_is_near_stands_below_it(empty_store: Store) -> None:
    card = card_of(empty_store, MINES)
    (own,) = card.accounts
    printed = render_text(replace(card, accounts=(own, replace(own, in_other_words=False))))
    assert printed.index("ON THIS, IN OTHER WORDS") < printed.index("ALSO CLOSE BY")
    assert "CLOSE BY, BUT NOT THIS CLAIM" not in printed


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [(MINISTRY, "PARTY_TO_EVENTS"), ({"name": "officials", "kind": "unnamed"}, "UNNAMED_SOURCE")],
)
def test_a_reader_is_warned_of_voices_that_are_only_cited(
    empty_store: Store, speaker: dict[str, object], kind: str
) -> None:
    card = card_of(
        empty_store, MINES, {"says": "Divers are said to have set mines under the pier.", "speaker": speaker}
    )
    assert kind in {caveat.kind for caveat in card.caveats}


def test_every_surface_and_language_says_so_and_json_says_which(empty_store: Store) -> None:
    card = card_of(empty_store, MINES)
    for page in (render_html(card), whole(card, ENGLISH), short(card, ENGLISH)):
        assert "On this, in other words" in page
        assert "tells of it in other words." in page
    for language in ("ru", "ar", "es"):
        said = answer(card, words_in(language))
        assert "Velmar ministry of defence" in said
        assert "in other words" not in said
    (one,) = json.loads(render_json([card]))
    assert [(told["in_other_words"], told["relation"]) for told in one["accounts"]] == [(True, "context")]


@pytest.mark.parametrize(
    ("claim", "speaker", "is_on_it"),
    [
        ("raiders reached the Kalden post through army lines, nine raiders died", "Kalden Guard", True),
        # Another voice says that; or the claim tells nothing of how they came.
        ("raiders reached the Kalden post through army lines, nine raiders died", "Tarn army", False),
        ("nine raiders died at the post in a raid on Kalden", "Kalden Guard", False),
    ],
)
def test_the_rest_of_a_claim_that_counts_is_on_it_where_the_same_voice_says_it(
    empty_store: Store, claim: str, speaker: str, is_on_it: bool
) -> None:
    post: dict[str, object] = {
        **DEPOT,
        "event": "Raid on the post of Kalden, May 2019",
        "facts": [
            counted("Nine raiders died at the post.", "Kalden Guard", 9, "people killed", "party"),
            {"says": "The raiders came through army lines.", "speaker": {"name": speaker, "kind": "party"}},
        ],
    }
    card = noted_card(empty_store, claim, post)
    assert card.accounts[0].relation == "reports"
    assert any(account.in_other_words for account in card.accounts) is is_on_it


@pytest.mark.parametrize(
    ("seen", "cited"),
    [
        ("Pictures show divers laying mines at the pier before the navy's departure.", []),
        ("Pictures show divers laying mines at the pier after the navy's departure.", ["pictures"]),
        ("Pictures show divers laying mines at the pier before noon.", ["pictures"]),
    ],
)
def test_what_was_so_before_is_no_other_word_for_what_was_so_after(
    empty_store: Store, seen: str, cited: list[str]
) -> None:
    claim = "Kalden harbour: divers laid mines at the pier after the navy had gone"
    card = card_of(empty_store, claim, {"says": seen, "speaker": {"name": "pictures", "kind": "document"}})
    assert [account.speaker.name for account in card.accounts if account.in_other_words] == cited


def test_a_denial_is_no_other_word_for_what_it_denies(empty_store: Store) -> None:
    report = (
        "Evening news\n\nThe health ministry of Sudland denied that anyone at the hospital of Holm had caught "
        "the marsh fever."
    )
    card = card_for(
        empty_store, "CONFIRMED raiders in the Holm hospital have the marsh fever, health ministry says so", report
    )
    assert not any(account.in_other_words for account in card.accounts)


def test_who_calls_it_a_mistake_does_not_tell_that_it_was_meant(empty_store: Store) -> None:
    raid = {**DEPOT, "event": "Air raid on Velmar troops at Kalden, May 2019"}
    facts = [
        {
            "says": "The US says misidentification of the Velmar army.",
            "speaker": {"name": "US government", "kind": "party"},
        },
        {"says": "The Velmar army calls it deliberate.", "speaker": {"name": "Velmar army", "kind": "party"}},
    ]
    claim = "the americans bombed the velmar army at Kalden on purpose and called it a mistake"
    card = noted_card(empty_store, claim, {**raid, "facts": facts})
    assert [a.speaker.name for a in card.accounts if a.in_other_words] == ["Velmar army"]


@pytest.mark.parametrize(
    ("claim", "words", "is_another"),
    [
        ("they bombed it on purpose", "The navy said that it was not deliberate but a mistake.", True),
        ("they did not bomb it on purpose", "The navy says misidentification.", False),
        ("they bombed it by mistake", "Velmar says that it was meant as an exercise.", False),
        ("they bombed it", "The navy calls it a mistake.", False),
    ],
)
def test_what_is_denied_to_be_meant_is_a_mistake(claim: str, words: str, is_another: bool) -> None:
    assert is_of_another_intent(claim, words) is is_another
    assert is_contrary(claim, words) is is_another


#: What an inquiry says of a house that fell, whose dead it counts besides.
HOUSE: dict[str, object] = {
    "event": "US strike in west Kalden, 17 March 2017",
    "place": "west Kalden",
    "published": "2017-05-26",
    "published_basis": "stated",
    "facts": [
        counted(
            "Inquiry: at least 105 civilians died in the house in west Kalden.",
            "Brig. Gen. Matt Isler",
            105,
            "civilians killed",
            "named_official",
        ),
        {
            "says": "The collapse is blamed on ISIS explosives set off by one bomb.",
            "speaker": {"name": "Brig. Gen. Matt Isler", "kind": "named_official"},
        },
    ],
}


def test_a_note_in_other_words_says_of_which_blow_it_is(empty_store: Store) -> None:
    claim = "it was ISIS explosives in the house in west Kalden that brought it down, not the US bomb"
    card = noted_card(empty_store, claim, HOUSE)
    assert "Note (from a report on US strike in west Kalden, 17 March 2017): The collapse" in render_text(card)
    (told,) = [finding for account in card.accounts if account.in_other_words for finding in account.findings]
    (toll,) = [
        one.statement
        for one in empty_store.archive.stored_of([told.article]).values()
        if one.statement != told.statement
    ]
    own = replace(told, statement=toll, heard=told.attribution)
    others = replace(own, heard=replace(told.attribution, speaker=Speaker("Mill Watch", "ngo")))
    for finding, is_shown in ((own, True), (others, False)):
        beside_it = replace(card, accounts=(*card.accounts, Account(finding.speaker, "context", (finding,))))
        assert any(finding in account.findings for account in beside(beside_it)) is is_shown


def test_whose_own_count_stands_there_is_not_alone_with_it(empty_store: Store) -> None:
    note = HOUSE | {"event_id": "kalden-2017"}
    card = noted_card(
        empty_store, "it was ISIS explosives in the house in west Kalden that brought it down, not the US bomb", note
    )
    (told,) = [finding for account in card.accounts if account.in_other_words for finding in account.findings]
    (toll,) = [
        one.statement
        for one in empty_store.archive.stored_of([told.article]).values()
        if one.statement != told.statement
    ]
    own = replace(told, statement=toll, heard=told.attribution)
    bodies = replace(
        own,
        article=replace(told.article, id="another note"),
        statement=replace(toll, id="bodies"),
        heard=replace(told.attribution, speaker=Speaker("Mill Rescue", "ngo")),
    )
    for counts, is_shown in (((own, bodies), True), ((bodies,), False)):
        accounts = (*card.accounts, *(Account(f.speaker, "context", (f,)) for f in counts))
        shown = [finding for account in beside(replace(card, accounts=accounts)) for finding in account.findings]
        assert (bodies in shown) is is_shown

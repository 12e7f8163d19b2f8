"""Who did it: a figure is said for a claim that names a doer only where somebody tells that doer."""

from __future__ import annotations

import json

import pytest
from invented import NOW, card_for, said

from knowledge.model import Claim, Entry
from knowledge.notes import read_notes
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.capitals import in_capitals
from retrieval.claims.crowds import figures_claimed
from retrieval.deeds.doers import doers_in

EVENT = "Killings in the mill at Tarnau, May 2024"
FORTY = {
    "says": "40 people were killed in the mill.",
    "speaker": {"name": "Mill Watch", "kind": "ngo"},
    "quantity": {"bound": "exact", "number": 40, "counted": "people killed"},
}


def note(number: int, *facts: object) -> str:
    """A line of notes on the killings in the mill."""
    about = {"outlet": f"Post {number}", "title": "The mill", "event": EVENT, "place": "Tarnau", "confidence": "high"}
    return json.dumps({
        "id": f"N{number}", "kind": "report", "url": f"https://example.org/{number}", **about, "facts": facts
    })  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("Ukraine killed 458 people in Bucha", False),
        ("458 people were killed in Bucha by Ukrainian forces", False),
        ("Russia killed 458 people in Bucha", True),
        ("458 people were killed in Bucha", True),
        ("Russia killed 441 civilians in Kyiv, Chernihiv and Sumy oblasts", True),
        ("Russia killed 49 people in Douma", False),
        ("Assad killed 49 people in Douma", True),
        ("The Taliban killed 42 people in the Kunduz hospital", False),
        ("A US strike killed 42 people in the Kunduz hospital", True),
        ("Iran killed 105 civilians in Mosul", False),
        ("A US strike killed 105 civilians in Mosul", True),
        ("Islamic Jihad killed 471 people at al-Ahli hospital", False),
        ("Israel killed 471 people at al-Ahli hospital", True),
        ("hamas killed 471 people in al ahli hospital", False),
        ("israel killed 471 people in al ahli hospital", True),
        ("al ahli hospital 500 killed by israel", True),
        ("al ahli hospital 500 killed by the taliban", False),
        ("ypg killed 471 people in al ahli hospital", False),
        ("Israel injured 100 US troops at Ain al-Asad", False),
        ("Iran injured 100 US troops at Ain al-Asad", True),
        ("The US killed 327 militants in the White Desert", False),
        ("Russian and Syrian forces killed 327 militants in the White Desert", True),
        ("Hurricane Maria killed 4,645 people in Puerto Rico", True),
    ],
)
def test_a_doer_is_told_by_the_reports_of_the_event(claim: str, right: bool, starter: Store) -> None:
    (card,) = answer(claim, starter, now=NOW).cards
    assert ("reports" in said(card).values()) == right
    assert ("DOER_DIFFERS" in {caveat.kind for caveat in card.caveats}) == (not right)


@pytest.mark.parametrize(
    ("second", "claim", "right"),
    [
        ("A Turkish strike hit the mill.", "Turkey killed 40 people in the mill at Tarnau", True),
        ("A Turkish strike hit the mill.", "Russia killed 40 people in the mill at Tarnau", False),
        ("The Turkish army did it, Mill Watch said.", "Russia killed 40 people in the mill at Tarnau", False),
        ("Nobody knows who struck the mill.", "Russia killed 40 people in the mill at Tarnau", False),
        ("Russia calls the pictures staged.", "Russia killed 40 people in the mill at Tarnau", True),
        ("The mill lies in Russia.", "Russia killed 40 people in the mill at Tarnau", False),
    ],
)
def test_another_note_of_the_event_tells_who_did_it(empty_store: Store, second: str, claim: str, right: bool) -> None:
    lines = f"{note(1, FORTY)}\n{note(2, {'says': second, 'speaker': None})}"
    with empty_store.writing() as writer:
        writer.keep([entry for entry in read_notes(lines) if isinstance(entry, Entry)])
        writer.pay_index()
    (card,) = answer(claim, empty_store, now=NOW).cards
    assert ("reports" in said(card).values()) == right


def test_the_number_of_anothers_deed_in_that_town_leaves_nobody_to_contradict(empty_store: Store) -> None:
    raids = "Raids on Raqqa\n\nIsraeli jets killed 160 civilians in Raqqa, Mill Watch said."
    other = "Road to Raqqa\n\nRussian jets killed 15 civilians on a road near Raqqa, the Border Monitor said."
    card = card_for(empty_store, "Russia killed 160 civilians in Raqqa", raids, other)
    assert said(card)["Mill Watch"] == "context" and "differs" not in said(card).values()
    assert "DOER_DIFFERS" in {caveat.kind for caveat in card.caveats}


def test_a_rival_has_the_date_of_its_page_where_that_is_held(empty_store: Store) -> None:
    page = {"outlet": "Post 2", "published": "2024-05-09", "published_basis": "stated", "url": "https://example.org/2"}
    rival = {
        "says": "16 people were killed in the mill.",
        "speaker": {"name": "Tarnau mayor", "kind": "named_official"},
    }
    told = json.loads(note(1, FORTY)) | {"rivals": [rival | {"url": page["url"]}]}
    sixteen = {"bound": "exact", "number": 16, "counted": "people killed"}
    held = json.loads(note(2, rival | {"quantity": sixteen})) | page
    lines = "\n".join(map(json.dumps, (told, held)))
    with empty_store.writing() as writer:
        writer.keep([entry for entry in read_notes(lines) if isinstance(entry, Entry)])
        writer.pay_index()
    (card,) = answer("40 people were killed in the mill at Tarnau", empty_store, now=NOW).cards
    rivals = [f for a in card.accounts for f in a.findings if f.statement.place_in_article == "rival"]
    assert rivals and all(f.published and f.published.words == "2024-05-09" for f in rivals)


@pytest.mark.parametrize(
    ("told", "right"),
    [
        ("The Red Column and the Amber Guard killed 14 people in Tarn, Mill Watch said.", True),
        ("Gunmen of the Amber Guard killed 14 people in Tarn, Mill Watch said.", True),
        ("The Red Column, a unit of the Amber Guard, killed 14 people in Tarn, Mill Watch said.", True),
        ("Mill Watch accused the Amber Guards of killing 14 people in Tarn.", True),
        # Who condemns it, speaks of it, or lays it to another has not done it.
        ("The Red Column killed 14 people in Tarn, and the Amber Guard condemned it, Mill Watch said.", False),
        ("Fourteen people were killed in Tarn by the Red Column, the Amber Guard said.", False),
        ("The Amber Guard says the Red Column killed 14 people in Tarn.", False),
        ("The Amber Guard accused the Red Column of killing 14 people in Tarn.", False),
    ],
)
def test_whoever_is_only_named_beside_another_doer_has_not_done_it(empty_store: Store, told: str, right: bool) -> None:
    card = card_for(empty_store, "The Amber Guard killed 14 people in Tarn", f"Killings in Tarn\n\n{told}")
    assert ("reports" in said(card).values()) == right


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.sana.sy/en/?p=2", "SANA"),
        ("https://mill-post.example.net/2", "mill-post.example.net"),
        # The note's own page carries it.
        (json.loads(note(1, FORTY))["url"], json.loads(note(1, FORTY))["outlet"]),
    ],
)
def test_the_page_of_a_rival_is_its_outlets(empty_store: Store, address: str, outlet: str) -> None:
    rival = {
        "says": "16 people were killed in the mill.",
        "speaker": {"name": "Tarnau mayor", "kind": "named_official"},
        "url": address,
    }
    with empty_store.writing() as writer:
        lines = json.dumps(json.loads(note(1, FORTY)) | {"rivals": [rival]})
        writer.keep([entry for entry in read_notes(lines) if isinstance(entry, Entry)])
        writer.pay_index()
    (card,) = answer("40 people were killed in the mill at Tarnau", empty_store, now=NOW).cards
    rivals = [f for a in card.accounts for f in a.findings if f.statement.place_in_article == "rival"]
    assert [f.outlet for f in rivals] == [outlet]


@pytest.mark.parametrize(
    ("words", "doers"),
    [
        ("Ten civilians were killed in a raid by a Russian jet on Kalden", {"Russia"}),
        ("Ten civilians were killed in a raid by Russia near a village held by the Islamic State", {"Russia"}),
        ("Russian raids hit the village of Ost Kalden still held by the Islamic State", {"Russia"}),
        ("Russian raids hit areas of the coast controlled by Turkey", {"Russia"}),
        ("Russian raids hit a depot that is run by Turkey", {"Russia"}),
        # Who holds people has done something to them.
        ("Ten villagers were held by Turkey and killed", {"Turkey"}),
        ("Ten people were killed by Turkey in a village held by rebels", {"Turkey"}),
        # Who tells of it has done nothing.
        ("Raids on Kalden were reported by a Russian paper", set()),
    ],
)
def test_whoever_holds_the_place_that_is_hit_has_not_hit_it(words: str, doers: set[str]) -> None:
    assert doers_in(words) == doers


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("us killed 40 people in Tarn", "US killed 40 people in Tarn"),
        ("40 dead in Tarn after us raid", "40 dead in Tarn after US raid"),
        ("40 killed by the uk in Tarn", "40 killed by the UK in Tarn"),
        ("usa bombed Tarn, 40 dead", "USA bombed Tarn, 40 dead"),
        ("40 killed by islamic jihad in Tarn", "40 killed by Islamic Jihad in Tarn"),
        ("red brigades shot 3 in Tarn", "Red Brigades shot 3 in Tarn"),
        # A word, and nobody's letters.
        ("they told us killed 40", "they told us killed 40"),
        ("40 of us killed in Tarn", "40 of us killed in Tarn"),
        ("40 killed by us in Tarn", "40 killed by us in Tarn"),
        ("let us bomb Tarn", "let us bomb Tarn"),
        # Whoever suffers has not done it.
        ("the us lost 40 soldiers in Tarn", "the us lost 40 soldiers in Tarn"),
        ("40 islamic jihad fighters died in Tarn", "40 islamic jihad fighters died in Tarn"),
    ],
)
def test_who_did_it_is_known_in_small_letters_too(typed: str, meant: str) -> None:
    assert in_capitals(Claim(typed), ()).text == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("400 kurds killed", "400 Kurds killed"),
        ("two chinese tourists died", "two Chinese tourists died"),
        ("40 poles fell", "40 poles fell"),
    ],
)
def test_a_people_is_known_in_small_letters_too(typed: str, meant: str) -> None:
    assert in_capitals(Claim(typed, figures_claimed(typed)), ()).text == meant


@pytest.mark.parametrize(("people", "says"), [("people", True), ("kurds", False), ("Kurds", False), ("yazidis", False)])
def test_the_dead_of_a_people_are_not_anybodys_dead(empty_store: Store, people: str, says: bool) -> None:
    report = "A count of the war\nAs many as 24,743 civilians were killed by Russian raids, Mill Watch said."
    card = card_for(empty_store, f"24,000 {people} killed", report)
    assert any(account.relation == "reports" for account in card.accounts) is says


@pytest.mark.parametrize("doer", ["us", "the us", "usa", "islamic jihad"])
def test_nobody_who_names_another_doer_says_so(empty_store: Store, doer: str) -> None:
    report = "Raid on Tarn\nRussian jets bombed the hospital of Tarn. The raid killed 40 people, the mayor said."
    told = "killed 40 people in the hospital of tarn"
    assert "reports" in said(card_for(empty_store, f"russia {told}", report)).values()
    assert "reports" not in said(card_for(empty_store, f"{doer} {told}", report)).values()

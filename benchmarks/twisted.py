"""What is said of claims that nobody made: leads of FA-KES as they are told, and with one thing changed by lot.

    python -m benchmarks.twisted [--show]        (WHOSAYS_BENCH names the folder with the outside data)

Of each report that counts the dead of a town in its first sentences a claim is made: "25 soldiers killed in Homs". As
told, its own report has to say it, or be offered. With other people, another town or another month, and of a headline
with another side in it, somebody may still say it by chance: another fifteen died there in that month. So no figure has
to be nought; what counts is that it falls while the first stays. `--show` prints who says what was changed, to be read.

No text lies here: the claims are made anew in each run, by a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.cards.library import open_corpus
from benchmarks.libraries import bench_folder
from knowledge.articles import day
from knowledge.model import Article, ContextCard, Place, Quantity
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage

SEED = 1204
NOW, SENT = datetime(2026, 11, 22, 9, tzinfo=UTC), day("2026-11-22")
#: Fewer dead are counted in any town of a war in any month.
FEWEST, FEWEST_TWISTED = 4, 6
#: So many statements are a report's lead.
LEAD = 4
#: Whom a count may be changed into, so that it is of others.
OTHER_PEOPLE = {
    "civilians": ("soldiers", "ISIS fighters", "police officers"),
    "soldiers": ("civilians", "rebels", "children"),
    "fighters": ("civilians", "children", "doctors"),
    "children": ("soldiers", "rebels"),
}
OTHER_TOWNS = (
    *("Daraa", "Homs", "Raqqa", "Hama", "Latakia", "Palmyra"),
    *("Manbij", "Deir Ezzor", "Aleppo", "Idlib", "Qamishli"),
)
#: Months of which FA-KES has no report, or hardly one.
OTHER_MONTHS = tuple(f"{month} {year}" for month in ("January", "May", "November") for year in (2012, 2019, 2020))
#: Whose name stands in a headline, and whose may stand there instead.
OTHER_SIDES = {
    "Russian": ("Turkish", "Israeli", "US"),
    "Turkish": ("Russian", "Israeli"),
    "US-led coalition": ("Russian", "Turkish"),
    "Israeli": ("Russian", "Turkish"),
    "regime": ("rebel", "Turkish", "Kurdish"),
    "government": ("rebel", "Turkish", "Israeli"),
    "rebel": ("government", "Turkish"),
    "Islamic State": ("Hezbollah", "the Syrian army"),
    "ISIS": ("Hezbollah", "the Syrian army", "Turkey"),
    "Daesh": ("Hezbollah", "Turkey"),
    "Kurdish": ("Turkish", "Hezbollah"),
    "Russia": ("Turkey", "Israel"),
    "Turkey": ("Russia", "Israel"),
    "Nusra": ("Hezbollah",),
    "US": ("Turkish", "Israeli"),
    "Syrian Army": ("Turkish army",),
    "Syrian army": ("Turkish army", "Israeli army"),
}
_SIDE = re.compile(rf"\b({'|'.join(map(re.escape, sorted(OTHER_SIDES, key=len, reverse=True)))})\b(?!-)")
#: What a headline ends on besides: the page's name, or whose count it is.
_TAIL = re.compile(r"\s*[-•|].*(?:monitor|NGO|Jordan Times).*$")


@dataclass(frozen=True, slots=True)
class Made:
    """A claim made of a report, and what was changed in it; nothing where it is as told."""

    changed: str
    claim: str
    article: str


def made_of(article: Article, store: Store, chance: random.Random) -> Iterator[Made]:
    """The claims made of one report: its lead as told, and with one thing changed; its headline with another side."""
    if lead := _lead_of(article, store, FEWEST):
        quantity, town = lead
        yield Made("", f"{quantity.value:.0f} {quantity.unit} killed in {town.name}", article.id)
    if lead := _lead_of(article, store, FEWEST_TWISTED):
        quantity, town = lead
        number, month = f"{quantity.value:.0f}", article.published.start.strftime("%B %Y") if article.published else ""
        if others := OTHER_PEOPLE.get(quantity.unit):
            claim = f"{number} {chance.choice(others)} killed in {town.name}, {month}"
            yield Made("other people", claim, article.id)
        if towns := [one for one in OTHER_TOWNS if one.lower() not in article.text.lower() and one != town.name]:
            claim = f"{number} {quantity.unit} killed in {chance.choice(towns)}, {month}"
            yield Made("another town", claim, article.id)
        claim = f"{number} {quantity.unit} killed in {town.name}, {chance.choice(OTHER_MONTHS)}"
        yield Made("another month", claim, article.id)
    side = _SIDE.search(article.title)
    if side and any(letter.isdigit() for letter in article.title):
        sides = [one for one in OTHER_SIDES[side[1]] if one.removeprefix("the ") not in article.title]
        if sides:
            twisted = f"{article.title[: side.start()]}{chance.choice(sides)}{article.title[side.end() :]}"
            yield Made("another side in a headline", _TAIL.sub("", twisted), article.id)


def _lead_of(article: Article, store: Store, fewest: int) -> tuple[Quantity, Place] | None:
    """The first count of dead with a town in the first sentences of a report."""
    for statement in store.archive.statements_of(article.id)[:LEAD]:
        dead = [
            quantity
            for quantity in statement.quantities
            if quantity.state == "killed" and quantity.unit and quantity.value >= fewest
            if quantity.bound in ("exact", "at least", "over")
        ]
        towns = [place for place in statement.where if place.province]
        if statement.place_in_article != "headline" and dead and towns:
            return dead[0], towns[0]
    return None


def _cards_for(claim: str, store: Store) -> tuple[ContextCard, ...]:
    try:
        return answer(claim, store, now=NOW, sent=SENT).cards
    except BadMessage:
        return ()


def _says_so(cards: Sequence[ContextCard]) -> list[str]:
    """Who is said to say a claim, each with their words."""
    return [
        f"{account.speaker.name} ({finding.outlet}): {finding.words}"
        for card in cards
        for account in card.accounts
        if account.relation == "reports"
        for finding in account.findings
    ]


def _has(cards: Sequence[ContextCard], article: str) -> bool:
    """Whether a report is said to say a claim, or offered for it."""
    saying = (f for c in cards for a in c.accounts if a.relation == "reports" for f in a.findings)
    offered = (f for c in cards for candidate in c.candidates for f in candidate.findings)
    return any(finding.article.id == article for findings in (saying, offered) for finding in findings)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the claims, ask them, and print how many are said."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print who says what was changed")
    show = parser.parse_args(arguments).show
    folder = bench_folder()
    if folder is None:
        return
    store, chance = open_corpus(folder).store, random.Random(SEED)
    articles = sorted(store.archive.articles(), key=lambda article: article.id)
    claims = [made for article in articles for made in made_of(article, store, chance)]
    told: dict[str, list[bool]] = {}
    for made in claims:
        cards = _cards_for(made.claim, store)
        saying = _says_so(cards)
        told.setdefault(made.changed, []).append(_has(cards, made.article) if not made.changed else bool(saying))
        if show and made.changed and saying:
            print(f"{made.changed}: {made.claim}", *(f"    {one[:200]}" for one in saying[:2]), sep="\n")
    print(f"\n{'as told: its report says so, or is offered':<46}{sum(told[''])} of {len(told[''])}")
    for changed, said in told.items():
        if changed:
            print(f"{changed + ': said by somebody':<46}{sum(said)} of {len(said)}")


if __name__ == "__main__":
    main()

"""A caveat about reports that are fewer than they look: all of them lead back to one origin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Caveat, Finding, Origin, Quantity
from knowledge.places import related
from knowledge.quantities import comparable
from retrieval.caveats.chains import chain_of, is_one_hand
from retrieval.caveats.drift import TELLING
from retrieval.caveats.margin import Margin, is_of_the_claim
from retrieval.caveats.printed import NAMELESS, has_a_name
from retrieval.caveats.speakers import ALIKE, names_no_source, no_speaker, unnamed_source
from retrieval.events import may_be_one, share_a_town, told_alike, where_of
from retrieval.events.homes import SELDOM
from retrieval.grammar.closeness import share
from retrieval.grammar.numbered import figures_read_in
from retrieval.origins import articles_of, count_reports, known_in, origins_of
from retrieval.origins.copies import same_text
from retrieval.ranking import counts_same, fits, prints_its_number, words_of
from retrieval.word_tables import any_of
from retrieval.wording import Told, in_a_sentence, told, told_of, without_stop

#: "State media and a monitoring group said": two have said so, whichever of them was made out.
_two_voices = re.compile(
    rf"\b(?:{any_of('caveats', 'first_of_two')}) and (?:an?|the|some)?\s*"
    r"(?:[\w-]+ ){1,4}?(?:said|say|says|reported|report)\b",
    re.IGNORECASE,
)
#: Two openings that share this much tell one story.
ONE_STORY = 1 / 3
#: Fewer words than this are alike by chance; a note says everything in few.
A_SENTENCE = 12


def leading_back(margin: Margin) -> list[Caveat]:
    """All the items lead back to one origin."""
    telling = margin.findings("reports", "denies")
    if len(margin.origins) != 1 or not telling:
        # Who only gives another figure carries something else.
        return []
    origin = _told_of_the_claim(margin, telling)
    if origin is None:
        return []
    if any(known_in(f.speaker.name) == known_in(origin.label) and not has_a_name(f) for f in origin.findings):
        # A piece of a sentence has been read as who said so.
        return []
    if margin.state == "ambiguous" and all(is_one_hand(f.outlet, origin.label) for f in origin.findings):
        # What one outlet prints of several events, it has from wherever.
        return []
    pages = count_reports(origin.findings)
    if any(_two_voices.search(f.words) for f in origin.findings) or not any(_says_how_many(margin, f) for f in telling):
        return []
    if pages < 2 and _is_printed_elsewhere(margin, telling):
        return []
    if pages < 2:
        said = [caveat for check in (unnamed_source, no_speaker) for caveat in check(margin)]
        is_said = {finding for caveat in said for finding in caveat.findings}
        # What "a local source" told it, an outlet does not say itself.
        from_nobody = is_one_hand(telling[0].outlet, origin.label) and any(f.speaker.kind in NAMELESS for f in telling)
        if is_said >= set(telling) or (from_nobody and is_said):
            # That nobody is named for it is said already.
            return [Caveat("SINGLE_ORIGIN", _one_report(margin, telling), origin.findings)]
        because = _come_by(margin, telling, origin)
        return [Caveat("SINGLE_ORIGIN", _one_report(margin, telling, because), origin.findings)] if because else []
    if not _all_name(origin):
        return []
    label = without_stop(in_a_sentence(origin.label))
    if pages == 2:
        sentence = told("Both reports lead back to one origin: {label}.", label=label)
    else:
        sentence = told_of(
            pages,
            "{n} report leads back to one origin: {label}.",
            "All {n} reports lead back to one origin: {label}.",
            label=label,
        )
    return [Caveat("SINGLE_ORIGIN", sentence, origin.findings)]


def _one_report(margin: Margin, telling: Sequence[Finding], because: str = "") -> Told:
    """That one report carries the claim, and how it comes by it; told apart from those that only say otherwise.

    The first line counts these with it, and "one report" would be no number beside its "two".
    """
    reason = without_stop(because)
    counted = count_reports([*telling, *margin.findings("differs")])
    if counted > 1 and not margin.findings("denies"):
        return (
            told("Of these reports, one says so: {because}.", because=reason)
            if because
            else told("Of these reports, one says so.")
        )
    return told("One report carries this: {because}.", because=reason) if because else told("One report carries this.")


def _told_of_the_claim(margin: Margin, telling: Sequence[Finding]) -> Origin | None:
    """The one origin of the pages that say what the claim says; None where one page may be of another event.

    Whoever only gives another figure, or is counted beside, says nothing of the claim. Beside a page that prints the
    very figure, "at least 130" may be of another day, though it leaves room for the claim's "over 100".
    """
    origin, pages = margin.origins[0], set(articles_of(telling))
    printing = [finding for finding in telling if _prints_the_very(margin, finding)]
    if printing and set(articles_of(printing)) != pages:
        return None
    if pages == set(articles_of(origin.findings)):
        return origin
    own = origins_of(telling, margin.found)
    return own[0] if len(own) == 1 else None


def _prints_the_very(margin: Margin, finding: Finding) -> bool:
    claimed = margin.figure
    return claimed is not None and prints_its_number(claimed, finding)


def _says_how_many(margin: Margin, finding: Finding) -> bool:
    """Whether a report has the claim's figure, and not only "dozens"."""
    claimed = margin.figure
    figures = [q for q in finding.statement.quantities if claimed is not None and counts_same(claimed, q)]
    return claimed is None or claimed.bound == "vague" or not figures or any(q.bound != "vague" for q in figures)


def _is_printed_elsewhere(margin: Margin, telling: Sequence[Finding]) -> bool:
    """Whether another report that was found prints the claim's very figure, though the card does not show it so."""
    if not any(claimed.value >= TELLING for claimed in margin.claim.quantities):
        # Such a figure nobody's is known again by.
        return False
    own = {finding.article.id for finding in telling}
    return any(_prints_it_too(margin, f, telling) for f in margin.found if f.article.id not in own)


def _prints_it_too(margin: Margin, other: Finding, telling: Sequence[Finding]) -> bool:
    in_words = _prints_one_of(margin, other.statement.quantities)
    if in_words and _is_of_its_town(margin, other):
        return True
    if not is_of_the_claim(other):
        return False
    if not any(may_be_one(other, own) or (in_words and _says_it_again(other, own)) for own in telling):
        return False
    # What a headline counts is read last, since reading it takes longest.
    return in_words or _prints_one_of(margin, figures_read_in(other.article.title))


def _prints_one_of(margin: Margin, figures: Sequence[Quantity]) -> bool:
    return any(
        q.value == claimed.value >= TELLING
        and q.bound != "vague"
        and q.state == claimed.state
        and comparable(claimed, q) != "different"
        for claimed in margin.claim.quantities
        for q in figures
    )


def _is_of_its_town(margin: Margin, finding: Finding) -> bool:
    """Whether a report tells of the town that the claim names, and of so many there as are seldom dead twice."""
    towns = [place for place in margin.claim.where if place.province and place.province not in place.name]
    claimed = margin.figure
    if claimed is None or claimed.value < SELDOM or not margin.tells(finding):
        return False
    return any(related(town, place) == "same" for town in towns for place in where_of(finding))


def _says_it_again(other: Finding, own: Finding) -> bool:
    """Whether another report tells what one tells, whatever day it is kept under: a page may be kept under any.

    It gives two figures alike, tells one story of one town, or says it in the same words.
    """
    theirs, ours = ({q.value for q in f.statement.quantities if q.value >= TELLING} for f in (other, own))
    if len(theirs & ours) > 1:
        return True
    if share_a_town(other, own) and told_alike(other.article, own.article) >= ONE_STORY:
        return True
    said = words_of(own.words)
    is_one_sentence = (other.article.is_note and own.article.is_note) or len(said) >= A_SENTENCE
    return is_one_sentence and share(said, other.words) >= ALIKE


def _come_by(margin: Margin, telling: Sequence[Finding], origin: Origin) -> str:
    """How the one report comes by what it says, whatever else it has from the origin; "" where that is not plain."""
    outlet = telling[0].outlet
    if any(f.speaker.kind in NAMELESS and known_in(f.speaker.name) != f.speaker.name for f in telling):
        # "Local White Helmets" have the name of their body.
        return ""
    is_its_own = all(finding.speaker.kind == "outlet_itself" for finding in telling)
    if is_its_own and is_one_hand(outlet, origin.label) and not all(names_no_source(margin, f) for f in telling):
        # Its text has it from somebody who was not made out.
        return ""
    if is_one_hand(outlet, origin.label) and any(finding.speaker.kind in NAMELESS for finding in telling):
        return ""
    if any(_passes_through(origin.label, finding) for finding in telling):
        return origin.because
    if all(names_no_source(margin, finding) for finding in telling):
        return told("{name} says it in its own voice", name=outlet)
    if all(finding.speaker.kind in NAMELESS for finding in telling):
        return told("{name} names nobody for it", name=outlet)
    # A headline leaves to the text who said so.
    is_headline = all(finding.statement.place_in_article == "headline" for finding in telling)
    is_headline = is_headline and any(
        f.article.id == telling[0].article.id and _passes_through(origin.label, f) and _prints_it(margin, f)
        for f in margin.found
    )
    return origin.because if is_headline else ""


def _prints_it(margin: Margin, finding: Finding) -> bool:
    claimed = margin.figure
    return claimed is None or any(fits(claimed, q) for q in finding.statement.quantities)


def _all_name(origin: Origin) -> bool:
    """Whether every page names the origin, or prints the text of one that does.

    That an outlet prints the figure of a monitor without saying whose it is makes it likely, and no more, that it has
    it from there; "all lead back to one origin" is said of what can be read.
    """
    naming = [finding for finding in origin.findings if _passes_through(origin.label, finding)]
    others = [finding for finding in origin.findings if finding not in naming and finding.speaker.kind in NAMELESS]
    if naming and any(has_a_name(finding) for finding in others):
        # "A hospital source said" on a page that has another figure of the origin's.
        return False
    plain = set(articles_of(naming))
    named = {finding.article.id: finding.article for finding in naming}.values()
    copies = {
        page
        for finding in origin.findings
        for page in articles_of([finding])
        if page not in plain and any(same_text(finding.article, article) for article in named)
    }
    return set(articles_of(origin.findings)) <= plain | copies


def _passes_through(label: str, finding: Finding) -> bool:
    return any(is_one_hand(hand, label) or known_in(hand) == known_in(label) for hand in chain_of(finding))

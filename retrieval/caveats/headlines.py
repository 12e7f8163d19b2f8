"""Caveats about the headline: it gives another figure than the text under it, or drops who said so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from knowledge.attributions import read_attributions
from knowledge.attributions.cues import hedges_in
from knowledge.model import Article, Caveat, Claim, Finding, Quantity
from knowledge.speakers import who_is
from retrieval.caveats.margin import Margin
from retrieval.caveats.printed import NAMELESS, has_a_name, whose
from retrieval.grammar.clauses import is_a_verb
from retrieval.grammar.closeness import share
from retrieval.grammar.numbered import Number, figures_read_in, numbered
from retrieval.nearby.called_there import called_there
from retrieval.ranking import counts_of, counts_same, fits, words_of
from retrieval.word_tables import any_of
from retrieval.wording import listed, told, told_of, unnamed

#: "Air raids kill 29 in north Syria town - monitor": a headline names its source at one end, in many ways of printing.
_source_at_an_end = re.compile(
    rf"\b(?:{any_of('caveats', 'source_at_its_end')})(?: says?| said)?\W*$|"
    rf"^(?:{any_of('caveats', 'source_at_its_start')})\b",
    re.IGNORECASE,
)
#: Behind a headline stands, with no mark that a page has lost, whoever made it news: "Gas kills five in Kalden MNA".
_TELLS_NEWS = ("news_agency", "state_media", "monitor")
#: Words of the longest such name.
_LONGEST_SOURCE = 5
#: Behind one of these a name belongs to what is told: "a shell hits the office of MNA".
_LEADS_ON = ("of", "from", "at", "for", "to", "by", "on", "near", "against", "and", "with", "in")
_outlet_behind = re.compile(r"\s+\|[^|]*$")
#: A headline says what the statement says when it holds so much of the statement's, or the statement of its, words.
SAME = 0.6
#: Sources that texts name and headlines do not; more of them make a list.
MOST_SOURCES = 3


def headline_differs(margin: Margin) -> list[Caveat]:
    """Within one article, the headline drops the source or gives another figure than the text."""
    if margin.state != "found":
        return []
    # One headline differs once, in however many sentences the text gives its figure.
    caveats: dict[str, Caveat] = {}
    # Nor is it said twice of one outlet, or of one source, that headlines name nobody.
    flat: dict[str, list[Finding]] = {}
    outlets: set[str] = set()
    claimed = margin.figure
    # What a report tells itself has no source there, whoever counts the dead of it further down.
    told_itself = {f.article.id for f in margin.findings("reports") if f.speaker.kind == "outlet_itself"}
    for finding in _named_first(margin.findings("reports", "differs")):
        headline = headline_of(finding)
        if not headline or finding.article.id in caveats or finding.outlet in outlets:
            continue
        figures = _other_figure(claimed, headline, finding)
        if figures:
            sentence = told(
                "The headline of {outlet} says “{above}”; the text under it says “{below}”.",
                outlet=finding.outlet,
                above=figures[0],
                below=figures[1],
            )
            caveats[finding.article.id] = Caveat("HEADLINE_DIFFERS", sentence, (finding,))
        elif claimed is None and finding.article.id in told_itself:
            continue
        elif _drops_source(margin.claim, claimed, headline, finding):
            outlets.add(finding.outlet)
            flat.setdefault(_source(finding), []).append(finding)
    differing = list({caveat.sentence: caveat for caveat in caveats.values()}.values())
    return [*differing, *_stated_flatly(flat)][:2]


def _stated_flatly(flat: Mapping[str, Sequence[Finding]]) -> list[Caveat]:
    """In one sentence, the headlines that leave their sources to their texts: it is one thing to know."""
    if len(flat) < 2:
        return [_flat(source, findings) for source, findings in flat.items()]
    sources = [
        told("{source} ({outlet})", source=source, outlet=listed([finding.outlet for finding in findings[:3]]))
        for source, findings in flat.items()
    ][:MOST_SOURCES]
    sentence = told("Headlines state it flatly; only the texts name their sources: {sources}.", sources=listed(sources))
    every = [finding for source in list(flat)[:MOST_SOURCES] for finding in flat[source]]
    return [Caveat("HEADLINE_DIFFERS", sentence, tuple(every))]


def _flat(source: str, findings: Sequence[Finding]) -> Caveat:
    """What is said of the headlines that leave one source to their texts."""
    sentence = told_of(
        len(findings),
        "The headline of {outlet} states it flatly; only the text names its source, {source}.",
        "The headlines of {outlet} state it flatly; only the texts name their source, {source}.",
        outlet=listed([finding.outlet for finding in findings[:3]]),
        source=source,
    )
    return Caveat("HEADLINE_DIFFERS", sentence, tuple(findings))


def names_its_source(headline: str) -> bool:
    """Whether a headline ends, or begins, with whoever says so, however that is printed.

    >>> names_its_source("Air raids kill 29 in north Syria town Monitor"), names_its_source("Air raids kill 29")
    (True, False)
    """
    return bool(_source_at_an_end.search(without_outlet(headline)))


@lru_cache(maxsize=2_000)
def ends_in_its_source(headline: str) -> bool:
    """Whether a headline ends in the name of an agency, a state's newsroom or a monitor that the table knows.

    >>> ends_in_its_source("Gas kills five in Aleppo SANA"), ends_in_its_source("Shell hits office of SANA")
    (True, False)
    >>> ends_in_its_source("Raid leaves 12 killed SANA"), ends_in_its_source("Rebels seize SANA")
    (True, False)
    """
    words = without_outlet(headline).rstrip(" .!").split()
    return any(
        who_is(" ".join(words[-n:])).kind in _TELLS_NEWS and not any(map(_leads_on, words[-n - 1 : -n + 1 or None]))
        for n in range(1, min(_LONGEST_SOURCE, len(words) - 1) + 1)
    )


def _leads_on(word: str) -> bool:
    """Whether a name right behind a word belongs to what that tells: "at SANA", "rebels seize SANA"; "12 killed SANA"
    does not.
    """
    return word in _LEADS_ON or (is_a_verb(word) and not word.endswith("ed"))


def without_outlet(headline: str) -> str:
    """A headline without the name of the outlet that a page prints behind it.

    >>> without_outlet("Air strikes kill 4: monitor | Harbour Post")
    'Air strikes kill 4: monitor'
    """
    return _outlet_behind.sub("", headline)


def headline_of(finding: Finding) -> str:
    """The headline over a statement of the report's own text; "" where it was not seen, or is the statement itself."""
    article = finding.article
    if finding.statement.place_in_article in ("headline", "rival", "comment") or not article.title_is_headline:
        return ""
    printed = next((p.span.of(article.text) for p in article.parts if p.place_in_article == "headline"), "")
    return printed or article.title


def _other_figure(claimed: Quantity | None, headline: str, finding: Finding) -> tuple[str, str] | None:
    """The headline's figure and the text's, when nothing in the text bears the headline's out."""
    if claimed is None or finding.article.is_note:
        # A note holds a few sentences of its report; what it leaves out may be just the headline's figure.
        return None
    above = [q for q in figures_read_in(headline) if counts_same(claimed, q) and q.value > 0]
    if len(above) != 1 or above[0].bound in ("vague", "range"):
        return None
    (title,) = above
    same = counts_of(title, finding)
    # The whole text is read last, since reading it takes longer than all the rest.
    if not same or any(q.value == title.value or fits(title, q) for q in same):
        return None
    below = [q for q in figures_read_in(_body(finding.article)) if q.value > 0]
    if not below or any(q.value == title.value or fits(title, q) for q in below) or _adds_up(title, below):
        return None
    return title.span.of(headline), same[0].span.of(finding.article.text)


def _adds_up(title: Quantity, below: Sequence[Quantity]) -> bool:
    """Whether the headline may add up what the text tells apart."""
    parts = [q.value for q in below if counts_same(title, q)]
    every = [q.value for q in below]
    two = any(a + b == title.value for n, a in enumerate(every) for b in every[n + 1 :])
    return two or (max(parts, default=0) < title.value <= sum(parts) and len(parts) > 2)


def _drops_source(claim: Claim, claimed: Quantity | None, headline: str, finding: Finding) -> bool:
    """Whether the headline says flatly what the text only passes on."""
    voice = finding.attribution
    if voice.speaker.kind == "outlet_itself" or not has_a_name(finding) or voice.speaker.name == finding.outlet:
        return False
    if voice.speaker_span is not None and voice.speaker.name in headline:
        return False
    if claimed is not None:
        given = (finding.statement.quantities, figures_read_in(headline))
        tells = all(any(fits(claimed, q) for q in figures) for figures in given)
    else:
        # A headline that leaves out how many, or how long, has not stated that.
        has_all = _numbers_told(claim.text) <= _numbers_told(headline)
        tells = has_all and share(words_of(headline), finding.words) >= SAME
    return tells and not _names(voice.speaker.name, headline) and _is_flat(headline)


def _numbers_told(words: str) -> set[float]:
    """The numbers in words or figures, of whatever they are: hours as well as the dead; "one night" tells none."""
    told = (one for one in numbered(words) if isinstance(one, Number) and not one.rank)
    return {number.low for number in told if number.words.lower() != "one"}


@lru_cache(maxsize=500)
def _is_flat(headline: str) -> bool:
    """Whether a headline says what it says, as far as can be seen, on nobody's word."""
    is_told = (
        any(mark in headline for mark in "“”‘\"'’:?")
        or names_its_source(headline)
        or ends_in_its_source(headline)
        or hedges_in(headline)
        or read_attributions(headline)
    )
    return not is_told


def _names(speaker: str, headline: str) -> bool:
    """Whether a headline names a voice by a part of its name: "Russia" for the Russian military."""
    names = " ".join(word for word in speaker.split() if word[:1].isupper())
    return share(words_of(names), headline) > 0 if names else bool({*words_of(speaker)} & {*words_of(headline)})


def _named_first(findings: Sequence[Finding]) -> list[Finding]:
    """Of each article whoever it names first: that is its source for it, beside "an official" of its first sentence."""
    articles = list(dict.fromkeys(finding.article.id for finding in findings))
    return sorted(findings, key=lambda finding: (articles.index(finding.article.id), _is_nameless(finding)))


def _is_nameless(finding: Finding) -> bool:
    return finding.speaker.kind in NAMELESS


def _source(finding: Finding) -> str:
    speaker = finding.speaker
    if called := called_there(finding):
        # What a text does not name it is not said to name.
        return unnamed(called)
    return unnamed(speaker.name) if _is_nameless(finding) else whose(finding)


def _body(article: Article) -> str:
    return "\n".join(p.span.of(article.text) for p in article.parts if p.place_in_article in ("body", "caption"))

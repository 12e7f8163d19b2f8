"""What the editor of a note remarks on it, in their own words: the margin of the note belongs in that of the card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from knowledge.model import Caveat, Finding
from knowledge.notes import remark_on_fact, remark_on_note
from knowledge.quantities import read_quantities, unit_table
from knowledge.quotations import read_quotations
from knowledge.sentences import split
from knowledge.speakers import WATCHING
from retrieval.caveats.margin import Margin
from retrieval.caveats.measures import measure_differs
from retrieval.caveats.printed import NAMELESS
from retrieval.grammar.closeness import numbers
from retrieval.word_tables import table_of
from retrieval.wording import Told, in_a_sentence, listed, told

#: What a note is kept for is the first that it tells.
_FIRST = 1
#: Whoever speaks of versions of a page speaks of no fewer.
_VERSIONS = 2
#: It takes so many figures to differ.
_TO_BE_SET_APART = 2
#: More than this on one card is the editor's notebook.
MOST_REMARKS = 2
#: Longer remarks are cut at a word.
_LONGEST = 300
#: A year is no figure.
_year = re.compile(r"(?:19|20)\d\d")
#: Numbers in an address are no figures.
_address = re.compile(r"\S+\.\w+/\S*")


def editor_remark(margin: Margin) -> list[Caveat]:
    """The editor of a note remarks something on it, or on the very fact that the card shows."""
    if margin.state != "found":
        return []
    caveats: dict[str, Caveat] = {}
    for finding in margin.findings("reports", "differs", "denies") or margin.cited() or margin.findings("context"):
        for remark, is_on_the_fact in _remarks_on(finding, margin):
            # One sentence a remark, whichever facts of the note the card shows.
            sentence = _sentence(finding, remark, margin, is_on_the_fact=is_on_the_fact)
            caveats.setdefault(remark, Caveat("EDITOR_REMARK", sentence, (finding,)))
    return list(caveats.values())[:MOST_REMARKS]


def _remarks_on(finding: Finding, margin: Margin) -> list[tuple[str, bool]]:
    """What is remarked on the fact, then on its note; a rival stands on another page than the note is about."""
    article, statement = finding.article, finding.statement
    on_fact = for_readers(remark_on_fact(article, statement))
    on_note = "" if statement.place_in_article == "rival" else for_readers(remark_on_note(article))
    remarks = (
        ("" if _is_in_its_figures(on_fact, finding) or _tells_of_the_event(on_fact) else on_fact, True),
        (_sentences(on_note, lambda sentence: _is_of_what_is_shown(sentence, finding, margin)), False),
    )
    return [(_cut(remark), on_the_fact) for remark, on_the_fact in remarks if remark]


def _is_of_what_is_shown(sentence: str, finding: Finding, margin: Margin) -> bool:
    """Whether a card shows what a sentence of its note's editor is about, and no other caution says it."""
    shown = margin.findings("reports", "differs", "denies", "context")
    own = [f for f in shown if f.article.id == finding.article.id]
    printed = numbers(" ".join([margin.claim.text, *(f.words for f in shown)]))
    named = numbers(_address.sub(" ", sentence))
    if _speaks("of_what_it_tells", sentence) and all(f.statement.ordinal > _FIRST for f in own):
        # "All of them repeated it", under a card that has another number than the one the note is kept for.
        return False
    if _speaks("of_a_monitor", sentence) and all(f.speaker.kind not in WATCHING for f in shown):
        return False
    if _speaks("of_headline", sentence) and all(f.statement.place_in_article != "headline" for f in own):
        return bool(named & printed)
    if _speaks("of_versions", sentence) and len({f.url for f in own}) < _VERSIONS:
        return bool(named & printed)
    surely = numbers(" ".join(f.words for f in margin.findings("reports", "differs", "denies") or shown))
    figures = {number for number in named if not _year.fullmatch(number)}
    quotes = any(figures & numbers(quoted.of(sentence)) for quoted in read_quotations(sentence))
    if figures and not figures & (surely | numbers(margin.claim.text) if quotes else printed):
        # “"300 killed or injured" later became "300 killed"” under a card that has no 300.
        return False
    if _speaks("sets_apart", sentence) and not figures and len(_figures_of(own)) < _TO_BE_SET_APART:
        # "Opposite bounds in one item", where the card has but one of them.
        return False
    if _speaks("worked_out", sentence):
        # The last of its figures is what was worked out. Of what only stands near, not all is printed.
        return len(named - surely - numbers(margin.claim.text)) <= 1
    return not (_speaks("not_one_measure", sentence) and measure_differs(margin))


def _figures_of(findings: Iterable[Finding]) -> set[tuple[float, str]]:
    """The figures of these findings, "at least 200" and "200" as two."""
    return {(quantity.value, quantity.bound) for f in findings for quantity in f.statement.quantities}


def _tells_of_the_event(remark: str) -> bool:
    """Whether a remark on a fact counts people, and so tells of the event and of no reporting: "dozens of bodies"."""
    kinds = unit_table().kinds
    return any(kinds.get(quantity.unit) == "person" for quantity in read_quantities(remark))


def _is_in_its_figures(remark: str, finding: Finding) -> bool:
    """Whether a remark on a fact only gives figures that the fact prints: "range 13 to 16 million"."""
    words = {word for word in re.findall(r"[^\W\d_]+", remark.lower())}
    return bool(numbers(remark)) and words <= set(_rows()["of_figures"]) and numbers(remark) <= numbers(finding.words)


def _sentence(finding: Finding, remark: str, margin: Margin, *, is_on_the_fact: bool) -> str:
    """The remark under the outlet of its note, and under whoever the fact is told of where that is another."""
    outlet = finding.outlet if finding.statement.place_in_article == "rival" else finding.article.outlet
    voice = finding.speaker
    if is_on_the_fact and voice.kind not in (*NAMELESS, "outlet_itself") and voice.name != outlet:
        # "Modified its report a day later": the agency has, and not the paper that tells of it.
        who = in_a_sentence(voice.name)
        return told(
            "The editor of this note on {outlet} remarks on what {who} said: “{words}”",
            outlet=outlet,
            who=who,
            words=remark,
        )
    if _speaks("warns_off", remark) and (voices := _resting_on(finding, margin)):
        return told(
            "The editor of this note on {outlet} remarks: “{words}” Only this page cites {who}.",
            outlet=outlet,
            words=remark,
            who=listed(voices),
        )
    return told("The editor of this note on {outlet} remarks: “{words}”", outlet=outlet, words=remark)


def is_of_one_origin(caveat: Caveat) -> bool:
    """Whether a remark tells nothing but that sources are not independent of one another."""
    words = caveat.sentence.values.get("words", "") if isinstance(caveat.sentence, Told) else ""
    return bool(words) and not _sentences(str(words), lambda sentence: not _speaks("of_one_origin", sentence))


def for_readers(remark: str) -> str:
    """The sentences of a remark that tell a reader something, word for word; not how the note was dated and filed.

    >>> for_readers("Year not stated. A reprint is not a second source.")
    'A reprint is not a second source.'
    >>> for_readers("Dated 3 May 2024 by Harbour Post (https://example.org/a).")
    ''
    """
    return _sentences(remark, lambda sentence: not _filing().search(sentence))


def warns_off(caveat: Caveat) -> bool:
    """Whether an editor remarks that the page is not to be relied on: "draft page; use only as a pointer"."""
    words = caveat.sentence.values.get("words", "") if isinstance(caveat.sentence, Told) else ""
    return caveat.kind == "EDITOR_REMARK" and _speaks("warns_off", str(words))


def _resting_on(finding: Finding, margin: Margin) -> list[str]:
    """Who of a card's voices with a name is on it by this note alone."""
    told = margin.findings("reports", "differs", "denies")
    others = {f.speaker.name for f in told if f.article.id != finding.article.id}
    own = [f.speaker for f in told if f.article.id == finding.article.id and f.speaker.kind not in NAMELESS]
    voices = [voice for voice in own if voice.name not in others and voice.kind != "outlet_itself"]
    return list(dict.fromkeys(in_a_sentence(voice.name) for voice in voices))


def _cut(remark: str) -> str:
    """A remark as far as there is room for it: once nothing is left out any more, and not before."""
    return remark if len(remark) <= _LONGEST else f"{remark[:_LONGEST].rsplit(' ', 1)[0]}…"


def _sentences(remark: str, is_kept: Callable[[str], bool]) -> str:
    """The sentences of a remark that are kept, word for word."""
    sentences = [span.of(remark).strip() for span in split(remark)]
    return " ".join(sentence for sentence in sentences if sentence and is_kept(sentence))


def _speaks(of: str, sentence: str) -> bool:
    return bool(re.search("|".join(_rows()[of]), sentence, re.IGNORECASE))


@cache
def _rows() -> dict[str, list[str]]:
    return dict(table_of("remarks"))


@cache
def _filing() -> re.Pattern[str]:
    opens, anywhere = "|".join(_rows()["opens"]), "|".join(_rows()["anywhere"])
    return re.compile(rf"^(?:{opens})|(?:{anywhere})", re.IGNORECASE)

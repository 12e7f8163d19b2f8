"""An article's statements: sentence-sized, verbatim, each with who says it, how many, when and where."""

from __future__ import annotations

from dataclasses import replace

from knowledge.attributions import Tags, outlet_voice, posted, read_attributions, tagged_drafts
from knowledge.bare_counts import with_what_they_count
from knowledge.model import Article, Attribution, Part, Period, Place, Quantity, Span, Speaker, Statement
from knowledge.sentences import sentences_of, split

__all__ = ["read_statements", "split"]


def read_statements(article: Article, tagger: Tags | None = None) -> tuple[Statement, ...]:
    """The article's statements in reading order, each a verbatim stretch of its text.

    With a `tagger` the speakers, cues and contents that it sees are joined to those the rules read.

    Every statement has at least one attribution: where the words name no speaker, the outlet says it itself; in a
    reader's comment, the reader does, whatever sources the comment names.
    """
    read: list[tuple[Span, Part, list[Attribution]]] = []
    for part, words in _runs(article):
        attributions: tuple[Attribution, ...] = ()
        if part.place_in_article not in ("comment", "correction"):
            # A headline is a line of its own kind, which the tagger has not seen enough of. What it saw where nobody
            # can be quoted would be "held", and left out below.
            seen_by = tagger if part.place_in_article == "body" else None
            tagged = tagged_drafts(words, seen_by, cited_only=True) if seen_by else None
            every = read_attributions(words, outlet=article.outlet, tagged=tagged, article=article.text)
            # What somebody hopes or likes is told by the outlet: nobody vouches for anything.
            attributions = tuple(a for a in every if a.grade != "held")
        english = article.language in ("", "en")
        for span in sentences_of(words) if english else split(words, article.language):
            said = [shifted(a, part.span.start) for a in attributions if a.span.overlaps(span)]
            if part.place_in_article == "body" and not any(a.speaker.name for a in said):
                # A post's signature is furniture of the page, and is in no part.
                writer = posted(article.text, span.shifted(part.span.start))
                said = [writer] if writer else said
            read.append((span.shifted(part.span.start), part, said))
    statements = tuple(
        Statement(
            f"{article.id}.{ordinal}",
            article.id,
            ordinal,
            place,
            part.place_in_article,
            _voices(article, part, place, said),
            _quantities(place.of(article.text), place.start, article.language),
            _when(place.of(article.text), place.start, article.published),
            _where(place.of(article.text), place.start),
        )
        for ordinal, (place, part, said) in enumerate(sorted(read, key=lambda one: one[0]))
    )
    return with_what_they_count(article.text, statements)


def _runs(article: Article) -> list[tuple[Part, str]]:
    """The parts with their words; the body in one run, since its speakers are remembered across a caption.

    What stands between two stretches of the body is blanked there, so that every offset stays the article's own.
    """
    bodies = [part for part in article.parts if part.place_in_article == "body"]
    if len(bodies) < 2:
        return [(part, part.span.of(article.text)) for part in article.parts]
    whole = Part("body", Span(bodies[0].span.start, bodies[-1].span.end), bodies[0].signed)
    words, at = "", whole.span.start
    for part in bodies:
        words += "\n" * (part.span.start - at) + part.span.of(article.text)
        at = part.span.end
    others = [(p, p.span.of(article.text)) for p in article.parts if p.place_in_article != "body"]
    return [(whole, words), *others]


def shifted(attribution: Attribution, by: int) -> Attribution:
    """The same attribution in a text that has `by` more characters before it."""
    return replace(
        attribution,
        span=attribution.span.shifted(by),
        speaker_span=attribution.speaker_span.shifted(by) if attribution.speaker_span else None,
        cue_span=attribution.cue_span.shifted(by) if attribution.cue_span else None,
    )


def _voices(article: Article, part: Part, place: Span, said: list[Attribution]) -> tuple[Attribution, ...]:
    if part.place_in_article == "comment":
        # A reader who writes "the army said" is still only a reader.
        return (Attribution(Speaker(part.signed or "", "reader_comment"), "", (), place),)
    return tuple(said) or (outlet_voice(place, article.outlet),)


def _quantities(words: str, by: int, language: str) -> tuple[Quantity, ...]:
    from knowledge.quantities import read_quantities

    return tuple(replace(q, span=q.span.shifted(by)) for q in read_quantities(words, language=language or "en"))


def _when(words: str, by: int, published: Period | None) -> Period | None:
    from knowledge.times import when_told

    told = when_told(words, published)
    return replace(told, span=told.span.shifted(by)) if told and told.span else told


def _where(words: str, by: int) -> tuple[Place, ...]:
    from knowledge.places import read_places

    return tuple(replace(p, span=p.span.shifted(by) if p.span else None) for p in read_places(words))

"""How well the attribution tagger reads, and what it costs: `WHOSAYS_BENCH=FOLDER python -m benchmarks.reading_tagger`.

The weights are the ones that ship, run as whosays runs them. PolNeAR dev (another part of the corpus than the one the
tagger learned from) gives precision, recall and F1 of source, cue and content spans. Markkula, never learned from,
gives F1 over sentences: is it sourced or not. A part whose data is missing says so.

Measures. Both sides are spans of whole words, where a word is a run of letters and digits or one mark of punctuation.
Every row of PolNeAR is one annotator's reading and is scored alone, all rows pooled (two dev articles have six rows
each); a source, cue or content that is printed in several pieces is several spans. *Overlap*: a predicted span is
right when it shares a word with a gold span of the same role, a gold span is found when it shares a word with a
predicted one. *Exact*: first and last word are the same.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.articles import read_pasted
from knowledge.attributions import tagged_drafts
from knowledge.embedding import PACKAGED_MODEL, open_encoder
from knowledge.model import Span
from knowledge.sentences import split
from knowledge.statements import read_statements
from knowledge.tagger import ROLES, Role, TaggedSpan, Tagger
from training.attribution.corpus import Document, documents

GOALS: dict[Role, tuple[float, float]] = {"source": (0.88, 0.80), "cue": (0.86, 0.74), "content": (0.88, 0.66)}


@dataclass(slots=True)
class Tally:
    """Counts of one role."""

    said: int = 0
    wanted: int = 0
    right: int = 0
    found: int = 0
    same: int = 0

    @property
    def overlap(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of spans that share a word."""
        return rates(self.right, self.said, self.found, self.wanted)

    @property
    def exact(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of spans with the same first and last word."""
        return rates(self.same, self.said, self.same, self.wanted)


def rates(right: int, said: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F1 from counts.

    >>> rates(1, 2, 1, 1)
    (0.5, 1.0, 0.6666666666666666)
    """
    precision, recall = right / max(said, 1), found / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def score(gold: Iterable[Sequence[tuple[Role, Span]]], got: Iterable[Sequence[TaggedSpan]]) -> dict[Role, Tally]:
    """Gold and predicted spans, paragraph by paragraph, as counts a role."""
    tallies = {role: Tally() for role in ROLES}
    for wanted, said in zip(gold, got, strict=True):
        for role, tally in tallies.items():
            ours = {each.span for each in said if each.role == role}
            theirs = {span for of, span in wanted if of == role}
            tally.said += len(ours)
            tally.wanted += len(theirs)
            tally.right += sum(any(a.overlaps(b) for b in theirs) for a in ours)
            tally.found += sum(any(a.overlaps(b) for b in ours) for a in theirs)
            tally.same += len(ours & theirs)
    return tallies


def gold_spans(document: Document) -> list[list[tuple[Role, Span]]]:
    """The gold spans of each paragraph, laid onto whole words."""
    spans: list[list[tuple[Role, Span]]] = [[] for _ in document.paragraphs]
    for example in document.examples:
        words = example.stretch.words
        for run in example.marked:
            whole = Span(words[run.first].start, words[run.last].end)
            spans[example.stretch.paragraph].append((run.role, whole))
    return spans


def linking(document: Document, got: Sequence[Sequence[TaggedSpan]]) -> tuple[int, int, int, int]:
    """Of the cues and contents found to the word: how many go to the right source and the right cue, and how many."""
    right = [0, 0]
    asked = [0, 0]
    for example in document.examples:
        words = example.stretch.words
        said = got[example.stretch.paragraph]

        def whole(run: Any, words: Sequence[Span] = words) -> Span:
            return Span(words[run.first].start, words[run.last].end)

        for which, (seeker, sought) in enumerate((("cue", "source"), ("content", "cue"))):
            for run in (each for each in example.marked if each.role == seeker):
                partners = [
                    whole(other)
                    for other in example.marked
                    if other.role == sought and set(other.attributions) & set(run.attributions)
                ]
                ours = [each for each in said if each.role == seeker and each.span == whole(run)]
                if not partners or not ours:
                    continue
                linked = [each.span for each in said if each.role == sought and each.group == ours[0].group]
                asked[which] += 1
                right[which] += any(a.overlaps(b) for a in linked for b in partners)
    return right[0], asked[0], right[1], asked[1]


def polnear(tagger: Tagger, file: Path) -> None:
    """Print the figures of PolNeAR dev."""
    read = documents(tagger.tokenizer, file)
    gold, got = [], []
    links = [0, 0, 0, 0]
    for document in read:
        said = tagger.tag(document.paragraphs)
        gold += gold_spans(document)
        got += said
        links = [a + b for a, b in zip(links, linking(document, said), strict=True)]
    print(f"PolNeAR dev, {len(read)} annotations of {len({each.id for each in read})} articles")
    print("           overlap P     R    F1 (goal)    exact P     R    F1 (goal)")
    for role, tally in score(gold, got).items():
        loose, tight = ("  ".join(f"{x:.3f}" for x in each) for each in (tally.overlap, tally.exact))
        print(f"  {role:8} {loose} ({GOALS[role][0]:.2f})   {tight} ({GOALS[role][1]:.2f})")
    print(f"  source of a found cue: {links[0] / max(links[1], 1):.3f} of {links[1]}")
    print(f"  cue of a found content: {links[2] / max(links[3], 1):.3f} of {links[3]}")


def markkula(tagger: Tagger, file: Path) -> None:
    """Print sentence F1 on Markkula: a sentence counts as sourced when a group with a cue touches it."""
    right = said = wanted = found_whole = statements = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        text: str = article["text"]
        gold = []
        for each in article["statements"]:
            start = text.find(each["Sourced Statements"].strip())
            if start >= 0 and each["Sourced Statements"].strip():
                gold.append(Span(start, start + len(each["Sourced Statements"].strip())))
        ours = [span for group in tag_text(tagger, text) for span in group]
        sentences = [span for span in split(text) if any(c.isalpha() for c in span.of(text))]
        for sentence in sentences:
            is_gold = any(sentence.overlaps(span) for span in gold)
            is_ours = any(sentence.overlaps(span) for span in ours)
            said += is_ours
            wanted += is_gold
            right += is_gold and is_ours
        statements += len(gold)
        found_whole += sum(any(span.overlaps(other) for other in ours) for span in gold)
    precision, recall, both = rates(right, said, right, wanted)
    print(f"Markkula, sentences sourced or not: P {precision:.3f} R {recall:.3f} F1 {both:.3f}")
    print(f"  gold statements touched by an attribution: {found_whole / max(statements, 1):.3f} of {statements}")


def tag_text(tagger: Tagger, text: str) -> list[list[Span]]:
    """The attributions of a whole text: the spans of each group that has a cue, as offsets into the text."""
    starts, lines, place = [], [], 0
    for line in text.split("\n"):
        starts.append(place)
        lines.append(line)
        place += len(line) + 1
    groups: dict[int, list[TaggedSpan]] = {}
    for start, spans in zip(starts, tagger.tag(lines), strict=True):
        for each in spans:
            moved = TaggedSpan(each.role, each.span.shifted(start), each.group)
            groups.setdefault(each.group, []).append(moved)
    return [[each.span for each in group] for group in groups.values() if any(each.role == "cue" for each in group)]


def cost(tagger: Tagger, models: Path, file: Path, threads: int) -> None:
    """Print what tagging an article, and reading it whole, cost beside embedding its statements, clock and CPU.

    Both models run as a refresh runs them: by the runtime for whoever has much to read.
    """
    texts = list({row["doc"]: row["text"] for row in map(json.loads, file.read_text("utf-8").splitlines())}.values())
    encoder = open_encoder(PACKAGED_MODEL, models, threads=threads)
    articles = [read_pasted(text) for text in texts]
    statements = [[each.span.of(one.text) for each in read_statements(one)] for one in articles]
    paragraphs = [text.split("\n") for text in texts]
    while not encoder.has_begun_with_many:
        # The first few hundred passages are embedded by another runtime, half as fast; and what is embedded twice is
        # remembered.
        encoder.encode([f"{each} (again)" for some in statements[:20] for each in some])
    read_statements(articles[0], tagger)
    # Turn about, so that whatever else the machine does weighs on all.
    kinds = ("embedding", "tagging", "tagging where cited", "rules alone", "reading whole")
    took: dict[str, list[float]] = {what: [] for what in kinds}
    worked: dict[str, list[float]] = {what: [] for what in kinds}
    for some, lines, text, article in zip(statements, paragraphs, texts, articles, strict=True):
        for what, work in (
            ("embedding", lambda some=some: encoder.encode(some)),
            ("tagging", lambda lines=lines: tagger.tag(lines)),
            ("tagging where cited", lambda text=text: tagged_drafts(text, tagger, cited_only=True)),
            ("rules alone", lambda article=article: read_statements(article)),
            ("reading whole", lambda article=article: read_statements(article, tagger)),
        ):
            begun, cpu = time.perf_counter(), time.process_time()
            work()
            took[what].append(time.perf_counter() - begun)
            worked[what].append(time.process_time() - cpu)
    count = sum(map(len, statements))
    print(f"Cost, {len(texts)} articles, {count} statements, {threads} threads:")
    for what in kinds:
        shares = []
        for each, embedding in ((took[what], took["embedding"]), (worked[what], worked["embedding"])):
            middle = statistics.median(a / b for a, b in zip(each, embedding, strict=True))
            shares.append(f"{sum(each) / sum(embedding):.2f} of embedding (median article {middle:.2f})")
        print(f"  {what:19} {count / sum(took[what]):4.0f} statements/s, {shares[0]}; CPU {shares[1]}")


def main(threads: int = 2) -> None:
    """Print every figure whose data is there."""
    folder = os.environ.get("WHOSAYS_BENCH", "")
    if not folder:
        print("WHOSAYS_BENCH names no folder of outside measures; nothing was measured.")
        return
    bench = Path(folder)
    with tempfile.TemporaryDirectory() as models:
        Tagger.load(Path(models) / "tagger")
        begun = time.perf_counter()
        tagger = Tagger.load(Path(models) / "tagger", threads=threads)
        print(f"Tagger loaded in {time.perf_counter() - begun:.2f} s")
        for name, run in (("polnear/dev.jsonl", polnear), ("markkula_sourcing/articles.jsonl", markkula)):
            if (bench / name).exists():
                run(tagger, bench / name)
            else:
                print(f"{name} is missing; not measured.")
        if (bench / "polnear/dev.jsonl").exists():
            many = Tagger.load(Path(models) / "tagger", threads=threads, many=True)
            cost(many, Path(models), bench / "polnear/dev.jsonl", threads)


if __name__ == "__main__":
    main()

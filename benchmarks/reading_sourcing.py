"""How the whole reader (rules and tagger together) does on sourcing as editors mark it: Markkula, 43 articles.

    WHOSAYS_BENCH=FOLDER python -m benchmarks.reading_sourcing

A test only: nothing was learned from it or tuned on it. Three figures, as its authors give them for language models:
*statements* (F1 over sentences: is it sourced or not; gold statements are found in the text verbatim), and, on gold
statements that ours touch, the *type* of source (named person, named organisation, document, unnamed) and its *name*
(one name holds the other, capitals and titles aside). Rules alone stand beside it in the same run.

The readers were developed on 19 articles of PolNeAR train that we judged ourselves (sourcing_dev.tsv, offsets
only), and on 12 of PolNeAR and FNC-1 train (sourcing_seen.tsv); 12 more of both were judged before anything was read in
them, and only scored (sourcing_held.tsv). So were 14 of general news (FNC-1 train: courts, science, business, sport, a
city's politics), by the definitions that Markkula publishes: 7 to mend from (sourcing_general_dev.tsv), 7 only scored
(sourcing_general_held.tsv); and 14 more, drawn by chance, 6 (sourcing_more_dev.tsv) and 8 (sourcing_more_held.tsv).
Eight are in our own words (sourcing_own.txt: a city's daily, a business page, a science page, a court report), 4
of them only scored. The tagger has seen those of PolNeAR in training, so that their figures flatter it.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.articles import clean
from knowledge.attributions import read_attributions, tagged_drafts
from knowledge.model import Attribution, Span
from knowledge.sentences import split
from knowledge.speakers import fold
from knowledge.speakers.people import is_calling
from knowledge.speakers.voices import is_pronoun
from knowledge.tagger import Tagger

#: Published for the best language model (arXiv 2501.00164), and ours to reach.
PUBLISHED = {"statements": 0.837, "type": 0.935, "name": 0.898}
GOALS = {"statements": 0.80, "type": 0.90, "name": 0.90}
#: What we judged ourselves, beside this module.
OURS = {
    "development set": "sourcing_dev.tsv",
    "12 articles seen": "sourcing_seen.tsv",
    "12 articles held out": "sourcing_held.tsv",
    "7 general articles, seen": "sourcing_general_dev.tsv",
    "7 general articles, held out": "sourcing_general_held.tsv",
    "6 more general articles, seen": "sourcing_more_dev.tsv",
    "8 more general articles, held out": "sourcing_more_held.tsv",
}
_KINDS = {"P": "named person", "O": "named organisation", "D": "document", "U": "unnamed", "?": ""}
_PEOPLE_OF = r"(?:officials?|spokes(?:man|woman|person|people)|representatives?|lawyers?|attorneys|executives?|staff)"
#: "Harbour Authority officials", "a spokesman for the Harbour Authority"; not "Norlandian officials" nor "City".
_OF_A_NAMED_BODY = re.compile(
    rf"(?P<body>(?:[A-Z][\w.&’'-]*(?<!an)(?<!ese)(?<!ish)(?<!ic)(?<!i)(?<!ern)(?<!ench) )+)(?:[a-z]+ )?{_PEOPLE_OF}\b|"
    rf"\b{_PEOPLE_OF} (?:for|of|at|from|with) (?:the )?(?P<of>[A-Z]\w*)"
)
#: "One official", "Another spokesman": nobody's by name.
_SO_MANY = ("A", "An", "The", "One", "Two", "Three", "Some", "Several", "Many", "Another", "Other", "Most", "Few")


@dataclass(frozen=True, slots=True)
class Sourced:
    """One statement as the editors marked it."""

    span: Span
    kind: str
    name: str


def main() -> int:
    """Print the three figures for the rules alone and for rules and tagger; 2 when the data is missing.

    With the argument "dev" only those of the articles that we judged.
    """
    bench = Path(os.environ.get("WHOSAYS_BENCH", ""))
    if not (bench / "markkula_sourcing" / "articles.jsonl").is_file():
        print("Set WHOSAYS_BENCH to the folder that holds markkula_sourcing/, polnear/ and fnc1_arc/.", file=sys.stderr)
        return 2
    sets = {name: list(_judged(bench, file)) for name, file in OURS.items()}
    sets |= {f"4 of our own words, {which}": list(_own(which)) for which in ("seen", "held")}
    if sys.argv[1:] != ["dev"]:
        sets["Markkula"] = list(_articles(bench / "markkula_sourcing" / "articles.jsonl"))
    with tempfile.TemporaryDirectory() as folder:
        tagger = Tagger.load(Path(folder))
        for name, articles in sets.items():
            for label, with_tagger in (("rules alone", False), ("rules and tagger", True)):
                counts: Counter[str] = Counter()
                for text, gold in articles:
                    drafts = tagged_drafts(text, tagger) if with_tagger else None
                    said = tuple(a for a in read_attributions(text, tagged=drafts) if a.grade != "held")
                    _count(text, gold, said, counts)
                _print(f"{name}, {label}", counts)
    return 0


def _print(label: str, n: Counter[str]) -> None:
    precision, recall = n["right"] / max(n["said"], 1), n["right"] / max(n["wanted"], 1)
    found = {
        "statements": 2 * precision * recall / max(precision + recall, 1e-9),
        "type": n["type"] / max(n["matched"], 1),
        "name": n["name"] / max(n["named"], 1),
    }
    print(f"{label} (statements P {precision:.3f} R {recall:.3f}; {n['matched']} matched)")
    for what, value in found.items():
        print(f"  {what:11} {value:.3f}   goal {GOALS[what]:.2f}   published {PUBLISHED[what]:.3f}")


def _articles(file: Path) -> Iterator[tuple[str, list[Sourced]]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = clean(row["text"])
        gold = []
        for each in row["statements"]:
            fields = {name.strip().lower(): (value or "").strip() for name, value in each.items()}
            words = clean(fields.get("sourced statements", "")).strip()
            start = text.find(words) if words else -1
            if start >= 0:
                kind = _gold_kind(fields.get("type of source", ""))
                gold.append(Sourced(Span(start, start + len(words)), kind, fields.get("name of source", "")))
        yield text, gold


def _judged(bench: Path, table: str) -> Iterator[tuple[str, list[Sourced]]]:
    """The articles that we judged, with what may be seen either way under the kind ""."""
    lines = (bench / "polnear" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {row["doc"]: row["text"] for row in map(json.loads, lines)}
    with (bench / "fnc1_arc" / "fnc1" / "train_bodies.csv").open(encoding="utf-8", newline="") as bodies:
        texts |= {f"fnc:{row['Body ID']}": clean(row["articleBody"]) for row in csv.DictReader(bodies)}
    found: dict[str, list[Sourced]] = {}
    for line in Path(__file__).with_name(table).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        doc, start, end, kind, *name = line.split("\t")
        gold = found.setdefault(doc, [])
        if kind != "X":
            words = texts[doc][int(name[0]) : int(name[1])] if name[0] else ""
            gold.append(Sourced(Span(int(start), int(end)), _KINDS[kind], words))
    yield from ((texts[doc], gold) for doc, gold in found.items())


def _own(which: str) -> Iterator[tuple[str, list[Sourced]]]:
    """The articles in our own words, each a line a sentence, with who is quoted before it in brackets."""
    told = Path(__file__).with_name("sourcing_own.txt").read_text(encoding="utf-8")
    for article in re.split(r"^== ", told, flags=re.MULTILINE)[1:]:
        heading, _, lines = article.partition("\n")
        if not heading.startswith(f"{which}: "):
            continue
        text, gold = "", []
        for line in lines.rstrip().split("\n"):
            marked = re.match(r"\[(?P<kind>[PODU?])(?: (?P<name>[^\]]+))?\] ", line)
            words = line[marked.end() :] if marked else line
            if marked:
                place = Span(len(text), len(text) + len(words))
                gold.append(Sourced(place, _KINDS[marked["kind"]], marked["name"] or ""))
            text += f"{words} " if words else "\n\n"
        yield text, gold


def _count(text: str, marked: list[Sourced], ours: tuple[Attribution, ...], counts: Counter[str]) -> None:
    gold = [one for one in marked if one.kind]
    sentences = [span for span in split(text) if any(c.isalpha() for c in span.of(text))]
    for sentence in sentences:
        is_gold = any(sentence.overlaps(one.span) for one in gold)
        if not is_gold and any(sentence.overlaps(one.span) for one in marked):
            continue
        is_ours = any(sentence.overlaps(one.span) for one in ours)
        counts.update({"said": is_ours, "wanted": is_gold, "right": is_gold and is_ours})
    for one in gold:
        near = [a for a in ours if a.span.overlaps(one.span)]
        if not near:
            continue
        # The attribution that shares most with what the editors marked.
        best = max(near, key=lambda a: min(a.span.end, one.span.end) - max(a.span.start, one.span.start))
        counts.update({"matched": 1, "type": _kind(text, best) == one.kind})
        if one.name:
            counts.update({"named": 1, "name": _same_name(best.speaker.person or best.speaker.name, one.name)})


def _gold_kind(words: str) -> str:
    """One of four types from the editors' twelve spellings ("Named individual", "Unamed group of people", …)."""
    plain = words.lower()
    if plain.startswith("named"):
        return "named organisation" if "organi" in plain else "named person"
    return "document" if "document" in plain else "unnamed"


def _kind(text: str, attribution: Attribution) -> str:
    """One of the editors' four types for one of our kinds, by the definitions that they publish.

    Whoever has a name is a person, whatever body he speaks for; nameless officials, spokesmen and lawyers of a named
    body are that body; an office-holder without a name ("the mayor") is unnamed.
    """
    speaker = attribution.speaker
    if speaker.kind == "document":
        return "document"
    if speaker.person or speaker.kind == "named_person":
        return "named person"
    printed = attribution.speaker_span.of(text) if attribution.speaker_span else ""
    words = speaker.name if is_pronoun(printed) else printed or speaker.name
    found = _OF_A_NAMED_BODY.search(words)
    body = (found["body"] or found["of"]).strip() if found else ""
    body = "" if body in _SO_MANY else body
    # A capital may only begin the sentence: "Company executives".
    if body and speaker.name and not re.search(rf"\b{re.escape(body.lower())}\b", text):
        return "named organisation"
    nameless = speaker.kind in ("unnamed", "unnamed_partisan", "eyewitness", "outlet_itself")
    return "unnamed" if nameless or is_calling(words.split(",")[0]) else "named organisation"


def _same_name(ours: str, theirs: str) -> bool:
    a, b = fold(ours), fold(theirs)
    return bool(a) and bool(b) and (a in b or b in a or bool(set(a.split()) & set(b.split()[-1:])))


if __name__ == "__main__":
    sys.exit(main())

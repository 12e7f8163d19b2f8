"""Who is said to have said what."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.attributions import outlet_voice, read_attributions
from knowledge.attributions.before_a_colon import without_labels
from knowledge.attributions.cues import cue_rows, grade_of, grade_of_tagged, hedges_in
from knowledge.attributions.drafts import Draft
from knowledge.attributions.run_together import in_the_open
from knowledge.model import Attribution, Span

TABLE = Path(__file__).parent / "tables" / "attributions.txt"


def rows() -> list[object]:
    found: list[object] = []
    words = ""
    wanted: list[str] = []
    marks: list[pytest.MarkDecorator] = []

    def close() -> None:
        if words:
            found.append(
                pytest.param(words, tuple(wanted), marks=list(marks), id=words[:70].encode("ascii", "replace").decode())
            )

    for line in TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("    "):
            wanted.append(line.strip().replace("\\n", "\n"))
            continue
        close()
        failure = re.match(r"!\[(.+?)\] ", line)
        words = (line[failure.end() :] if failure else line).replace("\\n", "\n")
        wanted, marks = [], [pytest.mark.xfail(strict=True, reason=failure[1])] if failure else []
    close()
    return found


def printed(attribution: Attribution, words: str) -> str:
    row = [attribution.speaker.name or "-", attribution.speaker.kind, attribution.cue, attribution.span.of(words)]
    if attribution.hedges:
        row.append("hedges: " + ", ".join(attribution.hedges))
    if attribution.via:
        row.append("via: " + ", ".join(attribution.via))
    return " | ".join(row)


@pytest.mark.parametrize(("words", "wanted"), rows())
def test_a_text_says_who_says_it(words: str, wanted: tuple[str, ...]) -> None:
    assert tuple(printed(a, words) for a in read_attributions(words)) == wanted


PIECES = st.sampled_from(
    [
        "The army",
        "said",
        "that",
        "“We left.”",
        "he",
        "according to",
        "SANA",
        ",",
        ".",
        ":",
        "\n\n",
        "told AFP",
        "reports",
        "claim",
        "was reported",
        "by",
        "and",
        "who",
        "citing",
        "sources in Homs",
        "saying",
        "denied",
        "IS",
        "15 people",
        '"',
        "as saying",
        "quoted",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join))


@given(TEXTS)
@example(words='"0 SAID:')
@settings(max_examples=500, deadline=None)
def test_whatever_the_words_every_reading_keeps_its_place(words: str) -> None:
    found = read_attributions(words)
    assert found == read_attributions(words)
    for attribution in found:
        for span in (attribution.span, attribution.speaker_span, attribution.cue_span):
            assert span is None or 0 <= span.start < span.end <= len(words)
        if attribution.cue_span:
            assert attribution.cue_span.of(words) == attribution.cue


@pytest.mark.parametrize(
    "unit",
    ["he said ", "according to ", "“", "SANA: ", "said, ", "the army said that ", "reported by ", ", who ", "and "],
)
def test_long_runs_of_cues_take_no_time(unit: str) -> None:
    words = unit * (20_000 // len(unit))
    began = time.process_time()
    read_attributions(words)
    assert time.process_time() - began < 10


def test_exchanging_the_parties_exchanges_nothing_else() -> None:
    for first, second in (("Russian", "Ukrainian"), ("Israeli", "Turkish"), ("Russian", "Syrian")):
        sentence = "The {} military denied the report, saying its planes were grounded."
        one, other = read_attributions(sentence.format(first)), read_attributions(sentence.format(second))
        assert [(a.cue, a.hedges, a.speaker.kind) for a in one] == [(a.cue, a.hedges, a.speaker.kind) for a in other]
        assert all(a.speaker.side for a in (*one, *other))


def test_the_outlets_own_voice_has_no_cue() -> None:
    voice = outlet_voice(Span(0, 4), "SANA")
    assert (voice.speaker.name, voice.speaker.kind, voice.speaker.side, voice.cue) == (
        "SANA",
        "outlet_itself",
        "Syrian government",
        "",
    )
    assert outlet_voice(Span(0, 4), "Nowhere Gazette").speaker.name == "Nowhere Gazette"


def test_no_form_belongs_to_two_cues() -> None:
    forms = [form for row in cue_rows() for form in row.forms]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("said", "said"),
        ("has denied", "denied"),
        ("also claim", "claimed"),
        ("alleged", "alleged"),
        ("could not verify", "unverified"),
        ("found", "found"),
        ("urged", "wanted"),
        ("according to", "said"),
        ("", "said"),
    ],
)
def test_cues_are_graded(words: str, grade: str) -> None:
    assert grade_of(words) == grade


def test_hedges_are_read_as_printed() -> None:
    assert hedges_in("An alleged attack that could not be verified") == ("alleged", "could not be verified")
    assert hedges_in("They left") == ()


def test_what_a_trained_reader_tagged_is_taken_over() -> None:
    words = "The bishop brushed off the report. The army said it left."
    tagged = (
        Draft(Span(0, 10), Span(11, 22), Span(23, 33), "denied", "brushed off"),
        Draft(Span(35, 43), Span(44, 48), Span(49, 56), "said", "said"),
    )
    found = [(a.speaker.name, a.cue, a.span.of(words)) for a in read_attributions(words, tagged=tagged)]
    assert found == [("bishop", "brushed off", "the report"), ("army", "said", "it left")]


def test_who_is_whoever_stands_before_it_in_what_a_trained_reader_tagged() -> None:
    words = "Mira Sand met Jonas Weil. Help came from Omar Aziz, who scoffed at the price."
    at = words.index("who")
    tagged = (Draft(Span(at, at + 3), Span(at + 4, at + 14), Span(at + 15, at + 24), "said", "scoffed at"),)
    assert [a.speaker.name for a in read_attributions(words, tagged=tagged)] == ["Omar Aziz"]


def test_a_speaker_tagged_in_another_sentence_gives_way_to_the_one_beside_the_cue() -> None:
    words = "The coast guard said nine boats sank. The fishermen were angry."
    far, cue = words.index("The fishermen"), words.index("said")
    tagged = (Draft(Span(far, far + 13), Span(cue, cue + 4), Span(cue + 5, cue + 20), "said", "said"),)
    assert [a.speaker.name for a in read_attributions(words, tagged=tagged)] == ["coast guard"]


def test_a_which_behind_what_cannot_speak_means_whoever_is_named_last() -> None:
    words = "The raid drew condemnation from the United States which warned of more."
    which = words.index("which")
    tagged = (Draft(Span(which, which + 5), Span(which + 6, which + 12), Span(which + 13, len(words) - 1), "said"),)
    assert [a.speaker.name for a in read_attributions(words, tagged=tagged)] == ["US government"]


def test_a_headlines_monitor_is_named_below_it() -> None:
    below = "Nine dead in Homs, a monitor says\n\nThe Syrian Observatory for Human Rights counted nine."
    title = below.partition("\n")[0]
    assert [a.speaker.name for a in read_attributions(title, article=below)] == ["SOHR"]
    assert [a.speaker.name for a in read_attributions(title)] == ["a monitor"]


@pytest.mark.parametrize(
    ("report", "voices"),
    [
        ("Ten died in Velmar, local media reported. According to the Amber TV channel a bridge gave way.", "Amber"),
        (
            "Ten died in Velmar, national media reported. The Kalden news agency reported that a bridge gave way.",
            "Kalden",
        ),
        # "media" may be anybody
        ("Ten died in Velmar, media reported. The Kalden news agency reported that a bridge gave way.", "media"),
        # two are named, or one that reports from everywhere, or that prints this very report
        ("Ten died, local media reported. The Kalden news agency said so, the Amber TV channel said later.", "local"),
        ("Ten died, local media reported. According to the Reuters news agency a bridge gave way.", "local"),
        ("Ten died, local media reported. The Harbour Post newspaper said the road was closed.", "local"),
        # whose report is cited on something before is another's
        ("The Kalden news agency said it rained. Ten died, local media reported.", "local"),
        ("Ten died, other media reported. The Kalden news agency said it rained.", "other"),
        ("Ten died, local media reported. A Kalden TV channel reported a flood.", "local"),
        ("Ten died, state media reported. The Kalden TV channel reported a flood.", "state"),
    ],
)
def test_local_media_are_whom_the_report_then_names(report: str, voices: str) -> None:
    read = read_attributions(report, outlet="Harbour Post")
    died = [a.speaker.name for a in read if "Ten died" in a.span.of(report)]
    assert [name.split()[0] for name in died] == [voices]


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("northern province of Amber a resident", "a resident"),
        ("three people killed on Monday opposition activists", "opposition activists"),
        ("Tags Amber bridge Norland Local activists", "Local activists"),
        ("a market near Amber activist Omar Weil", "activist Omar Weil"),
        ("around 50 patients according to the clinic", "the clinic"),
        ("shells hit the centre of Amber Omani state television", "Omani state television"),
        (
            "a raid on a village in Amber province Omanis Amber 24 state television channel",
            "Omanis Amber 24 state television channel",
        ),
        ("a resident of the province of Amber", "a resident of the province of Amber"),
        ("an official in the town of Amber", "an official in the town of Amber"),
        ("10 opposition activists", "10 opposition activists"),
        ("members of the party in Amber", "members of the party in Amber"),
        ("Omar Weil a doctor", "Omar Weil a doctor"),
        ("spokesman of the Amber office Omar Weil", "spokesman of the Amber office Omar Weil"),
    ],
)
def test_only_the_end_speaks_where_something_ran_into_it(words: str, voice: str) -> None:
    assert in_the_open(words) == voice


@pytest.mark.parametrize(
    ("cue", "content", "named", "grade"),
    [
        ("should say", "that ten men died", True, "held"),
        ("has yet to comment on", "the raid", True, "held"),
        ("had no on-the-record comment about", "the raid", True, "held"),
        ("agreed", "to form a joint force", True, "held"),
        ("agree", "immediate truce", True, "held"),
        ("agreed", "that ten men died", True, "said"),
        ("agree", "the harbour would be the first to gain", True, "said"),
        ("largely agreed with", "the mayor", True, "said"),
        ("added", "to the mystery of the ship", True, "held"),
        ("needs to tell", "the truth", True, "held"),
        ("would only say", "that ten men died", True, "said"),
        ("would say", "“ten men died”", True, "said"),
        ("is expected", "to win", False, "held"),
        ("was reported", "dead", False, "said"),
        ("known as", "the “Harbour Act”", False, "held"),
        ("could not verify", "the toll", True, "unverified"),
    ],
)
def test_what_nobody_has_said_is_held(cue: str, content: str, named: bool, grade: str) -> None:
    assert grade_of_tagged(cue, content, named=named) == grade


@pytest.mark.parametrize(
    ("words", "voices"),
    [
        ("Six new hopefuls announced in Kalden race raiders blew up two vans", []),
        # somebody announces it there, or tells what was announced
        ("Two port officials announced in Kalden that raiders blew up two vans", ["two port officials"]),
        ("Kalden Freight announced in the race that raiders blew up two vans", ["Kalden Freight"]),
    ],
)
def test_what_is_announced_somewhere_says_nothing_whoever_has_read_it(words: str, voices: list[str]) -> None:
    cue = Span(words.index("announced"), words.index("announced") + 9)
    draft = Draft(Span(0, cue.start - 1), cue, Span(cue.end + 1, len(words)), "said", "announced")
    assert [a.speaker.name for a in read_attributions(words, tagged=(draft,))] == voices


@pytest.mark.parametrize(
    ("words", "voice", "kept"),
    [
        ("Harbour Fair: the big wheel turns", "Harbour Fair", False),
        ("CEN Brutal: the wheel fell on ten men", "CEN Brutal", False),
        ("CEN Conclusive proof: the wheel turns", "CEN Conclusive", False),
        ("Kalden: the wheel fell on ten men", "Kalden", False),
        ("Ladies: the wheel is free today", "Ladies", False),
        ("The wheel's end: Hope, tears and a call for change", "Hope", False),
        ("I found the feed that has it: https://port.example", "I found the feed", False),
        ("DIZZINESS ON THE WHEEL: “I was in a dark place”", "DIZZINESS ON THE WHEEL", False),
        # whoever is one
        ("Mayor Ortiz: the wheel is shut", "Mayor Ortiz", True),
        ("Harbour police: the wheel is shut", "Harbour police", True),
        ("Paula Reiss: the wheel is shut", "Paula Reiss", True),
        ("Quirina Vasterholt: “The wheel is shut”", "Quirina Vasterholt", True),
        ("Quirina Vasterholt: It is shut.\nLena: Why?\nQuirina Vasterholt: It fell.", "Quirina Vasterholt", True),
        ("ORTIZ: The wheel is shut. The crowd left Lena Ortiz alone.", "ORTIZ", True),
        ("Lena: The wheel is shut. The crowd had told Lena Ortiz.", "Lena", True),
    ],
)
def test_only_a_voice_speaks_before_a_colon(words: str, voice: str, kept: bool) -> None:
    source, colon = Span(words.index(voice), words.index(voice) + len(voice)), words.index(":")
    content = Span(min(colon + 2, source.end + 2), len(words)) if source.start > colon else Span(colon + 2, len(words))
    draft = Draft(source, Span(colon, colon + 1), content, "said", ":")
    assert bool(without_labels(words, (draft,))) == kept


def test_a_sentence_that_begins_with_which_has_nobody_before_it() -> None:
    words = "Which the mayor said was a lie."
    source, cue = Span(0, 5), Span(words.index("said"), words.index("said") + 4)
    draft = Draft(source, cue, Span(cue.end + 1, len(words)), "said", "said")
    assert [voice.speaker.kind for voice in read_attributions(words, tagged=(draft,))] == ["unnamed"]

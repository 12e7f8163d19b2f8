"""Rules and tagger together: the tagger knows edges, the rules know names, and the rules work alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from knowledge.articles import read_pasted
from knowledge.attributions import read_attributions, tagged_drafts
from knowledge.attributions.drafts import Draft
from knowledge.model import Span
from knowledge.statements import read_statements
from knowledge.tagger import Part, Role, TaggedSpan, Tagger

STORY = (
    "Ferry sinks off Port Amber\n\n"
    "A ferry sank off Port Amber on Friday, the coast guard said in a statement. Marta Quill, who runs the port, "
    "blamed the weather.\n\nThe vessel had been overdue for an inspection.\n"
)


def voices(tagger: Tagger | None) -> list[tuple[str, str]]:
    article = read_pasted(STORY, outlet="Harbour Post")
    return [(a.speaker.name, a.cue) for s in read_statements(article, tagger) for a in s.attributions]


def test_both_layers_and_the_rules_alone_name_the_coast_guard(tagger: Tagger) -> None:
    for reader in (None, tagger):
        names = [name for name, _ in voices(reader)]
        assert "coast guard" in names
        assert names[-1] == "Harbour Post", "the sentence with no source is the outlet's own voice"


def test_every_tagged_span_is_a_slice_with_words(tagger: Tagger) -> None:
    drafts = tagged_drafts(STORY, tagger)
    assert drafts
    for draft in drafts:
        for span in (draft.source, draft.cue, draft.content):
            assert span is not None and span.of(STORY).strip()
    for attribution in read_attributions(STORY, tagged=drafts):
        assert attribution.span.of(STORY).strip()


def test_reading_twice_gives_the_same(tagger: Tagger) -> None:
    assert voices(tagger) == voices(tagger)


@pytest.mark.parametrize("text", ["", "\n\n", "\ud800 said the mayor", "\x00", "“", "a" * 20_000, "said " * 2000])
def test_any_text_is_read(text: str, tagger: Tagger) -> None:
    tagged_drafts(text, tagger)


def test_what_is_said_in_two_pieces_never_takes_in_the_words_between(tagger: Tagger) -> None:
    text = "“The bridge is safe,” Paula Reiss, an engineer, told reporters, “and it will stay open all winter.”"
    said = [a.span.of(text) for a in read_attributions(text, tagged=tagged_drafts(text, tagger))]
    assert len(said) == 2 and not any("told" in words for words in said)


def test_two_verbs_tagged_as_one_pass_on_what_stands_before_and_behind() -> None:
    text = "Jonas Weil said so. The storms have taken ten lives most of them sailors he added indicating that two swam."
    behind, cue = text.index("that two"), text.index("added")
    source = Span(text.index("he added"), text.index("he added") + 2)
    both = Draft(source, Span(cue, behind - 1), Span(behind, len(text) - 1), "said", "added")
    said = [a.span.of(text) for a in read_attributions(text, tagged=(both,))]
    assert said == ["so", "The storms have taken ten lives most of them sailors", "that two swam"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor hopes that the storm will pass the town by.", "Harbour Post"),
        ("The mayor said that the storm would pass the town by.", "mayor"),
        ("Governor Lena Ortiz is wary of a deal with the dockers.", "Harbour Post"),
        ("Governor Lena Ortiz is wary of a “deal made in the dark” with the dockers.", "Lena Ortiz"),
    ],
)
def test_a_feeling_that_nobody_voiced_is_told_by_the_outlet(text: str, speaker: str, tagger: Tagger) -> None:
    article = read_pasted(f"Port news\n\n{text}\n", outlet="Harbour Post")
    last = read_statements(article, tagger)[-1]
    assert speaker in [a.speaker.name for a in last.attributions]


def test_i_said_is_no_source_where_the_tagger_saw_none() -> None:
    text = "It was late and I said, the boats are not coming. They think that the port is shut."
    assert read_attributions(text)
    assert not read_attributions(text, tagged=())


def test_a_speaker_does_not_take_over_the_sentences_around_him() -> None:
    text = "Ten boats sank, the mayor said. The pier fell. Nobody was hurt."
    mayor, said = text.index("the mayor"), text.index("said")
    far = Draft(Span(mayor, mayor + 9), Span(said, said + 4), Span(0, len(text)), "said", "said")
    assert [a.span.of(text) for a in read_attributions(text, tagged=(far,))] == ["Ten boats sank, the mayor said"]


def test_a_quotation_that_runs_over_two_sentences_stays_whole() -> None:
    text = "“Ten boats sank. The pier fell,” the mayor said. Nobody was hurt."
    mayor, said, end = text.index("the mayor"), text.index("said"), text.index(" the mayor")
    whole = Draft(Span(mayor, mayor + 9), Span(said, said + 4), Span(0, end), "said", "said")
    assert [a.span for a in read_attributions(text, tagged=(whole,))] == [Span(0, end)]


def test_whoever_is_named_behind_what_is_said_is_not_said() -> None:
    text = "Ten of the boats were lost said the head of the group that counts them."
    turned = _tagged(text, "Ten of the boats", "said", "the head of the group that counts them")
    alike = _tagged(text, "Ten of the boats were lost", "said", "Ten of the boats were lost")
    for tagged in ((turned,), (turned, alike)):
        read = read_attributions(text, tagged=tagged)
        assert [(a.speaker.name, a.span.of(text)) for a in read] == [
            ("head of the group", "Ten of the boats were lost")
        ]


def test_whoever_is_tagged_before_the_verb_keeps_it() -> None:
    text = "The mayor said the head of the group that counts boats was late."
    tagged = _tagged(text, "The mayor", "said", "the head of the group that counts boats was late")
    assert [a.speaker.name for a in read_attributions(text, tagged=(tagged,))] == ["mayor"]


def test_what_is_added_stands_behind() -> None:
    text = "“The day that was lost was the day it became personal,” he said, adding he would never come back."
    added = _tagged(text, "he", "adding", "he would never come back")
    said = [a.span.of(text) for a in read_attributions(text, tagged=(added,)) if a.cue == "adding"]
    assert said == ["he would never come back"]


def _tagged(text: str, source: str, cue: str, content: str) -> Draft:
    """What a trained reader may have tagged, by its words; "" is no source."""

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Draft(at(source) if source else None, at(cue), at(content), "said", cue)


def test_whoever_quotes_does_not_say_what_is_quoted() -> None:
    text = "SANA quoted a military source as saying two shells fell on the port."
    wrong = _tagged(text, "SANA", "quoted", "a military source as saying two shells fell on the port")
    assert [(a.speaker.name, a.via, a.span.of(text)) for a in read_attributions(text, tagged=(wrong,))] == [
        ("a military source", ("SANA",), "two shells fell on the port")
    ]


@pytest.mark.parametrize(
    ("before", "speaker", "behind", "said"),
    [
        ("Rockets killed five", "the harbourmaster", "in the second raid of the week", "before"),
        ("A storm killed nine men", "the coast guard", "raising an earlier count of six", "before"),
        ("The vote was lost", "the union", "showing the ballots", "before"),
        ("Ten voters were hurt", "the mayor", "correcting the union", "before"),
        # what looks like it may well be what is said
        ("The bridge was closed", "the mayor", "fighting eased in Amber", "behind"),
        ("The dam was full", "the mayor", "raising the dam would cost a million", "behind"),
        ("As the town was voting", "the mayor", "losing the pier was a shame", "behind"),
    ],
)
def test_what_rounds_off_a_sentence_is_not_what_was_said(before: str, speaker: str, behind: str, said: str) -> None:
    text = f"{before} {speaker} said {behind}."
    read = read_attributions(text, tagged=(_tagged(text, speaker, "said", behind),))
    assert [a.span.of(text) for a in read] == [before if said == "before" else behind]


def test_the_paper_that_quotes_an_army_does_not_deny_for_it() -> None:
    text = "The army was quoted by Amber Radio as saying that it had left, but denied that it had fled."
    wrong = _tagged(text, "Amber Radio", "denied", "that it had fled")
    denying = [a.speaker.name for a in read_attributions(text, tagged=(wrong,)) if a.cue == "denied"]
    assert denying == ["army"]


def test_a_further_piece_behind_anothers_cue_is_that_ones() -> None:
    text = "Jonas Weil told AFP that ten died, and AFP said it had no other word."
    first = _tagged(text, "Jonas Weil", "told", "that ten died")
    second = _tagged(text, "Jonas Weil", "told", "it had no other word")
    said = {(a.speaker.name, a.span.of(text)) for a in read_attributions(text, tagged=(first, second))}
    assert said == {("Jonas Weil", "that ten died"), ("AFP", "it had no other word")}


def test_a_further_piece_before_anothers_cue_is_that_ones() -> None:
    text = "Ten deaths were reported by rescuers after the flood hit Kalden AFP reported."
    first, last = (text.index(words) for words in ("AFP", "reported."))
    cue = Span(last, last + 8)
    pieces = [
        Draft(Span(first, first + 3), cue, Span(text.index(said), text.index(said) + len(said)), "said", "reported")
        for said in ("Ten deaths", "the flood hit Kalden")
    ]
    said = {(a.speaker.name, a.span.of(text)) for a in read_attributions(text, tagged=tuple(pieces))}
    assert said == {("rescuers", "Ten deaths were"), ("AFP", "the flood hit Kalden")}


@pytest.mark.parametrize(
    ("text", "cue", "content", "said"),
    [
        ("Ten boats were lost the police said.", "said", "Ten boats were lost the police", "Ten boats were lost"),
        ("Ten were lost said the Observatory which counts.", "said", "the Observatory which counts", "Ten were lost"),
        ("“Ten sank,” Omar Aziz was quoted as saying.", "quoted as saying", "“Ten sank,” Omar Aziz", "“Ten sank,”"),
    ],
)
def test_whoever_the_tagger_took_for_what_is_said_is_none_of_it(text: str, cue: str, content: str, said: str) -> None:
    assert [a.span.of(text) for a in read_attributions(text, tagged=(_tagged(text, "", cue, content),))] == [said]


def test_whoever_says_it_is_not_what_is_said_whomever_the_tagger_took_for_the_speaker() -> None:
    text = "Ten boats were lost said the Harbour Watch. The monitor has counted more."
    wrong = _tagged(text, "The monitor", "said", "the Harbour Watch")
    read = [(a.speaker.name, a.span.of(text)) for a in read_attributions(text, tagged=(wrong,)) if a.cue == "said"]
    assert read == [("Harbour Watch", "Ten boats were lost")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ten boats were lost, Amber Radio reported while the Harbour Watch said that two had sunk.", "Harbour Watch"),
        ("Ten boats were lost, Amber Radio reported whereas the mayor said that two had sunk.", "mayor"),
        ("Ten boats were lost, Amber Radio reported while it was dark and said that two had sunk.", "Amber Radio"),
    ],
)
def test_right_behind_anothers_verb_a_clause_of_ones_own_needs_no_comma(text: str, speaker: str) -> None:
    wrong = _tagged(text, "Amber Radio", "said", "that two had sunk")
    assert [a.speaker.name for a in read_attributions(text, tagged=(wrong,)) if a.cue == "said"] == [speaker]


def test_whom_a_bombing_is_put_down_to_is_no_word_of_the_bombing() -> None:
    text = "A car bombing blamed on the Grey Front killed 26 people, the harbour police said."
    wrong = _tagged(text, "A car bombing", "blamed", "on the Grey Front killed 26 people")
    assert [a.speaker.name for a in read_attributions(text, tagged=(wrong,))] == ["harbour police"]


@pytest.mark.parametrize(
    ("text", "behind", "said"),
    [
        (
            "Rockets killed five people in Homs a monitor said in the second bombardment of the week.",
            "in the second bombardment of the week",
            "Rockets killed five people in Homs",
        ),
        # What stands before belongs to nobody where the sentence goes on with "and".
        (
            "The talks failed and a monitor said in Rome nothing of it.",
            "in Rome nothing of it",
            "in Rome nothing of it",
        ),
        ("A monitor said in May ten had died.", "in May ten had died", "in May ten had died"),
    ],
)
def test_nobody_says_only_when_and_where(text: str, behind: str, said: str) -> None:
    source = "a monitor" if "a monitor" in text else "A monitor"
    tagged = (_tagged(text, source, "said", behind),)
    assert [a.span.of(text) for a in read_attributions(text, tagged=tagged)] == [said]


def test_a_stations_name_before_the_quotation_is_the_stations() -> None:
    text = 'According to the television station Al-Manar "two guards were killed at the gate".'
    tagged = (_tagged(text, "the television station", "According to", 'Al-Manar "two guards were killed at the gate"'),)
    (said,) = read_attributions(text, tagged=tagged)
    assert (said.speaker.name, said.span.of(text)) == ("Al-Manar", '"two guards were killed at the gate"')


def _told(text: str, source: str, cue: str, upto: int) -> Draft:
    begins, at = text.index(source), text.rindex(cue)
    return Draft(Span(begins, begins + len(source)), Span(at, at + len(cue)), Span(0, upto), "said", cue)


@pytest.mark.parametrize(
    ("text", "seen", "named"),
    [
        # The tagger may take whom they told for who speaks, and see the speaker apart, with no word of theirs.
        ("The dam burst on Friday, mayor Mira Sand told Reuters.", "", ["Mira Sand"]),
        (
            "Rain broke the dam early on Friday mayor Mira Sand and rescue workers told Reuters.",
            "mayor Mira Sand and rescue workers",
            ["Mira Sand", "rescue workers"],
        ),
    ],
)
def test_whoever_was_told_is_not_who_speaks(text: str, seen: str, named: list[str]) -> None:
    behind = text.index("Friday") + len("Friday")
    tagged = [_told(text, "Reuters", "told", behind)]
    if seen:
        span = Span(text.index(seen), text.index(seen) + len(seen))
        tagged.append(Draft(span, None, Span(span.end, span.end), "held"))
    assert [(a.speaker.name, a.via) for a in read_attributions(text, tagged=tuple(tagged))] == [
        (name, ("Reuters",)) for name in named
    ]


def test_an_agency_that_reports_is_who_speaks() -> None:
    text = "The dam burst on Friday, Reuters reported."
    tagged = (_told(text, "Reuters", "reported", text.index(",")),)
    assert [a.speaker.name for a in read_attributions(text, tagged=tagged)] == ["Reuters"]


@pytest.mark.parametrize(
    ("label", "voices"),
    # A name that the text has nowhere else may be a heading.
    [("Claim", 0), ("Unmasked", 0), ("‘Iron Ada’ identified", 0), ("Jonas Weil", 1), ("Weil", 0)],
)
def test_a_label_before_a_colon_is_no_voice(label: str, voices: int) -> None:
    class Tags:
        def tag(self, paragraphs: Sequence[str], worth_reading: object = None) -> list[tuple[TaggedSpan, ...]]:
            return [tuple(self._spans(words)) for words in paragraphs]

        def _spans(self, words: str) -> Iterator[TaggedSpan]:
            end = words.index(":")
            yield TaggedSpan("source", Span(0, end), 0)
            yield TaggedSpan("cue", Span(end, end + 1), 0)
            yield TaggedSpan("content", Span(end + 2, len(words)), 0)

    assert len(tagged_drafts(f"{label}: Eleven ferries are missing", Tags())) == voices


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # Whatever the tagger saw in what nobody is quoted by would be held, and is no reading of a statement.
        ("The pier opened in May.\nWeil is wary of a deal.\nThe mayor said so.", [2]),
        ("The pier opened in the United States.\nThe chief of a state spoke of ten.", [1]),
        # Who "he" is may be told by the paragraph before.
        ("Jonas Weil is wary of a deal.\nHe said so.", [0, 1]),
        ("Jonas Weil is wary of a deal.\nHe left.", []),
        ("The pier opened.\nMayor: ten died\nTen died – mayor", [1, 2]),
        ("The pier opened.\nIt is a “ruin”.", [1]),
        # A transcript's speakers speak on.
        ("WEIL: We were there.\nThe pier opened.\nNobody came.", [0, 1, 2]),
    ],
)
def test_the_tagger_is_spared_where_nobody_can_be_quoted(text: str, read: list[int]) -> None:
    asked: list[int] = []

    class Tags:
        def tag(
            self, paragraphs: Sequence[str], worth_reading: Callable[[Sequence[Part]], Sequence[Part]] | None = None
        ) -> list[tuple[TaggedSpan, ...]]:
            parts = [(number, Span(0, len(words))) for number, words in enumerate(paragraphs)]
            asked.extend(number for number, _ in (worth_reading(parts) if worth_reading else parts))
            return [() for _ in paragraphs]

    tagged_drafts(text, Tags(), cited_only=True)
    assert asked == read
    asked.clear()
    tagged_drafts(text, Tags())
    assert asked == list(range(text.count("\n") + 1))


def test_of_media_that_were_tagged_alone_it_is_said_whose_they_are() -> None:
    class Tags:
        def tag(self, paragraphs: Sequence[str], worth_reading: object = None) -> list[tuple[TaggedSpan, ...]]:
            return [tuple(self._spans(words)) for words in paragraphs]

        def _spans(self, words: str) -> Iterator[TaggedSpan]:
            roles: tuple[tuple[Role, str], ...] = (("source", "media"), ("cue", "said"), ("content", "three"))
            for role, piece in roles:
                at = words.index(piece)
                yield TaggedSpan(role, Span(at, at + len(piece)), 0)

    drafts = tagged_drafts("In the middle of Kalden rebel media said three people drowned.", Tags())
    assert [d.source.of("In the middle of Kalden rebel media") for d in drafts if d.source] == ["rebel media"]


@pytest.mark.parametrize(
    ("text", "cue", "content", "read"),
    [
        (
            "On Friday two bombers killed three people in an attack claimed by the Red Front.",
            "claimed by",
            "On Friday two bombers killed three people in an attack",
            [],
        ),
        ("A toll of 40 dead claimed by the Red Front rose.", "claimed by", "40 dead", ["Red Front"]),
    ],
)
def test_whoever_claims_a_deed_has_not_told_of_it(text: str, cue: str, content: str, read: list[str]) -> None:
    tagged = _tagged(text, "the Red Front", cue, content)
    assert [a.speaker.name for a in read_attributions(text, tagged=(tagged,))] == read

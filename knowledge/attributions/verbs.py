"""Reporting verbs: who stands before or behind one, and which words it passes on."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import (
    ADVERBS,
    AUXILIARIES,
    BEFELL,
    VOICES,
    Word,
    has_finite,
    words_of,
)
from knowledge.attributions.cues import CLAIMS, Cue
from knowledge.attributions.drafts import Draft, content_after, past_adjuncts, trimmed
from knowledge.attributions.hearers import hearer, past_hearers
from knowledge.attributions.subjects import antecedent_before, nearest_voice, source_before
from knowledge.attributions.verb_or_noun import ends_a_name, is_verb
from knowledge.attributions.word_order import fits, inverted, not_the_agent, participle, resumed, subject_of
from knowledge.model import Span
from knowledge.number_words import NUMBER_WORDS
from knowledge.speakers import who_is
from knowledge.word_lists import any_of, words_in

_BE = words_in("being")
#: Bombs and floods claim lives; nobody says anything there.
_LIVES = re.compile(r"\s+(?:[\w.,-]+\s+){0,6}?(?:life|lives|victims)\b", re.IGNORECASE)
#: Behind the deed itself, with or without "by" in the cue: "a bombing later claimed by the front".
_BY_WHOM = re.compile(r"(?:\w+ )?claimed by\b", re.IGNORECASE)
_SOME_PEOPLE = re.compile(
    rf"\s+(?:[\w.,-]+\s+){{1,6}}?(?:{any_of('whom_a_deed_took')})\b",
    re.IGNORECASE,
)
#: What may follow "..., the Observatory said" before the sentence is over.
_ROUNDS_OFF = re.compile(r"\s*(?:[a-z]{3,}ing\b|while\b|with\b|but\b|amid\b|without\b)")
_SO_MANY = (
    r"(?:(?:about|around|nearly|almost|over|under|at least|up to|more than|less than|"
    r"fewer than|between|roughly|some|only|just|approximately|close to|well over|as (?:high|low|many|few) as)\s+)*"
    r"(?:[$€£]?\d[\d.,]*(?!\s*(?:[ap]\.?m\b|o['’]clock))|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|\w+teen|\w+ty(?:-\w+)?|an? (?:dozen|hundred|thousand|million|billion|quarter|third)|half|dozens|scores|"
    r"hundreds|thousands|millions|tens of)\b)"
)
#: "Put the turnout at 20,000"; not "put his men at risk", nor "put the lights out at 9 p.m."
_FIGURE = re.compile(rf"\s+[^,.;:“\"]{{2,80}}?\s+at\s+{_SO_MANY}", re.IGNORECASE)
#: "Spoke of 25,000", "spoke of at least 20 dead"; not "spoke of the dead".
_NUMBER = re.compile(rf"\s+[“\"‘']?{_SO_MANY}", re.IGNORECASE)
#: "Gave a slightly lower toll of 31"; not "gave a talk on the toll of the storm".
_TOLL = re.compile(
    rf"\s+(?:an?|the|its|their|his|her)\s+(?:[\w-]+\s+){{0,3}}?(?:toll|figure|count|estimate|number|tally)\s+of\s+{_SO_MANY}",
    re.IGNORECASE,
)
#: "Raised the death toll from the raid to 61"; not "raised the number of troops to 40", nor "raised the toll to $4".
_TOLL_MOVED = re.compile(
    r"\s+(?:the|its|their|an)\s+(?:[\w-]+\s+){0,3}?(?:toll|tally|estimate|(?:casualty|body|death) count)\b"
    rf"[^,;:.“\"]{{0,160}}?\s+to\s+(?!\S*[$€£]){_SO_MANY}",
    re.IGNORECASE,
)
#: Whoever counts moves a toll by saying so; a blast, a storm and those who fight move it by killing.
_COUNTING = frozenset(("monitor", "state_media", "news_agency", "un", "ngo", "named_official", "outlet_itself"))
_COUNTING_MANY = re.compile(
    rf"(?:[\w-]+ ){{0,4}}(?:{any_of('counting_many')})",
    re.IGNORECASE,
)
#: "Dismissed 400 workers", "rejected 40 bids"; not "dismissed 400 as a guess", nor "rejected two of the claims".
_MANY_OF = re.compile(rf"\s+{_SO_MANY}\s+(?!of\b|as\b)[^,;:.“\"]+", re.IGNORECASE)
#: "Dismissed its chief of staff"; not "dismissed its director as a liar", nor "its workers' fears".
_STAFF = re.compile(
    rf"\s+(?:(?:the|its|their|his|her|an?|all|some|many|several|most|of|more|dozens|hundreds|thousands)\s+)*"
    rf"(?:[a-z-]+\s+)?(?:{any_of('staff')})(?![^,;:.]*\bas\b)"
    r"(?:[.,;]|\Z|\s+(?:and|after|in|from|over|on|for|who|because|without|at|last|this|amid|following|since|when)\b)",
)
_OBJECT = (
    r"(?:(?:the|an?|his|her|their|its|this|that|these|those|such|any|all|some|my|our)\s+(?:[\w’'-]+\s+){1,6}?|"
    r"(?:it|them|him|her|this|that)\s+|(?:[A-Z][\w’'.-]+\s+){1,4}?)"
)
#: "Called the charges baseless", "called him a liar"; not "called the police", nor "called his wife an hour later".
_PREDICATE = re.compile(
    rf"\s+{_OBJECT}(?:[“\"‘']|(?:an?|the)\s+(?!(?:{any_of('no_names_for_anybody')})\b)\w|"
    rf"(?:(?:{any_of('degrees_of_blame')})\s+)*"
    r"(?:\w{2,}(?:less|ful|ous|ible|able|istic|ical|unded|ated)|"
    rf"(?!(?:detective|executive|native|relative|representative)\b)\w{{3,}}ive|{any_of('called_words')})"
    r"(?=\s*(?:[.,;:!?”\"’]|$)|\s+(?:and|but|or|because|as|in|for|on|to|after|when|while|that|since|by|at|given)\b))"
)
#: So many people are counted and say nothing.
_A_CROWD = re.compile(r"\d[\d.,]* ?(?:million|mln|bn|billion)\b", re.IGNORECASE)
#: "Debunked the army's claims"; not "contradicted himself".
_SOMEBODYS_CLAIMS = re.compile(rf"\s+(?:[\w’'.-]+\s+){{0,6}}?{CLAIMS}", re.IGNORECASE)
_RAISE = "raise a toll"
_NEGATIVES = words_in("negatives")
_SOMEWHERE = re.compile(r"(?:in|at|for|by|from|after|across|over)\b")


_NEVER_BEFORE_A_CUE = words_in("never_before_a_cue")
#: ", wounding 14", ", and wounded 14".
_GOES_ON = re.compile(r"(?:and\s+)?(?!citing|quoting|adding|according)[a-z]+(?:ing|ed)\b")
#: "After the raid that killed 20, the army said, ..." does not yet tell what the army said.
_SETS_THE_SCENE = re.compile(
    r"(?:after|when|while|as|since|despite|although|though|because|if|before|in|on|at|amid|with|\w+ing)\b",
    re.IGNORECASE,
)


_OF_IT = re.compile(r"said to (?:be|have)\b", re.IGNORECASE)


def is_said_of(text: str, cue: Span) -> bool:
    """Whether something is only said of whoever stands before the comma: "the army, said to be short of men, left"."""
    return text[: cue.start].endswith(", ") and _OF_IT.match(text, cue.start) is not None


def claims_lives(text: str, cue: Span, sentence: Span) -> bool:
    """Whether lives are claimed ("the raids claimed 40 lives", "an attack that claimed 11 children"), or a deed is.

    "An attack claimed by the front killed 70 people" is the report's own word: the front has claimed to have done it.
    So is what stands before it, "a bomber killed two in an attack claimed by the front".
    """
    if not cue.of(text).lower().removesuffix(" by").split()[-1].startswith("claim"):
        return False
    if "according to" in text[sentence.start : cue.start]:
        # "The raids, according to the mayor, claimed ten lives": what they did he says.
        return False
    if _LIVES.match(text, cue.end, sentence.end):
        return True
    before = [word.lower for word in words_of(text, sentence.start, cue.start)]
    deed = any(word in words_in("events") for word in before)
    if before and before[-1] in words_in("deeds_claimed") and _BY_WHOM.match(text, cue.start, sentence.end):
        return True
    speaks = any(VOICES.fullmatch(word) for word in before)
    return deed and not speaks and bool(_SOME_PEOPLE.match(text, cue.end, sentence.end))


def read_verb(
    text: str, sentence: Span, quotations: list[Span], words: list[Word], cue: Span, row: Cue, before: list[Draft]
) -> Draft | None:
    """Who says what with this verb; None where nobody seems to say anything with it."""
    at = next((i for i, w in enumerate(words) if w.end > cue.start), None)
    if at is None or words[at].start > cue.start:
        return None
    first = at
    while (
        first > 0
        and not ends_a_name(words, first - 1, at)
        and (
            words[first - 1].lower in AUXILIARIES
            or words[first - 1].lower in ADVERBS
            or (words[first - 1].lower.endswith("ly") and words[first - 1].text.islower())
        )
    ):
        first -= 1
    last = next((i for i in range(at, len(words)) if words[i].end >= cue.end), at)
    form = cue.of(text).lower()
    group = {w.lower for w in words[first:at]}
    if group & _BE and not form.endswith("ing") and row.grade != "unverified":
        return None
    if row.grade not in ("denied", "unverified") and group & _NEGATIVES:
        return None
    previous = words[first - 1] if first else None
    if (
        previous
        and previous.lower in _NEVER_BEFORE_A_CUE
        and not (previous.lower == "as" and row.inverts)
        and previous.text not in ("This", "It")
    ):
        return None
    whole = Span(words[first].start, cue.end)
    if row.grade == "denied" and re.search(r"\b(?:not|never|nor)\b|n['’]t\b", whole.of(text)):
        row = replace(row, grade="held")
    if is_said_of(text, cue):
        return None
    if row.takes == "voice" or (
        row.cue == "claim" and (_LIVES.match(text, cue.end, sentence.end) or claims_lives(text, cue, sentence))
    ):
        return None
    toll = _TOLL_MOVED if row.cue == _RAISE else _TOLL
    is_had = form != "given" or (group & {"has", "have", "had"} and "been" not in group)
    if row.takes == "toll" and not (is_had and toll.match(text, cue.end, sentence.end)):
        return None
    if row.cue == "reject" and _is_no_answer(form, text[cue.end : sentence.end]):
        return None
    if row.takes == "figure" and not _FIGURE.match(text, cue.end, sentence.end):
        return None
    if row.takes == "number" and not _NUMBER.match(text, cue.end, sentence.end):
        return None
    if row.takes == "predicate":
        predicate = _PREDICATE.match(text, cue.end, sentence.end)
        # "A group called the Red Front attacked the town": that is its name.
        if predicate is None or has_finite(words_of(text, predicate.start(), predicate.end())):
            return None
    if row.takes == "claims" and not _SOMEBODYS_CLAIMS.match(text, cue.end, sentence.end):
        return None
    if form in row.nouns and not is_verb(words, first, last, row):
        return None
    if row.takes == "quote" and not _quote_beside(whole, quotations):
        return None
    adjusted, heard_by = cue.end, None
    if row.takes == "person":
        heard_by, adjusted = hearer(text, words, last + 1, sentence)
        if heard_by is None:
            return None
    rest = past_adjuncts(text, adjusted, sentence.end)
    leftover = text[rest : sentence.end]
    ends = not leftover.strip(" .,;!?…\"”’'»)") or (
        bool(re.match(r"\s*[.!?]", leftover)) and leftover.strip() in (".", "!", "?", ".”", '."')
    )
    is_participle = form.split()[0].endswith("ing")

    quote_before = any(
        q.end <= whole.start
        and not re.search(r"[^\W_]{30}", text[q.end : whole.start])
        and q.start >= sentence.start - 2
        for q in quotations
    )
    turned = inverted(text, sentence, words, first, last, row, quotations, quote_before)
    if turned:
        source, content = turned
        rest = past_adjuncts(text, source.end, sentence.end)
        content = resumed(text, content, rest, sentence, quotations)
        return Draft(source, whole, content, row.grade, cue.of(text))

    if is_participle and not group & AUXILIARIES:
        return participle(text, sentence, quotations, words, first, whole, cue, row, before, adjusted)
    if previous and first > 1 and previous.lower in _BEFORE_A_NOUN and form not in ("said", "says"):
        # "A release calling the report untrue": the report is spoken of, and reports nothing.
        return None
    places = _behind_who(words, source_before(words, first))
    borrowed = False
    stands_for: Span | None = None
    if places is None:
        # "He left and said ...": the verb shares its subject with the one before.
        if previous and previous.lower in ("and", "but", "then") and not ends:
            earlier = next((d for d in reversed(before) if d.source and d.cue and d.cue.end <= whole.start), None)
            subject = subject_of(words, first)
            if earlier and earlier.source:
                # "The rebels quoted the army as saying ..., but denied": the rebels deny.
                quotes = earlier.heard_by is not None and earlier.heard_by.end <= earlier.source.start
                source = earlier.heard_by if earlier.heard_by and quotes else earlier.source
                source = not_the_agent(text, source, words, first)
            elif subject:
                source = Span(words[subject[0]].start, words[subject[1] - 1].end)
            else:
                return None
            borrowed = True
        else:
            return None
    else:
        bare = places[0] > 0 and not words[places[0] - 1].is_mark
        rounds_off = ends or bool(_ROUNDS_OFF.match(leftover))
        if rounds_off and (bare or places[0] == 0) and has_finite(words[: places[1]]) | (places[1] - places[0] > 8):
            places = nearest_voice(words, *places)
        places = past_hearers(words, places, before)
        source = Span(words[places[0]].start, words[places[1] - 1].end)
        if _A_CROWD.match(text, source.start):
            # "1.7 million marchers, according to the union, 480,000, estimates the ministry".
            return None
        if words[places[0]].lower in ("who", "which") and places[1] - places[0] == 1:
            antecedent = antecedent_before(words, places[0])
            if antecedent is None:
                return None
            stands_for = Span(words[antecedent[0]].start, words[antecedent[1] - 1].end)
    if words[places[0]].lower in ("you", "you'd", "let's") if places else False:
        return None
    relative = places and places[0] > 1 and words[places[0] - 1].lower in ("which", "that")
    if relative and places and (row.grade == "unverified" or (row.grade == "denied" and leftover.startswith(","))):
        # "The claims, which Reuters could not verify, spread fast": what stands before "which" is in doubt.
        doubted = trimmed(text, sentence.start, words[places[0] - 1].start, quotations)
        return Draft(source, whole, doubted, row.grade, cue.of(text)) if doubted else None
    left = trimmed(text, sentence.start, source.start, quotations)
    if left and not borrowed and text[left.end : source.start].strip() == "," and leftover.startswith(","):
        after = trimmed(text, rest, sentence.end, quotations)
        if after and not left_has_clause(text, left) and has_finite(words_of(text, after.start, after.end)):
            # "The attack, he said, was over in minutes": the speaker stands in the middle of what is said.
            return Draft(source, whole, Span(left.start, after.end), row.grade, cue.of(text), heard_by)
        if after and BEFELL.search(left.of(text)) and not _SETS_THE_SCENE.match(text, left.start):
            # "A raid killed 20 people, the army said, wounding 14": the sentence goes on where it was.
            told = Span(left.start, after.end) if _GOES_ON.match(text, after.start) else left
            return Draft(source, whole, told, row.grade, cue.of(text), heard_by)
    # A sentence that is over after the verb has nothing else to pass on than what stands before.
    left_is_content = bool(
        left and not borrowed and (_is_content(text, left, quotations) or left_has_clause(text, left) or ends)
    )
    gap = text[left.end : source.start] if left else ""
    if (
        left
        and (";" not in gap or (ends and heard_by is None))
        and left_is_content
        and (ends or _trails(text, rest, sentence, quote_before and bool(re.fullmatch(r"\W*", gap))))
    ):
        if re.search(r"(?:that|because|while|when|if|and|but)\s*$", text[sentence.start : source.start]) and not ends:
            left_is_content = False
        else:
            content = resumed(text, left, rest, sentence, quotations)
            return Draft(source, whole, content, row.grade, cue.of(text), heard_by, False, stands_for)
    if ends:
        return None
    found = content_after(text, adjusted, sentence, quotations)
    if found is None or not fits(text, adjusted, rest, row, form):
        return None
    if are_told_of(source.of(text), form, found.of(text)):
        return None
    if row.cue == _RAISE and not _counts(source.of(text)):
        return None
    return Draft(source, whole, found, row.grade, cue.of(text), heard_by, borrowed, stands_for)


#: Whatever stands behind these is a noun.
_BEFORE_A_NOUN = ("the", "a", "an", "its", "their", "his", "this")


def _behind_who(words: list[Word], places: tuple[int, int] | None) -> tuple[int, int] | None:
    """As in "a call that morning from a man who said": the nearest of the words before "who" alone speaks."""
    if places is None or places[1] - places[0] < 3 or words[places[1] - 1].lower != "who":
        return places
    nearest = antecedent_before(words, places[1] - 1)
    bare = words[places[0]].lower in ("with", "from", "by")
    return (max(nearest[0] if nearest else places[0] + bare, places[0]), places[1])


def _quote_beside(cue: Span, quotations: list[Span]) -> bool:
    return any(0 <= q.start - cue.end <= 25 or 0 <= cue.start - q.end <= 60 for q in quotations)


def left_has_clause(text: str, left: Span) -> bool:
    """Whether the words before the speaker are a clause of their own, with a verb somewhere or at their end."""
    words = words_of(text, left.start, left.end)
    return has_finite(words) or bool(words and words[-1].lower.endswith("ed"))


def _is_content(text: str, span: Span, quotations: list[Span]) -> bool:
    """Whether the words before the speaker are said by them, not only a time, a place or a connective."""
    if any(q.within(Span(span.start - 2, span.end + 2)) and q.end - q.start > 12 for q in quotations):
        return True
    return has_finite(words_of(text, span.start, span.end)) or (
        len(span.of(text).split()) > 7
        and not re.match(
            r"(?:In|On|At|After|During|Since|With|As|While|When|Following|Before|Despite|By)\b", span.of(text)
        )
    )


def _trails(text: str, rest: int, sentence: Span, quoted: bool) -> bool:
    """Whether what follows the verb only rounds off the sentence, so that the content stands in front."""
    leftover = text[rest : sentence.end].strip()
    if quoted:
        return not re.match(r"that\b", leftover)
    return bool(re.match(r"[,;–—-]", leftover) or _ROUNDS_OFF.match(leftover))


def are_told_of(source: str, form: str, behind: str) -> bool:
    """Whether so many of something are announced or confirmed somewhere, and nobody has announced anything.

    >>> are_told_of("Six new hopefuls", "announced", "in the election"), are_told_of("Ten men", "said", "in Kalden")
    (True, False)
    >>> are_told_of("Two officials", "announced", "in Kalden it rained")
    False
    """
    if form not in ("announced", "confirmed", "declared", "reported") or not _SOMEWHERE.match(behind):
        return False
    *before, last = source.split()
    counted = any(word.lower() in NUMBER_WORDS or word[:1].isdigit() for word in before[-3:])
    return counted and not VOICES.fullmatch(last) and not re.search(r"\bthat\b", behind)


def _counts(words: str) -> bool:
    """Whether the words name somebody who counts the dead.

    >>> _counts("the coast guard"), _counts("health officials"), _counts("a second blast"), _counts("the rebels")
    (True, True, False, False)
    """
    return who_is(words).kind in _COUNTING or bool(_COUNTING_MANY.fullmatch(words))


def _is_no_answer(form: str, behind: str) -> bool:
    """Whether behind "dismissed" or "rejected" so many are told, or people who lost their work: nothing was said.

    >>> _is_no_answer("dismissed", " 400 workers"), _is_no_answer("rejected", " two of the claims")
    (True, False)
    >>> _is_no_answer("dismissed", " its workers over pay"), _is_no_answer("dismissed", " its workers' claims")
    (True, False)
    """
    many = _MANY_OF.match(behind)
    if many and not re.search(CLAIMS, many.group(), re.IGNORECASE):
        return True
    return form.startswith("dismiss") and _STAFF.match(behind) is not None

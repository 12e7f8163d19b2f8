"""What holds words back: a denial, a doubt, a condition, a mere intention; so worded, nothing is said to be so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.speakers import who_is
from retrieval.denying.denials import is_forged
from retrieval.denying.none_of import none_of
from retrieval.grammar.naming import contrasts_table
from retrieval.grammar.verbs import lemma, plain_verbs
from retrieval.ranking import words_of
from retrieval.spelling import stem
from retrieval.word_tables import any_name, any_of, worded

#: "It did not", "nobody did".
NEGATION = Caseless(rf"\b(?:{any_of('contrasts', 'negating')})\b|n['’]t\b")
#: Where a clause ends.
CLAUSES = re.compile(rf"[;:()]|,?\s+(?:{any_of('contrasts', 'joining')})\s+", re.IGNORECASE)
#: "Was staged by the protesters": a play or a protest is staged too, and nobody denies it.
_STAGED = re.compile(rf"staged\s+(?:\w+\s+)?(?:{any_of('contrasts', 'staged_so')})\b", re.IGNORECASE)
_WHOEVER = re.compile(r"\W+(?P<who>(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)")
#: Voices of a kind that strikes no blow.
_UNARMED = ("monitor", "state_media", "news_agency", "un", "ngo")
_TO_COME = re.compile(r"\b(?i:will|(?:going|set|about|plans|planning) to)\b|'ll\b|\A(?:[A-Z][\w'’-]*\s+){1,4}to\s")
#: "No longer be played", "which no longer".
_VERB_BEHIND = re.compile(r"\s+(?:(?:be|been|being|\w+ly)\s+)?(?P<verb>[\w-]+)")
_ASIDE_BEFORE = re.compile(r"\b(?:which|who)\s+(?:[\w'’-]+\s+){0,3}$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def shape_of(row: str) -> Caseless:
    """Any word of a row by itself."""
    words = sorted(contrasts_table()[row]["words"], key=len, reverse=True)
    return Caseless(r"(?<![\w-])(?:" + "|".join(map(_not_a_month, words)) + r")(?![\w-])")


def _not_a_month(word: str) -> str:
    """The word as a pattern; in "since 13 May" or "in May" nothing is doubtful, and in "12 may have died" it is.

    With one capital it is a month or a name, "the May raids", but where the next word has one, too, as in headlines.
    """
    if word != "may":
        return re.escape(word)
    row = contrasts_table()["may"]
    no_month = "".join(rf"(?<!{one}[ -])" for one in row["month_behind"])
    alone = rf"{no_month}(?:(?-i:may|MAY)|(?-i:May)(?= (?-i:[A-Z])))(?!,? \d)"
    small = "|".join((*row["verb_in_small_letters_before"], *sorted(plain_verbs())))
    return rf"{alone}|may(?= (?:{'|'.join(row['verb_before'])})\b)|(?-i:may)(?= (?:{small})\b)"


def called_untrue(text: str) -> Iterator[re.Match[str]]:
    """Where words say of a report what it is: it is a hoax, it was dismissed as baseless, it was called “rubbish”."""
    yield from _untrue().finditer(text)
    for match in _untrue_as_a_story().finditer(text):
        if _a_story_before().search(CLAUSES.split(text[: match.start()])[-1]):
            yield match


def lost_a_post(claim: str, text: str, match: re.Match[str]) -> bool:
    """Whether a word for a denial says that somebody was sent away, of whom a claim says so, too.

    Nobody's story is dismissed there, nor what anybody did: "dismissed reports", "dismissed taking bribes".

    >>> told = ("The clerk was dismissed as an aide", "She dismissed reports that the clerk was sacked")
    >>> [lost_a_post("Clerk sacked in Holm", words, re.search("dismissed", words)) for words in told]
    [True, False]
    """
    if not match.group().lower().rpartition(" ")[2].startswith("dismiss") or not worded(
        "contrasts", "of_a_post"
    ).search(claim):
        return False
    before, behind = CLAUSES.split(text[: match.end()])[-1], text[match.end() :]
    if WAS_DISMISSED.search(before):
        return worded("contrasts", "dismissable").search(before) is None
    return _dismissed_story().match(behind) is None


#: "Was dismissed", "has since been dismissed".
WAS_DISMISSED = re.compile(
    r"\b(?:was|were|is|are|been|being|be)\s+(?:\w+ly\s+|since\s+|also\s+)?dismissed$", re.IGNORECASE
)


@cache
def _dismissed_story() -> re.Pattern[str]:
    """What stands right behind "dismissed" where it is a story, a saying, or something done."""
    nouns = any_of("contrasts", "dismissable")
    return re.compile(
        rf"\s+(?:that\b|\w+ing\b|(?:(?!(?:as|for|from|over)\b)[\w'’-]+\s+){{0,3}}(?:{nouns})\b)", re.IGNORECASE
    )


@cache
def _untrue() -> Caseless:
    being, degree, own = (any_of("contrasts", row) for row in ("called_so", "degrees", "untrue_by_itself"))
    return Caseless(rf"(?<![\w-])(?:(?:{being})\s+(?:(?:{degree}) )*(?:{_denied_before()})|{own})(?![\w-])")


@cache
def _untrue_as_a_story() -> Caseless:
    """What is said of stories, and of films and councils too: "was rubbish", "branded 'fake'"."""
    rows = ("called_so", "degrees", "calling", "called_so_of_a_story")
    being, degree, calling, own = (any_of("contrasts", row) for row in rows)
    called = rf"(?:{being})\s+(?:(?:{degree}|{calling}) )*[\"“'‘]?(?:{own})"
    quoted = rf"(?:{being}|{calling})\s+(?:(?:{degree}|{calling}) )*[\"“'‘](?:{_denied_before()}|{own})[\"”'’]"
    proved = rf"(?:{any_of('contrasts', 'proving')})\s+(?:(?:{degree}) )*(?:{_denied_before()}|{own})"
    return Caseless(rf"(?<![\w-])(?:(?:{called}|{proved})(?![\w-])|{quoted})")


@cache
def _a_story_before() -> Caseless:
    """A story, and in the same breath what it says: "a rumour that Karl Vane sold the mill has"."""
    return Caseless(
        rf"\b(?:{any_of('contrasts', 'a_story')})(?:\s+(?:that|of|about|saying|claiming)\b[^,]*|\s+(?:which|who)|\s*)$"
    )


@cache
def _denied_before() -> str:
    return any_name(contrasts_table()["denied_before"]["words"])


# Asked of a claim for every statement.
@lru_cache(maxsize=1_000)
def refutes(text: str) -> bool:
    """Whether a text is itself a denial, so that whoever denies the same agrees with it."""
    return tells_of_a_denial(text) or next(called_untrue(text), None) is not None


def tells_of_a_denial(text: str) -> bool:
    """Whether words have anybody deny, reject or debunk anything, whatever it be."""
    return bool(shape_of("denying").search(text) or shape_of("denied_after").search(text))


def describes(before: str, after: str) -> bool:
    """Whether a word for a denial only tells what somebody or something is: "a rejected suitor"; no "debunked report".

    >>> describes("A ", " suitor hit Ada Finn"), describes("A ", " report that she left"), describes("She ", " plans")
    (True, False, False)
    """
    return _an_article.search(before) is not None and _a_story_next().match(after) is None


_an_article = re.compile(r"\b(?:an?|the|its|their|his)\s+\Z", re.IGNORECASE)


@cache
def _a_story_next() -> Caseless:
    stories = any_of("denials", "carriers", "stories")
    return Caseless(rf"\W*(?:(?:[\w'’-]+\s+)?(?:{stories}|figures?|tolls?|counts?|deaths?)\b|(?:by|as)\b|[:\"“]|\Z)")


def hedged(words: str) -> bool:
    """Whether words only say that something is not known, not checked, not said, or would be so."""
    return bool(shape_of("withheld").search(words) or shape_of("supposing").search(words))


def is_to_come(claim: str) -> bool:
    """Whether a claim tells what is only to come: "will open", "to open a mill".

    >>> is_to_come("Vane Foods to open a mill"), is_to_come("Vane Foods had to open a mill")
    (True, False)
    """
    return bool(_TO_COME.search(claim))


def is_turned(before: str) -> bool:
    """Whether the words before a denial turn it round: "did not deny", "nobody at Mill Watch disputed".

    >>> is_turned("Nobody at Mill Watch "), is_turned("No, the mayor of Tarn ")
    (True, False)
    """
    return bool(NEGATION.search(" ".join(before.split()[-3:])) or _nobody.search(before))


#: Whoever does what stands behind in its clause is nobody.
_nobody = re.compile(
    r"(?:\A\W*|[,;:.]\s+|\b(?:but|and|that)\s+)(?:nobody|no one|none|neither|no|few)\b[^,;:.]*\Z", re.IGNORECASE
)


def was_carried_out(statement: str, match: re.Match[str]) -> bool:
    """Whether what is called staged was carried out: "an attack staged by the rebels" is no faked one.

    One staged by those who bear no arms is: "attack staged by the White Helmets".
    """
    staged = _STAGED.search(statement, match.start(), match.end() + 40)
    if staged is None or not worded("accusations", "blows").search(statement):
        return staged is not None
    name = _WHOEVER.match(statement, staged.end())
    return name is None or who_is(name["who"]).kind not in _UNARMED


def doubt(claim: str, statement: str) -> str:
    """What in a statement forbids to say that it reports the claim; empty when nothing does.

    Whoever asks, could not check, or denies something, though it be another thing, has not simply said so.

    >>> doubt("The army shelled Kalden", "It is unclear whether the army shelled Kalden")
    'held back: "unclear"'
    """
    if "?" in statement and "?" not in claim:
        return "a question"
    if (forged := is_forged(statement)) and not is_forged(claim):
        return f'held back: "{forged}"'
    for row in ("withheld", "denying", "denied_after"):
        match = next((m for m in shape_of(row).finditer(statement) if not _is_beside(claim, statement, row, m)), None)
        if match and not shape_of(row).search(claim) and not refutes(claim):
            return f'held back: "{match.group()}"'
    if (match := worded("contrasts", "confirmed_by_none").search(statement)) and not NEGATION.search(claim):
        return f'held back: "{match.group()}"'
    if no_part := no_part_in(claim, statement):
        return f'held back: "{no_part}"'
    if (match := worded("contrasts", "taken_for_so").search(statement)) and not NEGATION.search(claim):
        return f'held back: "{match.group()}"'
    weighed_up = worded("contrasts", "only_weighed_up")
    if is_to_come(claim) and not weighed_up.search(claim) and (match := weighed_up.search(statement)):
        return f'held back: "{match.group()}"'
    if given_up := _given_up(claim, statement):
        return f'held back: "{given_up}"'
    if none := none_of(claim, statement) or none_of(statement, claim):
        return f'held back: "{none}"'
    if intended := only_intended(claim, statement):
        return f'held back: "{intended}"'
    match = next((m for m in called_untrue(statement) if not lost_a_post(claim, statement, m)), None)
    return (
        f'held back: "{match.group()}"'
        if match and not refutes(claim) and not was_carried_out(statement, match)
        else ""
    )


def is_in_fiction(statement: str) -> bool:
    """Whether what a statement tells is told in a film or a novel, where nobody has said or done it."""
    return worded("contrasts", "in_fiction").search(statement) is not None


def no_part_in(claim: str, statement: str) -> str:
    """The words by which a statement has nothing to do with what a claim says: "had nothing to do with the bombing".

    Where another half of the sentence says the claim ("jets bombed it, but Velmar said it had no part in the bombing")
    they hold nothing back.
    """
    shape = worded("contrasts", "no_part")
    match = shape.search(statement)
    if match is None or shape.search(claim) or NEGATION.search(claim):
        return ""
    wanted, before = set(words_of(claim)), _HALVES.split(statement[: match.start()])
    if NEGATION.search(before[-1]) or any(len(wanted & set(words_of(half))) * 2 > len(wanted) for half in before[:-1]):
        return ""
    told = before[-1] if match.group().split()[-1] in ("question", "doubt", "dispute") else statement[match.end() :]
    return match.group() if wanted & set(words_of(told)) else ""


#: Where a sentence turns to another who speaks in it.
_HALVES = re.compile(r"\b(?:but|while|although|though|yet)\b|;|,\s+and\b", re.IGNORECASE)


def _is_beside(claim: str, statement: str, row: str, match: re.Match[str]) -> bool:
    """Whether a word for a denial is of somebody's post, or only tells what somebody is: "a rejected suitor"."""
    before, after = statement[: match.start()], statement[match.end() :]
    return lost_a_post(claim, statement, match) or (row == "denying" and describes(before, after))


def _given_up(claim: str, statement: str) -> str:
    """The words by which somebody does no longer, or will not, what a claim has them do; a claim may say just that.

    A mill that no longer bakes bread, or was no longer in use, may be closed all the same.
    """
    if worded("contrasts", "ending").search(claim) or NEGATION.search(claim):
        return ""
    wanted = words_of(claim)
    for row in ("given_up", *(("given_up_to_come",) if is_to_come(claim) else ())):
        shape = worded("contrasts", row)
        for match in () if shape.search(claim) else shape.finditer(statement):
            verb = _VERB_BEHIND.match(statement, match.end())
            is_aside = _ASIDE_BEFORE.search(statement[: match.start()])
            if not is_aside and (row != "given_up" or (verb and stem(verb["verb"].lower()) in wanted)):
                return match.group()
    return ""


def only_intended(claim: str, statement: str) -> str:
    """The words by which a statement has what a claim says was done only planned, threatened or suspected.

    >>> only_intended("Rebels killed 60 hostages", "Rebels threatened to kill 60 hostages.")
    'threatened to kill'
    >>> only_intended("Rebels killed 60 hostages", "Rebels threatened to kill 60 hostages, and killed them.")
    ''
    """
    return _not_done_there(claim, statement, _before_a_verb("intended", "only_suspected"))


def only_suspected(claim: str, statement: str) -> str:
    """The words by which a statement has somebody only charged with what the claim says they did, or suspected of it.

    >>> only_suspected("Karl Vane took 200,000 dollars", "He was charged in 2019 with taking 200,000 dollars.")
    'charged in 2019 with taking'
    """
    return _not_done_there(claim, statement, _before_a_verb("only_suspected"))


def _not_done_there(claim: str, statement: str, before_a_verb: re.Pattern[str]) -> str:
    if before_a_verb.search(claim):
        return ""
    wanted = set(words_of(claim))
    held = [m for m in before_a_verb.finditer(statement) if _is_a_verb_of(claim, wanted, m["verb"].lower())]
    # "Was ordered to bomb the mill and bombed it": one plan beside the deed holds nothing back.
    done = _done_in(claim, before_a_verb.sub(" ", statement)) if held else frozenset[str]()
    return next((m.group() for m in held if stem(m["verb"].lower()) not in done), "")


def _is_a_verb_of(claim: str, wanted: Set[str], verb: str) -> bool:
    """Whether a verb is one of a claim's, in whatever form: "to shoot down" is of "shot down"."""
    return stem(verb) in wanted or lemma(verb) in map(lemma, _LETTERS.findall(claim.lower()))


def _done_in(claim: str, words: str) -> frozenset[str]:
    """The stems of what words tell as done: in the claim's own form, or in the past; "bombs" may be what was dropped.

    What nobody did, or somebody may do, was not done.
    """
    own = {word for word in _LETTERS.findall(claim.lower()) if not word.endswith("s")}
    done = set()
    for match in _LETTERS.finditer(words.lower()):
        before = words[: match.start()].split()[-3:]
        held = NEGATION.search(" ".join(before)) or shape_of("supposing").search(" ".join(before))
        if (match.group() in own or match.group().endswith("ed")) and not held:
            done.add(stem(match.group()))
    return frozenset(done)


@cache
def _before_a_verb(*rows: str) -> re.Pattern[str]:
    before = "|".join(pattern for row in rows for pattern in contrasts_table()[row]["patterns"])
    return re.compile(rf"\b(?:{before}) (?P<verb>[\w’'-]+)", re.IGNORECASE)

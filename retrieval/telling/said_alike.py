"""Whether a report says a claim in a sentence of its own making: nearly all that matters in it, and nothing weaker.

A post on "a guard who was fired over a song" is said by "the mill has dismissed a guard for singing", though no word of
either need be the other's. Of what is seldom told in two ways (who, to whom, where, how many, what was done) nothing
may be missing, nothing may be turned round, and nothing may make it less. Of the rest so much has to be told, and both
have to be so near in meaning, that people who read such pairs took the sentence for the claim (docs/weighing.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Claim, Finding
from retrieval.claims.phrases import phrases
from retrieval.deeds.another_doer import of_another_doer
from retrieval.deeds.exchanged import are_exchanged, are_swapped, is_turned_round
from retrieval.deeds.somebody_else import of_no_holder, of_their_kin
from retrieval.grammar.closeness import is_filler, is_told, names_within, values_in
from retrieval.grammar.naming import names_people
from retrieval.grammar.nations import nations_in
from retrieval.grammar.other_words import with_other_words
from retrieval.grammar.verbs import is_done, told_alike
from retrieval.ranking import plain_words, words_of
from retrieval.telling.made_less import held_open, is_contrary, is_made_less
from retrieval.telling.undone import undone
from retrieval.word_tables import worded

#: So like a claim a sentence has to be, and so much of the claim's words has to be told by it.
LIKE_IT, MOST_OF_IT = 0.75, 0.7
#: A claim in fewer words is said in just these: with any other word it may be another claim.
FEWEST = 4

_digits = re.compile(r"\d")
_capital = re.compile(r"\b[A-Z][\w-]+")
#: A word of a claim and its stem.
Word = tuple[str, str]


def says_it_alike(claim: Claim, finding: Finding) -> bool:
    """Whether a report's sentence says a claim in words of its own.

    A note is one short sentence on an event that its editor has named, and is compared otherwise.
    """
    if finding.article.is_note or finding.similarity < LIKE_IT:
        return False
    words = [(written, stem) for written in plain_words(claim.text) for stem in words_of(written)]
    wanted = [(written, stem) for written, stem in words if not is_filler(stem)]
    told = with_other_words(finding.words)
    left_out = [(written, stem) for written, stem in wanted if not is_told(stem, written, told, ())]
    if len(wanted) < FEWEST or len(wanted) - len(left_out) < MOST_OF_IT * len(wanted):
        return False
    values = values_in(finding)
    if any(quantity.value and quantity.value not in values for quantity in claim.quantities):
        return False
    if _leaves_out_a_deed(left_out, finding) or _leaves_out_who(left_out, claim, finding):
        return False
    return not (
        is_made_less(claim.text, finding.words)
        or is_contrary(claim.text, finding.words)
        or is_turned_round(claim.text, finding.words)
        or of_their_kin(claim.text, finding)
        or _of_others_or_none(claim, finding)
    )


def says_it_otherwise(claim: Claim, finding: Finding) -> str:
    """What keeps a sentence with all words of a claim from saying it: only feared, or of another, or turned round.

    In so many of the claim's words there is less to be mistaken than in others, so less is taken for such a sign.
    """
    if held := held_open(claim.text, finding.words):
        return f'held back: "{held}"'
    if turned := turned_round(claim, finding):
        return turned
    if another := of_their_kin(claim.text, finding) or of_no_holder(claim.text, finding.words):
        return f'of another: "{another}"'
    if otherwise := _of_others_or_none(claim, finding):
        return otherwise
    return "the contrary" if is_contrary(claim.text, finding.words) else ""


def turned_round(claim: Claim, finding: Finding) -> str:
    """What has those of a claim change places in a sentence: who does it to whom, or from where and to where."""
    told = are_exchanged(claim.text, finding.words) or are_swapped(claim.text, finding.words)
    return f'the other way round: "{told}"' if told else ""


def done_by_others(claim: Claim, finding: Finding) -> str:
    """Why a sentence with the number of a claim that counts no toll has not its deed: of others, or not done at all."""
    return "" if any(quantity.state for quantity in claim.quantities) else _of_others_or_none(claim, finding)


def _of_others_or_none(claim: Claim, finding: Finding) -> str:
    """By what a sentence has others do a claim's deed, or do it to others, or has nothing of it; else nothing."""
    if another := of_another_doer(claim.text, finding.words):
        return f'of another: "{another}"'
    none = undone(claim.text, finding.words)
    return f'of none: "{none}"' if none else ""


def _leaves_out_a_deed(left_out: Sequence[Word], finding: Finding) -> bool:
    """Whether a word that a sentence does not tell may be a verb: what it does not say was done, it does not say.

    In headlines verbs end in "s", as things do of which there are several; names do, too.
    """
    names = names_within(finding.article.text)

    def may_be_one(written: str, stem: str) -> bool:
        shown = written.endswith("s") and "'" not in written and stem not in names
        # A "deal", a "bid" and a "lead" are things as often; "quit" and "fire" are known to be done.
        return shown or is_done(written) or written in told_alike() or written in phrases().past

    return any(may_be_one(written.replace("’", "'"), stem) for written, stem in left_out)


def _leaves_out_who(left_out: Sequence[Word], claim: Claim, finding: Finding) -> bool:
    """Whether a word that a sentence does not tell is a number, a people, or a name.

    Of "rebels burned the barracks" nobody has said half who says that it burned. A first name may be left out before
    its surname, "Ada Finn" and "Finn", where no other stands there; a people is told by its country.
    """
    article = finding.article
    names = names_within(article.text.removeprefix(article.title)) | _names_of(claim.text)
    placed = {stem for place in claim.where if place.span for stem in words_of(place.span.of(claim.text))}
    peoples = nations_in(finding.words)

    def is_needed(written: str, stem: str) -> bool:
        if _digits.search(written) or names_people(written):
            return True
        behind = re.search(rf"\b{re.escape(written)}\s+(?P<surname>(?-i:[A-Z])[\w-]+)", claim.text, re.IGNORECASE)
        if behind and _has_surname_alone(behind["surname"], finding.words):
            return False
        return stem in names | placed and not (nations_in(written.capitalize()) & peoples)

    return any(is_needed(written, stem) for written, stem in left_out)


def _names_of(claim: str) -> frozenset[str]:
    """The names of a claim in plain letters; where each word has its capital, only a report can tell."""
    words = re.findall(r"[^\W\d_]{2,}", claim)
    is_headline = sum(word[:1].isupper() for word in words) > len(words) / 2
    return frozenset() if is_headline else names_within(claim) | _first_name(claim)


def _first_name(claim: str) -> frozenset[str]:
    """The name with which a claim begins, where a second one follows: "Karl Vane resigns"."""
    match = re.match(r"(?P<name>[A-Z][\w-]+)\s+[A-Z]", claim)
    return frozenset(words_of(match["name"])) if match else frozenset()


def _has_surname_alone(surname: str, words: str) -> bool:
    """Whether a surname stands in a sentence with no other name before it but a title: "Mr Vane"."""
    for match in re.finditer(rf"\b{re.escape(surname)}\b", words):
        before = words[: match.start()].split()[-1:]
        if (
            not before
            or not _capital.fullmatch(before[0].strip("."))
            or worded("said_alike", "titles").search(before[0])
        ):
            return True
    return False

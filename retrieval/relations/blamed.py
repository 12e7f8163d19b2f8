"""Whom a note of an event lays the deed to, or clears of it, where the claim lays it to somebody.

"500 killed by Velmar" is gainsaid by whoever judges that Velmar was not responsible, and "it was Tarn's rocket, not
Velmar's" by whoever blames Velmar. Neither denies that anybody died, so it stands among the answers.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from knowledge.model import Claim, Finding
from retrieval.claims.capitals import capitalised
from retrieval.deeds.doers import kin_named, kin_of, sides_claimed
from retrieval.denying.accusations import blow_laid
from retrieval.grammar.closeness import share
from retrieval.grammar.nations import nations_in
from retrieval.grammar.withheld import NEGATION
from retrieval.word_tables import any_of, worded

#: Characters before a weapon in which it may stand that it was hit itself.
NEAR = 12
#: Behind these stands whoever is said to have done it, or not: "the panel found that the Belgian army".
_THAT = re.compile(
    r"\b(?:that|says?|said|judges?|judged|finds?|found|concludes?|concluded|confident|certain|sure)\b|[,\"”]"
)
#: "Belgium blames itself", "blames its own jets": whoever blames is blamed.
_THEMSELVES = re.compile(rf"(?:{any_of('done_to', 'theirs')})\b", re.IGNORECASE)
#: A word, and the word behind it, before "strike" or "rocket": "the US-led air strike".
_NAME = r"[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*)?"


def lays_it_elsewhere(claim: str, words: str) -> bool:
    """Whether words clear whoever a claim has do it, or blame whom it clears, or another nation.

    >>> lays_it_elsewhere("Ten killed by Belgium in Tarn", "Norway judges Belgium was not responsible.")
    True
    >>> lays_it_elsewhere("Ten killed by Belgium in Tarn", "Tarn blames a Belgian strike.")
    False
    >>> lays_it_elsewhere("Ten killed by Belgium in Tarn", "Apparently a munition common among Norwegian groups.")
    True
    >>> lays_it_elsewhere("It was a Norwegian rocket, not Belgium", "Tarn blames a Belgian strike.")
    True
    >>> lays_it_elsewhere("Ten killed by Belgium in Tarn", "Belgium blames a failed rocket.")
    True
    >>> lays_it_elsewhere("Ten killed by Belgium in Tarn", "Belgium blames itself.")
    False
    >>> [lays_it_elsewhere("Belgium did not bomb Tarn", f"Tarn {did} Belgium.") for did in ("clears", "blames")]
    [False, True]
    """
    claimed, blamed = _laid_to(claim), _blamed(words)
    laid, freed, accused = kin_named(claimed), _freed(claim), kin_named(blamed)
    if "?" in words or not (laid or freed):
        return False
    if laid & _blaming_others(words) and not accused & laid:
        return True
    if laid & _cleared(words) or (accused & freed and not accused & laid):
        return True
    # Of a state and a band, nobody knows whether it is the state's.
    mine, theirs = nations_in(claimed), nations_in(blamed)
    are_two = bool(mine and theirs) and not mine & theirs and not laid & accused
    return are_two and not worded("beside", "in_league").search(f"{claimed} {blamed}")


def blames_anybody(words: str) -> bool:
    """Whether words say who, or what, did it.

    >>> blames_anybody("The fall is blamed on a store of shells."), blames_anybody("The minister spoke of very many.")
    (True, False)
    """
    return bool(_blamed(words)) or worded("beside", "how_else").search(words) is not None


def clears_alike(claim: str, words: str) -> bool:
    """Whether words clear just whom a claim clears.

    >>> clears_alike("Belgium did not bomb Tarn", "Norway judges Belgium was not responsible.")
    True
    """
    return bool(_freed(claim) & _cleared(words)) and "?" not in words


def lays_it_alike(claim: str, words: str) -> bool:
    """Whether words blame just whom a claim has do it.

    >>> lays_it_alike("Ten killed by Belgium in Tarn", "Tarn blames a Belgian strike.")
    True
    >>> lays_it_alike("Ten killed by Belgium in Tarn", "A panel concluded in May that the Belgian air force did it.")
    True
    """
    laid, accused = kin_named(_laid_to(claim)), kin_named(_blamed(words))
    return bool(laid & accused) and accused <= laid and "?" not in words


def lays_just_that(claim: Claim, finding: Finding) -> bool:
    """Whether a note has somebody blame the claim's side for a blow on just what the claim has it hit.

    "Tarn blames a Belgian strike", of "Blast at the mill of Tarn", says that Belgium bombed the mill of Tarn.
    """
    _, hit = blow_laid(claim)
    if not hit or not finding.article.is_note or not worded("accusations", "blows").search(finding.words):
        return False
    told = all(share((stem,), finding.article.subject) for stem in hit)
    return told and lays_it_alike(claim.text, finding.words)


def lays_it_to_a_side(words: str) -> bool:
    """Whether words blame any side for the deed of their note: whoever calls it staged is answered by that.

    >>> lays_it_to_a_side("A panel concluded in May that the Belgian air force did it.")
    True
    >>> lays_it_to_a_side("The Belgian air force was away."), lays_it_to_a_side("Did Belgium do it?")
    (False, False)
    >>> lays_it_to_a_side("It was a rocket not used by Belgium."), lays_it_to_a_side("A rocket never fired by Belgium.")
    (False, False)
    """
    return "?" not in words and bool(kin_named(_blamed(words)))


def _blaming_others(words: str) -> frozenset[str]:
    """Who blames somebody or something else there, as `kin_of` calls them: whoever is accused answers so."""
    match = _blaming().search(words)
    if match and _THEMSELVES.match(match["on"] or match["who"]):
        return frozenset()
    return kin_named(_THAT.split(words[: match.start()])[-1]) if match else frozenset()


@lru_cache(maxsize=1_000)
def _laid_to(claim: str) -> str:
    """Whom a claim has do it, as it calls them: by a verb, or by whose blow or weapon it was.

    Nobody is whom it says not to have done it, or to deny it.
    """
    if sides := sides_claimed(claim):
        left = _freed(claim) | {
            kin for match in _denying().finditer(claim) for kin in kin_named(_as_a_name(match["who"]))
        }
        return ", ".join(sorted(side for side in sides if kin_of(side) not in left))
    owners = (_as_a_name(match["who"]) for match in _whose_blow().finditer(claim) if not _is_hit(claim, match))
    return ", ".join(name for name in owners if not kin_named(name) & _freed(claim))


@lru_cache(maxsize=1_000)
def _freed(claim: str) -> frozenset[str]:
    """Whom a claim says not to have done it, as `kin_of` calls them: "not Belgium", "Belgium did not bomb it"."""
    shapes = (_not_whose(), *_not_done())
    named = (_as_a_name(match["who"]) for shape in shapes for match in shape.finditer(claim))
    return frozenset(kin for name in named for kin in kin_named(name))


def _is_hit(claim: str, owner: re.Match[str]) -> bool:
    """Whether these jets or rockets were hit themselves: "an attack on Belgian jets"."""
    ends = (owner.start(), owner.start() + len(owner["who"].split()[0]) + 1)
    return any(_befalling().search(claim[:end][-NEAR:]) for end in ends)


@cache
def _befalling() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of('beside', 'befalling')})(?: (?:the|an?|two|three))?\W*\Z", re.IGNORECASE)


def _as_a_name(typed: str) -> str:
    return " ".join(capitalised(word) if word.islower() else word for word in typed.split())


def _cleared(words: str) -> frozenset[str]:
    """Whom words say not to have done it, as `kin_of` calls them; nobody where that is denied in turn."""
    match = worded("beside", "clearing").search(words)
    if match is None or worded("beside", "not_saying").search(words[: match.start()]):
        return frozenset()
    who = _THAT.split(words[: match.start()])[-1]
    behind = _cleared_behind().search(words)
    return kin_named(behind["who"] if behind else who)


def _blamed(words: str) -> str:
    """Whom words blame for what their note tells, as they call them; "" where nobody is, or for something else."""
    match = _blaming().search(words) or _whose_kind_it_was().search(words)
    match = match or worded("beside", "held_to_have_done_it").search(words)
    if match is None or worded("beside", "not_saying").search(words[: match.start()]) or NEGATION.search(match.group()):
        return ""
    blamed = str(match.groupdict().get("on") or match["who"]) if "who" in match.re.groupindex else ""
    if blamed and not _THEMSELVES.match(blamed):
        return blamed
    return _THAT.split(words[: match.start()])[-1]


@cache
def _whose_blow() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<who>{_NAME}) (?:air )?(?:{any_of('beside', 'blow_or_weapon')})\b", re.IGNORECASE)


@cache
def _not_whose() -> re.Pattern[str]:
    """Whom a claim clears: "not Belgium", "not by a Belgian rocket"; "not Belgian troops" clears nobody."""
    return re.compile(
        rf"\bnot (?:by |from )?(?:an? |the )?(?P<who>[^\W\d_][\w’'-]*)"
        rf"(?: (?:air )?(?:{any_of('beside', 'blow_or_weapon')}))?(?=\W*(?:$|[,.;:!)–-]))",
        re.IGNORECASE,
    )


@cache
def _not_done() -> tuple[re.Pattern[str], ...]:
    """Whom a claim has not do it: "Belgium did not bomb it", "it was never bombed by Belgium".

    "Belgium has not stopped bombing it" clears nobody, nor does "Belgium was not bombed".
    """
    negated, adding, doing = any_of("beside", "negated"), any_of("beside", "adding_nothing"), any_of("beside", "doing")
    done, answering = any_of("beside", "done"), any_of("beside", "answering_for_it")
    acting = rf"(?!(?:was|were|is|are)\b)(?:{negated}) (?:(?:{adding}) )*(?:{done})"
    being = rf"(?:{negated}) (?:(?:{adding}|been) )*(?:{answering}|{doing})"
    return (
        re.compile(
            rf"\b(?P<who>{_NAME}) (?:really |ever )?(?:{acting}|{being}|had nothing to do with)\b", re.IGNORECASE
        ),
        re.compile(
            rf"\b(?:{negated}) (?:(?:{adding}|been) )*(?:{done})(?: [\w-]+){{0,2}} by (?:an? |the )?(?P<who>{_NAME})",
            re.IGNORECASE,
        ),
        re.compile(rf"\bit (?:{negated}) (?:an? |the )?(?P<who>{_NAME}) (?:that|who|which)\b", re.IGNORECASE),
    )


@cache
def _denying() -> re.Pattern[str]:
    """Who denies it in a claim: "Belgium denies that it bombed the mill"."""
    return re.compile(rf"\b(?P<who>{_NAME}) (?:has |have )?den(?:y|ies|ied)\b", re.IGNORECASE)


@cache
def _cleared_behind() -> re.Pattern[str]:
    return re.compile(r"\b(?:clear|exonerat|absolv)\w* (?P<who>[^.;,]{1,60}?)(?: (?:of|over|from)\b|[.,;]|$)")


@cache
def _blaming() -> re.Pattern[str]:
    """Who is blamed for it: "blames a Belgian strike", "blames the blast on Belgium"; not "for the delay"."""
    blast = any_of("beside", "blow_or_weapon")
    it = rf"(?:it|this|(?:the|this|that) (?:{blast}|collapse|massacre|deaths?|killings?))"
    return re.compile(
        rf"\b(?:blam(?:e|es|ed|ing)) (?:{it} on (?P<on>[^.;,]{{1,60}})|(?P<who>(?:(?! for )[^.;,]){{1,60}}))"
        rf"(?: for {it})?(?=[.;,]|$)",
        re.IGNORECASE,
    )


@cache
def _whose_kind_it_was() -> re.Pattern[str]:
    """Whose weapon it was, by its kind: "a rocket common among Belgian groups", "used by the Belgian army"."""
    weapon, whose = any_of("beside", "blow_or_weapon"), any_of("beside", "of_whose_kind")
    verb = r"(?= (?:is|are|was|were|has|have|had|that|which|who)\b|[.;,]|$)"
    return re.compile(rf"\b(?:{weapon})(?: [\w-]+){{0,2}} (?:{whose}) (?P<who>[^.;,]{{1,60}}?){verb}", re.IGNORECASE)

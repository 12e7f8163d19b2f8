"""Whether a report tells of another site, or another storm, than the claim: a hospital for a school, Irma for Maria."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.model import Claim, Finding
from retrieval.counts.dated import leads_with
from retrieval.grammar.closeness import OPENING
from retrieval.grammar.naming import sites_in
from retrieval.grammar.verbs import told_of_now
from retrieval.word_tables import any_of

_STORM = re.compile(
    rf"(?P<article>\b(?:{any_of('sites', 'articles')}) )?(?:\b\w+ )??"
    rf"\b(?:{any_of('sites', 'storms')}) (?!(?:{any_of('sites', 'no_names')})\b)(?P<name>[a-z]{{3,}})",
    re.IGNORECASE,
)


def at_another_site(claim: Claim, finding: Finding) -> bool:
    """Whether a report tells of another site than the claim, a hospital for a school, and of the claim's nowhere."""
    article = finding.article
    about = f"{finding.words} {article.title} {article.subject}"
    storms = _storms_claimed(claim.text)
    if storms and (others := _storms_in(about)) and not storms & others:
        return True
    claimed = sites_in(claim.text)
    if not claimed:
        return False
    told, opening = sites_in(about), sites_in(article.text[: len(article.title) + OPENING])
    if not told and not article.is_note and not leads_with(finding) and not finding.statement.where:
        # Further down, "no casualties were reported" is of the site with which the report begins.
        told = opening
    return bool(told) and not claimed & (told | opening)


def tells_where_they_were_treated(claim: str, words: str) -> bool:
    """Whether a claim is of a hospital, and words name one only for where the wounded of something else were brought.

    >>> claim = "hospital bombed in Tarn"
    >>> tells_where_they_were_treated(claim, "Those hurt as Tarn was bombed were taken to a hospital.")
    True
    >>> tells_where_they_were_treated(claim, "The wounded were taken from the bombed hospital to another hospital.")
    False
    >>> tells_where_they_were_treated(claim, "Jets bombed a hospital treating the wounded.")
    False
    >>> tells_where_they_were_treated(claim, "A missile was brought down at the hospital in Tarn.")
    False
    """
    if not _HOSPITAL.search(claim) or _TREATED_THERE.search(claim) or _HIT_ITSELF.search(words):
        return False
    left, treating = _TREATED_THERE.subn(" ", words)
    return bool(treating) and not _HOSPITAL.search(left)


_HOSPITALS = any_of("sites", "hospitals")
_HOSPITAL = re.compile(rf"\b(?:{_HOSPITALS})\b", re.IGNORECASE)
_TREATED_THERE = re.compile(
    rf"\b(?:{any_of('sites', 'people')})\b[^.;:]{{0,60}}?\b(?:{any_of('sites', 'brought')})(?: [\w’'-]+){{0,2}}? "
    rf"(?:to|at|in|into|inside)(?: [\w’'-]+){{0,4}}? (?:{_HOSPITALS})\b"
    rf"|\b(?:{_HOSPITALS})(?: [\w’'-]+){{0,6}}? (?:{any_of('sites', 'receiving')})\b",
    re.IGNORECASE,
)
_HIT_ITSELF = re.compile(
    rf"\b(?:{any_of('sites', 'hit')})(?: (?:on|at|of|against))?(?: [\w’'-]+){{0,2}}? (?:{_HOSPITALS})\b"
    rf"|\b(?:{_HOSPITALS})(?: [\w’'-]+){{0,6}}? (?:was|were|been|being|got) (?:\w+ly )?(?:{any_of('sites', 'hit')})\b",
    re.IGNORECASE,
)


# Asked of a claim for every finding.
@lru_cache(maxsize=64)
def _storms_claimed(claim: str) -> frozenset[str]:
    return _storms_in(claim, is_typed=True)


def _storms_in(words: str, *, is_typed: bool = False) -> frozenset[str]:
    """The storms that words name, with a capital; whoever types a claim may leave the capitals out.

    "Storm Ends 12 Lives" names none.
    """
    found = _STORM.finditer(words)
    named = {one["name"].lower() for one in found if one["name"][0].isupper() or (is_typed and not one["article"])}
    return frozenset(named - told_of_now())

"""Which figures of a statement are what was counted before: "44, up from 31", "29, down from 33"."""

from __future__ import annotations

import re
from functools import cache

from knowledge.caseless import Caseless
from knowledge.model import Finding, Quantity
from knowledge.times import read_times
from retrieval.ranking import counts_same
from retrieval.word_tables import any_of

#: Why a figure counts no more that its own sentence has risen or fallen from.
WAS_BEFORE = "what was counted before"


def superseded(finding: Finding, quantity: Quantity) -> str:
    """Why a figure is not given any more that stands beside the one that holds: "29, down from 33"; empty where it is.

    With a day of its own it is what was counted then: "625 in 2021, down from 988 in 2020".
    """
    if finding.article.is_note or not stood_before(finding, quantity):
        return ""
    behind = re.split(r"[,;.]", behind_it(finding, quantity))[0]
    holds = any(counts_same(quantity, q) and not stood_before(finding, q) for q in finding.statement.quantities)
    return WAS_BEFORE if holds and not read_times(behind) else ""


def stood_before(finding: Finding, quantity: Quantity) -> bool:
    """Whether a figure is named only as what stood before: "44, up from 31"."""
    return bool(printed_as("earlier").search(before_it(finding, quantity)))


def before_it(finding: Finding, quantity: Quantity) -> str:
    """What stands before a figure in its statement."""
    start = finding.statement.span.start
    return finding.article.text[start : quantity.span.start] if start < quantity.span.start else ""


def behind_it(finding: Finding, quantity: Quantity) -> str:
    """What stands behind a figure in its statement."""
    return finding.article.text[quantity.span.end : finding.statement.span.end]


@cache
def printed_as(row: str) -> Caseless:
    """What stands right before a figure, with perhaps a word or two that bound it: "up from at least"."""
    return Caseless(rf"\b(?:{any_of('ledger', row)})\s+(?:(?:an?|the|at least|about|some|nearly|over)\s+)?\Z")

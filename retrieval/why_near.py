"""Why a line that only stands near a claim is not the claim, in a few words a card can print."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from knowledge.model import Finding


def why_near(finding: Finding) -> str:
    """Why a finding is not the claim, "counts something else"; empty where no reason is sure enough."""
    for why in reversed(finding.why):
        reason = "over another stretch" if _is_of_a_time(finding, why) else why
        if told := next((called for pattern, called in _reasons() if pattern.fullmatch(reason)), ""):
            return told
    return ""


def _is_of_a_time(finding: Finding, why: str) -> bool:
    """Whether a reason tells two times apart, and no two sorts of people: "counts since Monday, the claim in May"."""
    return any(q.period and why.startswith(f"counts {q.period}, the claim ") for q in finding.statement.quantities)


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = tomllib.loads((files(__package__) / "why_near.toml").read_text(encoding="utf-8"))["reason"]
    return tuple((re.compile(row["why"]), row["called"]) for row in rows)

"""How many independent places the findings go back to: six outlets that quote one monitor are one origin."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Finding, Origin

#: Voices that are not named cannot be told apart from outlet to outlet, so they stay with the outlet that quotes them.
_without_name = ("unnamed", "unnamed_partisan", "outlet_itself", "eyewitness")


def origins_of(findings: Sequence[Finding]) -> tuple[Origin, ...]:
    """The findings grouped by where they come from, the largest group first; each group says because of what."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_label(finding), []).append(finding)
    origins = [Origin(label, _because(label, group), tuple(group)) for label, group in groups.items()]
    return tuple(sorted(origins, key=lambda o: (-len(articles_of(o.findings)), o.label)))


def articles_of(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The addresses of the pages these findings stand on (the id where a page has no address), each once."""
    return tuple(dict.fromkeys(finding.url or finding.article.id for finding in findings))


def _label(finding: Finding) -> str:
    speaker = finding.speaker
    if speaker.kind in _without_name or not speaker.name:
        return finding.article.credit or finding.outlet
    return speaker.name


def _because(label: str, group: Sequence[Finding]) -> str:
    speaker = group[0].speaker
    if speaker.kind == "outlet_itself":
        return f"{label} says it in its own voice"
    if speaker.kind in _without_name:
        return f"{label} quotes nobody by name"
    return f"quotes {label}" if len(articles_of(group)) == 1 else f"every one of these quotes {label}"

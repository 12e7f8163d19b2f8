"""Whose newsroom counts otherwise than whoever speaks for the same side: two origins, which are not two sides."""

from __future__ import annotations

from knowledge.model import ContextCard, Finding
from retrieval.origins.governors import is_press_of_its_governor
from retrieval.origins.names import one_body

#: Whose figures the first line counts origins of.
COUNTED = ("reports", "differs")


def press_of_its_side(card: ContextCard, finding: Finding) -> str:
    """The state's newsroom on a card that is another origin than this voice of its side; empty where none is."""
    if not any(finding in origin.findings for origin in card.origins):
        return ""
    for account in card.accounts:
        if account.relation not in COUNTED or account.speaker.kind != "state_media":
            continue
        for press in account.findings:
            is_of_it = one_body(press.speaker, finding.speaker) or is_press_of_its_governor(press, finding)
            if is_of_it and not any({press, finding} <= {*origin.findings} for origin in card.origins):
                return account.speaker.name
    return ""

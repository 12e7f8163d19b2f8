"""The people of two nations behind one verb: "20 Velmari and 43 Osnian soldiers died" is looked up as two claims.

Each side counts its own dead, and who says the one need not say the other.
"""

from __future__ import annotations

import re

from knowledge.quantities import read_quantities
from retrieval.grammar.nations import nations_in

_NUMBER = r"(?:at least |about |around |some |over |nearly |up to )?(?:\d[\d,.]*|[a-z]+)"
_TWO = re.compile(
    rf"(?P<opening>(?:[^,;]{{0,40}}:\s+)?)(?P<first>{_NUMBER})\s+(?P<one>[^\W\d_]+)(?P<own>\s+[^\W\d_]+)?\s+"
    rf"(?:and|&)\s+(?P<second>{_NUMBER})\s+(?P<other>[^\W\d_]+)\s+(?P<people>[^\W\d_]+)(?P<rest>\s+\S.*)",
    re.IGNORECASE,
)


def of_two_peoples(sentence: str) -> tuple[str, str] | None:
    """The two claims of a sentence that counts the people of two nations with one verb; None where it does not.

    >>> of_two_peoples("20 Indian and 43 Chinese soldiers died at Galwan")
    ('20 Indian soldiers died at Galwan', '43 Chinese soldiers died at Galwan')
    >>> of_two_peoples("3 French tourists and two British guides were killed in the Alps")
    ('3 French tourists were killed in the Alps', 'two British guides were killed in the Alps')
    >>> of_two_peoples("20 Indian and Chinese soldiers died"), of_two_peoples("12 men and 30 Chinese tourists died")
    (None, None)
    """
    told = _TWO.fullmatch(sentence)
    if told is None:
        return None
    one, other = nations_in(told["one"]), nations_in(told["other"])
    if not one or not other or one & other or not (_counts(told["first"]) and _counts(told["second"])):
        return None
    opening, rest = told["opening"], told["rest"]
    own = told["own"] or f" {told['people']}"
    return (
        f"{opening}{told['first']} {told['one']}{own}{rest}",
        f"{opening}{told['second']} {told['other']} {told['people']}{rest}",
    )


def _counts(number: str) -> bool:
    return any(figure.value > 0 for figure in read_quantities(f"{number} people"))

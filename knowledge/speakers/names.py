"""Names with their spelling evened out, for comparing."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.speakers.voices import without_article
from knowledge.word_lists import any_of

#: "Norlandian", "Fennish": the adjective of a people or a state, by how it ends.
OF_A_PEOPLE = rf"[A-Z]\w+(?:{any_of('ends_of_a_peoples_name')})"


# The same few names are held against one another for every pair of reports.
@lru_cache(maxsize=20_000)
def fold(words: str) -> str:
    """A name with its spelling evened out, for comparing: case, dots, dashes and a leading article do not matter.

    >>> fold("the U.S.-led Coalition") == fold("US-led coalition")
    True
    """
    words = words.replace("’", "'").replace("‘", "'").replace("`", "'")
    words = re.sub(r"[‐-―-]+", " ", words.replace(".", ""))
    words = re.sub(r"[^\w' ]+", " ", words).replace("_", " ")
    return re.sub(
        r"\bdefense\b", "defence", re.sub(r"\bcenter\b", "centre", without_article(" ".join(words.split())).casefold())
    )

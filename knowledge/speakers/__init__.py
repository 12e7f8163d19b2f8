"""Who the voices and the outlets are, by the tables an editor keeps."""

from knowledge.speakers.outlets import domain_of, outlet_of, outlet_rows
from knowledge.speakers.table import (
    WATCHING,
    fold,
    names_of_one_word,
    row_of,
    speaker_rows,
    watchers_named,
    who_is,
)
from knowledge.speakers.voices import sides_named

__all__ = [
    "WATCHING",
    "domain_of",
    "fold",
    "names_of_one_word",
    "outlet_of",
    "outlet_rows",
    "row_of",
    "sides_named",
    "speaker_rows",
    "watchers_named",
    "who_is",
]

"""A maintainers' note: our words about a report, its address, and who says what there."""

from knowledge.notes.checks import LONGEST_LINE, BadNote, check_notes, parse_notes
from knowledge.notes.reader import STARTER, content_hash, read_note, read_notes, read_sound_notes
from knowledge.notes.remarks import offices_in_note, remark_on_fact, remark_on_note, remark_on_voice, voice_in_note

__all__ = [
    "LONGEST_LINE",
    "STARTER",
    "BadNote",
    "check_notes",
    "content_hash",
    "offices_in_note",
    "parse_notes",
    "read_note",
    "read_notes",
    "read_sound_notes",
    "remark_on_fact",
    "remark_on_note",
    "remark_on_voice",
    "voice_in_note",
]

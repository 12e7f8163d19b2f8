"""Who is said to have said it: speaker, cue and content."""

from knowledge.attributions.reader import outlet_voice, read_attributions

__all__ = ["outlet_voice", "read_attributions"]

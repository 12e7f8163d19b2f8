"""Who is said to have said it: speaker, cue and content."""

from knowledge.attributions.reader import outlet_voice, read_attributions
from knowledge.attributions.tagged import Tags, tagged_drafts
from knowledge.attributions.tweets import posted

__all__ = ["Tags", "outlet_voice", "posted", "read_attributions", "tagged_drafts"]

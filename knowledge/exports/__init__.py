"""A store as one file of lines that another store takes in, and as claims that other tools read."""

from knowledge.exports.lines import ExportError, articles_in
from knowledge.exports.taking_in import TakenIn, take_in
from knowledge.exports.writing import export, export_claims

__all__ = ["ExportError", "TakenIn", "articles_in", "export", "export_claims", "take_in"]

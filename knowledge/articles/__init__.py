"""A pasted text, a page or a table becomes articles: headline, body and comments apart."""

from knowledge.articles.reader import UnreadableArticle, clean, day, decode, guess_language, read_page, read_pasted
from knowledge.articles.tables import read_table

__all__ = ["UnreadableArticle", "clean", "day", "decode", "guess_language", "read_page", "read_pasted", "read_table"]

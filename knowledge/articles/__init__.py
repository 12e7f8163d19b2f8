"""A pasted text, a page, a document or a table becomes articles: headline, body, corrections and comments apart."""

from knowledge.articles.addresses import is_same_site, leads_home, own_address, plain_address
from knowledge.articles.decoding import UnreadableArticle, clean, decode
from knowledge.articles.languages import guess_language
from knowledge.articles.pages import read_article, read_page
from knowledge.articles.reader import UNKNOWN_OUTLET, day, read_pasted
from knowledge.articles.tables import read_table

__all__ = [
    "UNKNOWN_OUTLET",
    "UnreadableArticle",
    "clean",
    "day",
    "decode",
    "guess_language",
    "is_same_site",
    "leads_home",
    "own_address",
    "plain_address",
    "read_article",
    "read_page",
    "read_pasted",
    "read_table",
]

"""A page or document as it came over the line becomes an article, or a sentence that says why it is none.

This is the only door to trafilatura.
"""

from __future__ import annotations

import logging
import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from knowledge.articles.addresses import is_the_same_page, own_address, plain_address
from knowledge.articles.comments import Comment, read_comments
from knowledge.articles.declared import Declared, declared_by
from knowledge.articles.decoding import UnreadableArticle, clean, decode, decode_page
from knowledge.articles.documents import is_pdf, read_pdf
from knowledge.articles.furniture import author_of, is_correction, wire_of
from knowledge.articles.languages import guess_language
from knowledge.articles.lists import lost_items
from knowledge.articles.reader import LONGEST, assembled, credited, day, field_of, one_line, read_pasted
from knowledge.model import Article, Period, Span
from knowledge.speakers import outlet_of

#: A page without a line of so many words under its headline has no report on it: it was emptied, or not yet written.
FEWEST_WORDS = 5
#: A page that shows the beginning to everybody and the rest to subscribers shows less than this.
_teaser = 120
#: The text of the metadata is taken where the page itself shows so much less of it.
_much_less = 0.5
#: A shorter line may be said twice: "He did not answer."
_repeated = 60


def read_article(
    data: bytes,
    url: str,
    *,
    content_type: str = "",
    outlet: str | None = None,
    language: str | None = None,
    credit: str | None = None,
    published: Period | None = None,
    listed_outlet: str | None = None,
    listed_language: str | None = None,
) -> Article:
    """The report in what an address answered: a web page, a PDF or a plain text.

    `url` is where it was found in the end, or the name of a file. The article's own address is the one the page gives
    itself, where that is believable; then `seen_in` holds where it was read. What the caller knows (outlet, language,
    the agency that is credited, the day) outweighs what the page says; what a listing says of it (`listed_outlet`,
    `listed_language`) counts where the page itself says nothing. Raises `UnreadableArticle` with one sentence
    for anything that is no report.
    """
    if is_pdf(data, content_type):
        article = _read_document(
            data,
            url,
            outlet=outlet,
            published=published,
            language=language,
            listed_outlet=listed_outlet,
            listed_language=listed_language,
        )
    elif content_type.lower().startswith("text/plain"):
        text = decode_page(data, content_type, url)
        article = read_pasted(
            text,
            url=plain_address(url),
            outlet=outlet or _outlet(listed_outlet, url),
            published=published,
            language=language or _language(listed_language, text),
        )
    else:
        article = read_page(
            data,
            url,
            content_type=content_type,
            outlet=outlet,
            published=published,
            language=language,
            listed_outlet=listed_outlet,
            listed_language=listed_language,
        )
    return credited(article, credit)


def read_page(
    html: bytes,
    url: str,
    *,
    content_type: str = "",
    outlet: str | None = None,
    published: Period | None = None,
    language: str | None = None,
    listed_outlet: str | None = None,
    listed_language: str | None = None,
) -> Article:
    """The report on a web page, without menus and advertisements, with readers' comments and corrections apart.

    The title, days, byline and language are those the page's own metadata gives. Raises `UnreadableArticle` with one
    sentence when the page holds no text that reads like a report.
    """
    # Extraction is the slowest import of the house: only those who read pages wait for it.
    import trafilatura

    if not html.strip():
        raise UnreadableArticle(f"The page at {url} is empty.")
    if len(html) > 4 * LONGEST:
        raise UnreadableArticle(f"The page at {url} has {len(html):,} bytes, which is too much for an article.")
    page = decode_page(html, content_type, url)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        tree: Any = trafilatura.load_html(page)
        if tree is None:
            raise UnreadableArticle(f"The page at {url} holds no text that reads like an article.")
        declared = declared_by(tree)
        # Whoever signs a fact-check in the page did not sign the report, and the extractor takes any author it meets.
        for script in tree.xpath("//script[contains(., 'ClaimReview')]"):
            script.drop_tree()
        about = trafilatura.extract_metadata(
            tree, url, {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
        )
        found: Any = trafilatura.bare_extraction(tree, url=url, include_tables=False)
        if _is_wall(found, declared):
            # Some pages put their whole report where others put what stands beside it.
            found = trafilatura.bare_extraction(tree, url=url, include_tables=False, favor_recall=True) or found
        extracted = _lines(field_of(found, "text"))
        if lost := lost_items(tree, extracted):
            # It passes over lists in a page without a frame unless it is asked for more, and then brings too much.
            more = trafilatura.bare_extraction(tree, url=url, include_tables=False, favor_recall=True)
            extracted = _with(lost, extracted, _lines(field_of(more, "text")))
    except UnreadableArticle:
        raise
    except Exception as error:  # any page may break the extractor; that page is then unreadable
        raise UnreadableArticle(f"The page at {url} could not be read: {error}.") from error
    title = _title(declared, about, outlet or listed_outlet, url)
    remarks = _lines(field_of(found, "comments"))
    lines = _reported(extracted, declared, remarks, title)
    lines += _corrections_apart(lines, declared)
    _refuse_walls(lines, title, declared, url)
    text = "\n\n".join(lines)
    headline: Span | None = None
    if title:
        text = f"{title}\n\n{text}"
        headline = Span(0, len(title))
    comments: list[Comment] = []
    for remark in remarks:
        at = len(text) + 2
        text = f"{text}\n\n{remark}"
        comments.append(Comment(None, Span(at, at + len(remark))))
    start = headline.end if headline else 0
    if not comments:
        comments = list(read_comments(text, start))
    own = own_address(url, declared.canonical) if _is_web(url) else _saved_from(declared.canonical)
    return assembled(
        text,
        headline,
        start,
        tuple(comments),
        url=own,
        seen_in=plain_address(url) if own and _is_web(url) and not is_the_same_page(own, url) else None,
        outlet=outlet or _outlet(declared.outlet, own) or _outlet(listed_outlet, own),
        title=title,
        published=published or day(declared.published),
        modified=day(declared.modified),
        language=language or _language(declared.language or listed_language, text),
        author=_author(declared, about),
        wire=next(filter(None, map(wire_of, declared.bylines)), None),
    )


#: Languages that are written in Latin letters, and those that are never.
_latin = frozenset(["en", "de", "fr", "es", "it", "pt", "tr", "nl", "pl"])
_other_letters = frozenset(["ar", "fa", "ur", "ps", "he", "ja", "ko", "zh", "hi", "el", "ru", "uk", "bg", "be", "mk"])


def _language(declared: str | None, text: str) -> str | None:
    """The language a page declares, unless its very letters are of another: templates say "en" of every page."""
    guessed = guess_language(text)
    parted = (declared in _latin and guessed in _other_letters) or (declared in _other_letters and guessed in _latin)
    return guessed if declared is None or parted else declared


def _author(declared: Declared, about: Any) -> str | None:
    """Who signed the report; an agency that stands among them is its credit, unless it stands alone."""
    told = declared.author or field_of(about, "author") or next(filter(None, map(author_of, declared.bylines)), None)
    names = [name.strip() for name in (told or "").split(";")]
    return ", ".join(name for name in names if len(names) == 1 or not wire_of(name)) or None


def _outlet(declared: str | None, own: str | None) -> str | None:
    """The name a site gives itself; None where its address says it better, or where it is another outlet's name."""
    if not declared or (own and outlet_of(own)):
        return None
    return None if own and outlet_of(declared) else declared


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _saved_from(canonical: str | None) -> str | None:
    """The address that a page in a file gives itself; None for a front page's, which others of its site give too."""
    found = plain_address(canonical.strip()) if canonical else ""
    return found if re.match(r"https?://[^/\s]+/[^\s?]", found) else None


def _read_document(
    data: bytes,
    url: str,
    *,
    outlet: str | None,
    published: Period | None,
    language: str | None,
    listed_outlet: str | None,
    listed_language: str | None,
) -> Article:
    document = read_pdf(data, url)
    article = read_pasted(
        document.text,
        url=plain_address(url) if _is_web(url) else None,
        outlet=outlet or _outlet(listed_outlet, url),
        title=document.title,
        published=published,
        language=language or _language(listed_language, document.text),
    )
    # The day a file was made is no day of publication: it may have been made anew.
    return replace(article, author=article.author or document.author, modified=day(document.made))


def _title(declared: Declared, about: Any, outlet: str | None, url: str) -> str | None:
    """The headline, without the name of the site that pages hang on it."""
    title = one_line(clean(declared.title or field_of(about, "title") or ""))
    row = outlet_of(url)
    for name in filter(None, (declared.outlet, field_of(about, "sitename"), outlet, row.outlet if row else None)):
        title = re.sub(rf"\s+[|–—·•:«»-]+\s+{re.escape(name)}\s*$", "", title, flags=re.IGNORECASE)
    return title or None


def _lines(words: str | None) -> list[str]:
    """The extractor prints a paragraph a line, and a dash before what stands in a list."""
    lines = (re.sub(r"^- (?=\S)", "", line.strip()) for line in clean(words or "").split("\n"))
    return [line for line in lines if line.strip(" -|")]


def _reported(lines: list[str], declared: Declared, remarks: list[str], title: str | None) -> list[str]:
    """The paragraphs of the report: those the page shows, or those its metadata holds where the page shows few."""
    said = set(remarks)
    lines = [line for line in lines if line not in said]
    entries = [line for told in declared.entries for line in (told.headline, *_lines(told.words)) if line]
    whole = _lines(declared.body)
    for other in (entries, whole):
        # Where the extractor took the text of the metadata itself, it lost the paragraphs.
        if sum(map(len, lines)) < _much_less * sum(map(len, other)) or _run_together(lines) == _run_together(other):
            lines = other
    # Paragraphs are printed again as pulled quotes, and by an extractor that read them twice.
    lines = [line for place, line in enumerate(lines) if len(line) < _repeated or line not in lines[:place]]
    if title:
        lines = [line for place, line in enumerate(lines) if place > 3 or one_line(line).casefold() != title.casefold()]
    shown = " ".join(lines)
    # A correction may stand in the metadata alone.
    hidden = [words for words in declared.corrections if one_line(words)[:60] not in one_line(shown)]
    told = (one_line(words) for words in hidden)
    return lines + [words if is_correction(words) else f"Correction: {words}" for words in told]


def _corrections_apart(lines: list[str], declared: Declared) -> list[str]:
    """What the outlet says of its report outside of it, where the extractor does not look."""
    shown = one_line(" ".join(lines))
    found = dict.fromkeys(
        words for words in (one_line(clean(aside)) for aside in declared.asides) if is_correction(words)
    )
    return [
        words for words in found if words not in shown and not any(words in other for other in found if other != words)
    ]


def _with(lost: frozenset[str], lines: list[str], more: list[str]) -> list[str]:
    """The lines with the lost items at their places, where the longer reading has both."""
    found = set(lines)
    both = [line for line in more if line in found or one_line(line) in lost]
    return both if found <= set(both) else lines


def _run_together(lines: list[str]) -> str:
    return "".join("".join(lines).split())


@cache
def _walls() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads((files(__package__) / "pages.toml").read_text("utf-8"))
    return {
        name: re.compile("|".join(f"(?:{words})" for words in table[name]["words"]), re.IGNORECASE)
        for name in ("consent", "subscribers", "robots", "missing")
    }


def _is_wall(found: Any, declared: Declared) -> bool:
    lines = _lines(field_of(found, "text"))
    try:
        _refuse_walls(lines, None, declared, "")
    except UnreadableArticle:
        return bool(lines)
    return False


def _refuse_walls(lines: list[str], title: str | None, declared: Declared, url: str) -> None:
    """Say what a page shows in the place of an article. Raises `UnreadableArticle`."""
    words = sum(len(re.findall(r"\w+", line)) for line in lines)
    shown = "\n".join((title or "", *lines))
    walls = _walls()
    if words < _teaser:
        if declared.free is False or walls["subscribers"].search(shown):
            raise UnreadableArticle(f"The page at {url} shows the article to subscribers only.")
        if walls["consent"].search(shown):
            raise UnreadableArticle(f"The page at {url} asks for consent and shows no article without it.")
        if walls["robots"].search(shown):
            raise UnreadableArticle(f"The page at {url} shows its article to a person's browser only.")
        if walls["missing"].fullmatch((title or "").strip()) or (words < 40 and walls["missing"].search(shown)):
            raise UnreadableArticle(f"The page at {url} says that there is no such page, or not now.")
    if not any(len(re.findall(r"\w+", line)) >= FEWEST_WORDS for line in lines):
        raise UnreadableArticle(f"The page at {url} holds no text that reads like an article.")


__all__ = ["UnreadableArticle", "decode", "read_article", "read_page"]

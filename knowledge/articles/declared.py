"""What a page says about itself in its own metadata: headline, byline, days, language, address.

JSON-LD (schema.org), OpenGraph, meta and link elements, microdata. A date that merely stands on the page (a footer's
year, a donation drive's last day, the stories beside this one) is nobody's word on when this one came out.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

#: The types of schema.org that a report has. Others stand on the page too: its site, its breadcrumbs, its pictures.
_report = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|ClaimReview)$")
_published_names = (
    "article:published_time", "og:article:published_time", "datepublished", "article_date_original", "publication_date",
    "publishdate", "publish-date", "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "citation_publication_date", "originalpublicationdate", "rnews:datepublished",
)  # fmt: skip
_modified_names = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "revised",
)  # fmt: skip
_title_names = ("og:title", "twitter:title", "dc.title", "parsely-title", "citation_title")
_author_names = (
    "author",
    "article:author_name",
    "parsely-author",
    "dc.creator",
    "byl",
    "sailthru.author",
    "citation_author",
)
_byline_class = re.compile(r"byline|author|agency|(?:^|[-_ ])(?:source|credit)s?(?:$|[-_ ])", re.IGNORECASE)
_longest_byline = 160
#: A quick look at the first words, before a closer one; furniture.toml has the list.
_may_be_about_itself = re.compile(
    r"\W*(?:correct|clarif|editor|publisher|this |the |an? |in an? |update|note|we |errat|corrig|rectif|korrek|fe de"
    r"|in einer|une |исправ|уточн|تصحيح|düzelt)",
    re.IGNORECASE,
)
_shortest_aside, _longest_aside = 20, 700
_not_of_the_report = ("aside", "nav", "footer", "form")
_beside = re.compile(r"related|recommend|sidebar|comment|footer|widget|most-|trending|newsletter|donat", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a live page, as its metadata tells it."""

    at: str
    headline: str
    words: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page's metadata says; None or empty for what it does not say."""

    title: str | None = None
    author: str | None = None
    #: As ISO 8601 writes them, no more exact than the page says.
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    outlet: str | None = None
    #: The address that the page gives as its own, as written there.
    canonical: str | None = None
    #: The text, where the metadata holds it whole.
    body: str | None = None
    entries: tuple[Told, ...] = ()
    #: What the publisher says was wrong before.
    corrections: tuple[str, ...] = ()
    #: What stands where the page names who wrote it and whose report it is.
    bylines: tuple[str, ...] = ()
    #: Short paragraphs that stand apart from the report, of which one may be about it.
    asides: tuple[str, ...] = ()
    #: False when the page says that only subscribers may read it.
    free: bool | None = None


def declared_by(tree: Any) -> Declared:
    """What this page declares, from a parsed tree (lxml)."""
    report, is_named = _report_in(tree)
    meta = _meta(tree)
    headline = _text(report.get("headline"))
    body = _plain(report.get("articleBody"))
    return Declared(
        title=(headline if is_named else None) or _first(meta, _title_names) or _only_heading(tree) or headline,
        author=_names(report.get("author")) or _byline(_first(meta, _author_names)),
        published=_date(report.get("datePublished"))
        or _date(_first(meta, _published_names))
        or _date(_microdata(tree, "datePublished"))
        or _time_of_the_report(tree),
        modified=_date(report.get("dateModified"))
        or _date(_first(meta, _modified_names))
        or _date(_microdata(tree, "dateModified")),
        language=_language(tree, report, meta),
        outlet=_first(meta, ("og:site_name", "application-name")) or _names(report.get("publisher")),
        canonical=next(iter(tree.xpath("//link[@rel='canonical']/@href")), None) or _first(meta, ("og:url",)),
        body=body,
        entries=tuple(_entries(report)),
        corrections=tuple(filter(None, (_correction(one) for one in _listed(report.get("correction"))))),
        bylines=tuple(_bylines(tree)),
        asides=tuple(_asides(tree)),
        free=_free(report),
    )


def json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Every thing that the page's JSON-LD describes, however deeply its graphs and lists hold it."""
    for script in tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"):
        words = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", script.text or "")
        for attempt in (words, html.unescape(words), re.sub(r",\s*(?=[}\]])", "", words)):
            try:
                # Editors paste line breaks into strings.
                found = json.loads(attempt, strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _things(found)
            break


def _things(found: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(found, list):
        for one in found:
            yield from _things(one, depth + 1)
    elif isinstance(found, dict):
        yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed"):
            yield from _things(found.get(key), depth + 1)


def _report_in(tree: Any) -> tuple[dict[str, Any], bool]:
    """The description of this page's report, and whether it bears the page's headline.

    Of several the one that does is taken, and none where none does: they are of other pages.
    """
    found = [t for t in json_ld(tree) if any(_report.search(str(kind)) for kind in _listed(t.get("@type")))]
    headings = _headings(tree) | {_folded(t) for t in tree.xpath("//meta[@property='og:title']/@content")}
    named = next((t for t in found if _folded(_text(t.get("headline")) or "") in headings - {""}), None)
    if named is not None:
        return named, True
    told = [t for t in found if t.get("articleBody") or t.get("headline") or t.get("datePublished")]
    return (told[0] if len(told) == 1 or (told and not headings) else {}), False


def _only_heading(tree: Any) -> str | None:
    """The page's one heading of the first order, where its title says the same: else it may be the site's name."""
    headings = [" ".join("".join(heading.itertext()).split()) for heading in tree.iter("h1")]
    titles = _folded(" ".join("".join(title.itertext()) for title in tree.iter("title")))
    return headings[0] if len(headings) == 1 and headings[0] and _folded(headings[0]) in titles else None


def _headings(tree: Any) -> set[str]:
    return {_folded("".join(heading.itertext())) for heading in tree.iter("h1")} - {""}


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if name and content and name not in found:
            found[name] = content
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _microdata(tree: Any, name: str) -> str | None:
    for element in tree.xpath("//*[@itemprop=$name]", name=name):
        if not _stands_beside(element):
            return element.get("datetime") or element.get("content") or "".join(element.itertext()).strip() or None
    return None


def _bylines(tree: Any) -> Iterator[str]:
    for element in tree.iter("p", "div", "span", "a", "address", "li", "small", "em", "b", "strong"):
        named = f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}"
        is_named = _byline_class.search(named)
        if len(element) > 8 or not (is_named or re.match(r"\s*(?:By|BY|by) [A-Z]", element.text or "")):
            continue
        words = " ".join("".join(element.itertext()).split())
        if 0 < len(words) <= _longest_byline and not _stands_beside(element):
            yield words


def _asides(tree: Any) -> Iterator[str]:
    for element in tree.iter("p", "div", "em", "i", "small", "li", "span"):
        first = next((words for words in element.itertext() if not words.isspace()), "")
        if not _may_be_about_itself.match(first) or len(element) > 6:
            continue
        # A teaser is a link.
        if any(above.tag == "a" for above in element.iterancestors()) or _stands_beside(element):
            continue
        words = " ".join("".join(element.itertext()).split())
        if _shortest_aside <= len(words) <= _longest_aside:
            yield words


def _time_of_the_report(tree: Any) -> str | None:
    """The moment that stands with the headline, in an element made for it."""
    headings = tree.xpath("//h1")
    if len(headings) != 1:
        return None
    paragraphs = "count(preceding::p[string-length(normalize-space()) > 80])"
    here = headings[0].xpath(paragraphs)
    for element in headings[0].xpath("following::time[@datetime] | preceding::time[@datetime][1]")[:2]:
        if element.xpath(paragraphs) == here and not _stands_beside(element):
            return str(element.get("datetime"))
    return None


def _stands_beside(element: Any) -> bool:
    """Whether an element is part of something that is not this report: a list of others, a footer, a reader's words."""
    return any(
        above.tag in _not_of_the_report or _beside.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in (element, *element.iterancestors())
        if isinstance(above.tag, str) and above.tag not in ("body", "html")
    )


def _date(written: object) -> str | None:
    """A date as ISO writes it, from what metadata holds; None when it is written in another way.

    >>> _date("2021-02-18T10:00:00Z"), _date("20210218"), _date("2021/02/18"), _date("soon"), _date(1613642400)
    ('2021-02-18', '2021-02-18', '2021-02-18', None, None)
    """
    words = str(written).strip() if isinstance(written, str | int) else ""
    found = re.match(r"((?:19|20)\d\d)(?:([-/.]?)(\d\d)(?:\2(\d\d))?)?(?![\d])", words)
    if found is None:
        return None
    return "-".join(filter(None, (found[1], found[3], found[4])))


def _language(tree: Any, report: dict[str, Any], meta: dict[str, str]) -> str | None:
    told = (
        _text(report.get("inLanguage")),
        next(iter(tree.xpath("/html/@lang | /html/@*[local-name()='lang']")), None),
        _first(meta, ("og:locale", "content-language", "dc.language")),
        next(iter(tree.xpath("//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content")), None),
    )
    for words in told:
        code = re.match(r"[A-Za-z]{2,3}(?=[-_]|$)", (words or "").strip())
        if code:
            return code.group().lower()
    return None


def _entries(report: dict[str, Any]) -> Iterator[Told]:
    for entry in _listed(report.get("liveBlogUpdate")):
        if isinstance(entry, dict):
            words = _plain(entry.get("articleBody")) or ""
            headline = _text(entry.get("headline")) or ""
            if words or headline:
                yield Told(str(entry.get("datePublished") or ""), headline, words)


def _correction(told: object) -> str | None:
    return _plain(told.get("text") or told.get("description")) if isinstance(told, dict) else _plain(told)


def _free(report: dict[str, Any]) -> bool | None:
    told = report.get("isAccessibleForFree")
    return None if told is None else str(told).strip().lower() not in ("false", "no", "0")


def _names(told: object, depth: int = 0) -> str | None:
    names: list[str] = []
    for one in _listed(told):
        # Some write a person into the name of a person.
        within = one.get("name") if isinstance(one, dict) else one
        name = _names(within, depth + 1) if isinstance(within, dict | list) and depth < 3 else _byline(_text(within))
        if name and name not in names:
            names.append(name)
    return ", ".join(names) or None


def _byline(words: str | None) -> str | None:
    """A name as a byline prints it; an address in its place names nobody."""
    words = re.sub(r"<[^>]{0,500}>", "", html.unescape(words or ""))
    words = re.sub(r"^\s*(?:by|von|par|por)\s+", "", words, flags=re.IGNORECASE).strip(" ,;|")
    return words if words and "://" not in words and not words.startswith("@") and len(words) <= 120 else None


def _listed(told: object) -> list[Any]:
    return told if isinstance(told, list) else [] if told is None else [told]


def _text(told: object) -> str | None:
    return (" ".join(html.unescape(told).split()) or None) if isinstance(told, str) else None


def _plain(told: object) -> str | None:
    """A text of the metadata without the markup that some write into it, a paragraph a line."""
    if not isinstance(told, str) or not told.strip():
        return None
    words = html.unescape(told)
    if re.search(r"</?(?:p|br|div|a|b|strong|em|i|ul|li|h\d)\b[^>]*>", words, re.IGNORECASE):
        words = re.sub(r"(?i)<(?:br|/p|/div|/li|/h\d)\b[^>]*>", "\n", words)
        words = html.unescape(re.sub(r"<[^>]{0,2000}>", "", words))
    return "\n".join(" ".join(line.split()) for line in words.splitlines() if line.strip()) or None


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))

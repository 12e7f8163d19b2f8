"""The ways in which one page is addressed: as it was shared, for telephones, and as its site has it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

#: What networks hang on an address when it is shared.
_SHARED = re.compile(
    r"utm_|fbclid$|gclid$|igshid$|mc_|ref$|ref_src$|s$|si$|share|feature$|_*amp_*$|amp_|usqp$", re.IGNORECASE
)
#: Copies of a page for telephones that somebody else keeps, with its own address behind theirs: an "s" for https.
_KEPT_ELSEWHERE = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/amp|[\w-]+\.cdn\.ampproject\.org/[a-z]|[\w.-]*bing-amp\.com/[a-z])"
    r"/(?P<secure>s/)?(?=[\w-]+(?:\.[\w-]+)+/)",
    re.IGNORECASE,
)
#: A part of a path that has the page for telephones: "/amp/story", "/story/amp", "/world/amp/story".
_IN_THE_PATH = re.compile(r"/amp(?=/|$)", re.IGNORECASE)
#: And the end of a page's name: "story.amp", "story.amp.html".
_IN_THE_NAME = re.compile(r"\.amp(?=$|\.html?$)", re.IGNORECASE)


def addresses_of(link: str) -> tuple[str, ...]:
    """The ways in which one page is addressed: as pasted first, then without what sharing hangs on it.

    >>> addresses_of("http://m.example.org/a/?utm_source=x#top")[1:4]
    ('http://m.example.org/a/', 'http://m.example.org/a', 'https://m.example.org/a/')
    >>> "https://example.org/world/a" in addresses_of("https://www.google.com/amp/s/amp.example.org/world/a.amp")
    True
    """
    whole = link if "://" in link else f"https://{link}"
    own = _KEPT_ELSEWHERE.sub(lambda copy: "https://" if copy["secure"] else "http://", whole, count=1)
    try:
        parts = urlsplit(own)
    except ValueError:
        return (link,)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = urlencode([pair for pair in asked if not _SHARED.match(pair[0]) and pair[1].lower() != "amp"])
    plain_host = re.sub(r"^(?:(?:www|m|mobile|amp)\.)+(?=[\w-]+\.)", "", parts.netloc, flags=re.IGNORECASE)
    hosts = dict.fromkeys((parts.netloc, plain_host, f"www.{plain_host}"))
    bare = parts.path.rstrip("/")
    plain = _IN_THE_NAME.sub("", _IN_THE_PATH.sub("", bare))
    named = [plain, f"{plain}.html"] if bare.lower().endswith(".amp") else [plain]
    found = [link, whole, own]
    schemes = dict.fromkeys((parts.scheme, "https", "http"))
    for host in hosts:
        for scheme in schemes:
            for path in dict.fromkeys((parts.path, bare, f"{bare}/", *named, f"{plain}/")):
                found.append(urlunsplit((scheme, host, path, kept, "")))
    # A store may hold the copy for telephones where the page itself is pasted.
    for scheme in schemes:
        found += [urlunsplit((scheme, f"amp.{plain_host}", path, kept, "")) for path in (plain, f"{plain}/")]
        for host in hosts:
            copies = ((f"/amp{plain}", kept), (f"{plain}/amp", kept), (f"{plain}/amp/", kept))
            asked_for = ((plain, f"{kept}&{mark}" if kept else mark) for mark in ("amp=1", "amp"))
            found += [urlunsplit((scheme, host, path, query, "")) for path, query in (*copies, *asked_for)]
    return tuple(dict.fromkeys(found))

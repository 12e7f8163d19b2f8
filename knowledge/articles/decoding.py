"""Bytes and characters to plain words, without what nobody sees."""

from __future__ import annotations

import re


class UnreadableArticle(ValueError):
    """The text or page cannot be read as an article; the message is one sentence for whoever pasted it."""


def decode(data: bytes) -> str:
    """The bytes as words: UTF-8, UTF-16 with its mark, or else the western code page that old systems write.

    Raises `UnreadableArticle` for bytes that are no text at all.

    >>> decode("naïve".encode("cp1252"))
    'naïve'
    """
    if data.startswith((b"%PDF", b"{\\rtf", b"%!PS")):
        # Printable enough to pass for text, and none of it is what a reader sees.
        raise UnreadableArticle("This is a document of a word processor or printer; save it as plain text or HTML.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableArticle("This file says it is UTF-16, but it cannot be read as that.") from error
    if b"\x00" in data:
        raise UnreadableArticle("This is a binary file, not text.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in data)
    if odd > len(data) // 50:
        raise UnreadableArticle("This is a binary file, not text.")
    # Five bytes have no meaning in that code page; old spreadsheets hold a few, and they must not cost the article.
    words = data.decode("cp1252", errors="replace")
    if words.count("\ufffd") > len(words) // 1000 + 1:
        raise UnreadableArticle("This file is neither UTF-8 nor any other text that whosays can read.")
    letters = sum(character.isascii() and (character.isalnum() or character.isspace()) for character in words)
    if letters < len(words) * 0.5:
        # Half the file outside the alphabet: some other code page, or no text; a guess would garble every quotation.
        raise UnreadableArticle("This file is in a text encoding that whosays does not know; save it as UTF-8.")
    return words


#: What sites call an encoding, and the wider one that it is read as (WHATWG, Encoding Standard).
_read_as = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "unicode": "utf-8",
    "x-cp1251": "cp1251", "x-mac-cyrillic": "mac-cyrillic", "x-user-defined": "cp1252",
}  # fmt: skip
_says_charset = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_xml_says = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_header_says = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)


def decode_page(data: bytes, content_type: str, url: str) -> str:
    """A page as words, in the encoding that its bytes are really in.

    Its mark is believed first; then UTF-8, which no other text is by chance; then what the header and the page say,
    where the bytes bear it out; then what the bytes look like. Raises `UnreadableArticle` for what is no text.

    >>> decode_page("Мэр".encode("cp1251"), "text/html; charset=windows-1251", "https://post.example/")
    'Мэр'
    """
    if (
        data[:8]
        .lstrip()
        .startswith((b"%PDF", b"{\\rtf", b"%!PS", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x7fELF"))
    ):
        raise UnreadableArticle(f"What lies at {url} is no page but a file for another program.")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").replace("\x00", "")
    if _looks_wide(data):
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", errors="replace")
    if data.count(b"\x00") > len(data) // 100:
        raise UnreadableArticle(f"What lies at {url} is no page but a file for another program.")
    # Broken servers leave a stray one.
    data = data.replace(b"\x00", b"")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        words = data.decode("utf-8", errors="replace")
        broken = words.count("\ufffd")
        beyond = sum(character > "\x7f" for character in words) - broken
        if broken * 20 < beyond:
            # Here and there a letter was cut in two.
            return words
    header, xml, meta = (
        _header_says.search(content_type),
        _xml_says.search(data[:200]),
        _says_charset.search(data[:4096]),
    )
    said = [header and header[1], xml and xml[1].decode("ascii"), meta and meta[1].decode("ascii")]
    for name in filter(None, said):
        encoding = _read_as.get(name.lower(), name.lower())
        # It was tried, and the bytes do not bear it out.
        if encoding.replace("_", "-") in ("utf-8", "utf8", "utf-16", "utf-16le"):
            continue
        try:
            words = data.decode(encoding, errors="replace")
        except (LookupError, UnicodeError):
            continue
        if words.count("\ufffd") <= len(words) // 500 and not _is_garbled(words):
            return words
    if _is_western(data):
        return data.decode("cp1252", errors="replace")
    # Only those whose page says nothing, or nothing true, wait for it.
    from charset_normalizer import from_bytes

    best = from_bytes(_letters_of(data)).best()
    encoding = best.encoding if best else "cp1252"
    words = data.decode(encoding, errors="replace")
    if words.count("\ufffd") > len(words) // 50 + 1:
        raise UnreadableArticle(f"The page at {url} is in a text encoding that whosays does not know.")
    return words


def _looks_wide(data: bytes) -> bool:
    head = data[:400]
    return len(head) > 20 and (head[1::2].count(0) > len(head) * 0.4 or head[0::2].count(0) > len(head) * 0.4)


def _is_garbled(words: str) -> bool:
    """Whether Cyrillic or Arabic was read as a western page: accented letters stand one behind the other.

    >>> _is_garbled("Мэр города сказал".encode("cp1251").decode("cp1252")), _is_garbled("Müller fährt, là-bas, élève")
    (True, False)
    """
    letters = re.findall(r"[^\W\d_]", words)
    accented = len(re.findall(r"[\u00c0-\u00ff]{4,}", words))
    return accented > 1 and sum("\u00c0" <= letter <= "\u00ff" for letter in letters) > len(letters) * 0.1


def _is_western(data: bytes) -> bool:
    """Whether these bytes are a text of western Europe: mostly ASCII, with letters where letters should be.

    >>> [_is_western(w.encode(e)) for w, e in (("une fusée à Alep", "cp1252"), ("dąb i żuk", "cp1250"))]
    [True, False]
    """
    words = _letters_of(data).decode("cp1252", errors="replace")
    letters = [letter for letter in words if letter.isalpha()]
    plain = sum(letter.isascii() for letter in letters)
    return plain > len(letters) * 0.7 and not re.search(r"[a-z][^\x00-\x7fÀ-ÿŒœŠšŽžŸ‘’“”–—…«»·][a-z]", words)


def _letters_of(data: bytes) -> bytes:
    """The page without its tags, which are ASCII and would drown what its letters are."""
    text = re.sub(rb"(?is)<(script|style)\b.*?</\1>|<[^>]{0,2000}>", b" ", data)
    return text[:200_000] if len(re.findall(rb"[\x80-\xff]", text)) > 3 else data[:200_000]


_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u200b\u2060\ufeff\u00ad\ud800-\udfff\ufff9-\ufffb]"
)
#: What an old code page has lost of a mark or a blank before a word. Within a word it stands for a letter, and stays.
_LOST_MARKS = re.compile(r"(?<![^\s\"“‘(\[])(?:•\ufffd+|\ufffd+(?=[\s\"“‘(A-Z\d]|\Z))[^\S\n]*")
_JOINERS = re.compile(r"[\u200c\u200d]")
#: Scripts in which a joiner is part of the spelling: Arabic and its neighbours, the Indic scripts; and emoji families.
_JOINED = re.compile(
    r"[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
)


def clean(text: str) -> str:
    """The words without characters that nobody sees but that hide or reverse others.

    Joiners stay where a script spells with them (Persian, Hindi) and between the parts of an emoji.

    >>> clean("air\\u200bstrikes \\u202edeny")
    'airstrikes deny'
    """
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\x85", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
    )
    text = _LOST_MARKS.sub("", _CONTROLS.sub("", text))
    return _JOINERS.sub(
        lambda m: (
            m.group()
            if m.start() and _JOINED.match(text[m.start() - 1]) and _JOINED.match(text[m.end() : m.end() + 1] or " ")
            else ""
        ),
        text,
    )

"""What a messenger, a mail program or a network prints around somebody's words, taken off."""

from __future__ import annotations

import html
import re
import unicodedata

from knowledge.places import read_places
from knowledge.quantities.units import named_units
from knowledge.quantities.words import split_words
from knowledge.speakers import outlet_of
from retrieval.claims.phrases import phrases
from retrieval.claims.posts import tag_words

#: Two or more pictures, or one behind a word alone, part sentences: "WAKE UP 😡😡 40 DEAD".
BREAK = "\x1f"
MAYBE_BREAK = "\x1e"
#: Behind a bullet or a stamp begins something new, however small its first letter.
NEW = "\x1d"
#: So many words behind a picture are no more of the channel's name.
LEAST_FORWARDED = 4
#: Words of a name that may be written small: "of", "the".
SMALL = 3

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]+|(?<![\w@./-])(?:t\.me|bit\.ly|youtu\.be|fb\.watch)/[^\s<>\"“”]+"
    r"|(?<![\w@./-])(?:[a-z0-9-]{2,}\.)+(?:com|org|net|info|news|co|uk|de|fr|es|it|ru|ua|sy|iq|tr|me|tv|io|press|media|eu|int|gov)"
    r"/[^\s<>\"“”]*",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]\n]{1,400})\]\(((?:https?://|www\.)[^\s()]*)\)")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,400}>")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_MARKUP = re.compile(r"(?<!\w)(?:[*_`]{1,3}|~{2,3}|~(?!\s?\d))(?=\S)|(?<=\S)[*_~`]{1,3}(?!\w)|\|\|")
_BULLET = re.compile(
    r"^\s*(?:(?:>(?!\d))+\s*|(?:[-•–—▪◦·●■►▶*+]+(?=\s)|\[[ xX]?\]"
    r"|\d{1,2}[.)](?=\s)|\d{1,2}/(?=\s)|\(?\d{1,2}/\d{1,2}\)|\d{1,2}/\d{1,2}:)\s*)"
)
_COUNTED_POST = re.compile(
    r"\s*\((?:\d{1,2}/\d{1,2})\)\s*$|(?<=[.!?…])\s*\d{1,2}/(?:\d{1,2}|n)?\s*$|^(?=thread\b)(.*?)\s+\d{1,2}/\d{1,2}\s*$",
    re.IGNORECASE,
)
#: An hour alone before or behind the words is the messenger's.
_CLOCKED = re.compile(
    r"^\W*\d{1,2}:\d\d(?:\s?[ap]\.?m\.?)?\s+(?=\S)(?!on\b|in\b|to\b)|\s+\d{1,2}:\d\d(?:\s?[ap]\.?m\.?)?\W*$",
    re.IGNORECASE,
)
_SPLIT_BULLETS = re.compile(r"\s+(?:[•●▪■►▶]|\+{3,}|/{3})\s+|\s+\|\s+")

_DAY = r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?"
_HOUR = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\.?)?"
_STAMP = rf"(?:{_DAY},?\s+{_HOUR}|{_HOUR},\s+{_DAY}|{_HOUR})"
#: "[12/03, 10:15] Mum: …", "12/03/2024, 10:15 - Mum: …"; what names nobody is the program's own line.
_CHAT = re.compile(
    rf"^\W{{0,3}}(?:\[{_STAMP}\]\s*|{_DAY},?\s+{_HOUR}\s+[-–—]\s+)(?:~\s?)?(?P<name>[^:\n]{{1,40}}:(?=\s|$))?\s*",
    re.IGNORECASE,
)
#: "Mum, [12.03.24 10:15]" as Telegram copies it, "Mum, [Mar 12, 2024 at 10:15 PM]:".
_SIGNED = re.compile(r"^[^\[\]\n:]{1,60}?,?\s*\[(?=[^\]]*\d[:.]\d\d)[^\]\n]{5,40}\]:?\s*", re.IGNORECASE)
#: "/context 100 airstrikes", "!check 100 airstrikes": to a bot, and no words of the claim.
_COMMAND = re.compile(r"^\s*[/!][a-z_]{2,20}(?:@\w+)?(?=\s|$)", re.IGNORECASE)
_COPYRIGHT = re.compile(r"\W*(?:©|\(c\)\s|copyright\b)(?:\W*\w+){1,6}\W*$", re.IGNORECASE)
#: Behind a name the first letters of its words: "HOLM EAST OBSERVER — HEO".
_IN_LETTERS = re.compile(r"(?P<name>\S.*?)\s*(?:[-–—|:]\s*|\()(?P<letters>[A-Z]{2,6})\)?\W*$")
_RETWEET = re.compile(r"^(?:RT|QT|MT)\s+@?\w{2,30}\s*:\s*|^(?:RT|QT|MT)\s+@\w+:?\s*")
_ACCOUNT = re.compile(r"^(?:\S+\s+){0,6}?\(?@\w{2,30}\)?(?:\s*[·•|-]\s*\S.{0,25})?$")
_HANDLE_ALONE = re.compile(r"^\W*@\w{2,30}\W*$")
_VIA = re.compile(r"\s*[(\[]?\b(?:via|h/t|hat tip|cc|credit|source)\s*:?\s*@\w{2,30}[)\]]?", re.IGNORECASE)
#: "@rafi is dead" is of Rafi, "@rafi is it true" asks him; a bot is only ever spoken to.
_MENTIONS = re.compile(
    r"^(?:\s*@\w{2,30}\b)+(?:(?<=_bot)|(?!\s+(?:says?|said|claims?|reports?|reported|confirms?|den(?:y|ies)|announce[sd]?|has|have"
    r"|(?:is|are)(?!\s+(?:it|this|that|these|there)\b))\b))[\s:,]*",
    re.IGNORECASE,
)
_MENTIONS_LAST = re.compile(
    r"(?<!\bsays)(?<!\bsaid)(?<!\bby)(?<!\bto)(?<!\bper)(?<!\bfrom)(?:\s+@\w{2,30}\b)+\s*[.!]?\s*$"
)
_HANDLE = re.compile(r"(?<![\w.@])@(\w{2,})")
#: A tag that is a number, and no year, says nothing where a line ends: "#43".
_NUMBER_TAGS = re.compile(r"(?:\s*[#＃](?!(?:19|20)\d\d\b)\d+)+\s*$")
_HASHTAG = re.compile(r"[#＃](\w+)")
#: Behind the end of a sentence tags file the message, and say nothing but where: "12 dead!! #NeverAgain".
_TAGS_BEHIND = re.compile(r"(?<=[.!?…])(?:\s*[#＃](?!\w*\d)\w+)+\s*$")
#: Blanks alone, since to a pattern the breaks are blanks too.
_PICTURES = re.compile(rf" *{MAYBE_BREAK}(?: *{MAYBE_BREAK})+ *")
_MAIL = re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SHOWN = re.compile(
    r"\s*[\[(](?:watch|full )?\s*(?:videos?|photos?|pics?|pictures|images?|graphic|watch|updated?|18\+)[\])]",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d{3})*|\d+)(?=[a-z]{5,})")
#: "1,7 million" and "12.230 strikes" of whoever writes numbers as his own language does.
_DECIMAL_COMMA = re.compile(
    r"(?<![\w.,])(\d{1,3}),(\d{1,2})(?=\s?(?:(?:and|to|or|[-–])\s?\d+(?:[.,]\d{1,2})?\s?)?(?:million|mln|mio|mil|billion|bln|mrd|thousand|m|bn|k)\b)",
    re.IGNORECASE,
)
_MILLIONS = re.compile(r"(?<=\d)(\s?)(million|billion|thousand)s\b(?! of)", re.IGNORECASE)
#: A stop behind it ends no sentence.
_INCLUDING = re.compile(r"\bincl\.(?=\s)", re.IGNORECASE)
_THOUSANDS_DOTTED = re.compile(
    r"(?<![\w.,$€£])[1-9]\d{0,2}(?:\.\d{3})+(?=\s+(?!(?:million|mln|billion|bn|thousand|percent|per\s+cent|points?|"
    r"k?m|kms?|mi|miles?|meters?|metres?|kgs?|g|tons?|tonnes?|litres?|liters?|hours?|seconds?|degrees?)\b)[^\W\d_]{3,})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CLOCK = re.compile(r"^\d+(?:[.,:]\d+)*(?:st|nd|rd|th|[kmbhdsw]|am|pm|min|hrs?)?$", re.IGNORECASE)


def unwrapped(visible: str) -> tuple[str, tuple[str, ...]]:
    """The words of a message without what was put around them, and the addresses that stood in it.

    >>> unwrapped("[12/03, 10:15] Mum: 40 people died in #PortHolm https://example.org/a")
    ('40 people died in Port Holm', ('https://example.org/a',))
    """
    words = html.unescape(visible) if _ENTITY.search(visible) else visible
    words = _TAG.sub(
        lambda tag: "\n" if tag.group()[1:3].lower() in ("br", "p>", "/p") else _target(tag.group()), words
    )
    words = _LINK.sub(r"\1 \2 ", words)
    links = tuple(_address(link) for link in _URL.findall(words))
    words = _COMMAND.sub("", _URL.sub(" ", words))
    lines = [" ".join(line.split()) for line in words.split("\n")]
    letter = sum(bool(phrases().letter_head.match(line) or _subject(line)) for line in lines) > 1
    kept = [_freed(line, letter) for line in lines]
    kept = _without_lines_of_tags(kept)
    named = ["" if line and _names_account(line, _next(kept, at)) else line for at, line in enumerate(kept)]
    plain = [_plain(line) for line in named]
    return _joined([piece for line in plain for piece in _pieces(line)]), links


def _address(link: str) -> str:
    return link.rstrip(".,;:!?]}»”\"'") if link.count("(") == link.count(")") else link.rstrip(".,;:!?)]}»”\"'")


def _target(tag: str) -> str:
    """A tag goes, the address in it stays."""
    found = re.search(r"href\s*=\s*[\"']?(https?://[^\"'\s>]+)", tag)
    return f" {found[1]} " if found else ""


def _subject(line: str) -> bool:
    return bool(re.match(r"\s*(?:subject|betreff|asunto|objet|тема)\s*:", line, re.IGNORECASE))


def _next(lines: list[str], at: int) -> str:
    return next((line for line in lines[at + 1 :] if line.strip()), "")


def _freed(line: str, letter: bool) -> str:
    """One line without the mark, stamp, name or header before it; empty when nothing of it was anybody's words."""
    if _COPYRIGHT.match(line):
        return ""
    bulleted = _BULLET.match(line)
    line = _BULLET.sub("", _BULLET.sub("", line))
    listed = bulleted is not None and not bulleted.group().strip().startswith(">")
    begins = listed or bool(_CHAT.match(line) or _SIGNED.match(line))
    if stamped := _CHAT.match(line):
        # A line with a stamp and nobody's name is the program's: "… joined using this group's invite link".
        line = line[stamped.end() :] if stamped["name"] else ""
    line = _SIGNED.sub("", line)
    if header := phrases().header.match(line):
        line = _behind_its_channel(line[header.end() :])
    if letter and _subject(line):
        line = phrases().letter_subject.sub("", line.strip(), count=1)
    elif letter and phrases().letter_head.match(line):
        return ""
    line = _COUNTED_POST.sub(lambda found: found[1] or "", _RETWEET.sub("", _BULLET.sub("", line)))
    return f"{NEW}{_CLOCKED.sub('', line)}" if begins else _CLOCKED.sub("", line)


def _behind_its_channel(words: str) -> str:
    """What was forwarded, in one line with whom from: behind a colon, or behind a picture if it is long enough.

    >>> _behind_its_channel("Holm Alerts: bridge down"), _behind_its_channel("Holm Alerts 🚨 bridge in Holm down")
    (' bridge down', ' bridge in Holm down')
    >>> _behind_its_channel("Holm Alerts 🚨 Live News")
    ''
    """
    name, colon, rest = words.partition(":")
    if colon and len(rest.split()) >= 2 and not name.strip().lower().endswith(("from", "date")):
        return rest
    at = next((at for at, c in enumerate(words) if _is_picture(c)), len(words))
    rest = words[at + 1 :]
    is_a_name = all(word[:1].isupper() or len(word) <= SMALL for word in rest.split())
    return rest if len(rest.split()) >= LEAST_FORWARDED and not (is_a_name and not rest.isupper()) else ""


def _names_account(line: str, following: str) -> bool:
    """Whether a line is the head of a post: "Harbour Post @harbour · 3h", or a name above such a line."""
    line, following = line.lstrip(NEW), following.lstrip(NEW)
    if _HANDLE_ALONE.match(line) or (_ACCOUNT.match(line.strip()) and _titled(line.split("@")[0]) and "·" in line):
        return True
    if _HANDLE_ALONE.match(following) and _letters(line) == _letters(following):
        return True
    above = bool(_HANDLE_ALONE.match(following)) or bool(
        re.match(r"^\W*\d{1,2}\s?(?:m|h|d|w|min|hrs?)\b\W*$", following)
    )
    return above and len(line.split()) <= 5 and _titled(line)


def _without_lines_of_tags(lines: list[str]) -> list[str]:
    """The lines, of one that is nothing but tags above or below others only the places, each a line.

    >>> _without_lines_of_tags(["#Homs #BlackFriday", "12 dead"]), _without_lines_of_tags(["#Homs #MillFire"])
    (['Homs', '12 dead'], ['#Homs #MillFire'])
    """
    if all(not line.strip() or _is_all_tags(line) for line in lines):
        return lines
    return [part for line in lines for part in (_places_tagged(line) if _is_all_tags(line) else [line])]


def _is_all_tags(line: str) -> bool:
    tags = _HASHTAG.findall(line)
    return len(tags) > 1 and not any(map(str.isalnum, _HASHTAG.sub("", line)))


def _places_tagged(line: str) -> list[str]:
    named = map(tag_words, _HASHTAG.findall(line))
    return [name for name in named if name in {p.span.of(f"in {name}") for p in read_places(f"in {name}") if p.span}]


def _letters(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


def _titled(words: str) -> bool:
    named = [word for word in words.split() if any(c.isalpha() for c in word)]
    return all(word[0].isupper() or not word[0].isalpha() for word in named) and not any(c.isdigit() for c in words)


def _plain(line: str) -> str:
    """The line with tags and names as words, and pictures as breaks."""
    if line[:1] == NEW:
        return NEW + _plain(line[1:])
    line = _SHOWN.sub("", _VIA.sub(" ", _MAIL.sub(" ", line)))
    line = _MENTIONS_LAST.sub("", _MENTIONS.sub("", line))
    line = _HANDLE.sub(lambda name: tag_words(name[1]), line)
    line = _NUMBER_TAGS.sub("", line)
    line = _TAGS_BEHIND.sub(lambda tags: "".join(f" {name}" for name in _places_tagged(tags.group())), line)
    line = _HASHTAG.sub(lambda tag: tag_words(tag[1]), line)
    line = _MARKUP.sub("", line)
    line = _GLUED.sub(r"\1 ", _misread(line))
    line = _INCLUDING.sub("including", _MILLIONS.sub(r"\1\2", line))
    line = _DECIMAL_COMMA.sub(r"\1.\2", line)
    line = _THOUSANDS_DOTTED.sub(
        lambda number: number.group().replace(".", ",") if _counts(line, number) else number.group(), line
    )
    bullet = line.strip()[:1]
    if bullet and unicodedata.category(bullet) == "So" and line.count(bullet) > 1:
        # "🟢 40 dead 🟢 20 wounded": a picture that opens the line and comes back is its bullet.
        line = line.replace(bullet, f" {BREAK} ")
    shown: list[str] = []
    for c in line:
        if _is_picture(c):
            shown.append(MAYBE_BREAK)
        elif unicodedata.category(c) not in ("Me", "Mn") or c not in "\u20e3\ufe0f\ufe0e":
            shown.append(c)
    line = _PICTURES.sub(f" {BREAK} ", "".join(shown))
    return " ".join(line.split(" ")).strip(f" \t{BREAK}{MAYBE_BREAK}")


def _misread(line: str) -> str:
    """The line with the letters and figures that a machine took for one another off a picture.

    >>> _misread("A1RSTRIKE K1LLS 2OO"), _misread("MH17 and H1N1 kill 20 ON Monday")
    ('AIRSTRIKE KILLS 200', 'MH17 and H1N1 kill 20 ON Monday')
    """
    line = _FIGURE_MISREAD.sub(lambda number: number.group().replace("O", "0"), line)
    return _LETTER_MISREAD.sub(lambda word: word.group().translate(_FOR_LETTERS), line)


_FIGURE_MISREAD = re.compile(r"(?<![\w.,])\d+[O\d]*O(?!\w)")
_LETTER_MISREAD = re.compile(r"(?<![\w-])[A-Z]+[01](?:[A-Z]+[01])*[A-Z]{2,}(?![\w-])")
_FOR_LETTERS = str.maketrans("01", "OI")


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sk") and character != "°"


def _counts(line: str, number: re.Match[str]) -> bool:
    """Whether a noun of what is counted stands behind a number, or behind a word or two: no "magnitude 6.123 quake"."""
    behind = split_words(line[number.end() :][:80])
    first = next((at for at, _, _ in named_units(behind)), None)
    return first is not None and first < 3 and not any(w.low in phrases().joiners for w in behind[:first])


def _pieces(line: str) -> list[str]:
    """The parts of one line that stand for themselves: between bullets and bars, and without page heads."""
    begins, line = line[:1] == NEW, line.lstrip(NEW)
    parts = [_untitled(part.strip()) for part in _SPLIT_BULLETS.split(line)]
    kept = [part for part in parts if part and not _is_furniture(part) and not is_masthead(part)]
    if begins and kept:
        kept[0] = NEW + kept[0]
    return kept if kept or len(parts) > 1 else [""]


def _untitled(part: str) -> str:
    """Without the outlet that a page's title closes with: "40 dead in Homs - Harbour Post"."""
    head, dash, tail = part.rpartition(" - ") if " - " in part else part.rpartition(" – ")
    return head if dash and len(head.split()) > 1 and is_masthead(tail) else part


def is_masthead(words: str) -> bool:
    """Whether the words are nothing but the name of an outlet: "Harbour Post", "HOLM DAILY NEWS".

    >>> is_masthead("Harbour Post"), is_masthead("Harbour Post closes")
    (True, False)
    """
    named = words.strip(" .:!?|-–—").split()
    if not 1 <= len(named) <= 7 or any(c.isdigit() for c in words):
        return False
    if (short := _IN_LETTERS.fullmatch(words.strip())) and _titled(short["name"]):
        return "".join(word[0] for word in short["name"].split()).upper() == short["letters"]
    if len(named) > 5:
        return False
    return bool(outlet_of(" ".join(named))) or (
        len(named) > 1 and _titled(words) and named[-1].lower() in phrases().outlet_words
    )


def _is_furniture(line: str) -> bool:
    """Whether a line holds nothing but what networks print, hours and counts: "1,204 Retweets 3.4K Likes"."""
    if phrases().file_name.match(line):
        return True
    if credit := phrases().credit.match(line):
        rest = line[credit.end() :]
        if (
            line[: credit.end()].rstrip().endswith(":")
            and len(rest.split()) <= 5
            and not any(c.isdigit() for c in rest)
        ):
            return True
    words = _WORD.findall(line.lower())
    return all(word in phrases().furniture or _CLOCK.match(word) for word in words) and (
        len(words) > 1 or not any(c.isdigit() for c in line) or bool(re.fullmatch(r"\W*\d{1,2}:\d\d\W*", line))
    )


def _joined(lines: list[str]) -> str:
    """Lines broken in the middle of a sentence, as text off a picture is, put together again."""
    writes_capitals = any(line[:1].isupper() for line in lines)
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        if before and line and _goes_on(before, line, writes_capitals):
            joined[-1] = _put_together(before, line)
        else:
            joined.append(line)
    return "\n".join(joined).replace(NEW, "").strip("\n")


def _put_together(before: str, line: str) -> str:
    """Two lines as one; a word that was broken between them whole, and a compound with its hyphen.

    >>> _put_together("rebels were kil-", "led in Homs"), _put_together("the rebel-", "held town")
    ('rebels were killed in Homs', 'the rebel-held town')
    """
    if not _BROKEN.search(before) or not line[:1].islower():
        return f"{before} {line}"
    second = line.split()[0].strip(_PUNCTUATION)
    whole = f"{before[:-1].split()[-1]}{second}".lower().lstrip(_PUNCTUATION)
    a_verb = whole in phrases().participles or whole in phrases().past
    return f"{before}{line}" if second.lower() in phrases().compounded and not a_verb else f"{before[:-1]}{line}"


_BROKEN = re.compile(r"[^\W\d_]{2,}-$")
_PUNCTUATION = ".,;:!?\"'“”‘’()"


def _goes_on(before: str, line: str, writes_capitals: bool) -> bool:
    if before[-1:] in ".!?…:;؟۔" or BREAK in (before[-1:], line[:1]) or line[0] == NEW:
        return False
    last, first = before.split()[-1].lower().strip(","), line.split()[0].lower()
    joiners = phrases().joiners
    if before.endswith(",") or last in joiners:
        return True
    return line[:1].islower() and (writes_capitals or first in joiners)

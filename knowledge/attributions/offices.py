"""Whom "the attorney general" or "Harbour City's governor" means: the one person whom the text names in that office."""

from __future__ import annotations

import re
from functools import cache

from knowledge.model import Speaker
from knowledge.speakers import who_is
from knowledge.word_lists import words_in

#: Two names of one office.
_ONE_OFFICE = {"ceo": "chief executive", "gov": "governor", "premier": "prime minister", "defense": "defence"}
_CAPITAL = r"(?:[A-ZÀ-Þ][\w’'-]*[\w]|[A-Z]\.|al-[A-ZÀ-Þ][\w’'-]+)"
_NAME = rf"{_CAPITAL}(?: (?:al |bin |van |von |de )?{_CAPITAL}){{0,3}}"
#: "A governor" is anybody; a former one and a deputy are others than the governor.
_ANOTHER = re.compile(
    r"\b(?:an?|one|some|another|former|formerly|ex|then|late|deputy|vice|assistant|acting|outgoing|incoming|new|past|"
    r"both|two|three|several|other)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"[\w’'-]+$")


def office_holder(words: str, text: str) -> Speaker | None:
    """The holder of an office, named before or after, where the text names one and no other; None elsewhere.

    >>> text = "Norland's attorney general said so. Norlandian Attorney General Omar Reiss had asked the mayors."
    >>> holder = office_holder("Norland's attorney general", text)
    >>> holder.name if holder else None
    'Omar Reiss'
    >>> office_holder("Westland's attorney general", text), office_holder("a former attorney general", text)
    (None, None)
    """
    found = _office().match(words)
    if found is None or _ANOTHER.search(words):
        return None
    office = _evened(found["office"])
    whose = _state_of(f"{found['before']} {found['behind'] or ''}")
    holders: dict[str, str] = {}
    for held in _held(office).finditer(text):
        before = held["before"] or ""
        if _ANOTHER.search(before.partition("-")[0]) and not held["sure"]:
            continue
        of = _state_of(before)
        if whose and of and whose != of:
            continue
        name = held["name"] or held["apposed"]
        surname = _LAST.search(name)
        last = surname.group() if surname else name
        holders[last] = max(holders.get(last, ""), name, key=len)
    if len(holders) != 1:
        return None
    speaker = who_is(holders.popitem()[1])
    return speaker if " " in speaker.name and (speaker.kind == "named_person" or speaker.person) else None


def _evened(office: str) -> str:
    for printed, meant in _ONE_OFFICE.items():
        office = re.sub(rf"\b{printed}\b", meant, office.lower())
    return office


def _state_of(words: str) -> str:
    """How the state, town or body beside an office begins: "Norland's" and "Norlandian" are one."""
    proper = re.findall(r"[A-ZÀ-Þ][\w-]+", re.sub(r"^(?:The|A|An)\b", "", words.strip()))
    return proper[0][:5].lower() if proper else ""


@cache
def _office() -> re.Pattern[str]:
    offices = "|".join(sorted(words_in("offices"), key=len, reverse=True))
    return re.compile(
        rf"^(?P<before>(?:[Tt]he )?(?:[\w.’'-]+ ){{0,3}}?)(?P<office>(?i:{offices}))"
        r"(?P<behind> (?:of|for) (?:the )?[A-ZÀ-Þ][\w’' -]+)?$"
    )


@cache
def _held(office: str) -> re.Pattern[str]:
    """How a text names the holder: "Attorney General Omar Reiss", "Omar Reiss, the attorney general"."""
    spelt = {office, *(office.replace(meant, printed) for printed, meant in _ONE_OFFICE.items())}
    spelt |= {word.replace("defence", "defense") for word in spelt}
    offices = "|".join(re.escape(one) for one in sorted(spelt, key=len, reverse=True))
    return re.compile(
        rf"(?P<before>(?:[\w’'-]+ ){{0,2}})(?<![\w-])(?i:{offices})\.?(?: of (?:the )?[A-Z]\w+)? (?P<name>{_NAME})|"
        rf"(?P<apposed>{_NAME}), (?P<sure>(?:the |[A-Z][\w’'-]*['’]s? )(?:[\w-]+ ){{0,2}}?)(?i:{offices})"
        r"(?![\w-]| [A-Z])"
    )

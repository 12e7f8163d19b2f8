"""The form of a maintainers' note: what may be written in one line of a notes file, and what each field means.

A note is our own words about one page: who says what there, how many, in which words, and how sure we are that the
page says so. It never says whether something is true. `docs/notes.md` explains the same form with an example.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from knowledge.model import Bound, Kind

#: A quotation in a note is a pointer, not a reprint: this many words at most.
QUOTE_WORDS = 12

# A note is printed line by line, and beside other people's words: what breaks a line, or turns the direction in which
# the rest of the line is read, could make one voice look like another.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def _wrong(sentence: str) -> PydanticCustomError:
    # Pydantic fills in braces; a person's text may hold some.
    return PydanticCustomError("note", "{sentence}", {"sentence": sentence})


def _words(text: str) -> str:
    if not text.strip():
        raise _wrong("is empty; leave the field out when there is nothing to say")
    if found := _UNPRINTABLE.search(text):
        code = ord(found[0])
        raise _wrong(
            f"holds the invisible character U+{code:04X} at position {found.start() + 1}; write plain text on one line"
        )
    if text != text.strip():
        raise _wrong("begins or ends with a space; take it away")
    return text


def _quote(text: str) -> str:
    if (count := len(text.split())) > QUOTE_WORDS:
        raise _wrong(f"has {count} words; a note quotes at most {QUOTE_WORDS} words of a page")
    return text


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise _wrong('must be 1 to 40 letters, digits, "-" or "_", such as "R001"')
    return text


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise _wrong('must be small letters and digits joined by "-", such as "mill-fire-2024"')
    return text


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise _wrong('must be a language code of two or three small letters, such as "ar" or "pt"')
    return text


def _page(text: str) -> str:
    allowed = "must be a full web address that begins with http:// or https://"
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        raise _wrong(f"{allowed}; this one cannot be read") from None
    if parts.scheme not in ("http", "https") or not host:
        raise _wrong(allowed)
    if any(sign.isspace() or sign in '<>"' for sign in text):
        raise _wrong(f"{allowed}, without spaces, quotation marks, < or >")
    if "@" in parts.netloc:
        raise _wrong(f"{allowed}, without a user name before the host")
    return text


def _day(text: str) -> str:
    allowed = 'must be a date as "2021-02-18", a month as "2021-02" or a year as "2021"'
    found = _DATE.fullmatch(text)
    if not found:
        raise _wrong(allowed)
    try:
        when = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise _wrong(f"{allowed}; there is no {text} in the calendar") from None
    if not 1800 <= when.year <= 2199:
        raise _wrong(f"{allowed}, from 1800 to 2199")
    return text


def _amount(number: int | float) -> int | float:
    if not 0 <= number <= 1e15:
        raise _wrong("must be a number from 0 to 1,000,000,000,000,000")
    return number


Words = Annotated[str, Field(max_length=2000), AfterValidator(_words)]
Sentence = Annotated[str, Field(max_length=600), AfterValidator(_words)]
Name = Annotated[str, Field(max_length=200), AfterValidator(_words)]
Quote = Annotated[str, Field(max_length=200), AfterValidator(_words), AfterValidator(_quote)]
Page = Annotated[str, Field(max_length=2000), AfterValidator(_words), AfterValidator(_page)]
Day = Annotated[str, Field(description="YYYY-MM-DD, YYYY-MM or YYYY"), AfterValidator(_words), AfterValidator(_day)]
Number = Annotated[int | float, AfterValidator(_amount)]


class _Written(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class QuantityNote(_Written):
    """How many of what, as the page words it."""

    bound: Bound = Field(description='How the words hold the number: "over 100" is not "100".')
    number: Number = Field(description="The number the words print; of a range, the lower one.")
    to: Number | None = Field(default=None, description="The upper number; only of a range or a vague figure.")
    counted: Name = Field(description="What is counted, with its state: airstrikes, civilians killed.")

    @model_validator(mode="after")
    def _is_a_range(self) -> QuantityNote:
        if self.bound == "range" and self.to is None:
            raise _wrong('has the bound "range" but no "to"; write both ends: "number": 20, "to": 30')
        if self.to is not None and self.bound not in ("range", "vague"):
            raise _wrong(f'has "to", which belongs to the bounds "range" and "vague", not to "{self.bound}"')
        if self.to is not None and self.to < self.number:
            raise _wrong(f'runs from {self.number} down to {self.to}; "number" is the lower end, "to" the upper')
        return self


class SpeakerNote(_Written):
    """Who says so, as the page names them."""

    name: Name = Field(
        description="The voice as the page names it; if it has no name, what the page calls it: local sources."
    )
    kind: Kind = Field(description="What sort of voice it is.")
    via: tuple[Name, ...] = Field(
        default=(), strict=False, description="Those between the page and the speaker, nearest the page first."
    )
    remark: Words | None = Field(default=None, description="What else to know about this voice here: citing detainees.")


class FactNote(_Written):
    """One thing the page says, in one sentence of our own words."""

    says: Sentence = Field(description="One sentence in our own words, with the figure and its bound in it.")
    speaker: SpeakerNote | None = Field(description="Who says so; null when the page says it in its own voice.")
    quantity: QuantityNote | None = Field(default=None, description="The figure that the sentence is about.")
    quote: Quote | None = Field(default=None, description="A few words of the page, verbatim; 12 at most.")
    hedges: tuple[Name, ...] = Field(
        default=(),
        strict=False,
        description="Words of the page that hold it at arm's length: reportedly, could not be verified.",
    )
    url: Page | None = Field(default=None, description="The page these words came from, when it is another one.")
    remark: Words | None = Field(default=None, description="Our own remark: total computed here: 12 + 3.")


class RivalNote(FactNote):
    """What another voice says instead; always with the page where it says so."""

    url: Page = Field(description="The page where this voice says so.")


class ProfileFactNote(FactNote):
    """What one voice says about an outlet; always with the page where it says so."""

    url: Page = Field(description="The page where this voice says so.")
    dated: Day | None = Field(default=None, description="When it was said, where its page states that.")
    read: Day | None = Field(default=None, description="When it was read there, where the page has no date.")


class _Note(_Written):
    id: Annotated[str, AfterValidator(_words), AfterValidator(_id)] = Field(description="One of a kind in the file.")
    outlet: Name = Field(description="Who published the page.")
    title: Sentence = Field(description="The page's headline, or a description of the page where none was seen.")
    title_is: Literal["headline", "rendering", "description"] = Field(
        default="headline",
        description="headline: letter by letter. rendering: the headline, translated or respelled. description: ours.",
    )
    url: Page = Field(description="The address of the page.")
    seen_in: Page | None = Field(default=None, description="The copy that was read, when it is not the page itself.")
    confidence: Literal["high", "medium", "low"] = Field(
        description="How sure we are that the page says this; it says nothing about whether it is true."
    )
    remark: Words | None = Field(default=None, description="Our own remark on the whole page.")


class ReportNote(_Note):
    """A note on one report: a news item, a statement, a study."""

    kind: Literal["report"]
    outlet_remark: Words | None = Field(default=None, description="What else to know about the outlet: a mirror copy.")
    credit: Name | None = Field(default=None, description="The agency or outlet whose text the page carries: AFP.")
    language: Annotated[str, AfterValidator(_language)] | None = Field(
        default=None, description="The language of the page when it is not English: ar, pt."
    )
    author: Name | None = Field(default=None, description="Who signed the page.")
    published: Day | None = Field(default=None, description="YYYY-MM-DD, YYYY-MM or YYYY; left out when unknown.")
    published_basis: Literal["stated", "inferred"] | None = Field(
        default=None, description="stated: printed on the page or in its address. inferred: worked out by us."
    )
    event: Sentence | None = Field(default=None, description="What the report is about.")
    event_id: Annotated[str, AfterValidator(_words), AfterValidator(_slug)] | None = Field(
        default=None, description="The same for all notes on one event, so that rival accounts stand together."
    )
    place: Name | None = Field(default=None, description="Where it is said to have happened.")
    facts: tuple[FactNote, ...] = Field(min_length=1, strict=False, description="What the page says, one thing each.")
    rivals: tuple[RivalNote, ...] = Field(default=(), strict=False, description="What other voices say instead.")

    @model_validator(mode="after")
    def _date_has_a_basis(self) -> ReportNote:
        if (self.published is None) != (self.published_basis is None):
            raise _wrong('has only one of "published" and "published_basis"; write both or neither')
        return self


class ProfileNote(_Note):
    """A note on an outlet or a claimant: what others document about it. Never a score of ours."""

    kind: Literal["profile"]
    type: Words | None = Field(default=None, description="What it is: state news agency, monitor, think tank.")
    ownership_funding: Words | None = Field(default=None, description="Who owns and who pays it.")
    alignment: Words | None = Field(default=None, description="Whose side it is said to be on.")
    sanctions: Words | None = Field(default=None, description="Which authority lists or restricts it, and since when.")
    reliability: Words | None = Field(default=None, description="What others found about its reporting.")
    facts: tuple[ProfileFactNote, ...] = Field(
        min_length=1, strict=False, description="Who says what about it, each with its address."
    )


Note = Annotated[ReportNote | ProfileNote, Field(discriminator="kind")]

#: The five descriptions by others that a profile may carry, in the order in which they are printed.
DESCRIPTIONS = ("type", "ownership_funding", "alignment", "sanctions", "reliability")


def json_schema() -> dict[str, Any]:
    """The form of one note as a JSON Schema (draft 2020-12), for editors that check while you type.

    >>> json_schema()["discriminator"]["propertyName"]
    'kind'
    """
    return TypeAdapter[Any](Note).json_schema()

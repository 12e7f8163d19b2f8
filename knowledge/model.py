"""The nouns: what has been reported, who said it, how many, when and where.

Everything here is frozen. Sequences are tuples, moments are aware and in UTC, and every reading keeps the
`Span` it was read from, so that the words stay beside the number. ``None`` means "not said"; it is never zero.
There is no verdict among these nouns, so no code can state one.

One file, however long, so that whoever has read it has read what there is to speak of. A noun may say what it shows
of itself: its words, its middle, whose voice it is. What takes a table to find out is a verb, and has its own file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

#: How the words hold a number: "over 100" is not "100".
Bound = Literal["exact", "over", "at least", "nearly", "about", "up to", "under", "range", "vague"]

#: What sort of voice a speaker is; an editor's list, not a ranking.
Kind = Literal[
    "named_official",
    "party",
    "monitor",
    "state_media",
    "news_agency",
    "un",
    "ngo",
    "eyewitness",
    "named_person",
    "named_organisation",
    "unnamed",
    "unnamed_partisan",
    "outlet_itself",
    "document",
    "reader_comment",
]

#: Where in its article a statement stands. A "rival" is what the same note records others as saying instead; a
#: "correction" is what the outlet says of its own report: that it was wrong, or what was changed in it.
Place_in_article = Literal["headline", "body", "caption", "correction", "comment", "note", "rival"]

#: How a date came to be known: printed, counted from the publication date, or worked out by whoever wrote the note.
Basis = Literal["stated", "relative", "inferred"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where in one stored text the words stand: characters from `start` up to, not including, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves.

        >>> Span(5, 8).of("over 100 airstrikes")
        '100'
        """
        return text[self.start : self.end]

    def within(self, other: Span) -> bool:
        """Whether these words lie wholly inside `other`."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Whether these words share at least one character with `other`."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same words in a text that has `by` more characters before them."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what, as the words allow: "over 100 airstrikes" is 100 upwards, bound "over", of airstrikes."""

    #: The least the words allow; None when they set no lower limit ("up to 200").
    low: float | None
    #: The most the words allow; None when they set no upper limit ("over 100").
    high: float | None
    bound: Bound
    #: What is counted, as printed: "airstrikes", "civilians killed"; empty when the words name nothing.
    counted: str
    #: Where the figure and its bound stand: "over 100 airstrikes".
    span: Span
    #: The row of the unit table that `counted` belongs to: "airstrikes", "civilians"; empty when no row fits.
    unit: str = ""
    #: What became of the counted: "killed", "killed or injured", "shot down"; empty when nothing is said.
    state: str = ""
    #: The time the count covers, as printed: "in the last 48 hours"; empty when nothing is said.
    period: str = ""

    def __hash__(self) -> int:
        return hash((self.low, self.high, self.counted))

    @property
    def value(self) -> float:
        """The number an editor would print in a table: the one the bound stands on, or the middle of a range.

        >>> Quantity(100, None, "over", "airstrikes", Span(0, 8)).value
        100
        """
        if self.low is None:
            return self.high if self.high is not None else 0.0
        if self.high is None or self.low == self.high:
            return self.low
        return self.high if self.bound == "nearly" else (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice that is quoted, by the name the speaker table gives it, or by the words of the report."""

    name: str
    kind: Kind
    #: The side this voice fights for, governs with or is paid by, from the speaker table; None when the table has none.
    side: str | None = None
    #: The page that documents kind and side; None when the reading comes from the words alone.
    documented_at: str | None = None
    #: Who spoke for the voice, where it is a body: "Mira Sand" for the health ministry; "" when nobody is named.
    #: Two people who speak for one body are one voice.
    person: str = field(default="", compare=False)


#: How far the reporting words keep their distance from the content; attributions/cues.toml says what each means.
Grade = Literal["said", "claimed", "alleged", "denied", "unverified", "found", "wanted", "held"]


#: The cue of a note that tells how somebody rated a claim: whoever rates it neither makes nor denies it.
RATED = "rated"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it: speaker, cue and content, as the report words them."""

    speaker: Speaker
    #: The reporting words: "according to", "claimed"; empty for the outlet's own voice.
    cue: str
    #: Words that hold the content at arm's length: "claimed", "reportedly", "could not be verified".
    hedges: tuple[str, ...]
    #: The content: the words that are attributed.
    span: Span
    #: Where the speaker's words stand, when the report prints them.
    speaker_span: Span | None = None
    cue_span: Span | None = None
    #: Those between the report and the speaker, nearest the report first: ("AFP",) in "SOHR told AFP".
    via: tuple[str, ...] = ()
    grade: Grade = "said"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, from `start` up to, not including, `end`; both aware, in UTC."""

    start: datetime
    end: datetime
    basis: Basis
    span: Span | None = None

    @property
    def words(self) -> str:
        """The stretch as ISO 8601 prints it, no more exact than it is known.

        >>> from datetime import UTC
        >>> month = Period(datetime(2021, 2, 1, tzinfo=UTC), datetime(2021, 3, 1, tzinfo=UTC), "stated")
        >>> month.words
        '2021-02'
        """
        last = self.end - timedelta(microseconds=1)
        if last - self.start < timedelta(days=1):
            return f"{self.start:%Y-%m-%d}"
        whole_months = self.start.day == 1 and (last + timedelta(microseconds=1)).day == 1
        if whole_months and (last.year, last.month) == (self.start.year, self.start.month):
            return f"{self.start:%Y-%m}"
        if whole_months and self.start.month == 1 and (last.year, last.month) == (self.start.year, 12):
            return f"{self.start:%Y}"
        return f"{self.start:%Y-%m-%d}/{last:%Y-%m-%d}"

    @classmethod
    def at(cls, moment: datetime) -> Period:
        """The one moment at which something was said, as a time."""
        return cls(moment, moment + timedelta(microseconds=1), "stated")

    def overlaps(self, other: Period) -> bool:
        """Whether the two stretches share a moment."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the words name, under the gazetteer's spelling; country is an ISO code, None when open."""

    name: str
    country: str | None
    #: The province or state the place lies in; None when the place is itself a country, or open.
    province: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A run of an article's text that is all of one sort: the headline, the body, one comment."""

    place_in_article: Place_in_article
    span: Span
    #: Who signed it, where a part has its own signature (a reader's comment); None otherwise.
    signed: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One report as it is kept: the words, where they came from, and what is known about them."""

    id: str
    #: The page; None for a pasted text that came without an address.
    url: str | None
    outlet: str
    title: str
    published: Period | None
    language: str
    #: Everything that may be quoted, comments included; `parts` says what is what.
    text: str
    parts: tuple[Part, ...]
    content_hash: str
    #: Whether the words are the report's own or a maintainers' note about it.
    is_note: bool = False
    #: False when `title` is our description of a page whose headline was not seen.
    title_is_headline: bool = True
    #: "AFP", "AP": the wire that the outlet credits; None when it credits none.
    credit: str | None = None
    author: str | None = None
    #: What a note says the report is about, where, and in which group of rival accounts it belongs.
    event: str | None = None
    place: str | None = None
    event_id: str | None = None
    #: The copy that was read, when it is not the page itself.
    seen_in: str | None = None
    #: How sure a note is that the page says this: "high", "medium", "low"; it says nothing about truth.
    confidence: str | None = None
    remark: str | None = None
    #: When the page says it was last changed; never the day it came out.
    modified: Period | None = None

    def __hash__(self) -> int:
        # What follows from an article is kept by it; of two that are equal the id is the same.
        return hash(self.id)

    @property
    def subject(self) -> str:
        """What the report is said to be about: its title, and the event and the place that a note names."""
        if not self.event and not self.place:
            return self.title
        return " ".join(filter(None, (self.title, self.event, self.place)))


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence-sized, verbatim slice of one article, with what was read in it. Spans are offsets into the article."""

    id: str
    article_id: str
    ordinal: int
    span: Span
    place_in_article: Place_in_article
    attributions: tuple[Attribution, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    when: Period | None = None
    where: tuple[Place, ...] = ()
    #: In a note: the few words that the note quotes from the report.
    quote: Span | None = None
    #: The page these words came from, when it is not the article's own.
    url: str | None = None

    def __hash__(self) -> int:
        # What follows from a statement is kept by it; of two that are equal the id is the same.
        return hash(self.id)

    @property
    def is_reporting(self) -> bool:
        """Whether these words tell what happened: no reader's comment does, nor an outlet's word on its report."""
        return self.place_in_article not in ("comment", "correction")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article ready to be kept: its words, the statements read in them, and where it was found."""

    article: Article
    statements: tuple[Statement, ...]
    #: The visit that brought it, where a page was visited; kept or lost with the article.
    visit: Visit | None = None
    #: Other addresses that lead to it: the one that was asked, where that led elsewhere.
    addresses: tuple[str, ...] = ()
    #: A fact-check that is its reviewer's only one at its address: worded anew, it is still the same one.
    is_only_review: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """What an address answered when it was last asked, so that next time it is asked for changes alone (RFC 9110)."""

    url: str
    fetched_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    #: Of the bytes that came; a site without validators is compared by them.
    content_hash: str | None = None


@dataclass(frozen=True, slots=True)
class ProfileFact:
    """What one voice says about an outlet, with its own address and date: "X says Y", never a score."""

    says: str
    speaker: Speaker
    url: str
    #: When it was said, as its page states it.
    dated: str | None = None
    #: When somebody read it there, of a page that does not say when it was said.
    read: str | None = None
    quantities: tuple[Quantity, ...] = ()
    hedges: tuple[str, ...] = ()
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """What others document about an outlet or a claimant."""

    id: str
    outlet: str
    title: str
    url: str
    facts: tuple[ProfileFact, ...]
    #: Named descriptions by others: type, ownership_funding, alignment, sanctions, reliability.
    descriptions: tuple[tuple[str, str], ...] = ()
    seen_in: str | None = None
    confidence: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody was shown, read the way a report is read."""

    text: str
    quantities: tuple[Quantity, ...] = ()
    when: Period | None = None
    where: tuple[Place, ...] = ()
    #: Of a question, what it asks the number of, without one: "how many people died".
    asked: Quantity | None = None

    def __hash__(self) -> int:
        # What was found out about a claim is kept by it, and looked up some thousand times a card.
        return hash(self.text)


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement that bears on the claim, with the reasons why it was found."""

    statement: Statement
    article: Article
    #: 1 is the same, 0 is unrelated.
    similarity: float
    #: "meaning", "words: airstrikes", "figure 100": what a reader may check.
    why: tuple[str, ...]
    #: Of several voices in one statement, the one that says what the claim is about; None for the first.
    heard: Attribution | None = None
    #: Whether so much is shared that at most one in fifty claims about something else would be shown this.
    bears: bool = False
    #: When the page of a rival was published, where another report found is of that page; a note does not know it.
    dated: Period | None = None
    #: Who publishes the page of a rival, by the name they go by; None where only its address is known.
    printed_by: str | None = None
    #: The statement, verbatim. Kept, since a card asks for it a thousand times.
    words: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        span = self.statement.span
        object.__setattr__(self, "words", self.article.text[span.start : span.end])

    @property
    def url(self) -> str | None:
        """The page that these very words came from."""
        return self.statement.url or self.article.url

    @property
    def outlet(self) -> str:
        """Who published these words: for a rival that a note records, whoever carried it."""
        if self.statement.place_in_article != "rival":
            return self.article.outlet
        said_by = self.statement.attributions[0] if self.statement.attributions else None
        if said_by and said_by.via:
            return said_by.via[0]
        if self.printed_by:
            return self.printed_by
        host = urlsplit(self.url or "").hostname or ""
        return host.removeprefix("www.") or (said_by.speaker.name if said_by else self.article.outlet)

    @property
    def published(self) -> Period | None:
        """When these words were published; a note does not know the date of the rivals it records."""
        return self.dated if self.statement.place_in_article == "rival" else self.article.published

    @property
    def attribution(self) -> Attribution:
        """Who is said to have said it; the outlet itself when the words name nobody."""
        if self.heard is not None:
            return self.heard
        if self.statement.attributions:
            return self.statement.attributions[0]
        return self.as_its_outlets

    @property
    def as_its_outlets(self) -> Attribution:
        """The words as the outlet's own, whoever is heard in them."""
        return Attribution(Speaker(self.outlet, "outlet_itself"), "", (), self.statement.span)

    @property
    def speaker(self) -> Speaker:
        """Whose voice it is."""
        return self.attribution.speaker

    @property
    def is_rating(self) -> bool:
        """Whether this is a note that tells how somebody rated a claim; a report may use that word of a debt."""
        return self.article.is_note and self.attribution.cue == RATED

    @property
    def is_reviewed(self) -> bool:
        """Whether this is a claim that is known only through somebody's review of it, and so is no reporting."""
        if not self.article.is_note:
            return False
        told = f"\n“{self.words}”: {self.article.outlet} {RATED} it “"
        return self.article.text.startswith(told, self.statement.span.end)


Relation = Literal["reports", "differs", "denies", "context"]


@dataclass(frozen=True, slots=True)
class Account:
    """One speaker's version, and everyone who carried it."""

    speaker: Speaker
    relation: Relation
    findings: tuple[Finding, ...]
    #: Whether what only stands near is on just the thing of the claim, in other words than its own.
    in_other_words: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Findings that go back to one place, and because of what."""

    label: str
    because: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One voice's count of one thing: how many, in which words, who gives it, and as of when."""

    #: Its span lies in the article of `finding`.
    quantity: Quantity
    #: Who gives the figure, and those between the report and them.
    attribution: Attribution
    finding: Finding
    #: When this was the count: the day it came out, or the day that a report of several counts gives it; None unknown.
    as_of: Period | None = None
    #: Whom the speaker has it from, where the words say so: MSF, for a UN report that cites MSF.
    cites: Speaker | None = None
    #: Whether its voice has counted more since, on that day or a later one.
    raised: bool = False
    #: Whether its words say that it was the count at first: "first spoke of nearly 500".
    at_first: bool = False
    #: Whether it is of one place, as its voice counts more in several together.
    of_one_place: bool = False

    @property
    def holds(self) -> bool:
        """Whether it counts the whole, and nothing says that it was overtaken."""
        return not (self.raised or self.at_first or self.of_one_place)

    @property
    def speaker(self) -> Speaker:
        """Who says how many."""
        return self.attribution.speaker

    @property
    def words(self) -> str:
        """The figure as it stands in the text, verbatim."""
        return self.quantity.span.of(self.finding.article.text)


@dataclass(frozen=True, slots=True)
class Tally:
    """One counted thing of an event and everybody's figure for it, by date: no winner and no average."""

    #: The rows of the unit and state tables: "people", "killed".
    unit: str
    state: str
    figures: tuple[Figure, ...]

    @property
    def counted(self) -> str:
        """What is counted, in the table's words: "people killed"."""
        return f"{self.unit} {self.state}".strip()

    @property
    def holding(self) -> tuple[Figure, ...]:
        """The figures of the whole that nothing has overtaken; all of them where there are no such."""
        # What was counted at first, or in one place, is no end of what is counted in all now.
        return tuple(figure for figure in self.figures if figure.holds) or self.figures

    @property
    def lowest(self) -> float:
        """The smallest number of those that hold: of "100 to 300", 100."""
        return min(min(_ends(quantity)) for quantity in self._printed)

    @property
    def highest(self) -> float:
        """The largest number of those that hold: of "100 to 300", 300."""
        return max(max(_ends(quantity)) for quantity in self._printed)

    @property
    def _printed(self) -> tuple[Quantity, ...]:
        """The figures that print a number; "dozens" reaches from nowhere to nowhere, unless nobody says more."""
        every = tuple(figure.quantity for figure in self.holding)
        return tuple(quantity for quantity in every if quantity.bound != "vague") or every


def _ends(quantity: Quantity) -> tuple[float, float]:
    """The numbers that the words print: both of a range, the one of anything else."""
    if quantity.bound == "range" and quantity.low is not None and quantity.high is not None:
        return quantity.low, quantity.high
    return quantity.value, quantity.value


@dataclass(frozen=True, slots=True)
class Caveat:
    """What an editor would write in the margin, with the statements it rests on."""

    kind: str
    sentence: str
    findings: tuple[Finding, ...] = ()
    #: A page that documents the caveat itself (an outlet profile, a row of the speaker table).
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One event that the claim fits, labelled so that a person recognises it."""

    label: str
    where: str
    when: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """An event that reports tell as the claim tells it, but for its day or its town."""

    #: The detail as the claim has it, and as reports have it: a date, or a town, "" where no table knows which.
    claimed: str
    told: str
    is_of_time: bool
    #: The figure that both have, as the first finding prints it; None where the claim has none.
    figure: Quantity | None
    findings: tuple[Finding, ...]


State = Literal["found", "ambiguous", "nothing_found"]


@dataclass(frozen=True, slots=True)
class Halves:
    """What of a claim its reports have, and what they have not: "105 shot" and "71 dead", of "105 shot, 71 dead"."""

    said: tuple[str, ...]
    unsaid: tuple[str, ...]
    #: Whether another report that was found, perhaps of something else, has what these have not.
    is_elsewhere: bool


@dataclass(frozen=True, slots=True)
class ContextCard:
    """The answer: which reporting exists, whom it quotes, where accounts differ, and what to be careful about."""

    claim: Claim
    state: State
    accounts: tuple[Account, ...]
    origins: tuple[Origin, ...]
    caveats: tuple[Caveat, ...]
    candidates: tuple[Candidate, ...]
    as_of: datetime
    #: Articles counted in `origins`.
    articles: int = field(default=0)
    #: The number ledger: what is counted of the matched event, the claimed thing first.
    tallies: tuple[Tally, ...] = ()
    #: What stands close by and tells the claim but for one detail.
    near_misses: tuple[NearMiss, ...] = ()
    #: Where the claim has several figures, and its reports have only some of them.
    halves: Halves | None = None

    def __hash__(self) -> int:
        # What follows from a card is kept by it while it is printed: its first line, who falls short of the claim.
        return hash((self.claim, self.as_of, len(self.accounts), len(self.caveats)))

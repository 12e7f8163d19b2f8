"""A store as lines of JSON: all of it, for another store; or its claims as schema.org words them, for other tools."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

import numpy as np
from pydantic import TypeAdapter, ValidationError

from knowledge.archive import LAYOUT, Carried, RefreshLine, Version, hash_of
from knowledge.model import RATED, Article, Entry, OutletProfile, Statement, Visit
from knowledge.overwriting import why_not_over
from knowledge.store import Store, StoreError, Writer, passage

_FORMAT = "whosays export 1"
_SCHEMA_ORG = "https://schema.org"
#: Articles that are taken in together: a kill costs no more than these.
_AT_ONCE = 200
#: Facts that hold in the store they were written down in, and in no other.
_OWN_FACTS = ("layout", "words counted")

_article = TypeAdapter(Article)
_statements = TypeAdapter(tuple[Statement, ...])
_profile = TypeAdapter(OutletProfile)
_visit = TypeAdapter(Visit)
_refresh = TypeAdapter(RefreshLine)
_versions = TypeAdapter(tuple[Version, ...])
#: As a note words how somebody rated a claim.
_rating = re.compile(rf"{RATED} it “(?P<words>.+)”\.$", re.DOTALL)
T = TypeVar("T")


class ExportError(StoreError):
    """A store cannot be written out or taken in; the message says which line and why. What is kept is whole."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking in an export did."""

    new: int
    #: Articles that were there, and stay as they were there.
    known: int
    profiles: int
    #: Articles that were left out, since their words are not those that were read on their page; each a sentence.
    altered: tuple[str, ...] = ()


def export(
    store: Store, to: Path, *, vectors: bool = True, advanced: Callable[[int], object] = lambda articles: None
) -> int:
    """Write everything that a store holds to one file, an article a line, as it is at this moment; how many articles.

    The file appears whole or not at all, and its last line says how many there are, so that a file that was cut off
    is known. Raises ExportError when it cannot be written.
    """

    def write(file: IO[str]) -> int:
        count = 0

        def take(carried: Iterator[Carried], visits: tuple[Visit, ...], facts: dict[str, str]) -> None:
            nonlocal count
            told = {name: value for name, value in facts.items() if name not in _OWN_FACTS}
            _line(file, {"whosays": _FORMAT, "layout": LAYOUT, "facts": told})
            for profile in store.archive.profiles():
                _line(file, {"profile": _profile.dump_python(profile, mode="json")})
            for one in carried:
                _line(file, _carried_as_json(one, vectors=vectors))
                count += 1
                advanced(1)
            for visit in visits:
                _line(file, {"visit": _visit.dump_python(visit, mode="json")})
            for line in reversed(store.archive.refreshes()):
                _line(file, {"refresh": _refresh.dump_python(line, mode="json")})
            _line(file, {"end": {"articles": count}})

        store.archive.carry(take)
        return count

    return _written(store, to, write)


def export_claims(store: Store, to: Path, *, advanced: Callable[[int], object] = lambda articles: None) -> int:
    """Write every statement as a schema.org Claim with where it appears, one JSON-LD object a line; how many.

    There is no rating of ours among them, since none exists; a third party's is a ClaimReview in that party's words.
    Readers' comments and what an outlet says of its own report are no claims. This form leaves out what schema.org has
    no words for, and is not taken in again.
    """

    def write(file: IO[str]) -> int:
        count = 0
        with store.archive.at_one_moment():
            for article in store.archive.articles():
                for statement in store.archive.statements_of(article.id):
                    if statement.is_reporting:
                        _line(file, claim_of(statement, article))
                        count += 1
                advanced(1)
        return count

    return _written(store, to, write)


def claim_of(statement: Statement, article: Article) -> dict[str, Any]:
    """A statement as schema.org words it (https://schema.org/Claim), with the page it appears on."""
    page: dict[str, Any] = {
        "@type": "CreativeWork" if article.is_note else "NewsArticle",
        "headline": article.title,
        "publisher": {"@type": "Organization", "name": article.outlet},
        "inLanguage": article.language,
    }
    if url := statement.url or article.url:
        page["url"] = url
    if article.published:
        page["datePublished"] = article.published.words
    if article.author:
        page["author"] = {"@type": "Person", "name": article.author}
    said = statement.attributions[0] if statement.attributions else None
    rating = _rating.search(statement.span.of(article.text)) if said and said.cue == RATED else None
    if said and rating:
        # Somebody else's rating stands as theirs: their words, their page, and no number.
        rater = {"@type": "Organization", "name": said.speaker.name}
        return {
            "@context": _SCHEMA_ORG,
            "@type": "ClaimReview",
            "identifier": statement.id,
            "author": rater,
            "claimReviewed": said.span.of(article.text),
            "reviewRating": {"@type": "Rating", "author": rater, "alternateName": rating["words"]},
            **{name: page[name] for name in ("url", "datePublished") if name in page},
        }
    claim: dict[str, Any] = {
        "@context": _SCHEMA_ORG,
        "@type": "Claim",
        "identifier": statement.id,
        "text": statement.span.of(article.text),
        "appearance": page,
    }
    if author := _author(statement, article):
        claim["author"] = author
    if statement.when:
        claim["temporalCoverage"] = statement.when.words
    if statement.where:
        claim["spatialCoverage"] = [{"@type": "Place", "name": place.name} for place in statement.where]
    return claim


def _author(statement: Statement, article: Article) -> dict[str, Any] | None:
    """Whose claim it is; nobody's, where the words name nobody."""
    said = statement.attributions[0].speaker if statement.attributions else None
    if said is None or said.kind == "outlet_itself":
        return {"@type": "Organization", "name": article.outlet}
    if said.person:
        body = {"@type": "Organization", "name": said.name}
        return {"@type": "Person", "name": said.person, "affiliation": body}
    kind = "Person" if said.kind in ("named_person", "eyewitness") else "Organization"
    return {"@type": kind, "name": said.name} if said.name else None


def take_in(
    store: Store, writer: Writer, file: Path, advanced: Callable[[int], object] = lambda articles: None
) -> TakenIn:
    """Take in what `export` wrote: articles with their readings, history and addresses, profiles, visits, refreshes.

    The file is read to its end before anything is kept, so that one that is cut off or broken changes nothing. An
    article that the store holds already stays as it is there; one whose words, or whose former words, do not hash to
    what they hashed to when they were read is left out, and said. A visit is taken in only where what it brought is
    here, so that the next refresh asks whole for what is not. Vectors that are missing, or that another model made, are
    made anew. Raises ExportError with the line that cannot be read.
    """
    first, articles = _checked(file)
    model = first["facts"].get("model")
    archive, encoder = store.archive, store.encoder
    ours = encoder.card.fingerprint
    is_empty = archive.revision == 0 and archive.counts().statements == 0
    if archive.fact("model") is None:
        archive.remember("model", ours)
    new = known = 0
    altered: list[str] = []
    brought = _Brought()

    def unaltered() -> Iterator[Carried]:
        for one in _articles_in(file):
            if _is_altered(one):
                brought.note(one, is_here=False)
                altered.append(
                    f"{one.entry.article.url or one.entry.article.title} has other words than when it was read; "
                    "it was left out."
                )
                advanced(1)
            else:
                yield one

    for run in _runs(unaltered(), _AT_ONCE):
        rows = [one.vectors if one.vectors is not None and model == ours else None for one in run]
        passages = [
            passage(statement, one.entry.article)
            for one, row in zip(run, rows, strict=True)
            if row is None
            for statement in one.entry.statements
        ]
        made = encoder.encode(passages) if passages else np.zeros((0, encoder.card.dimension), np.float32)
        done = 0
        together: list[tuple[Carried, np.ndarray]] = []
        for one, row in zip(run, rows, strict=True):
            if row is None:
                row = made[done : done + len(one.entry.statements)]
                done += len(one.entry.statements)
            together.append((one, row))
        taken = archive.take_in(together)
        for one, is_new in zip(run, taken, strict=True):
            brought.note(one, is_here=is_new or _is_as_here(store, one))
        new += sum(taken)
        known += len(taken) - sum(taken)
        advanced(len(run))
    profiles, visits, lines = _rest_of(file)
    writer.keep_profiles(profiles)
    archive.remember_visit(*(one for one in visits if brought.tells_of(one) and not _is_older(store, one)))
    if not archive.refreshes(1):
        archive.log_refresh(*lines)
    if is_empty and new == articles:
        for name, value in first["facts"].items():
            if name != "model":
                archive.remember(name, value)
    return TakenIn(new, known, len(profiles), tuple(altered))


@dataclass(slots=True)
class _Brought:
    """Which addresses of an export brought what the store holds now, and which brought something that it does not."""

    here: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)

    def note(self, one: Carried, *, is_here: bool) -> None:
        article = one.entry.article
        # A file has no address in its article, whose id is made of it.
        names = (article.id, article.url, article.seen_in, *one.entry.addresses)
        (self.here if is_here else self.missing).update(filter(None, names))

    def tells_of(self, visit: Visit) -> bool:
        """Whether there is nothing that this address has to be asked for again as if it never was."""
        names = {visit.url, hashlib.sha256(visit.url.encode()).hexdigest()[:12]}
        if names & self.missing:
            return False
        # A listing, or a file of many articles, does not say which are its own.
        return not self.missing or bool(names & self.here)


def _is_as_here(store: Store, one: Carried) -> bool:
    """Whether an article is kept here in the words in which it was carried."""
    article = one.entry.article
    kept = store.archive.article(article.id) or (store.archive.article(article.url) if article.url else None)
    return kept is not None and kept.content_hash == article.content_hash


def _is_altered(one: Carried) -> bool:
    """Whether the words of an article, or of what it said before it was edited, are not those that were read.

    A note's hash is of the note as it was written, which an export does not hold.
    """
    articles = (one.entry.article, *(version.article for version in one.versions))
    return any(not article.is_note and article.content_hash != hash_of(article) for article in articles)


def articles_in(file: Path) -> int:
    """How many articles an export holds. Raises ExportError for a file that is none, or is not whole."""
    return _checked(file)[1]


def _is_older(store: Store, visit: Visit) -> bool:
    ours = store.archive.visit_of(visit.url)
    return ours is not None and ours.fetched_at >= visit.fetched_at


def _is_export(file: Path) -> bool:
    """Whether the file begins as one of the two forms of an export does."""
    try:
        with file.open(encoding="utf-8") as opened:
            first = json.loads(opened.readline(1_000_000))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and (first.get("whosays") == _FORMAT or first.get("@context") == _SCHEMA_ORG)


def _written(store: Store, to: Path, write: Callable[[IO[str]], int]) -> int:
    if why := why_not_over(store.folder, to, _is_export, "export"):
        raise ExportError(why)
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=to.resolve().parent, prefix=f".{to.name}.", delete=False
        ) as file:
            aside = Path(file.name)
            try:
                count = write(file)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                aside.unlink(missing_ok=True)
                raise
        aside.replace(to)
    except OSError as error:
        raise ExportError(f"{to} could not be written: {error.strerror or error}. Nothing was changed.") from error
    return count


def _line(file: IO[str], told: dict[str, Any]) -> None:
    file.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")


def _carried_as_json(one: Carried, *, vectors: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "article": _article.dump_python(one.entry.article, mode="json"),
        "statements": _statements.dump_python(one.entry.statements, mode="json"),
    }
    if one.entry.addresses:
        told["addresses"] = one.entry.addresses
    if one.versions:
        told["versions"] = _versions.dump_python(one.versions, mode="json")
    if one.row is not None:
        told["row"] = one.row
    if vectors and one.vectors is not None:
        told["vectors"] = [base64.b64encode(vector.astype("<f4").tobytes()).decode() for vector in one.vectors]
    return told


def _carried_from(told: dict[str, Any]) -> Carried:
    statements = _statements.validate_python(told["statements"], strict=False)
    rows = told.get("vectors")
    if rows is not None and len(rows) != len(statements):
        raise ValueError("there is not one vector for each statement")
    article = _article.validate_python(told["article"])
    if any(statement.article_id != article.id for statement in statements):
        raise ValueError("a statement belongs to another article")
    spans = [*(part.span for part in article.parts), *(statement.span for statement in statements)]
    if any(not span.of(article.text).strip() for span in spans):
        raise ValueError("a statement is no slice of its article")
    return Carried(
        Entry(article, statements, None, tuple(told.get("addresses", ()))),
        None
        if rows is None
        else np.array([np.frombuffer(base64.b64decode(row), dtype="<f4") for row in rows], np.float32),
        _versions.validate_python(told.get("versions", ())),
        told.get("row"),
    )


def _lines_of(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with file.open(encoding="utf-8") as opened:
            for number, line in enumerate(opened, start=1):
                if line.strip():
                    told = json.loads(line)
                    if not isinstance(told, dict):
                        raise ValueError("a line is no object")
                    yield number, told
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ExportError(f"{file} is no export of whosays: {error}. Nothing was changed.") from error


def _checked(file: Path) -> tuple[dict[str, Any], int]:
    """The first line, and how many articles follow it; every one of them can be read. Raises ExportError."""
    first: dict[str, Any] | None = None
    count, ended = 0, False
    for number, told in _lines_of(file):
        if first is None:
            if told.get("@context") == _SCHEMA_ORG:
                raise ExportError(f"{file} holds claims in the words of schema.org, which are for other tools to read.")
            if told.get("whosays") != _FORMAT or not isinstance(told.get("facts"), dict):
                raise ExportError(f"{file} is no export that `whosays kb export` made.")
            if told.get("layout", 0) > LAYOUT:
                raise ExportError(f"{file} was written by a newer whosays (layout {told['layout']}); install that one.")
            first = told
            continue
        try:
            _read_line(told)
        except (ValidationError, ValueError, KeyError, TypeError) as error:
            why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            raise ExportError(f"{file}, line {number} cannot be read: {why}. Nothing was changed.") from error
        count += "article" in told
        if "end" in told:
            ended = told["end"].get("articles") == count
    if first is None or not ended:
        raise ExportError(f"{file} is cut off: its last line is missing. Nothing was changed.")
    return first, count


def _read_line(told: dict[str, Any]) -> None:
    if "article" in told:
        _carried_from(told)
    elif "profile" in told:
        _profile.validate_python(told["profile"])
    elif "visit" in told:
        _visit.validate_python(told["visit"])
    elif "refresh" in told:
        _refresh.validate_python(told["refresh"])
    elif "end" not in told:
        raise ValueError("it is no article, profile, visit or refresh")


def _articles_in(file: Path) -> Iterator[Carried]:
    return (_carried_from(told) for _, told in _lines_of(file) if "article" in told)


def _rest_of(file: Path) -> tuple[list[OutletProfile], list[Visit], list[RefreshLine]]:
    profiles: list[OutletProfile] = []
    visits: list[Visit] = []
    lines: list[RefreshLine] = []
    for _, told in _lines_of(file):
        if "profile" in told:
            profiles.append(_profile.validate_python(told["profile"]))
        elif "visit" in told:
            visits.append(_visit.validate_python(told["visit"]))
        elif "refresh" in told:
            lines.append(_refresh.validate_python(told["refresh"]))
    return profiles, visits, lines


def _runs(every: Iterator[T], at_once: int) -> Iterator[list[T]]:
    while run := list(islice(every, at_once)):
        yield run

"""What a refresh brought, source by source, and why something was not brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one address was not read, as a sentence."""

    address: str
    sentence: str
    #: Whether asking again would not help: no report in the page, a rule of the site, a page that is gone.
    is_lasting: bool


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """What reading one source brought, in articles and pages."""

    source: str
    started: datetime
    ended: datetime
    #: Articles that are kept now and were not before.
    new: int = 0
    #: Articles that say something else than before; what they said is kept as their history.
    changed: int = 0
    #: Articles and pages that are what they were, asked or not.
    unchanged: int = 0
    #: Pages that were left out for good, each with its reason.
    refused: int = 0
    #: Pages (or the source itself) that could not be had or kept this time, each with its reason.
    failed: int = 0
    reasons: tuple[Reason, ...] = ()
    #: Set where the source was not looked at, since it is not due before then.
    not_due_before: datetime | None = None
    #: What there is to say besides: the feed has not changed; the feed is broken but could be read in part.
    remark: str = ""
    #: Only in a dry run: pages that were read before and would be asked again.
    asked_again: int = 0
    #: Whether everything the source lists was looked at.
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a refresh brought."""

    started: datetime
    ended: datetime
    sources: tuple[SourceOutcome, ...]
    #: Whether it was stopped before everything was looked at.
    is_stopped: bool = False
    #: Why it could not go on, as a sentence: the disk is full, the archive is locked; "" when nothing was in the way.
    trouble: str = ""
    #: Whether a new generation of the index was published.
    is_published: bool = False
    is_dry_run: bool = False

    @property
    def all_well(self) -> bool:
        """Whether nothing failed; what was refused for good is no failure."""
        return not self.trouble and not any(source.failed for source in self.sources)

"""Which findings speak of one event, which of one subject; when and where an event was."""

from retrieval.events.datelines import datelines_in, print_one_day, without_dateline
from retrieval.events.days import (
    DAY,
    MONTH,
    ONE_DAY,
    PUBLICATION_LAG,
    YEAR,
    covers,
    in_words,
    meet,
    named_days,
    stretch_of,
    times_in,
    when_of,
    within_days,
)
from retrieval.events.grouping import ONE_EVENT, Event, events_of, is_told_with, may_be_told_together, telling
from retrieval.events.pairs import follows_up, may_be_one
from retrieval.events.places import (
    apart,
    as_printed,
    elsewhere,
    is_a_landmark,
    is_a_region,
    narrowest,
    placed_in,
    share_a_town,
    where_of,
)
from retrieval.events.reports import by_article, notes_of_one_event, same_count, told_alike
from retrieval.events.subjects import subjects_of

__all__ = [
    "DAY",
    "MONTH",
    "ONE_DAY",
    "ONE_EVENT",
    "PUBLICATION_LAG",
    "YEAR",
    "Event",
    "apart",
    "as_printed",
    "by_article",
    "covers",
    "datelines_in",
    "elsewhere",
    "events_of",
    "follows_up",
    "in_words",
    "is_a_landmark",
    "is_a_region",
    "is_told_with",
    "may_be_one",
    "may_be_told_together",
    "meet",
    "named_days",
    "narrowest",
    "notes_of_one_event",
    "placed_in",
    "print_one_day",
    "same_count",
    "share_a_town",
    "stretch_of",
    "subjects_of",
    "telling",
    "times_in",
    "told_alike",
    "when_of",
    "where_of",
    "within_days",
    "without_dateline",
]

"""How findings stand to a claim by their words: who says it, who denies it, and what only stands near."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Claim, Finding, Relation
from retrieval.counts.dated import of_another_year
from retrieval.counts.disowned import given
from retrieval.counts.figures import Contrast, apart_from_all, prints
from retrieval.counts.wider import of_more
from retrieval.deeds.befallen import befell_others, only_to_come, turned_about
from retrieval.deeds.blows import dealt_otherwise
from retrieval.deeds.done_by_them import may_be_by_them, not_by_them
from retrieval.deeds.somebody_else import a_namesake
from retrieval.deeds.who_to_whom import says_who_did_it, tells_it_by_another_word
from retrieval.denying.accusations import BY_NOBODY, says_it_of_nobody, says_just_that
from retrieval.denying.contrasts import by_words
from retrieval.denying.denied import denials_in, denies_alike
from retrieval.denying.excluded import excluded, says_the_same
from retrieval.denying.stance import Leaning, Reads
from retrieval.denying.whose_denial import is_untruly_denied
from retrieval.events import events_of, subjects_of
from retrieval.events.choosing import is_over_another
from retrieval.events.nearness import (
    counts_it_then,
    counts_it_there,
    is_of_its_subject,
    leaves_out_its_site,
    tells_of_it,
)
from retrieval.events.noted import is_its_voice
from retrieval.events.sites import tells_where_they_were_treated
from retrieval.grammar.closeness import (
    TURNING,
    besides_its_date,
    figure_shared,
    names_shared,
    numbers,
    share,
    tells_most_of_it,
    turned_alike,
    uncovered,
    values_in,
    word_for_word,
)
from retrieval.grammar.withheld import NEGATION, doubt
from retrieval.origins import key_of
from retrieval.ranking import counts_same, words_of
from retrieval.relations.answered import accused_in, answer_to, without_answers
from retrieval.relations.blamed import lays_just_that
from retrieval.relations.days import names_another_day
from retrieval.relations.gainsaid import AGAINST_IT
from retrieval.relations.seen_before import with_what_was_seen
from retrieval.relations.struck import counts_what_was_flown
from retrieval.relations.told_around import told_around
from retrieval.relations.weighed import (
    IN_OTHER_WORDS,
    NOTHING,
    RELATED,
    RELATED_BY_FIGURE,
    Related,
    Weighed,
    as_context,
    because,
    denier_of,
    without_echoes,
)
from retrieval.relations.what_they_answer import ANSWERING, is_their_answer
from retrieval.telling.every_word import answers_owning_up, is_struck_there, owns_up_there, tells_every_word, told_apart
from retrieval.telling.said_alike import says_it_alike, says_it_otherwise
from retrieval.telling.untold_deed import untold_deed
from retrieval.word_tables import worded

#: From here on a statement without a figure says what the claim says.
STRONG = 0.62
#: A statement says what the claim says only when it uses more than this share of the claim's words.
SHARED_WORDS = 0.5
#: From here on the model's contradiction is believed; from there on it is enough not to count somebody as reporting.
SURE, DOUBTFUL = 0.95, 0.6
#: Words that stand for a speaker named before.
PRONOUNS = ("he", "she", "it", "they")
#: Findings that the model reads for one card.
READ_AGAIN = 2


def weigh_words(
    claim: Claim, told: Sequence[Finding], rivals: Sequence[Finding], stance: Reads | None = None
) -> Weighed:
    """How findings stand to a claim by their words alone; `stance`, where there is one, reads what these leave open."""
    close = _close(claim, told)
    related = _read_again(claim, [Related(*_by_words(claim, f)) for f in close], stance)
    # Whoever only answers in a sentence is not who says so in it.
    related = [Related(without_answers(r.finding), "reports") if r.relation == "reports" else r for r in related]
    related = with_what_was_seen(claim, _without_what_came_before(claim, related))
    noted = {r.finding.article.id for r in related if r.relation == "reports"}
    telling = {r.finding.statement.id for r in related if r.relation == "reports"}
    answers = [answer for f in close if f.statement.id in telling and (answer := answer_to(claim, f)) is not None]
    related += [Related(answer, "denies") for answer in answers]
    for rival in rivals:
        finding, relation = _by_words(claim, rival)
        if relation != "context":
            related.append(Related(finding, relation))
        elif rival.article.id in noted:
            # What a note sets against "only" or "all" can only be set against that; else it is open what it gainsays.
            against: Relation = "differs" if any(TURNING[t].search(claim.text) for t in ("only", "all")) else "context"
            related.append(Related(because(rival, "set against it in the same note"), against))
    said = [r.finding for r in related if r.relation != "context"]
    if not said:
        telling_it = [r for r in related if IN_OTHER_WORDS in r.finding.why or is_their_answer(r.finding)]
        known = {r.finding.article.id for r in telling_it if IN_OTHER_WORDS in r.finding.why}
        telling_it += [Related(f, "context") for f in told_around(claim, told) if f.article.id not in known]
        known = {r.finding.statement.id for r in telling_it}
        near = near_misses(claim, told)
        beside = [r for r in near.related if r.finding.statement.id not in known]
        return Weighed("found", without_echoes([*telling_it, *beside]), near.events) if telling_it else near
    return Weighed("found", without_echoes(related), events_of(said))


def _close(claim: Claim, told: Sequence[Finding]) -> list[Finding]:
    """The findings that are about the claim; one that says just that, in few words of the claim, need be less near."""

    def says_it_in_few_words(finding: Finding) -> bool:
        just_that = (
            says_just_that(claim, finding) or counts_what_was_flown(claim, finding) or tells_every_word(claim, finding)
        )
        just_that = just_that or says_who_did_it(claim, finding) or owns_up_there(claim, finding)
        return just_that or _excluded(claim, finding) is not None or _says_the_same(claim, finding)

    return [
        f for f in told if f.similarity >= RELATED or (f.similarity >= RELATED_BY_FIGURE and says_it_in_few_words(f))
    ]


def weigh_denial(claim: Claim, told: Sequence[Finding], rivals: Sequence[Finding] = ()) -> Weighed:
    """Who reports that something was denied: whoever tells of the same denial; what was denied stands near.

    `rivals` are what notes record beside the reports: who calls a thing staged often stands there.
    """
    close = _close(claim, told)
    denying = [denier_of(f) for f in close if prints_the_claim(claim, f) or _denies_alike(claim, f)]
    known = {f.statement.id for f in denying}
    denying += [f for f in (*close, *rivals) if f.statement.id not in known and says_just_that(claim, f)]
    if not denying:
        return near_misses(claim, told)
    ids = {f.statement.id for f in denying}
    beside = [Related(f, "context") for f in close if f.statement.id not in ids]
    related = [*(Related(f, "reports") for f in denying), *beside]
    return Weighed("found", without_echoes(related), events_of(denying))


def _with_nobody_named(claim: Claim, finding: Finding) -> Finding:
    return because(finding, BY_NOBODY) if says_it_of_nobody(claim, finding) else finding


def _denies_alike(claim: Claim, finding: Finding) -> bool:
    voices = finding.statement.attributions
    speakers = " ".join(a.speaker.name for a in [a for a in voices if a.grade == "denied"] or voices)
    same_figures = numbers(claim.text) <= numbers(finding.words)
    return same_figures and denies_alike(claim.text, finding.words, speakers)


def _read_again(claim: Claim, related: list[Related], stance: Reads | None) -> list[Related]:
    """What seems to report the claim in other words, read by the model: it may doubt that, and say so; it never denies.

    Only the nearest are read, since each takes ten milliseconds of one core.
    """
    saying = [r for r in related if r.relation == "reports" and not word_for_word(claim, r.finding)]
    open_ones = [r for r in saying if not is_struck_there(claim, r.finding)][:READ_AGAIN]
    if stance is None or not open_ones:
        return related
    leanings = stance([(claim.text, (accused_in(r.finding) or r.finding).words) for r in open_ones])
    read = {r.finding.statement.id: leaning for r, leaning in zip(open_ones, leanings, strict=True)}
    return [_leaned(r, read[r.finding.statement.id]) if r.finding.statement.id in read else r for r in related]


def _leaned(related: Related, leaning: Leaning) -> Related:
    if leaning.disagrees >= SURE:
        return Related(because(related.finding, f"reads as the opposite ({leaning.disagrees:.0%})"), "differs")
    if leaning.disagrees >= DOUBTFUL:
        return Related(because(related.finding, f"may not say the same ({leaning.disagrees:.0%})"), "context")
    return related


def near_misses(
    claim: Claim, told: Sequence[Finding], others: Sequence[Finding] = (), parted: Sequence[Finding] = ()
) -> Weighed:
    """What is about the claim's subject though it does not say the claim; one subject, so that nothing is padded.

    `others` are reports of another side's deed, or of other people, that stand near where nothing else does; `parted`
    are all of these among what is told.
    """
    told = [f for f in told if not leaves_out_its_site(claim, f)]
    bearing = [f for f in told if f.bears and (names_shared(claim, f) or figure_shared(claim, f))]
    bearing = bearing or [f for f in told if f.bears and tells_most_of_it(claim, f)]
    # What is counted of the very thing over the very year comes before whatever else of it is told.
    bearing = [*(counting := [f for f in told if counts_it_then(claim, f)]), *(f for f in bearing if f not in counting)]
    bearing = bearing or [f for f in others if f.similarity >= RELATED and tells_of_it(claim, f)]
    apart = {f.statement.id for f in parted}
    bearing = bearing or [f for f in told if f.statement.id not in apart and is_of_its_subject(claim, f)]
    bearing = bearing or [f for f in told if counts_it_there(claim, f)]
    return one_subject(claim, bearing, told)


def one_subject(claim: Claim, bearing: Sequence[Finding], told: Sequence[Finding]) -> Weighed:
    """What bears on a claim, and what else of that is told: of one subject, and nothing where nothing does."""
    if not bearing:
        return NOTHING
    bearing = list(bearing)
    # What a report prints of the claim's figure is shown before what else it counts.
    ids, known = {f.article.id for f in bearing}, {f.statement.id for f in bearing}
    bearing += [
        f
        for f in told
        if f.article.id in ids and f.statement.id not in known and any(prints(q, f) for q in claim.quantities)
    ]
    bearing += _counting_it(claim, bearing, told)
    bearing += _other_sides(claim, bearing, told)
    bearing += _of_whom_it_names(claim, bearing, told)
    subject = {f.statement.id for f in subjects_of(bearing)[0]}
    near = [f for f in bearing if f.statement.id in subject]
    shown = [_with_nobody_named(claim, because(f, AGAINST_IT) if _counts_none(claim, f, near) else f) for f in near]
    return Weighed("found", without_echoes([Related(f, "context") for f in shown]))


def _counts_none(claim: Claim, finding: Finding, near: Sequence[Finding]) -> bool:
    """Whether a note has somebody count none of just what a claim counts, where others count some in its event.

    "No missile was hit" stands against the claim's 98, whoever says 71.
    """
    own, claimed = finding.article, {(q.unit, q.state) for q in claim.quantities if q.unit and q.state and q.value}

    def counting(one: Finding) -> set[bool]:
        return {q.value > 0 for q in one.statement.quantities if (q.unit, q.state) in claimed}

    there = [one for one in near if one.article.id == own.id or (own.event_id and one.article.event_id == own.event_id)]
    some = any(True in counting(one) for one in there)
    over_another = any(is_over_another(q, finding) for q in claim.quantities)
    return own.is_note and counting(finding) == {False} and some and not over_another


def _counting_it(claim: Claim, bearing: Sequence[Finding], told: Sequence[Finding]) -> list[Finding]:
    """What the notes of one event count of what a claim counts, where nothing that bears on it counts that."""

    def counts_it(finding: Finding) -> bool:
        return any(q.unit and counts_same(q, own) for q in claim.quantities for own in finding.statement.quantities)

    if any(map(counts_it, bearing)):
        return []
    events = {f.article.event_id for f in bearing if f.article.is_note and f.article.event_id}
    return [f for f in told if f.article.is_note and f.article.event_id in events and counts_it(f)]


def _other_sides(claim: Claim, bearing: Sequence[Finding], told: Sequence[Finding]) -> list[Finding]:
    """What other voices of one event count of the very thing that a note counts: nobody is to hear one side alone.

    So it is with what a voice counts of the claim's own thing, where all that bears on the claim is its wider count:
    beside "9,000 deaths of all causes" stand the 6,700 who were killed.
    """
    known = {f.statement.id for f in bearing}
    counting = [f for f in bearing if f.article.is_note and f.article.event_id]

    def is_wider(finding: Finding) -> bool:
        return any(of_more(claim, q, finding) for q in claim.quantities)

    def is_anothers(finding: Finding) -> bool:
        alike = [own for own in counting if _count_alike(finding, own)]
        theirs = [own for own in alike if key_of(own.speaker.name) == key_of(finding.speaker.name)]
        # A headline stands on no card by itself, where its report tells more.
        told = [own for own in theirs if own.statement.place_in_article != "headline"]
        only_wider = bool(told) and all(map(is_wider, told)) and not is_wider(finding)
        return bool(alike) and (not theirs or only_wider)

    return [f for f in told if f.statement.id not in known and is_anothers(f)]


def _of_whom_it_names(claim: Claim, bearing: Sequence[Finding], told: Sequence[Finding]) -> list[Finding]:
    """What the notes of one event have of whoever the claim names: "Weil says so" is asked of what Weil says."""
    known, events = {f.statement.id for f in bearing}, {f.article.event_id for f in bearing if f.article.event_id}
    of_them = [f for f in told if f.article.event_id in events and f.article.is_note]
    return [f for f in of_them if f.statement.id not in known and is_its_voice(claim, f)]


def _count_alike(finding: Finding, other: Finding) -> bool:
    """Whether two notes of one event count one thing, and what became of it."""
    return finding.article.event_id == other.article.event_id and any(
        q.state and counts_same(q, own) for q in finding.statement.quantities for own in other.statement.quantities
    )


def says_it_by_words(claim: Claim, finding: Finding) -> bool:
    """Whether a statement says the claim by its words alone, with or without all of the claim's."""
    return _by_words(claim, finding)[1] == "reports"


def _by_words(claim: Claim, finding: Finding) -> tuple[Finding, Relation]:
    """How a finding without a common figure stands to the claim, and whose voice it is in."""
    if (accused := accused_in(finding)) is not None and _by_words(claim, accused)[1] == "reports":
        return finding, "reports"
    undated = besides_its_date(claim)
    prints_its_numbers = numbers(undated) <= numbers(finding.words)
    if prints_its_numbers and (
        said := by_words(claim.text, finding.words) or _denied_by_pronoun(claim, finding) or _excluded(claim, finding)
    ):
        return because(denier_of(finding) if said.relation == "denies" else finding, said.why), said.relation
    if turned := turned_about(claim, finding):
        return because(finding, turned), "context"
    if only_to_come(claim, finding):
        return because(finding, "only to come"), "context"
    if namesake := a_namesake(claim.text, finding):
        return because(finding, f"of {namesake}"), "context"
    if says_just_that(claim, finding) or lays_just_that(claim, finding) or counts_what_was_flown(claim, finding):
        return finding, "reports"
    if _says_the_same(claim, finding):
        return finding, "reports"
    if answers_owning_up(claim, finding):
        return because(denier_of(finding), f'{ANSWERING} "denied"'), "context"
    is_it = says_who_did_it(claim, finding) or owns_up_there(claim, finding)
    is_it = is_it and not of_another_year(claim.text, finding)
    if (is_it or _tells_it_of_them(claim, finding)) and not (
        doubt(claim.text, finding.words)
        or tells_where_they_were_treated(claim.text, finding.words)
        or names_another_day(claim, finding)
        or says_it_otherwise(claim, finding)
        or (worded("beside", "did_not").search(finding.words) and not NEGATION.search(claim.text))
    ):
        finding = because(finding, IN_OTHER_WORDS)
    missing = ""
    is_it = is_it and IN_OTHER_WORDS in finding.why
    if not is_it and not is_struck_there(claim, finding):
        if finding.similarity < STRONG or share(words_of(undated), finding.words) <= SHARED_WORDS:
            return finding, "context"
        missing = "" if tells_it_by_another_word(claim, finding) else uncovered(claim, finding)
        if missing and not says_it_alike(claim, finding):
            return because(finding, f"without {missing}"), "context"
        if not missing and (apart := told_apart(claim, finding) or befell_others(claim, finding)):
            return because(finding, apart), "context"
        if otherwise := not_by_them(claim, finding):
            return because(finding, otherwise), "context"
    if not missing and (otherwise := says_it_otherwise(claim, finding)):
        return because(finding, otherwise), "context"
    if untold := untold_deed(claim, finding):
        return because(finding, untold), "context"
    if names_another_day(claim, finding):
        return because(finding, "of another day"), "context"
    if tells_where_they_were_treated(claim.text, finding.words):
        return because(finding, "where the wounded were treated"), "context"
    if not prints_its_numbers:
        # "Kill 21 ISIS" is not said by "kill 29 ISIS", whatever is counted.
        return finding, "context"
    if any(q.value for q in claim.quantities) and not numbers(undated):
        values = values_in(finding)
        if not any(q.value in values for q in claim.quantities):
            return finding, "context"
    if why := apart_from_all(claim, finding) or doubt(claim.text, finding.words) or dealt_otherwise(claim, finding):
        return because(finding, why), "context"
    held = given(finding)
    if any(prints(q, finding) for q in claim.quantities) and not any(prints(q, held) for q in claim.quantities):
        return held, "context"
    is_denied = finding.attribution.grade == "denied" and finding.attribution.cue.lower() not in claim.text.lower()
    if is_denied and not denials_in(claim.text):
        # Whoever debunks a claim does not make it.
        return finding, "context"
    return finding, "reports" if turned_alike(claim.text, finding.words) else "context"


def _tells_it_of_them(claim: Claim, finding: Finding) -> bool:
    """Whether a statement tells every word of a short claim, and nobody else of having done it, or suffered it."""
    return (
        tells_every_word(claim, finding)
        and may_be_by_them(claim, finding, finding.words)
        and not befell_others(claim, finding)
    )


def _excluded(claim: Claim, finding: Finding) -> Contrast | None:
    """What cannot be so where a claim is that counts nothing."""
    return None if claim.quantities else excluded(claim.text, finding)


def _says_the_same(claim: Claim, finding: Finding) -> bool:
    """Whether a finding says by another word for it what a claim says that counts nothing."""
    if claim.quantities or finding.attribution.grade == "denied" or not says_the_same(claim.text, finding):
        return False
    return not (
        doubt(claim.text, finding.words) or names_another_day(claim, finding) or says_it_otherwise(claim, finding)
    )


def excludes(claim: Claim, one: Related) -> bool:
    """Whether somebody is set against a claim because what they say cannot be so where that is."""
    return one.relation in ("differs", "denies") and _excluded(claim, one.finding) is not None


def _without_what_came_before(claim: Claim, related: Sequence[Related]) -> list[Related]:
    """What was weighed, where whatever was still so before anybody reported that it changed excludes nothing.

    "Is still in office" of March does not stand against who reports in May that she has resigned.
    """
    reporting = [r.finding.published for r in related if r.relation == "reports"]
    days = [published.start for published in reporting if published is not None]

    def came_before(one: Related) -> bool:
        published = one.finding.published
        is_sooner = published is not None and bool(days) and published.end <= min(days)
        return is_sooner and excludes(claim, one)

    return as_context(related, came_before, "said before anybody reported the claim")


def _denied_by_pronoun(claim: Claim, finding: Finding) -> Contrast | None:
    """A denial by "it" or "they", where the report has said who that is and leaves no word of the claim untold."""
    denier = denier_of(finding).attribution
    span = denier.speaker_span
    if denier.grade != "denied" or span is None or uncovered(claim, finding):
        return None
    if span.of(finding.article.text).lower() not in PRONOUNS or denier.speaker.name.lower() in PRONOUNS:
        return None
    before = finding.article.text[finding.statement.span.start : span.start]
    after = finding.article.text[span.end : finding.statement.span.end]
    if is_untruly_denied(before):
        # "She lied when she denied it."
        return None
    said = by_words(claim.text, f"The {denier.speaker.name}{after}")
    return said if said and said.relation == "denies" else None


def prints_the_claim(claim: Claim, finding: Finding) -> bool:
    """Whether a finding is the claim word for word, of the same side's blow, and stands to what it says.

    "Was killed by a clerk" has the same words as "killed a clerk", but for small ones.
    """
    return (
        word_for_word(claim, finding)
        and not doubt(claim.text, finding.words)
        and not dealt_otherwise(claim, finding)
        and not says_it_otherwise(claim, finding)
    )

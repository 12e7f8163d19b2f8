"""How findings stand to a claim: whether they are of its place, people and doer, then by figures, then by words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Article, Claim, Finding, Quantity
from knowledge.places import fold, read_places
from retrieval.claims.crowds import with_bare_figures
from retrieval.counts.called_alike import with_the_claims_word
from retrieval.counts.campaigns import counts_the_war_around
from retrieval.counts.causes import another_cause
from retrieval.counts.dated import LEAD, leads_with, of_another_day
from retrieval.counts.disowned import without_a_sum
from retrieval.counts.far_larger import without_whole_wars
from retrieval.counts.figures import prints
from retrieval.counts.left_out import without_what_leaves_it_out
from retrieval.counts.parts import of_the_part_claimed
from retrieval.counts.signed import in_their_mouth
from retrieval.deeds.allies import with_government_fighters
from retrieval.deeds.doers import unnamed_doer
from retrieval.deeds.owned_by import owned_by_another
from retrieval.deeds.parties import other_doer, other_people, parted
from retrieval.deeds.roles import the_other_way, told_of_others
from retrieval.deeds.unmentioned import side_unmentioned
from retrieval.deeds.whose import of_anothers
from retrieval.denying.denied import denials_in
from retrieval.denying.stance import Reads
from retrieval.events import (
    by_article,
    elsewhere,
    events_of,
    notes_of_one_event,
    placed_in,
    where_of,
    without_dateline,
)
from retrieval.events.nearness import is_of_its_note
from retrieval.events.noted import gives_its_voices_number, is_its_voice, is_noted
from retrieval.events.sites import at_another_site
from retrieval.events.strange_places import places_untold
from retrieval.events.tolls_in_passing import with_their_towns
from retrieval.events.topics import MOSTLY, SHARED_TOPIC, WHOLE_STORY, mostly_told_in
from retrieval.events.untold_towns import goes_on_about_another_town, told_of_another_town
from retrieval.grammar.closeness import (
    OPENING,
    names_shared,
    numbers,
    report_is_about,
    same_topic,
    share,
    word_for_word,
)
from retrieval.grammar.naming import sites_in
from retrieval.ranking import counted_alike, counts_same, words_of
from retrieval.relations.accused import with_the_accused
from retrieval.relations.answered import with_answers, with_answers_alone
from retrieval.relations.called_staged import with_who_calls_it_staged
from retrieval.relations.counted_there import with_whom_they_count
from retrieval.relations.days import is_then
from retrieval.relations.denied_behind import with_denials_behind
from retrieval.relations.figures import figure_of, weigh_figure
from retrieval.relations.gainsaid import with_what_answers_staging, with_what_gainsays
from retrieval.relations.headed import in_the_words_of_the_text, without_words_of_a_headline
from retrieval.relations.hoaxes import told_as_a_hoax
from retrieval.relations.none_at_all import none_at_all, with_who_counts_some
from retrieval.relations.number_of_others import (
    has_it_turned_round,
    has_number,
    is_anothers,
    of_others_told,
    of_their_event,
    without_other_blows,
)
from retrieval.relations.one_detail import OneDetail, but_for_one_detail, gives_both_figures, shares_besides
from retrieval.relations.other_periods import with_their_periods
from retrieval.relations.rejected import rejects_findings
from retrieval.relations.rumours import with_who_ends_a_rumour
from retrieval.relations.several_counts import with_its_other_counts
from retrieval.relations.still_missing import only_tells_they_are_missing
from retrieval.relations.weighed import (
    IN_OTHER_WORDS,
    NOTHING,
    RELATED,
    RELATED_BY_FIGURE,
    Related,
    Weighed,
    anybody_says,
    anybody_tells,
    because,
    without_echoes,
)
from retrieval.relations.what_they_answer import is_their_answer
from retrieval.relations.words import (
    SHARED_WORDS,
    near_misses,
    one_subject,
    prints_the_claim,
    weigh_denial,
    weigh_words,
)
from retrieval.telling.said_alike import done_by_others, turned_round

#: A figure that is the claimed one belongs to its topic when this share of its other words opens the report.
SHARED_REPORT = 2 / 3
#: A rival that a note records beside a statement is about the same thing already.
RIVAL = 0.40


def weigh(claim: Claim, findings: Sequence[Finding], stance: Reads | None = None) -> Weighed:
    """Decide which findings report the claim, which say otherwise about the same event, and which only stand near.

    Figures come first, then words; `stance`, where there is one, reads what both have left open.
    """
    ratings = [f for f in findings if f.is_rating]
    told = with_the_claims_word(claim, with_government_fighters(claim, [f for f in findings if not f.is_rating]))
    told = [of_the_part_claimed(claim, f) for f in told]
    weighed = _weigh(claim, told, stance)
    if not anybody_tells(weighed) and (bare := with_bare_figures(claim)) != claim:
        # A report may count whoever marched as people, in the claim's very words.
        worded = _weigh(bare, told, stance)
        weighed = worded if anybody_tells(worded) else weighed
    weighed = _in_their_own_words(_as_signed(claim, weighed, told), findings)
    if weighed.state == "nothing_found":
        weighed = _with_notes_of_it(claim, findings)
    weighed = with_its_other_counts(claim, without_what_leaves_it_out(claim, weighed))
    weighed = without_words_of_a_headline(_without_sums(claim, weighed), findings)
    weighed = with_their_periods(claim, without_whole_wars(claim, weighed))
    # Few claims are of none at all; of any other nobody is asked who counts some.
    here = _of_the_place(claim, [f for f in told if f.statement.is_reporting]) if none_at_all(claim) else []
    weighed = with_who_counts_some(claim, weighed, here)
    related = [Related(f, "context") for f in _of_the_place(claim, ratings) if _rates(claim, f)]
    state = "found" if related and weighed.state == "nothing_found" else weighed.state
    weighed = in_the_words_of_the_text(Weighed(state, (*weighed.related, *related), weighed.events), told)
    return with_whom_they_count(claim, weighed)


def _without_sums(claim: Claim, weighed: Weighed) -> Weighed:
    """What was weighed, with what a note's editor added up as nobody's count: it neither says nor contradicts.

    Whoever pastes the note itself is told who says so.
    """
    told = ((r, without_a_sum(r.finding)) for r in weighed.related)
    return replace(
        weighed,
        related=tuple(
            r if f is r.finding else Related(f, r.relation if prints_the_claim(claim, f) else "context")
            for r, f in told
        ),
    )


def _with_notes_of_it(claim: Claim, findings: Sequence[Finding]) -> Weighed:
    """What stands near where nothing was found: the notes that are of the claim's subject, whatever words they have."""
    here = [f for f in _of_the_place(claim, [f for f in findings if f.statement.is_reporting]) if is_then(claim, f)]
    of_it = [f for f in here if is_noted(claim, f)]
    if not of_it:
        return NOTHING
    reports, notes = by_article(here), notes_of_one_event(findings)
    untold = places_untold(claim, here, notes)
    of_it = [f for f in of_it if f.article.id not in untold]
    apart = {f.statement.id: _parted(claim, f, reports[f.article.id], notes[f.article.id]) for f in of_it}
    of_it = [
        f
        for f in of_it
        if not (why := apart[f.statement.id]) or _only_leaves_out_who_did_it(claim, f, why, notes[f.article.id])
    ]
    ids = {f.article.id for f in of_it}
    return one_subject(claim, of_it, [f for f in here if f.article.id in ids])


def _only_leaves_out_who_did_it(claim: Claim, finding: Finding, why: str, notes: Sequence[Article]) -> bool:
    """Whether a finding counts the claim's dead, and is parted from it by nothing but naming nobody who killed them."""
    doer = other_doer(claim, finding, notes) if counted_alike(claim, finding) else None
    return doer is not None and not doer.told and why == doer.why


def _as_signed(claim: Claim, weighed: Weighed, findings: Sequence[Finding]) -> Weighed:
    """What was weighed; where nobody says or denies it, whoever it names gives its figure in one event."""
    if anybody_says(weighed):
        return weighed
    reports = by_article(findings)
    own = in_their_mouth(claim, [f for f in findings if f.statement.is_reporting])
    own = [f for f in own if not parted(claim, f, reports[f.article.id])]
    events = events_of(own)
    if len(events) != 1:
        return weighed
    ids = {f.statement.id for f in own}
    beside = (r for r in weighed.related if r.finding.statement.id not in ids and events[0].holds(r.finding))
    return Weighed("found", without_echoes([*(Related(f, "reports") for f in own), *beside]), events)


def _in_their_own_words(weighed: Weighed, read: Sequence[Finding]) -> Weighed:
    """What was weighed, with the words of the reports where figures were held against the claim in other ones."""
    own = {f.statement.id: f.statement.quantities for f in read}
    return replace(weighed, related=tuple(_in_its_own_words(r, own[r.finding.statement.id]) for r in weighed.related))


def _in_its_own_words(related: Related, read: Sequence[Quantity]) -> Related:
    finding, words = related.finding, {q.span: q.counted for q in read}
    told = tuple(replace(q, counted=words.get(q.span, q.counted)) for q in finding.statement.quantities)
    if told == finding.statement.quantities:
        return related
    counted = related.counted and replace(
        related.counted, counted=words.get(related.counted.span, related.counted.counted)
    )
    return replace(
        related, finding=replace(finding, statement=replace(finding.statement, quantities=told)), counted=counted
    )


def _rates(claim: Claim, finding: Finding) -> bool:
    """Whether somebody rated this claim, or one in nearly its words; that neither makes nor denies it."""
    rated = finding.attribution.span.of(finding.article.text)
    is_told = share(words_of(claim.text), rated) > SHARED_WORDS and numbers(claim.text) <= numbers(rated)
    return finding.similarity >= RELATED and is_told and is_then(claim, finding) and bool(names_shared(claim, finding))


def _weigh(claim: Claim, findings: Sequence[Finding], stance: Reads | None) -> Weighed:
    told = _in_reports_that_matter(claim, [f for f in findings if f.statement.is_reporting])
    here = _of_the_place(claim, with_their_towns(claim, told))
    told = [f for f in here if f.statement.place_in_article != "rival"]
    reports = by_article(told)
    told = [f for f in told if _may_matter(claim, f)]
    rivals = [f for f in here if f.statement.place_in_article == "rival" and f.similarity >= RIVAL]
    notes = notes_of_one_event(findings)
    untold = places_untold(claim, told, notes)
    # What names another town is of that.
    told = [f for f in told if f.article.id not in untold or not any(place.province for place in where_of(f))]
    every = told
    if denials_in(claim.text):
        denied = weigh_denial(claim, [f for f in told if is_then(claim, f)], rivals)
        return with_what_answers_staging(claim, denied, findings)
    apart = {
        f.statement.id: why
        for f in told
        if (why := _parted(claim, f, reports[f.article.id], notes[f.article.id]) or untold.get(f.article.id))
    }
    told = [f for f in told if f.statement.id not in apart]
    set_apart = [f for f in every if f.statement.id in apart and is_then(claim, f)]
    weighed, slips = NOTHING, []
    claimed = figure_of(claim, told)
    if claimed is not None:
        # A report may lead with the figure and name the place further down.
        telling = {
            f.article.id
            for f in told
            if f.similarity >= RELATED and not f.article.is_note and mostly_told_in(claim, claimed, f)
        }
        topical = [
            f
            for f in told
            if f.similarity >= RELATED_BY_FIGURE
            and (
                same_topic(claim, claimed, f, SHARED_TOPIC)
                or (prints(claimed, f) and report_is_about(claim, claimed, f, SHARED_REPORT))
                # A place is told by its other spelling, too.
                or (prints(claimed, f) and mostly_told_in(claim, claimed, f))
                or (prints(claimed, f) and leads_with(f) and f.article.id in telling)
                # A note is of one event, named by hand; the names in a report's opening may be of another.
                or (f.article.is_note and prints(claimed, f) and is_of_its_note(claim, claimed, f))
                or (f.article.is_note and gives_its_voices_number(claim, claimed, f))
                # Whoever counts just so many of what no table knows counts the same: "500 million straws".
                or (f.article.is_note and not claimed.unit and prints(claimed, f))
            )
        ]
        weighed = with_answers(claim, claimed, weigh_figure(claim, claimed, topical, rivals, told), reports)
        others = [f for f in set_apart if other_people(claim, f, reports[f.article.id])]
        slips = of_others_told(claim, claimed, weighed, others)
        weighed = of_their_event(weighed, slips)
        if not anybody_says(weighed):
            of_others = [f for f in set_apart if told_of_others(claim, f, reports[f.article.id])]
            weighed = without_other_blows(weighed, of_others_told(claim, claimed, weighed, of_others))
        if not anybody_says(weighed) and any(is_anothers(claim, claimed, f, notes[f.article.id]) for f in set_apart):
            # The claim's number is of another's deed, in its town or told just so: other events contradict nothing.
            weighed = NOTHING
    if weighed.state == "nothing_found":
        worded = weigh_words(claim, [f for f in told if is_then(claim, f)], rivals, stance)
        weighed = with_who_ends_a_rumour(claim, with_answers_alone(claim, worded, reports), reports)
    beside = [because(f, apart[f.statement.id]) for f in set_apart]
    if slips:
        ids = {f.statement.id for f in slips}
        said = weighed if anybody_tells(weighed) else Weighed("found", (), events_of(slips))
        related = [*said.related, *(Related(f, "context") for f in beside if f.statement.id in ids)]
        weighed = replace(said, related=without_echoes(related))
    else:
        weighed = _with_others(claim, weighed, [f for f in told if is_then(claim, f)], beside)
    weighed = _with_the_claim_itself(weighed, [f for f in told if prints_the_claim(claim, f)])
    weighed = with_what_gainsays(claim, with_the_accused(claim, weighed, reports, findings), findings)
    weighed = with_what_answers_staging(claim, weighed, findings)
    weighed = with_who_calls_it_staged(claim, weighed, findings)
    weighed = with_denials_behind(claim, weighed, [f for f in told if is_then(claim, f)], findings)
    if anybody_says(weighed):
        return weighed
    nearest = but_for_one_detail(claim, findings, notes)
    return _with_what_is_nearest(claim, weighed, nearest) if nearest else weighed


def _with_what_is_nearest(claim: Claim, weighed: Weighed, nearest: Sequence[OneDetail]) -> Weighed:
    """What tells the claim but for its date or its town stands close by, and nothing that tells less of it.

    Whoever counts otherwise at the claim's own time and place stays, where they tell half of that, or more.
    """
    best, near = nearest[0], [one.finding for one in nearest]
    shown = [Related(f, "context") for f in near]
    others = [r for r in weighed.related if r.relation == "differs" or weighed.state == "ambiguous"]
    if weighed.state != "ambiguous":
        others = [r for r in others if not _is_of_no_such_site(claim, best, r.finding)]
    if weighed.state == "ambiguous" and gives_both_figures(claim, near):
        # A toll, and how many of them were children, are seldom met with twice: who has neither tells of another event.
        others = [r for r in others if any(has_number(q, r.finding) for q in claim.quantities)]
    told = max((shares_besides(claim, best, r.finding) for r in others), default=0.0)
    if told < SHARED_TOPIC <= best.share or not others:
        # The number itself, of other people of that day and town, is as near.
        alike = [r for r in weighed.related if best.figure and has_number(best.figure, r.finding)]
        alike = [r for r in alike if shares_besides(claim, best, r.finding) >= SHARED_TOPIC]
        return Weighed("found", without_echoes([*shown, *alike]), events_of(near))
    if weighed.state == "ambiguous" or told >= best.share or best.share < MOSTLY:
        return weighed
    return replace(weighed, related=without_echoes([*weighed.related, *shown]))


def _is_of_no_such_site(claim: Claim, nearest: OneDetail, finding: Finding) -> bool:
    """Whether the claim's number and its site are told of another town or day, and a finding's report has neither.

    Beside 25 dead in a mosque of Tarn, the army's 75 at Kalden are no other count of 25 dead in a mosque of Kalden.
    """
    sites = sites_in(claim.text) & sites_in(f"{nearest.finding.words} {nearest.finding.article.title}")
    opening = finding.article.text[: len(finding.article.title) + OPENING]
    return nearest.figure is not None and bool(sites) and not sites & sites_in(f"{opening} {finding.words}")


def _in_reports_that_matter(claim: Claim, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of reports in which one is near: most reports are too far from the claim to be asked anything."""
    near: set[str] = set()
    for finding in findings:
        if finding.article.id not in near and _is_near(claim, finding):
            near.add(finding.article.id)
    return [f for f in findings if f.article.id in near]


def _may_matter(claim: Claim, finding: Finding) -> bool:
    """Whether anything is asked of a finding: most are too far from the claim for that, and weighing takes time.

    It is near, or it opens its report with a day, which is then the day of what else is counted there, or names its
    place, or has somebody reject what else is in its note, or is of whoever the claim names.
    """
    statement = finding.statement
    return (
        (statement.when is not None and statement.ordinal <= LEAD)
        or (bool(statement.where) and statement.span.end <= len(finding.article.title) + WHOLE_STORY)
        or _is_near(claim, finding)
        or (finding.article.is_note and (rejects_findings(finding.words) or is_its_voice(claim, finding)))
    )


def _is_near(claim: Claim, finding: Finding) -> bool:
    """Whether a finding is near, or bears on the claim, or is the claim itself, or counts what the claim counts."""
    return (
        finding.similarity >= RELATED_BY_FIGURE
        or finding.bears
        or any(counts_same(claimed, q) for claimed in claim.quantities for q in finding.statement.quantities)
        or word_for_word(claim, finding)
    )


def _of_the_place(claim: Claim, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that do not speak of another place than the claim."""
    if not claim.where:
        return list(findings)
    # In "China lost 4 soldiers in Aden" China is no place.
    lands = {place.country for place in claim.where if place.province}
    where = [place for place in claim.where if not lands or place.country in lands]
    placed = {identity: placed_in(report) for identity, report in by_article(findings).items()}
    return [f for f in findings if not elsewhere(where, f, placed[f.article.id]) or _has_a_namesake(claim, f)]


def _has_a_namesake(claim: Claim, finding: Finding) -> bool:
    """Whether a finding prints a place of the claim and is not read to: a village that is called like a known town.

    So does a note whose event is called like a town: "Hurricane Maria".
    """
    typed = [place.span.of(claim.text) for place in claim.where if place.span and place.province]
    words = without_dateline(finding.words)
    subject = finding.article.subject if finding.article.is_note else ""
    words = f"{words} {subject}"
    if words.isascii():
        # Most print no such name, which is seen sooner.
        letters = words.lower()
        typed = [name for name in typed if not name.isascii() or name.lower() in letters]
    if not typed:
        return False
    known = {fold(place.name) for place in finding.statement.where} | {
        fold(place.span.of(finding.article.text)) for place in finding.statement.where if place.span
    }
    known |= {fold(place.span.of(subject)) for place in read_places(subject) if place.span}
    for printed in {place.span.of(finding.article.text) for place in finding.statement.where if place.span}:
        # "Damascus Countryside" is read, and is no village that is called Damascus.
        if any(name.casefold() in printed.casefold() and fold(name) != fold(printed) for name in typed):
            words = words.replace(printed, "")
    return any(fold(name) not in known and re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE) for name in typed)


def _parted(claim: Claim, finding: Finding, report: Sequence[Finding], notes: Sequence[Article]) -> str:
    """In what a finding is of other people, or another side's deed, than the claim; who prints the claim is not."""
    has_its_number = any(prints(q, finding) for q in claim.quantities)
    has_as_many = has_its_number or any(has_number(q, finding) for q in claim.quantities)
    if has_as_many and (turned := turned_round(claim, finding)):
        return turned
    if has_its_number and (other := done_by_others(claim, finding)):
        return other
    following = next((f for f in report if f.statement.ordinal == finding.statement.ordinal + 1), None)
    if word_for_word(claim, finding):
        return told_as_a_hoax(claim, finding, following)
    why = parted(claim, finding, report, notes) or told_as_a_hoax(claim, finding, following)
    why = why or of_anothers(claim.text, finding) or the_other_way(claim.text, finding.words)
    why = why or another_cause(claim, finding) or ("at another site" if at_another_site(claim, finding) else "")
    why = (
        why
        or counts_the_war_around(claim, finding)
        or side_unmentioned(claim, finding)
        or owned_by_another(claim, finding)
    )
    why = why or told_of_another_town(claim, finding) or goes_on_about_another_town(claim, finding, report)
    if why := why or only_tells_they_are_missing(claim, finding):
        return why
    doer = unnamed_doer(claim.text, finding.article.text, finding.article.title, finding.article.event or "")
    return f'without "{doer}"' if doer else ""


def _with_others(claim: Claim, weighed: Weighed, told: Sequence[Finding], beside: Sequence[Finding]) -> Weighed:
    """What is of others than the claim stands near what was found, or, where nothing was, is what stands nearest."""
    close = [f for f in beside if f.similarity >= RELATED]
    if not close:
        return weighed
    # Where the number itself is printed of a part ("123 dead: 77 ISIS"), nobody has to choose among other numbers.
    number = numbers(claim.text)
    is_printed = any(number and number <= numbers(f.words) for f in (*told, *beside) if f.similarity >= RELATED)
    if not anybody_tells(weighed) and (weighed.state != "ambiguous" or is_printed):
        printing = [f for f in close if any(prints(q, f) for q in claim.quantities) or has_it_turned_round(claim, f)]
        nearest = near_misses(claim, sorted([*told, *beside], key=lambda f: -f.similarity), printing, beside)
        return _with_answers_kept(weighed, nearest)
    # Of a report that only looks back on the event, what else it tells is of its own day.
    articles = {r.finding.article.id for r in weighed.related if not of_another_day(r.finding)}
    near = [f for f in close if f.article.id in articles or any(event.holds(f) for event in weighed.events)]
    related = without_echoes([*weighed.related, *(Related(f, "context") for f in near)])
    return Weighed(weighed.state, related, weighed.events)


def _with_answers_kept(weighed: Weighed, nearest: Weighed) -> Weighed:
    """What stands nearest, behind whoever answers the claim, or tells it in other words: "admits using" is answered by
    who denies using it.
    """
    answers = [r for r in weighed.related if is_their_answer(r.finding) or IN_OTHER_WORDS in r.finding.why]
    if not answers:
        return nearest
    ids = {one.finding.statement.id for one in answers}
    others = [one for one in nearest.related if one.finding.statement.id not in ids]
    return Weighed("found", without_echoes([*answers, *others]), nearest.events or weighed.events)


def _with_the_claim_itself(weighed: Weighed, printed: Sequence[Finding]) -> Weighed:
    """Who prints the claim word for word reports it, whatever a figure in it was compared with.

    What else was found is kept when it speaks of the same event.
    """
    reporting = {r.finding.statement.id for r in weighed.related if r.relation == "reports"}
    if not printed or any(f.statement.id in reporting for f in printed):
        return weighed
    ids, articles = {f.statement.id for f in printed}, {f.article.id for f in printed}
    own = events_of(printed)
    beside = [
        r
        for r in weighed.related
        if r.finding.statement.id not in ids
        and (r.finding.article.id in articles or any(event.holds(r.finding) for event in own))
    ]
    return Weighed("found", without_echoes([*(Related(f, "reports") for f in printed), *beside]), own)

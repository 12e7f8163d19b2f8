"""Who answers for a claim: whom its card names as saying so, otherwise or denying it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.attributions.heard import persons_name
from knowledge.model import Account, ContextCard, Finding, Origin, Quantity, Relation, Speaker
from knowledge.speakers import outlet_of
from retrieval.caveats import NAMELESS, has_a_name
from retrieval.claims.claimants import claimant_of, is_theirs
from retrieval.counts.disowned import given, was_taken_back
from retrieval.counts.parts import counted_of_them
from retrieval.counts.signed import BY_CHANCE
from retrieval.events.topics import NAME, words_told
from retrieval.grammar.closeness import numbers
from retrieval.origins import has_name, key_of, known_in
from retrieval.origins.names import are_its_officials, counters_in, one_body, speaks_with_witnesses
from retrieval.ranking import counted_alike, counts_same
from retrieval.word_tables import worded

#: Words by which a voice without a name is called in the first line.
LONGEST_CALLED = 4


def sayers(card: ContextCard, relation: Relation) -> tuple[Speaker, ...]:
    """Who stands so to the claim, each once; an outlet stands for a voice that could not be made out in its report.

    Where somebody is named in the same report, that one stands for it; beside others, a voice without a name is none of
    its outlet's. A denial is put in no other mouth.
    """
    accounts = _claimant_first(card, [account for account in card.accounts if account.relation == relation])
    if relation in ("reports", "differs"):
        kept = [a for a in accounts if not (_only_carries(card, a) or _is_told_what_is_printed(card, a))]
        is_said = relation == "differs" and any(account.relation == "reports" for account in card.accounts)
        accounts = _each_origin_once(card, kept if kept or is_said else accounts)
    made_out = [account for account in accounts if relation == "denies" or is_made_out(account)]
    voices = [account.speaker for account in made_out]
    told = {finding.article.id for account in made_out for finding in account.findings}
    others = [(account, finding) for account in accounts if account not in made_out for finding in account.findings]
    stands_alone = relation == "reports" and not made_out
    voices += [
        _in_its_stead(card, finding) if stands_alone or account.speaker.kind not in NAMELESS else _nobody(account)
        for account, finding in others
        if finding.article.id not in told
    ]
    return tuple({known_as(voice): voice for voice in reversed(voices)}.values())[::-1]


def _nobody(account: Account) -> Speaker:
    """A voice without a name as the card shows it: by what was read of it, where that is no stretch of a sentence."""
    speaker = account.speaker
    words = speaker.name.lower().split()
    # A single word that stands below is named as it stands there, where it is in the plural: "anglers".
    is_one = (
        len(words) == 1 and words[0].endswith(("s", "men", "women")) and words[0].isalpha() and words[0] != "others"
    )
    is_called = (is_one or 1 < len(words) <= LONGEST_CALLED) and not any(c.isdigit() for c in speaker.name)
    return speaker if is_called else replace(speaker, name="", kind="unnamed")


def is_made_out(account: Account) -> bool:
    """Whether the voice is an outlet, or has a name or a description: no pronoun, and no piece of a sentence."""
    return account.speaker.kind == "outlet_itself" or any(has_a_name(finding) for finding in account.findings)


def raters_of(card: ContextCard) -> tuple[Speaker, ...]:
    """Who has rated a claim like this one, each once."""
    rating = [account.speaker for account in card.accounts if any(f.is_rating for f in account.findings)]
    return tuple({known_as(voice): voice for voice in rating}.values())


def fitting_and_near(card: ContextCard) -> tuple[int, int]:
    """Of the reports on a card of several events, how many say so, and how many more only count the same thing."""
    fitting = {f.article.id for account in card.accounts if account.relation == "reports" for f in account.findings}
    shown = [finding for candidate in card.candidates for finding in candidate.findings]
    counting = [f for f in shown if counted_alike(card.claim, f)]
    return len(fitting), len({finding.article.id for finding in counting or shown} - fitting)


def giving_its_number(card: ContextCard) -> tuple[Finding, ...]:
    """What stands near a claim and prints its very number, of what the claim counts; of anything, where that is unsaid.

    A number that is soon arrived at twice is nobody's in particular, but where its report tells of all whom the claim
    names.
    """
    claimed = [q for q in card.claim.quantities if q.value > 1]
    near = [f for account in card.accounts if account.relation == "context" for f in account.findings]

    def is_its_number(finding: Finding, own: Quantity, printed: Quantity) -> bool:
        # "Fewer than 200" is no 200.
        if own.value != printed.value or printed.bound == "under":
            return False
        if own.value >= BY_CHANCE:
            return counts_same(own, printed) or not own.unit
        report = (f for f in near if f.article.id == finding.article.id and f.speaker.name == finding.speaker.name)
        return counts_same(own, printed) and any(_names_all(card, own, f) for f in report)

    def printed_in(finding: Finding) -> tuple[Quantity, ...]:
        return (*given(finding).statement.quantities, *counted_of_them(finding))

    return tuple(f for f in near if any(is_its_number(f, own, q) for own in claimed for q in printed_in(f)))


def _names_all(card: ContextCard, claimed: Quantity, finding: Finding) -> bool:
    """Whether a statement tells, beside a figure, of several by name in a claim, and of all whom that names."""
    told, untold = words_told(card.claim, claimed, finding)
    named = [word for word in told if word.weight >= NAME]
    return len(named) > 1 and not any(word.weight >= NAME for word in untold)


def only_taken_back(card: ContextCard) -> bool:
    """Whether the claim's very figure stands on the card, and only as one that its speaker gave and took back."""
    near = _with_all_its_numbers(card)
    values = {figure.value for figure in card.claim.quantities if figure.unit}
    return bool(near) and all(
        was_taken_back(finding) and not any(q.value in values for q in given(finding).statement.quantities)
        for finding in near
    )


def gave_it_at_first(card: ContextCard) -> tuple[Finding, ...]:
    """What has the claim's figure only as one that its voice took back, where each says that the voice gave it first.

    "Mill Watch first said 45, then only "many"": whoever tells that another took a figure back gave none.
    """
    near = _with_all_its_numbers(card) if only_taken_back(card) else []

    def is_first(finding: Finding) -> bool:
        first = worded("ledger", "at_first").search(finding.words)
        return first is not None and finding.words[: first.start()].strip() == finding.speaker.name

    return tuple(near) if all(map(is_first, near)) else ()


def _with_all_its_numbers(card: ContextCard) -> list[Finding]:
    claimed = numbers(card.claim.text)
    return [f for account in card.accounts for f in account.findings if claimed and claimed <= numbers(f.words)]


def _each_origin_once(card: ContextCard, accounts: Sequence[Account]) -> list[Account]:
    """The accounts without those whose word goes back to another of them, by whose name it is known.

    That is an outlet, or somebody without a name, with a voice's figure; an outlet with that of the one voice without a
    name that its copy quotes; a state's television beside its agency; a party's own page beside the party. Two voices
    with names stay two, though one may have it from the other.
    """
    homes = homes_in(card.origins)
    origins = {id(account): _homes_of(account, homes) for account in accounts}
    leading: dict[int, Account] = {}
    for home in {home for those in origins.values() for home in those}:
        label = card.origins[home].label
        own = [a for a in accounts if home in origins[id(a)] and is_made_out(a) and _speaks_as(a, label)]
        # Of a state's media, any is as good as its agency.
        own = own or [a for a in accounts if origins[id(a)] == {home} and a.speaker.kind == "state_media"]
        own = own or _who_has_counted(label, [a for a in accounts if origins[id(a)] == {home}])
        if own:
            # Officials that are called by their place alone are known by its ministry, where that is named.
            offices = [a for a in accounts if home in origins[id(a)] and are_its_officials(own[0].speaker, a.speaker)]
            # The number itself is in the mouth of whoever gives it.
            giving = [a for a in (*offices, own[0]) if _figures(card, a) & {q.value for q in card.claim.quantities}]
            leading[home] = (giving or offices or own)[0]
    asked = claimant_of(card.claim)

    def is_asked_for(account: Account) -> bool:
        return asked is not None and any(is_theirs(asked, finding) for finding in account.findings)

    def goes_back(account: Account) -> bool:
        if not origins[id(account)] or not all(home in leading for home in origins[id(account)]):
            return False
        leaders = [leading[home] for home in origins[id(account)]]
        if any(leader is account for leader in leaders):
            return False
        if is_asked_for(account) and not any(map(is_asked_for, leaders)):
            # Whoever asks what an outlet says is told of the outlet.
            return False
        if all(_is_one_body(account.speaker, leader.speaker) for leader in leaders):
            return True
        # A leader stands for the whole body: of a state's press, for its agency, its television and its radio; and for
        # what it counted first, which may only stand near.
        keys = {key_of(one.speaker.name) for one in leaders}
        behind = [
            a
            for a in card.accounts
            if key_of(a.speaker.name) in keys
            or (origins.get(id(a)) and any(_is_one_body(a.speaker, one.speaker) for one in leaders))
        ]
        figures = {value for one in behind for value in _figures(card, one)}
        # Whoever counts otherwise than the body that quotes them has said so themselves.
        has_its_own = has_name(account.speaker) and account.speaker.kind != "outlet_itself"
        has_its_own = has_its_own or speaks_with_witnesses(account.speaker)
        return not has_its_own and _figures(card, account) <= figures

    return [account for account in accounts if not goes_back(account)]


def _who_has_counted(label: str, copies: Sequence[Account]) -> list[Account]:
    """Of copies of one text, the one voice without a name that one of them quotes: it stands for those that do not.

    What an outlet prints itself, beside somebody without a name in its own pages, is its own word all the same.
    """
    quoted = [account for account in copies if account.speaker.kind != "outlet_itself"]
    is_its_own = any(key_of(account.speaker.name) == key_of(label) for account in copies)
    return quoted if len(quoted) == 1 and is_made_out(quoted[0]) and not is_its_own else []


def _speaks_as(account: Account, label: str) -> bool:
    """Whether an account is in the voice that an origin is called by, and not only printed by it."""
    return account.speaker.kind != "outlet_itself" and key_of(account.speaker.name) == key_of(label)


def _is_one_body(speaker: Speaker, leader: Speaker) -> bool:
    """Whether two voices of one origin are one body: a state and its army, its agency and its television.

    So are "Kalden officials" and the ministry of Kalden from which they have their number.
    """
    is_its_press = speaker.kind == leader.kind == "state_media" and not has_name(speaker)
    are_officials = are_its_officials(speaker, leader) or are_its_officials(leader, speaker)
    are_its_own = one_body(speaker, leader) or are_officials
    # Two voices of one origin of which one is the UN's envoy, and the other the UN.
    persons = [one for one in (speaker, leader) if persons_name(one)]
    is_un = [known_in(one.name) == "United Nations" for one in (speaker, leader) if one not in persons]
    is_its_envoy = speaker.kind == leader.kind == "un" and len(persons) == 1 and all(is_un)
    return key_of(speaker.name) == key_of(leader.name) or is_its_press or are_its_own or is_its_envoy


def _figures(card: ContextCard, account: Account) -> set[float]:
    """The numbers that an account gives for what the claim counts; "dozens" is none."""
    claimed = card.claim.quantities
    given = [q for finding in account.findings for q in finding.statement.quantities if q.bound != "vague"]
    return {q.value for q in given if any(counts_same(c, q) for c in claimed)}


def homes_in(origins: Sequence[Origin]) -> dict[str, set[int]]:
    """The origins of each statement, by their numbers: two voices that one outlet does not name are called alike."""
    homes: dict[str, set[int]] = {}
    for number, origin in enumerate(origins):
        for finding in origin.findings:
            homes.setdefault(finding.statement.id, set()).add(number)
    return homes


def _homes_of(account: Account, homes: Mapping[str, set[int]]) -> set[int]:
    return {number for finding in account.findings for number in homes.get(finding.statement.id, ())}


def _only_carries(card: ContextCard, account: Account) -> bool:
    """Whether an outlet prints as its own the number of a voice on the card that its report names: it carries that."""
    if account.speaker.kind != "outlet_itself" and is_made_out(account):
        return False
    claimant = claimant_of(card.claim)
    if claimant and any(is_theirs(claimant, finding) for finding in account.findings):
        # Whoever asks what an outlet says is told of the outlet.
        return False
    own = {finding.statement.id for finding in account.findings}
    given = [
        figure
        for tally in card.tallies
        for figure in tally.figures
        if has_name(figure.speaker) and figure.finding.statement.id not in own
    ]

    def has_it_from(finding: Finding) -> bool:
        text = finding.article.text
        named = {
            figure.speaker.name
            for figure in given
            if figure.finding.article.id == finding.article.id
            or figure.speaker.name in text
            or figure.speaker.name in counters_in(text)
            or (figure.speaker.kind == "monitor" and "monitor" in text.lower())
        }
        values = {f.quantity.value for f in given if f.speaker.name in named}
        counted = counted_alike(card.claim, finding)
        return bool(counted) and all(q.value in values for q in counted)

    return all(has_it_from(finding) for finding in account.findings)


def _is_told_what_is_printed(card: ContextCard, account: Account) -> bool:
    """Whether an outlet says on a card of several events only what somebody told it in the same reports.

    Of each report one statement is printed there: theirs.
    """
    told = {
        (finding.article.id, key_of(name))
        for other in card.accounts
        if other.relation == account.relation and other is not account
        for finding in other.findings
        for name in finding.attribution.via
    }
    is_its_own = card.state == "ambiguous" and account.speaker.kind == "outlet_itself"
    return is_its_own and all((f.article.id, key_of(f.outlet)) in told for f in account.findings)


def _in_its_stead(card: ContextCard, finding: Finding) -> Speaker:
    """Who is named for a voice that was not made out: whoever the ledger has for its figure, or else the outlet."""
    own = [
        figure.speaker
        for tally in card.tallies
        for figure in tally.figures
        if figure.finding.statement.id == finding.statement.id
        and has_name(figure.speaker)
        and has_a_name(replace(figure.finding, heard=figure.attribution))
    ]
    return own[0] if len({known_as(voice) for voice in own}) == 1 else Speaker(finding.outlet, "outlet_itself")


def known_as(voice: Speaker) -> str:
    """What two spellings of one name share; a description is known by its words."""
    if voice.kind in NAMELESS:
        return voice.name
    row = outlet_of(voice.name)
    return row.outlet if row else known_in(voice.name)


def _claimant_first(card: ContextCard, accounts: Sequence[Account]) -> list[Account]:
    """The accounts with that of the voice first of which the claim tells."""
    claimant = claimant_of(card.claim)
    if claimant is None:
        return list(accounts)
    return sorted(accounts, key=lambda account: not any(is_theirs(claimant, f) for f in account.findings))

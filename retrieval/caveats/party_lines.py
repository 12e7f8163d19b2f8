"""The caveat about whoever speaks for a side of the events, or is run by a state: one line for each side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from knowledge.model import Account, Caveat, ContextCard, Finding, Kind, Speaker
from knowledge.quantities import sides_in
from knowledge.speakers import fold, outlet_of, row_of, sides_named, speaker_rows
from retrieval.caveats.links import bears_on
from retrieval.caveats.margin import Margin
from retrieval.caveats.printed import NAMELESS, has_a_name
from retrieval.caveats.sides import acts_in, called, in_one_conflict, speaks_for, taking_part
from retrieval.caveats.speakers import credits_somebody, is_answered_by
from retrieval.deeds.doers import kin_of, nations_acting, sides_claimed
from retrieval.nearby.beside import answers_it
from retrieval.origins.authorities import speaks_for_the_capital
from retrieval.origins.governors import governs_for
from retrieval.origins.names import are_its_officials
from retrieval.origins.offices import holds_office, introduced_as
from retrieval.word_tables import worded
from retrieval.wording import Told, in_a_sentence, listed, opening, told, told_of, verb

#: "The regime's official television" is run by a state, as everybody reads.
_says_state = re.compile(r"\b(?:state|official|government|regime)\b", re.IGNORECASE)
#: What is said of one voice and of several: by whether it is a party, or run by a state or a party, and whether a side
#: is to be named.
_OF_A_SIDE = {
    ("party", False): ("{name} is a party to the events.", "{name} are a party to the events."),
    ("party", True): (
        "{name} is a party to the events (side: {side}).",
        "{name} are a party to the events (side: {side}).",
    ),
    ("state_media", False): ("{name} is run by a state.", "{name} are run by a state."),
    ("state_media", True): ("{name} is run by a state (side: {side}).", "{name} are run by a state (side: {side})."),
    ("named_official", False): ("{name} is an official of a government.", "{name} are officials of a government."),
    ("named_official", True): (
        "{name} is an official of a government (side: {side}).",
        "{name} are officials of a government (side: {side}).",
    ),
    ("outlet_itself", False): ("{name} is run by a party.", "{name} are run by a party."),
    ("outlet_itself", True): ("{name} is run by a party (side: {side}).", "{name} are run by a party (side: {side})."),
}


def party_to_events(margin: Margin) -> list[Caveat]:
    """The speaker fights in, governs, or is paid by a side."""
    #: The parties by their side and the page that says so: one line for each.
    parties: dict[tuple[str, str | None], dict[str, tuple[Speaker, tuple[Finding, ...]]]] = {}
    for account in margin.accounts:
        speaker = _as_a_party(margin, account)
        if not is_answered_by(account) or speaker is None:
            continue
        if not any(has_a_name(finding) for finding in account.findings):
            continue
        if speaker.kind == "state_media" and _says_state.search(speaker.name):
            # "State television is run by a state" tells nobody anything.
            continue
        url = speaker.documented_at
        if url and speaker.kind == "party" and not bears_on(url, speaker.name, margin.claim, account.findings):
            url = None
        side = speaker.side if speaker.kind == "party" and speaker.side else speaker.name
        _, told_of_it = parties.setdefault((side, url), {}).get(speaker.name, (speaker, ()))
        parties[side, url][speaker.name] = speaker, (*told_of_it, *account.findings)
    caveats = [
        Caveat(
            "PARTY_TO_EVENTS",
            _of_one_side([speaker for speaker, _ in of_it.values()]),
            tuple(dict.fromkeys(finding for _, found in of_it.values() for finding in found)),
            url=url,
        )
        for (_, url), of_it in parties.items()
    ]
    for agency, findings in _told_to_a_state(margin).items():
        row = outlet_of(agency)
        side = "" if row is None or row.side is None or _says_its_side(agency, row.side) else row.side
        sentence, _ = _OF_A_SIDE["state_media", bool(side)]
        sentence = told(sentence, name=opening(in_a_sentence(agency)), side=called(side))
        caveats.append(
            Caveat("PARTY_TO_EVENTS", sentence, tuple(findings), url=row.documented_at if row is not None else None)
        )
    caveats = list({caveat.sentence: caveat for caveat in reversed(caveats)}.values())[::-1]
    return [*caveats, *_of_those_who_answer(margin)]


def _of_those_who_answer(margin: Margin) -> list[Caveat]:
    """One sentence for the parties that answer a claim, or doubt it, close by: they are so as much as who says it."""
    named = {a.speaker.name for a in margin.accounts if is_answered_by(a)}
    answering: dict[str, tuple[Speaker, tuple[Finding, ...]]] = {}
    for account in margin.accounts:
        findings = tuple(filter(answers_it, account.findings))
        if is_answered_by(account) or not any(map(has_a_name, findings)) or account.speaker.name in named:
            continue
        if account.speaker.kind in NAMELESS:
            # Above such words it says that they take a side.
            continue
        speaker = _as_a_party(margin, account)
        if speaker is not None and speaker.kind == "party":
            answering[_with_its_side(speaker)] = speaker, findings
    if not answering:
        return []
    ((first, _), *others) = answering.values()
    if others:
        told_so = told("{names} are parties to the events.", names=listed(list(answering)))
    else:
        told_so = _of_its_side(first)
    findings = tuple(dict.fromkeys(finding for _, found in answering.values() for finding in found))
    return [Caveat("PARTY_TO_EVENTS", opening(told_so), findings)]


def _of_one_side(speakers: Sequence[Speaker]) -> str:
    """Whose the voices of one side are, in one sentence; the side is named once where none of their names says it."""
    first, *others = speakers
    if not others:
        return _of_its_side(first)
    if all(map(_side_unsaid, speakers)):
        names, side = listed([in_a_sentence(speaker.name) for speaker in speakers]), called(_side_unsaid(first))
        return opening(told("{names} are parties to the events (side: {side}).", names=names, side=side))
    return opening(told("{names} are parties to the events.", names=listed([*map(_with_its_side, speakers)])))


def _of_its_side(speaker: Speaker) -> Told:
    be = "is" if speaker.name.lower().startswith(("a ", "an ")) else verb([speaker.name], "is", "are")
    side = _side_unsaid(speaker)
    one, several = _OF_A_SIDE[speaker.kind, bool(side)]
    name = opening(in_a_sentence(speaker.name))
    return told_of(1 if be == "is" else 2, one, several, name=name, side=called(side))


def _with_its_side(party: Speaker) -> str:
    """A party in a row of several, with its side where its name does not say that."""
    name, side = in_a_sentence(party.name), _side_unsaid(party)
    return told("{name} (side: {side})", name=name, side=called(side)) if side else name


def _side_unsaid(speaker: Speaker) -> str:
    """The side of a speaker whose name does not say it."""
    return "" if speaker.side is None or _says_its_side(speaker.name, speaker.side) else speaker.side


def _told_to_a_state(margin: Margin) -> dict[str, list[Finding]]:
    """The newsrooms of a state that stand between a report and somebody without a name: "a source told the agency".

    Whoever has a name answers for their own word, wherever they gave it; of the other, only the newsroom does.
    """
    through: dict[str, list[Finding]] = {}
    for account in margin.accounts:
        if not is_answered_by(account) or account.speaker.kind not in (*NAMELESS, "named_official"):
            continue
        for finding in account.findings:
            for name in finding.attribution.via:
                row = outlet_of(name)
                if row is not None and row.kind == "state_media" and not _says_state.search(row.outlet):
                    through.setdefault(row.outlet, []).append(finding)
    return through


def _as_a_party(margin: Margin, account: Account) -> Speaker | None:
    """The voice of an account where it is a side's or a state's own; None of everybody else.

    A party's page speaks for the party in its own voice too, where that takes part in what is told, and so do a side's
    officials; a state's newsroom does where anybody takes part in it, whichever side, or it is told of its own country,
    and so long a party's that takes no part is told to be run by one.
    """
    speaker = account.speaker
    if speaker.kind in ("party", "state_media"):
        return speaker
    if speaker.kind in ("named_official", "unnamed_partisan") or any(map(holds_office, account.findings)):
        return _officials(margin, account) or _governor(account)
    row = outlet_of(speaker.name) if speaker.kind == "outlet_itself" else None
    if row is None or row.side is None or row.kind not in ("party", "state_media"):
        return None
    if row.kind == "party" and _takes_part(row.side, margin, account):
        return Speaker(speaker.name, "party", row.side, row.documented_at)
    country = row.country
    at_home = country and any(p.country == country for finding in account.findings for p in finding.statement.where)
    # A newsroom that passes on what a monitor said has not made that up.
    in_its_own_words = not all(map(credits_somebody, account.findings))
    is_plain = row.kind == "party" and _says_its_side(row.outlet, row.side)
    if is_plain or not in_its_own_words or not (at_home or _sides_in_it(margin, account)):
        return None
    run_by: Kind = "state_media" if row.kind == "state_media" else "outlet_itself"
    return Speaker(speaker.name, run_by, row.side, row.documented_at)


def newsroom_near(card: ContextCard, account: Account) -> Speaker | None:
    """Whose a newsroom is that only stands near a claim: it is as much a state's or a party's there as further up.

    Its kind is "party" where the party takes part in what is told; None of any other voice.
    """
    speaker = account.speaker
    if speaker.kind == "state_media":
        return None if _says_state.search(speaker.name) else speaker
    margin = Margin(card.claim, card.state, card.accounts, card.origins, card.candidates, {})
    if speaker.kind == "party" and row_of(speaker) is None and outlet_of(speaker.name) and speaker.side:
        # "Al-Manar's correspondent reported": a party's newsroom, and not the party.
        return speaker if _takes_part(speaker.side, margin, account) else replace(speaker, kind="outlet_itself")
    if speaker.kind != "outlet_itself" or not any(map(has_a_name, account.findings)):
        return None
    return _as_a_party(margin, account)


def side_to_tell(speaker: Speaker) -> str:
    """The side of a voice as a card names it; "" where it has none, or its name says it."""
    return called(side) if (side := _side_unsaid(speaker)) else ""


def _officials(margin: Margin, account: Account) -> Speaker | None:
    """The officials of a side or of a nation, where the claim, or somebody else on the card, has that one act; and
    those of a place of which another body is a side's: "Kalden officials" beside its health ministry.
    """
    speaker = account.speaker
    bodies = (f.speaker for f in margin.found if f.speaker.kind == "party")
    if body := next((body for body in bodies if are_its_officials(speaker, body)), None):
        return Speaker(speaker.name, "party", body.side)
    sides = speaks_for(speaker.name)
    if len(sides) == 1 and any(row.kind == "party" and row.side == sides[0] for row in speaker_rows()):
        others = [f for f in margin.telling("reports", "denies", "differs") if f not in account.findings]
        acts = acts_in(sides[0], margin.claim.text) or any(sides[0] in taking_part(f) for f in others)
        acts = acts or _is_answered_by_its_enemy(sides[0], margin)
        return Speaker(speaker.name, "party", sides[0]) if acts else None
    doing = sides_claimed(margin.claim.text)
    accused = next((side for side in sorted(doing) if _is_of_the_state(side, account)), None)
    return Speaker(speaker.name, "party", accused) if accused else None


def _governor(account: Account) -> Speaker | None:
    """Whoever governs a place for a government that others fight, as reports introduce them: its side is theirs.

    A governor whom rebels have appointed is another.
    """
    sides = {side for finding in account.findings if (side := governs_for(finding))}
    side = sides.pop() if len(sides) == 1 else ""
    return Speaker(account.speaker.name, "named_official", side) if side else None


def _is_answered_by_its_enemy(side: str, margin: Margin) -> bool:
    """Whether somebody else on the card is a party to a conflict with this side: then both are to be told to be."""
    others = {
        account.speaker.side
        for account in margin.accounts
        if account.speaker.kind == "party" and (is_answered_by(account) or any(map(answers_it, account.findings)))
    }
    return in_one_conflict(side, {other for other in others if other})


def _is_of_the_state(nation: str, account: Account) -> bool:
    """Whether a voice holds an office of a nation, as its reports introduce it, or is its capital, which denies it."""
    if account.relation == "denies" and any(speaks_for_the_capital(nation, f.speaker) for f in account.findings):
        return True
    office, none = worded("caveats", "speaking_for"), worded("caveats", "speaking_for_none")
    introduced = map(introduced_as, account.findings)
    return any(
        office.search(words) and not none.search(words) and nations_acting(words) == {nation} for words in introduced
    )


def _takes_part(side: str, margin: Margin, account: Account) -> bool:
    """Whether a side, or whom it is at war with at home, is spoken of in the claim or the words of its own page, or
    named as taking part in any report of the event.

    Hezbollah's channel on a bomb in which Hezbollah has no part is no party to it.
    """
    return kin_of(side) in {kin_of(named) for named in _sides_in_it(margin, account)}


def _sides_in_it(margin: Margin, account: Account) -> set[str]:
    """The sides that are spoken of in the claim or by a voice, or named as taking part in any report of the event."""
    own = [margin.claim.text, *(f"{f.article.title}. {f.words}" for f in account.findings)]
    spoken_of = {named for words in own for named in (*sides_in(words), *(side for side, _, _ in sides_named(words)))}
    spoken_of |= {side for words in own for side, leaders in _leaders() if leaders.search(words)}
    telling = margin.telling("reports", "denies", "differs")
    return spoken_of | {named for f in telling for named in taking_part(f)}


@cache
def _leaders() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each side with the persons who speak for it: "Assad's air force" speaks of the Syrian government."""
    people = [(row.side, row) for row in speaker_rows() if row.kind == "party" and row.side and row.people]
    return tuple(
        (
            side,
            re.compile(rf"\b(?:{'|'.join(re.escape(n) for n in row.aliases if fold(n) in row.people)})(?:['’]?s)?\b"),
        )
        for side, row in people
    )


def _says_its_side(name: str, side: str) -> bool:
    """Whether a voice's name says already whose it is: "Ukrainian military" for Ukraine."""
    return side.lower() in name.lower() or side in {named for named, _, _ in sides_named(name)}

"""What stands behind a voice's name: its sort, whether it takes part in the events, for whom, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from bot.card.lines import Run
from bot.card.voices import KINDS, credited_by, kind_of
from bot.words import Words, msgid
from knowledge.model import Account, Caveat, ContextCard, Finding, Speaker
from retrieval.caveats.party_lines import newsroom_near, side_to_tell
from retrieval.wording import Told, in_a_sentence

#: What a newsroom is called that a state runs, where its sort is another one.
RUN_BY_A_STATE = msgid("run by a state")
#: What is said of whoever governs for a side.
AN_OFFICIAL = "of a government"
#: What a party's own is called where the party has no part in what is told.
RUN_BY_A_PARTY = msgid("run by a party")
#: Voices that may take part in the events, or speak for somebody who does.
TAKING_PART = ("party", "state_media", "named_official", "outlet_itself")


def tag_of(card: ContextCard, account: Account, words: Words) -> tuple[Run, ...]:
    """The words in brackets behind the name of an account's voice; nothing where its name says it all."""
    speaker = account.speaker
    sort, caveat = _sort_of(account, words), _of_taking_part(card, account)
    if caveat is None and account.relation == "context" and (newsroom := newsroom_near(card, account)):
        return _of_a_newsroom(newsroom, "" if speaker.kind == "party" else sort, words)
    pieces = [sort] if sort else []
    if caveat is not None:
        roles = roles_in(caveat, words)
        if sort not in roles:
            pieces.append(roles[0])
        if side := side_in(caveat, speaker):
            pieces.append(words.say("side: {side}", side=words.again(side)))
    return _in_brackets(pieces, caveat.url if caveat else None, words)


def _of_a_newsroom(newsroom: Speaker, sort: str, words: Words) -> tuple[Run, ...]:
    """The tag of a state's or a party's newsroom that only stands near a claim: nobody is warned of it otherwise."""
    pieces = [sort] if sort else []
    if newsroom.kind == "party":
        pieces.append(words.say(KINDS["party"]))
    elif newsroom.kind == "outlet_itself":
        pieces.append(words.say(RUN_BY_A_PARTY))
    elif sort != words.say(KINDS["state_media"]):
        pieces.append(words.say(RUN_BY_A_STATE))
    if side := side_to_tell(newsroom):
        pieces.append(words.say("side: {side}", side=words.again(side)))
    return _in_brackets(pieces, newsroom.documented_at, words)


def _in_brackets(pieces: Sequence[str], url: str | None, words: Words) -> tuple[Run, ...]:
    """The pieces of a tag behind a name, with the page that says so; nothing where there are none."""
    if not pieces:
        return ()
    told, comma = words.say("; ").join(pieces), words.say("; ")
    if url is None:
        return (Run(f" ({told})", "small"),)
    return Run(f" ({told}{comma}", "small"), Run(words.say("source"), "small", url), Run(")", "small")


def _sort_of(account: Account, words: Words) -> str:
    """What sort of voice it is; of an outlet that prints an agency's dispatch, whose it is."""
    agency = credited_by(account.findings) if account.speaker.kind == "outlet_itself" else ""
    return words.say("crediting {agency}", agency=agency) if agency else kind_of(account.speaker, words)


def is_of_parties(caveat: Caveat) -> bool:
    """Whether voices are said to take part in the events, and not to be newsrooms of a state or of a party."""
    return not any(_says(caveat, words) for words in (RUN_BY_A_STATE, RUN_BY_A_PARTY, AN_OFFICIAL))


def _says(caveat: Caveat, words: str) -> bool:
    return isinstance(caveat.sentence, Told) and words in caveat.sentence.one


def roles_in(caveat: Caveat, words: Words) -> tuple[str, ...]:
    """The words in which a tag has what voices are said to be; in the last of them a voice's own sort says it."""
    if is_of_parties(caveat):
        return (words.say(KINDS["party"]),)
    if _says(caveat, RUN_BY_A_PARTY):
        return (words.say(RUN_BY_A_PARTY),)
    if _says(caveat, AN_OFFICIAL):
        return (words.say(KINDS["named_official"]),)
    return words.say(RUN_BY_A_STATE), words.say(KINDS["state_media"])


def side_in(caveat: Caveat, speaker: Speaker) -> str:
    """For whom a voice is said to speak, where its name does not say it."""
    values = caveat.sentence.values if isinstance(caveat.sentence, Told) else {}
    side = values.get("side")
    if isinstance(side, str) and side:
        return side
    each = (one for one in getattr(values.get("names"), "words", ()) if isinstance(one, Told))
    own = next((one for one in each if one.values.get("name") == in_a_sentence(speaker.name)), None)
    side = own.values["side"] if own else ""
    return side if isinstance(side, str) else ""


def _of_taking_part(card: ContextCard, account: Account) -> Caveat | None:
    """The caution that a voice takes part in the events, or is run by a state; whom it heard from nobody is neither."""
    if account.speaker.kind not in TAKING_PART:
        return None
    parties = (caveat for caveat in card.caveats if caveat.kind == "PARTY_TO_EVENTS")
    # What tells the claim but for one detail is weighed as if it told it, and stands on the card as it was found.
    own = {_heard_there(finding) for finding in account.findings}
    return next((one for one in parties if not own.isdisjoint(map(_heard_there, one.findings))), None)


def _heard_there(finding: Finding) -> tuple[str, str]:
    """A statement in one of its voices: "Norvia's claim was denied by Sorland" has two, and each its own caution."""
    return finding.statement.id, finding.speaker.name

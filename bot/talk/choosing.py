"""How the bot behaves in a chat: its language, how long a card is, when it is quiet."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.memory import CannotRemember, Choices
from bot.talk import consent
from bot.talk.buttons import Said, data_of
from bot.talk.desk import Desk
from bot.talk.turns import Button, Edit, Message, Notice, Person, Press, Reply, Rows, Say, Turn
from bot.words import LANGUAGES, Words, words_in

#: Nights that are offered: from one hour up to another.
NIGHTS = ((21, 7), (22, 7), (23, 8), (0, 9))
#: What moves a person's clock, in minutes: some live a quarter of an hour beside the whole.
STEPS = (-60, -15, 15, 60)
#: The clocks of the world, in minutes from UTC.
EARLIEST, LATEST = -12 * 60, 14 * 60
#: Behind the button for the language of the person's own app.
AUTOMATIC = "a"


def settings(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/settings: what is chosen here, with buttons that change it; in a group for its administrators alone."""
    if desk.memory is None:
        return (Say(Reply(words.say("This bot keeps nothing, so it cannot do that."))),)
    if message.chat.kind == "group" and not message.person.is_admin:
        return (Say(Reply(words.say("Only the administrators of this group can change how I behave here."))),)
    choices = desk.memory.choices_of(message.chat.id)
    return (Say(_shown(choices, message.chat.kind == "group", words, now)),)


def on_choice(pressed: Press, said: Said, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb k: "k" shows the settings, "k:c:short" and the like change one in place."""
    if desk.memory is None:
        return consent.keeps_nothing(words)
    if pressed.chat.kind == "inline":
        return consent.only_in_private(words)
    is_group = pressed.chat.kind == "group"
    if is_group and not pressed.person.is_admin:
        refused = words.say("Only the administrators of this group can change how I behave here.")
        return (Notice(refused, is_box=True),)
    try:
        before = desk.memory.choices_of(pressed.chat.id)
        changes = changed(before, said.argument(0), said.argument(1), is_group=is_group)
        if changes is None:
            return (Edit(_shown(before, is_group, words, now)),)
        choices = desk.memory.choose(pressed.chat.id, **changes)
    except CannotRemember as error:
        return consent.could_not_keep(error, words)
    return (Edit(_shown(choices, is_group, _words_after(choices, pressed.person), now)),)


def changed(before: Choices, what: str, to: str, *, is_group: bool = False) -> dict[str, object] | None:
    """What a button changes; None when it changes nothing or is not offered here.

    >>> changed(Choices(), "c", "short"), changed(Choices(ahead=60), "t", "-15"), changed(Choices(), "h", "22-7")
    ({'card': 'short'}, {'ahead': 45}, {'quiet_hours': (22, 7)})
    """
    if what == "l" and (to in LANGUAGES or to == AUTOMATIC):
        return {"language": None if to == AUTOMATIC else to}
    if is_group:
        return {"quiet": to == "on"} if what == "q" and to in ("on", "off") else None
    if what == "c" and to in ("short", "long"):
        return {"card": to}
    if what == "h":
        nights = {f"{start}-{end}": (start, end) for start, end in NIGHTS}
        return {"quiet_hours": nights.get(to)} if to in nights or to == "off" else None
    if what == "t" and to in map(str, STEPS):
        return {"ahead": min(LATEST, max(EARLIEST, before.ahead + int(to)))}
    return None


def _words_after(choices: Choices, person: Person) -> Words:
    """The interface as it is from now on."""
    return words_in(choices.language or person.language)


def _shown(choices: Choices, is_group: bool, words: Words, now: datetime) -> Reply:
    lines = [f"<b>{words.say('Settings of this group') if is_group else words.say('Settings')}</b>", ""]
    automatic = words.say("automatic, as your app is set") if not is_group else words.say("automatic, as who asks")
    language = LANGUAGES.get(choices.language or "", automatic)
    lines.append(words.say("Language: {language}", language=words.isolated(language)))
    if is_group:
        quiet = words.say("on: a reaction when something is found, and no words")
        lines.append(words.say("Quiet mode: {state}", state=quiet if choices.quiet else words.say("off")))
        return Reply("\n".join(lines), (*_languages(choices, words), _quiet(choices, words)))
    short = words.say("short: the first line and the accounts")
    card = short if choices.card == "short" else words.say("long: everything")
    lines.append(words.say("Cards: {length}", length=card))
    night = _night(choices.quiet_hours, words) if choices.quiet_hours else words.say("none")
    lines.append(words.say("Quiet hours, without news of what you follow: {hours}", hours=night))
    there = now + timedelta(minutes=choices.ahead)
    lines.append(
        words.say("Your clock: {time} (UTC{offset})", time=f"{there:%H:%M}", offset=_offset(choices.ahead))
        + words.say("; if it is another time where you are, move it with the buttons.")
    )
    rows = (*_languages(choices, words), _lengths(choices, words), *_nights(choices, words), _steps(words))
    return Reply("\n".join(lines), rows)


def _languages(choices: Choices, words: Words) -> Rows:
    automatic = _button(words.say("Automatic"), "l", AUTOMATIC, chosen=choices.language is None)
    named = [_button(name, "l", code, chosen=choices.language == code) for code, name in LANGUAGES.items()]
    buttons = (automatic, *named)
    return tuple(buttons[start : start + 3] for start in range(0, len(buttons), 3))


def _lengths(choices: Choices, words: Words) -> tuple[Button, ...]:
    return (
        _button(words.say("Short cards"), "c", "short", chosen=choices.card == "short"),
        _button(words.say("Long cards"), "c", "long", chosen=choices.card == "long"),
    )


def _quiet(choices: Choices, words: Words) -> tuple[Button, ...]:
    return (
        _button(words.say("Quiet mode on"), "q", "on", chosen=choices.quiet),
        _button(words.say("Quiet mode off"), "q", "off", chosen=not choices.quiet),
    )


def _nights(choices: Choices, words: Words) -> Rows:
    none = _button(words.say("No quiet hours"), "h", "off", chosen=choices.quiet_hours is None)
    nights = tuple(
        _button(_night((start, end), words), "h", f"{start}-{end}", chosen=choices.quiet_hours == (start, end))
        for start, end in NIGHTS
    )
    return ((none,), nights[:2], nights[2:])


def _steps(words: Words) -> tuple[Button, ...]:
    hour, quarter = words.say("1 h"), words.say("15 min")
    shown = {-60: f"− {hour}", -15: f"− {quarter}", 15: f"+ {quarter}", 60: f"+ {hour}"}
    return tuple(Button(shown[step], data_of("k", "t", step)) for step in STEPS)


def _button(text: str, what: str, to: str, *, chosen: bool) -> Button:
    return Button(f"✓ {text}" if chosen else text, data_of("k", what, to))


def _night(hours: tuple[int, int], words: Words) -> str:
    return words.isolated(f"{hours[0]:02}:00–{hours[1]:02}:00")


def _offset(ahead: int) -> str:
    """Minutes as a clock's distance from UTC.

    >>> _offset(330), _offset(-60), _offset(0)
    ('+5:30', '−1', '')
    """
    if not ahead:
        return ""
    hours, minutes = divmod(abs(ahead), 60)
    return f"{'+' if ahead > 0 else '−'}{hours}{f':{minutes:02}' if minutes else ''}"

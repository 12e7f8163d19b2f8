"""The conversation as values: what is heard and pressed, and what the bot does about it. No network, the real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from telegram_server.entities import utf16_length
from telegram_server.html import parse_html

from bot.memory import Memory
from bot.talk import asked, conversation, remarks
from bot.talk.asked import asked_in, command_in
from bot.talk.buttons import MOST_BYTES, Ref, data_of, said_by
from bot.talk.desk import Desk
from bot.talk.groups import ANSWERED, FOUND
from bot.talk.turns import (
    ELSEWHERE,
    Arrival,
    Chat,
    Edit,
    Forwarded,
    Message,
    Move,
    Notice,
    Person,
    Press,
    React,
    Reply,
    Say,
    Turn,
)
from bot.talk.whereabouts import is_place_or_date
from bot.telegram.manners import MOST_A_MINUTE, Manners
from bot.words import Words
from knowledge.model import Period
from knowledge.store import Store
from retrieval.answers import EMPTY_STORE, NOT_ENGLISH, NOT_HELD, UNREAD, answer
from retrieval.claims.messages import HINT, BadMessage

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PALMYRA = "Russia killed 200 militants in Palmyra"
POOL = "The mayor opened a swimming pool for 40 children"
RECIPE = "Sam Okafor baked eleven lemon cakes for the village fair last weekend"


def at(moment: datetime) -> Period:
    return Period(moment, moment + timedelta(microseconds=1), "stated")


@pytest.fixture(scope="module")
def desk(starter: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    memory = Memory(tmp_path_factory.mktemp("memory"))
    yield Desk(starter, memory)
    memory.close()


ROSA, IN_PRIVATE = Person(7, is_admin=True), Chat(7, "private")


@dataclass
class Talk:
    """Somebody who talks to the bot in one chat."""

    desk: Desk
    chat: Chat = IN_PRIVATE
    person: Person = ROSA
    numbers: list[int] = field(default_factory=lambda: [100])

    def message(self, text: str, **more: object) -> Message:
        self.numbers.append(self.numbers[-1] + 1)
        fields = {"sent": at(NOW), **more}
        return Message(self.person, self.chat, self.numbers[-1], text, **fields)  # type: ignore[arg-type]

    def hears(self, message: Message) -> tuple[Turn, ...]:
        return checked(conversation.hear(message, self.desk, now=NOW))

    def says(self, text: str, **more: object) -> Reply:
        return reply_of(self.hears(self.message(text, **more)))

    def presses(self, data: str, asked: Message | None = None) -> tuple[Turn, ...]:
        return checked(conversation.press(Press(self.person, self.chat, data, asked), self.desk, now=NOW))

    def turns_to(self, data: str, asked: Message | None = None) -> Reply:
        return next(turn.reply for turn in self.presses(data, asked) if isinstance(turn, Edit))


@pytest.fixture
def rosa(desk: Desk) -> Talk:
    return Talk(desk)


@pytest.fixture
def group(desk: Desk) -> Talk:
    return Talk(desk, Chat(-7, "group"))


class Noting(Words):
    """The interface in English, and which sentences it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "said", [])

    said: list[str]

    def say(self, english: str, **values: object) -> str:
        self.said.append(english)
        return super().say(english, **values)


def checked(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The turns themselves, once Telegram would take each."""
    for turn in turns:
        if isinstance(turn, Say | Edit):
            text, entities = parse_html(turn.reply.html)
            assert text.strip() and utf16_length(text) <= (1024 if turn.reply.picture else 4096)
            assert len(entities) <= 100
            for button in (button for row in turn.reply.rows for button in row):
                assert 0 < len((button.data or "x").encode()) <= MOST_BYTES and button.text.strip()
                assert len(button.start or "") <= 64
        if isinstance(turn, Notice):
            assert len(turn.text) <= 200
    return turns


def reply_of(turns: tuple[Turn, ...]) -> Reply:
    (turn,) = turns
    assert isinstance(turn, Say)
    return turn.reply


def seen(reply: Reply) -> str:
    """A reply as it is read."""
    return parse_html(reply.html)[0]


def buttons(reply: Reply) -> dict[str, str]:
    """What each button says, and what is behind it."""
    return {button.text: button.data or button.start or "" for row in reply.rows for button in row}


def tail_of(reply: Reply) -> str:
    """What the buttons of a card carry of its claim."""
    return said_by(next(button.data for row in reply.rows for button in row if button.data)).tail


def asked_behind(talk: Talk, tail: str) -> str:
    said = said_by(data_of("v", Ref(0, "", tail), "w"))
    found = asked.behind(Press(talk.person, talk.chat, "", None), said, talk.desk, NOW)
    assert found is not None
    return found.text


def behind(reply: Reply, beginning: str) -> str:
    return next(data for text, data in buttons(reply).items() if text.startswith(beginning))


class TestACard:
    def test_says_who_says_so_who_says_otherwise_and_what_to_be_careful_about(self, rosa: Talk) -> None:
        card = rosa.says(PALMYRA)
        lines = seen(card).split("\n")
        assert lines[0] == f"“{PALMYRA}”"
        assert lines[1] == "The Russian military says so; SOHR says otherwise. (2 origins in 4 reports)"
        headings = [line for line in lines if line in ("Who says so", "Who says otherwise", "Be careful")]
        assert headings == ["Who says so", "Who says otherwise", "Be careful"]
        assert "https://wtop.com/" in card.html

    def test_has_the_buttons_that_lead_somewhere_and_no_others(self, rosa: Talk) -> None:
        shown = list(buttons(rosa.says(PALMYRA)))
        assert shown == [
            "Accounts (1)",
            "Who says otherwise (1)",
            "Caveats (9)",
            "Sources (4)",
            "Figures",
            "Follow",
            "Helpful",
            "Not what I meant",
        ]
        one_sided = buttons(rosa.says("ISIS attacks in Syria"))
        assert not any(text.startswith("Who says otherwise") for text in one_sided)

    def test_turns_each_side_in_place_and_comes_back(self, rosa: Talk) -> None:
        asked = rosa.message(PALMYRA)
        card = reply_of(rosa.hears(asked))
        for side, says in (
            ("Accounts", "Who says so"),
            ("Who says otherwise", "SOHR (monitor)"),
            ("Caveats", "The Russian military is a party to the events."),
            ("Sources", "2 origins in 4 reports"),
        ):
            view = rosa.turns_to(behind(card, side), asked)
            assert says in seen(view), side
            assert rosa.turns_to(behind(view, "‹ Card"), asked) == card

    def test_a_long_side_is_paged_and_every_page_is_reached(self, rosa: Talk) -> None:
        asked = rosa.message("ISIS attacks in Syria")
        page = rosa.turns_to(behind(reply_of(rosa.hears(asked)), "Accounts"), asked)
        pages = [page]
        while any(text.startswith("More") for text in buttons(page)):
            page = rosa.turns_to(behind(page, "More"), asked)
            pages.append(page)
        assert len(pages) > 1 and "continued" in seen(pages[1])
        back = rosa.turns_to(behind(pages[1], "‹ Back"), asked)
        assert back == pages[0]
        told = "".join(map(seen, pages))
        assert "The Defense Post" in told and "Gregory Waters" in told

    def test_folds_what_is_long(self, rosa: Talk) -> None:
        card = rosa.says("ISIS attacks in Syria")
        assert "<blockquote expandable>" in card.html
        assert "more under “Accounts”" in seen(card) or "more under “Caveats”" in seen(card)

    def test_is_short_where_that_was_chosen(self, rosa: Talk) -> None:
        terse = Talk(rosa.desk, Chat(8, "private"), Person(8, is_admin=True))
        assert rosa.desk.memory
        rosa.desk.memory.choose(8, card="short")
        card = terse.says(PALMYRA)
        assert len(seen(card)) < 800 < len(seen(rosa.says(PALMYRA)))
        assert "Russian military" in seen(card) and "SOHR" in seen(card)
        assert any(text.startswith("Accounts") for text in buttons(card))

    def test_the_chart_is_sent_as_a_picture_with_its_words(self, rosa: Talk) -> None:
        asked = rosa.message(PALMYRA)
        (turn,) = rosa.presses("g:0", asked)
        assert isinstance(turn, Say) and turn.to == asked.id
        assert turn.reply.picture is not None and turn.reply.picture.png.startswith(b"\x89PNG")
        assert "26 ISIS members" in seen(turn.reply)

    def test_a_card_without_two_figures_offers_no_chart(self, rosa: Talk) -> None:
        asked = rosa.message("ISIS only attacks government forces")
        assert "Figures" not in buttons(reply_of(rosa.hears(asked)))
        (turn,) = rosa.presses("g:0", asked)
        assert isinstance(turn, Notice)


class TestSeveralClaims:
    TEXT = f"Over 100 airstrikes hit Homs. ISIS only attacks government forces. {POOL}."

    def test_are_listed_each_with_its_answer_and_its_button(self, rosa: Talk) -> None:
        listed = rosa.says(self.TEXT)
        assert seen(listed).startswith("3 claims in this message:")
        assert "SouthFront says so; SOHR says otherwise." in seen(listed)
        assert "says nothing about whether it is true" in seen(listed)
        assert [text[:5] for text in buttons(listed)] == ["1. Ov", "2. IS", "3. Th"]

    def test_open_in_place_and_lead_back(self, rosa: Talk) -> None:
        asked = rosa.message(self.TEXT)
        listed = reply_of(rosa.hears(asked))
        card = rosa.turns_to(behind(listed, "2."), asked)
        assert seen(card).startswith("“ISIS only attacks government forces”")
        otherwise = rosa.turns_to(behind(card, "Who says otherwise"), asked)
        assert "SOHR" in seen(otherwise)
        assert rosa.turns_to(behind(card, "‹ All claims"), asked) == listed

    def test_are_asked_whole_where_that_was_meant(self, rosa: Talk) -> None:
        asked = rosa.message(self.TEXT)
        doubt = rosa.turns_to("x:1", asked)
        whole = rosa.turns_to(behind(doubt, "The whole message"), asked)
        assert seen(whole).startswith("“Over 100 airstrikes hit Homs. ISIS only")
        assert behind(whole, "Not what I meant").startswith("x:w")


class TestSeveralEvents:
    def test_one_is_chosen_in_place_and_the_others_are_a_button_away(self, rosa: Talk) -> None:
        asked = rosa.message("100 airstrikes")
        card = reply_of(rosa.hears(asked))
        chosen = next(text for text in buttons(card) if "23 February 2022" in text)
        narrowed = rosa.turns_to(buttons(card)[chosen], asked)
        assert "The Levant News says so." in seen(narrowed)
        assert "Only what is reported of this: Sukhna desert" in seen(narrowed)
        assert "Difesa e Sicurezza" not in seen(narrowed)
        caveats = rosa.turns_to(behind(narrowed, "Caveats"), asked)
        assert "Difesa e Sicurezza" not in seen(caveats)
        assert rosa.turns_to(behind(narrowed, "‹ Other events"), asked) == card

    def test_an_event_that_is_gone_is_never_taken_for_another(self, rosa: Talk) -> None:
        asked = rosa.message("100 airstrikes")
        notice, edit = rosa.presses(data_of("v", Ref(0, "0a0b0c", "=20261122\x1e"), "w"), asked)
        assert isinstance(notice, Notice) and "has changed" in notice.text
        assert isinstance(edit, Edit) and edit.reply == reply_of(rosa.hears(asked))

    def test_a_label_on_a_button_keeps_its_date(self, rosa: Talk) -> None:
        labels = [text for text in buttons(rosa.says("100 airstrikes")) if text[1] == "."]
        assert len(labels) == 8 and all(len(text) < 60 for text in labels)
        assert any("…, 23 February 2022" in text for text in labels)


class TestNothingFound:
    def test_says_that_this_says_nothing_about_truth(self, rosa: Talk) -> None:
        card = rosa.says(POOL)
        assert "says nothing about whether it is true" in seen(card)
        assert list(buttons(card)) == ["Ask for reporting", "Similar", "How it works"]

    def test_without_a_memory_nothing_can_be_asked_for(self, starter: Store) -> None:
        forgetful = Talk(Desk(starter))
        assert list(buttons(forgetful.says(POOL))) == ["Similar", "How it works"]
        assert "Follow" not in buttons(forgetful.says(PALMYRA))

    def test_reporting_is_asked_for_after_a_yes(self, rosa: Talk) -> None:
        asked = rosa.message(POOL)
        (question,) = rosa.presses(behind(reply_of(rosa.hears(asked)), "Ask for reporting"), asked)
        assert isinstance(question, Say) and "I would keep the text" in seen(question.reply)
        assert rosa.desk.memory and not rosa.desk.memory.requests()
        rosa.presses(behind(question.reply, "Yes"), asked)
        assert [request.claim for request in rosa.desk.memory.requests()] == [POOL]

    def test_similar_says_that_it_is_not_this_claim_or_that_there_is_none(self, rosa: Talk) -> None:
        assert "nothing that comes near" in seen(rosa.turns_to("y:0", rosa.message(RECIPE)))
        near = seen(rosa.turns_to("y:0", rosa.message("A Russian plane landed near Palmyra")))
        assert "This is not reporting of your claim." in near and "Nearest reporting, not this claim" in near

    def test_how_it_works_and_back(self, rosa: Talk) -> None:
        asked = rosa.message(POOL)
        told = rosa.turns_to(behind(reply_of(rosa.hears(asked)), "How it works"), asked)
        assert "155 reports of" in seen(told)
        assert "says nothing about whether it is true" in seen(told)
        assert rosa.turns_to(behind(told, "‹ Card"), asked) == reply_of(rosa.hears(asked))


class TestForwards:
    def test_where_and_when_it_was_posted_is_said(self, rosa: Talk) -> None:
        posted = datetime(2021, 4, 20, 8, tzinfo=UTC)
        channel = Forwarded("Harbour <Watch>", "https://t.me/harbourwatch/17")
        card = rosa.says("200 militants killed in Palmyra", forwarded=channel, sent=at(posted))
        assert "Forwarded from Harbour <Watch>, where it was posted on 20 April 2021." in seen(card)
        assert "It is not new" in seen(card) and "https://t.me/harbourwatch/17" in card.html

    def test_no_report_of_what_came_later_says_what_an_older_post_says(self, rosa: Talk) -> None:
        channel = Forwarded("Harbour Watch")
        before = seen(rosa.says(PALMYRA, forwarded=channel, sent=at(datetime(2020, 3, 1, tzinfo=UTC))))
        assert "April 2021" not in before
        after = seen(rosa.says(PALMYRA, forwarded=channel, sent=at(datetime(2021, 4, 21, tzinfo=UTC))))
        assert "April 2021" in after.replace("21 April 2021", "")

    def test_people_are_not_named_and_what_is_new_is_not_called_old(self, rosa: Talk) -> None:
        card = rosa.says(PALMYRA, forwarded=Forwarded(), sent=at(NOW - timedelta(days=2)))
        assert "The forwarded message was written on 20 November 2026." in seen(card)
        assert "It is not new" not in seen(card)

    def test_the_evidence_stands_on_a_list_of_claims_and_comes_back_with_the_card(self, rosa: Talk) -> None:
        posted = at(datetime(2021, 4, 20, 8, tzinfo=UTC))
        asked = rosa.message(TestSeveralClaims.TEXT, forwarded=Forwarded("Harbour Watch"), sent=posted)
        assert "Forwarded from Harbour Watch" in seen(reply_of(rosa.hears(asked)))
        assert "Forwarded from Harbour Watch" in seen(rosa.turns_to("v:1:w", asked))

    def test_a_passage_quoted_from_another_chat_is_read_with_its_day_and_carried(self, rosa: Talk) -> None:
        posted = at(datetime(2021, 4, 20, 8, tzinfo=UTC))
        other = replace(rosa.message(PALMYRA, forwarded=Forwarded("Harbour Watch"), sent=posted), id=ELSEWHERE)
        asked = rosa.message("is this true?", replies_to=other)
        (turn,) = rosa.hears(asked)
        assert isinstance(turn, Say) and turn.to == asked.id
        assert seen(turn.reply).startswith(f"“{PALMYRA}”") and "posted on 20 April 2021" in seen(turn.reply)
        assert "SOHR" in seen(rosa.turns_to(behind(turn.reply, "Who says otherwise"), asked))


class TestAddingAPlaceOrADate:
    def test_a_reply_to_the_card_narrows_the_claim(self, rosa: Talk) -> None:
        card = rosa.message(seen(rosa.says("100 airstrikes")), is_own=True)
        narrowed = rosa.says("Homs, February 2021", replies_to=card)
        assert seen(narrowed).startswith("“100 airstrikes, Homs, February 2021”")
        assert behind(narrowed, "Sources").endswith("100 airstrikes, Homs, February 2021")

    def test_the_buttons_of_a_narrowed_claim_find_it_without_its_message(self, rosa: Talk) -> None:
        card = rosa.message("“Russian jets carried out more than 100 airstrikes”\nSOHR says so.", is_own=True)
        narrowed = rosa.says("in Hama province in February 2021", replies_to=card)
        data = behind(narrowed, "Sources")
        assert "~" in data
        assert "North Pulse" in seen(rosa.turns_to(data)) or "Sources" in seen(rosa.turns_to(data))

    def test_any_other_reply_is_a_claim_of_its_own(self, rosa: Talk) -> None:
        card = rosa.message(seen(rosa.says("100 airstrikes")), is_own=True)
        assert seen(rosa.says(PALMYRA, replies_to=card)).startswith(f"“{PALMYRA}”")

    @pytest.mark.parametrize(
        "text", ["Homs", "in Homs province", "February 2021", "Raqqa, 18 February 2021", "yesterday"]
    )
    def test_reads_places_and_dates(self, rosa: Talk, text: str) -> None:
        assert is_place_or_date(text, rosa.message(text).sent)

    @pytest.mark.parametrize(
        "text", ["", "Assad denied it", "who says so?", "200 killed in Homs", "ok thanks", "nowhere"]
    )
    def test_takes_nothing_else_for_one(self, rosa: Talk, text: str) -> None:
        assert not is_place_or_date(text, rosa.message(text).sent)

    def test_the_prompt_asks_for_a_reply_and_begins_with_the_claim(self, rosa: Talk) -> None:
        (turn,) = rosa.presses("p:0", rosa.message("100 airstrikes"))
        assert isinstance(turn, Say) and turn.reply.asks_for and not turn.reply.rows
        prompt = rosa.message(seen(turn.reply), is_own=True)
        assert seen(rosa.says("Homs", replies_to=prompt)).startswith("“100 airstrikes, Homs”")

    def test_a_forward_keeps_its_day_whether_the_card_is_replied_to_or_the_question(self, rosa: Talk) -> None:
        posted = at(datetime(2021, 4, 20, 8, tzinfo=UTC))
        asked = rosa.message(PALMYRA, forwarded=Forwarded("Harbour Watch"), sent=posted)
        card = reply_of(rosa.hears(asked))
        (turn,) = rosa.presses("p:0", asked)
        assert isinstance(turn, Say)
        for own in (card, turn.reply):
            carries = own.start or behind(own, "Accounts")
            added = rosa.says("Homs", replies_to=rosa.message(seen(own), is_own=True, carries=carries))
            assert seen(added).startswith(f"“{PALMYRA}, Homs”")
            assert "The forwarded message was written on 20 April 2021. It is not new" in seen(added)
            again = rosa.turns_to(data_of("v", Ref(0, "", tail_of(added)), "w"))
            assert "written on 20 April 2021" in seen(again)

    def test_a_long_claim_keeps_its_end_and_shows_what_was_added(self, rosa: Talk) -> None:
        long = f"{PALMYRA}, in strikes on two hideouts" + " and on a road that leads there" * 9 + " at noon"
        asked = rosa.message(long)
        card = reply_of(rosa.hears(asked))
        assert "at noon" not in seen(card)
        of_card = rosa.message(seen(card), is_own=True, carries="v:0:a")
        assert "only the beginning of the claim" in seen(rosa.says("April 2021", replies_to=of_card))
        (turn,) = rosa.presses("p:0", asked)
        assert isinstance(turn, Say) and turn.reply.start
        prompt = rosa.message(seen(turn.reply), is_own=True, carries=turn.reply.start)
        added = rosa.says("April 2021", replies_to=prompt)
        assert seen(added).startswith(f"“April 2021: {PALMYRA}")
        found = asked_behind(rosa, tail_of(added))
        assert found.endswith("at noon")

    def test_a_place_in_reply_to_several_claims_asks_which_is_meant(self, rosa: Talk) -> None:
        listed = rosa.message(seen(rosa.says(TestSeveralClaims.TEXT)), is_own=True, carries="v:0:w")
        assert "Which claim is this about?" in seen(rosa.says("Homs", replies_to=listed))
        mine = rosa.message(TestSeveralClaims.TEXT)
        assert "Which claim is this about?" in seen(rosa.says("Homs", replies_to=mine))

    def test_a_place_in_reply_to_ones_own_claim_is_added_to_it(self, rosa: Talk) -> None:
        posted = at(datetime(2021, 4, 20, 8, tzinfo=UTC))
        mine = rosa.message("100 airstrikes", forwarded=Forwarded("Harbour Watch"), sent=posted)
        added = rosa.says("Homs", replies_to=mine)
        assert seen(added).startswith("“100 airstrikes, Homs”") and "posted on 20 April 2021" in seen(added)

    def test_in_a_group_a_reply_to_the_card_narrows_the_claim_too(self, group: Talk) -> None:
        card = group.message(seen(group.says("/context 100 airstrikes")), is_own=True)
        assert seen(group.says("Homs, February 2021", replies_to=card)).startswith("“100 airstrikes, Homs, February")

    def test_in_a_group_a_place_in_reply_to_somebodys_claim_is_added_to_it(self, group: Talk) -> None:
        claim, manners = group.message(PALMYRA), Manners(NOW)
        for message in (
            group.message("/context", replies_to=claim, is_addressed=True),
            group.message("Homs, April 2021", replies_to=claim, is_mention=True, is_addressed=True),
        ):
            # It is no second question about the claim, which would be met with a sign that it is answered.
            assert manners.meet(message, NOW) == "answer"
            (turn,) = group.hears(message)
        assert isinstance(turn, Say) and turn.to == message.id
        assert seen(turn.reply).startswith(f"“{PALMYRA}, Homs, April 2021”")

    def test_in_a_group_a_place_for_several_claims_asks_which_is_meant(self, group: Talk) -> None:
        claims = group.message(TestSeveralClaims.TEXT)
        assert "Which claim is this about?" in seen(group.says("Homs", replies_to=claims, is_mention=True))
        own = group.message("I look up who reported a claim", is_own=True)
        assert group.hears(group.message("yesterday", replies_to=own)) == ()

    def test_a_claim_that_quotes_somebody_is_kept_whole(self, rosa: Talk) -> None:
        claim = f"He said “we won”, and {PALMYRA}"
        card = rosa.message(seen(rosa.says(claim)), is_own=True)
        assert seen(rosa.says("April 2021", replies_to=card)).startswith(f"“{claim}, April 2021”")


def test_what_is_listed_in_arabic_is_parted_by_arabic_commas(desk: Desk) -> None:
    reader = Talk(desk, Chat(77, "private"), Person(77, "ar"))
    listed = [line for line in seen(reader.says("/sources")).split("\n") if line.startswith("•")]
    assert listed and all("، أحدثها" in line for line in listed if "أحدثها" in line)
    asked = reader.message(PALMYRA)
    reader.presses("f:0:y", asked)
    (line,) = (line for line in seen(reader.says("/following")).split("\n") if line.startswith("1."))
    assert "، " in line and ", " not in line


class TestTheDayAClaimWasWritten:
    """Whatever leads back to a card leads to the same one, with the caution that the reporting is older."""

    OLDER = "The reporting that fits is about events of April 2021; the claim gives no date"

    def test_behind_the_buttons_of_a_claim_with_a_place_added(self, rosa: Talk) -> None:
        card = rosa.message(seen(rosa.says(PALMYRA)), is_own=True, carries="v:0:a")
        narrowed = rosa.says("Homs", replies_to=card)
        for beginning in ("Caveats", "Not what I meant"):
            shown = rosa.turns_to(behind(narrowed, beginning))
            again = rosa.turns_to(behind(shown, "‹ Card"))
            assert again == narrowed and self.OLDER in seen(again)
        assert self.OLDER in seen(rosa.turns_to(behind(narrowed, "Caveats")))

    def test_behind_the_link_into_the_private_chat(self, group: Talk, rosa: Talk) -> None:
        link = buttons(group.says(f"/context {PALMYRA}"))["More in private"]
        found = asked_in(rosa.message(f"/start {link}", sent=at(NOW + timedelta(days=400))), rosa.desk, NOW)
        assert found and found.sent and found.sent.words == "2026-11-22" and found.forwarded is None

    def test_under_a_marked_passage(self, group: Talk) -> None:
        claim = group.message(f"{POOL}. {PALMYRA}.", sent=at(datetime(2021, 4, 20, 8, tzinfo=UTC)))
        (turn,) = group.hears(group.message("/context", replies_to=claim, marked="100 airstrikes"))
        assert isinstance(turn, Say) and behind(turn.reply, "1.").endswith("=20210420\x1e100 airstrikes")

    def test_of_yesterday_is_the_day_before_the_claim_and_not_before_the_place_was_added(self, rosa: Talk) -> None:
        first = rosa.says(
            "Russia killed 200 militants in Palmyra yesterday", sent=at(datetime(2021, 4, 20, tzinfo=UTC))
        )
        card = rosa.message(seen(first), is_own=True, carries=behind(first, "Accounts"))
        added = rosa.says("Homs", replies_to=card)
        assert "Russian military says so" in seen(added)


class TestGroups:
    def test_silent_until_addressed(self, group: Talk) -> None:
        assert group.hears(group.message(PALMYRA, is_addressed=False)) == ()
        assert group.hears(group.message("/start@other_bot", is_addressed=False)) == ()

    def test_context_in_reply_answers_the_message_it_replies_to(self, group: Talk) -> None:
        claim = group.message(PALMYRA)
        (turn,) = group.hears(group.message("/context@whosays_bot", replies_to=claim))
        assert isinstance(turn, Say) and turn.to == claim.id
        assert "The Russian military says so; SOHR says otherwise." in seen(turn.reply)
        assert len(seen(turn.reply)) < 900 and list(buttons(turn.reply)) == ["More in private"]

    def test_context_with_a_claim_and_a_mention_answer_it(self, group: Talk) -> None:
        assert "Russian military" in seen(group.says(f"/context {PALMYRA}"))
        assert "Russian military" in seen(group.says(PALMYRA, is_mention=True))
        own = group.message("“x”", is_own=True)
        assert "Russian military" in seen(group.says(PALMYRA, replies_to=own))

    def test_more_in_private_leads_to_the_whole_card(self, group: Talk, rosa: Talk) -> None:
        link = buttons(group.says(f"/context {PALMYRA}"))["More in private"]
        whole = rosa.says(f"/start {link}")
        assert "Who says so" in seen(whole) and behind(whole, "Accounts").startswith("v:0:a")

    def test_more_in_private_leads_there_for_a_long_forward_and_keeps_its_day(self, group: Talk, rosa: Talk) -> None:
        text = "Russia says that it killed 200 militants in Palmyra, in strikes on two hideouts there"
        claim = group.message(text, forwarded=Forwarded("Harbour Watch"), sent=at(datetime(2021, 4, 20, tzinfo=UTC)))
        (turn,) = group.hears(group.message("/context", replies_to=claim))
        assert isinstance(turn, Say)
        link = buttons(turn.reply)["More in private"]
        assert link.startswith("t_")
        asked = asked_in(rosa.message(f"/start {link}"), rosa.desk, NOW)
        assert asked and asked.text == text and asked.sent and asked.sent.words == "2021-04-20"
        whole = seen(rosa.says(f"/start {link}"))
        assert "Russian military" in whole and "written on 20 April 2021. It is not new" in whole

    def test_a_link_that_is_no_longer_known_is_said_so(self, rosa: Talk) -> None:
        for link in ("t_AAAAAAAAAAAAAAAAAAAAAA", "c_*", "zzz"):
            assert "no longer kept" in seen(rosa.says(f"/start {link}"))

    def test_a_marked_passage_is_what_is_asked_about(self, group: Talk) -> None:
        claim = group.message(f"{POOL}. {PALMYRA}.")
        (turn,) = group.hears(group.message("/context", replies_to=claim, marked="100 airstrikes"))
        assert isinstance(turn, Say) and turn.to == claim.id
        assert seen(turn.reply).startswith("“100 airstrikes”")
        assert behind(turn.reply, "1.").endswith("100 airstrikes")
        assert len([text for text in buttons(turn.reply) if text[1] == "."]) == 4

    def test_a_reply_that_only_asks_asks_about_what_it_replies_to(self, group: Talk, rosa: Talk) -> None:
        claim = group.message(PALMYRA)
        for words in ("is this true?", "who says so?", "fact check please"):
            (turn,) = group.hears(group.message(words, replies_to=claim, is_mention=True))
            assert isinstance(turn, Say) and turn.to == claim.id and seen(turn.reply).startswith(f"“{PALMYRA}”")
        mine = rosa.message(PALMYRA)
        (turn,) = rosa.hears(rosa.message("is this true?", replies_to=mine))
        assert isinstance(turn, Say) and turn.to == mine.id
        assert seen(group.says("100 airstrikes", replies_to=claim, is_mention=True)).startswith("“100 airstrikes”")

    def test_thanks_are_not_answered_and_an_empty_question_is_once(self, group: Talk) -> None:
        own = group.message("“x”", is_own=True)
        assert group.hears(group.message("thanks", replies_to=own)) == ()
        assert "Reply to a message with /context" in seen(group.says("/context"))
        picture = group.message("", is_wordless=True)
        assert "no words in that message" in seen(group.says("/context", replies_to=picture))
        assert group.hears(group.message("", is_wordless=True, replies_to=own)) == ()

    def test_quiet_mode_shows_a_reaction_where_something_is_found(self, desk: Desk) -> None:
        quiet = Talk(desk, Chat(-8, "group"))
        assert desk.memory
        desk.memory.choose(-8, quiet=True)
        claim = quiet.message(PALMYRA)
        assert quiet.hears(quiet.message("/context", replies_to=claim)) == (React(FOUND, to=claim.id),)
        assert quiet.hears(quiet.message(POOL, is_mention=True)) == ()
        assert quiet.hears(quiet.message("/context")) == ()
        for way in (conversation.again, conversation.excuse):
            assert way(quiet.message("/context"), desk, now=NOW) == ()

    def test_only_administrators_make_it_quiet(self, desk: Desk) -> None:
        member = Talk(desk, Chat(-9, "group"), Person(9))
        assert "Only the administrators" in seen(member.says("/settings"))
        owner = replace(member, person=Person(10, is_admin=True))
        shown = owner.says("/settings")
        owner.presses(behind(shown, "Quiet mode on"))
        assert desk.memory and desk.memory.choices_of(-9).quiet

    def test_commands_of_the_private_chat_are_not_answered_there(self, group: Talk) -> None:
        for command in ("/following", "/stats", "/nothing_of_ours"):
            assert group.hears(group.message(command)) == ()
        assert seen(group.says("/help")) and seen(group.says("/start"))
        assert group.hears(group.message("/start true")) == ()

    def test_says_on_arrival_what_it_needs(self, desk: Desk) -> None:
        (turn,) = checked(conversation.arrive(Arrival(Person(1), Chat(-3, "group")), desk, now=NOW))
        assert isinstance(turn, Say) and "I need not be an administrator" in seen(turn.reply)

    def test_what_was_chosen_moves_with_the_group(self, desk: Desk) -> None:
        assert desk.memory
        desk.memory.choose(-20, quiet=True)
        assert conversation.move(Move(-20, -10020), desk, now=NOW) == ()
        assert desk.memory.choices_of(-10020).quiet and not desk.memory.choices_of(-20).quiet

    def test_several_claims_are_a_short_list(self, group: Talk) -> None:
        asked = group.message(TestSeveralClaims.TEXT)
        listed = group.says(f"/context {TestSeveralClaims.TEXT}")
        assert "More in private" in buttons(listed)
        card = group.turns_to(behind(listed, "2."), asked)
        assert len(seen(card)) < 1200 and "‹ All claims" in buttons(card)


class TestForeignPressers:
    """A card that many read stays in its language, whoever presses."""

    def test_in_a_group_it_is_that_of_whoever_asked(self, group: Talk) -> None:
        claim = group.message("100 airstrikes")
        russian = replace(group, person=Person(5, "ru"))
        (turn,) = russian.hears(russian.message("/context", replies_to=claim))
        assert isinstance(turn, Say)
        narrowed = replace(group, person=Person(6, "es")).turns_to(behind(turn.reply, "1."), claim)
        assert "Так говорит" in seen(narrowed)
        back = replace(group, person=Person(6, "en")).turns_to(behind(narrowed, "‹"), claim)
        assert back == turn.reply

    def test_in_a_group_what_was_chosen_for_it_holds(self, desk: Desk) -> None:
        there = Talk(desk, Chat(-12, "group"), Person(5, "ru"))
        assert desk.memory
        desk.memory.choose(-12, language="es")
        claim = there.message("100 airstrikes")
        (turn,) = there.hears(there.message("/context", replies_to=claim))
        assert isinstance(turn, Say)
        narrowed = there.turns_to(behind(turn.reply, "1."), claim)
        assert buttons(narrowed) and "‹ Otros" in " ".join(buttons(narrowed))

    def test_under_an_inline_message_it_is_that_of_the_claim(self, desk: Desk) -> None:
        anywhere = Talk(desk, Chat(0, "inline"), Person(3, "ru"))
        view = anywhere.turns_to(data_of("v", Ref(0, "", f"={PALMYRA}"), "a"))
        assert "Who says so" in seen(view) and "‹ Card" in buttons(view)
        (notice,) = anywhere.presses("v:0:a~AAAAAAAAAAAAAAAAAAAAAA")
        assert isinstance(notice, Notice) and "is gone" not in notice.text, "a note is read by whoever presses"


class TestAnywhere:
    """Under a message that was sent through the bot's name: it answers no message, so its buttons carry the claim."""

    @pytest.fixture
    def anywhere(self, desk: Desk) -> Talk:
        return Talk(desk, Chat(0, "inline"), Person(3))

    def test_every_view_is_reached_from_its_buttons_alone(self, anywhere: Talk) -> None:
        data = data_of("v", Ref(0, "", f"={PALMYRA}"), "w")
        card = anywhere.turns_to(data)
        assert not any(text in buttons(card) for text in ("Figures", "Follow"))
        for text in ("Accounts", "Who says otherwise", "Caveats", "Sources", "Not what I meant"):
            view = anywhere.turns_to(behind(card, text))
            assert anywhere.turns_to(behind(view, "‹ Card")) == card

    def test_an_event_is_chosen(self, anywhere: Talk) -> None:
        card = anywhere.turns_to(data_of("v", Ref(0, "", "=100 airstrikes"), "w"))
        assert "The Levant News says so." in seen(anywhere.turns_to(behind(card, "4.")))


class TestWhatIsNoCard:
    @pytest.mark.parametrize(
        "data", ["", "zz", "v", "v:9:w", "v:0:w~AAAAAAAAAAAAAAAAAAAAAA", "v:x:w", "p:0:1", "l", "\u202e"]
    )
    def test_an_old_or_broken_button_says_so(self, rosa: Talk, data: str) -> None:
        (turn,) = rosa.presses(data)
        assert isinstance(turn, Notice) and "is gone" in turn.text

    def test_what_is_not_there_is_said_plainly(self, rosa: Talk) -> None:
        assert "I read words" in seen(rosa.says("", is_wordless=True))
        assert "I know no command /foo" in seen(rosa.says("/foo bar"))
        assert seen(rosa.says("good morning")).startswith("Paste a claim")
        assert "no words to look up" in seen(rosa.says("🎈🎈🎈"))
        assert "Reply to a message" in seen(rosa.says("/context"))

    @pytest.mark.parametrize("command", ["start", "help", "about", "sources", "privacy", "settings", "following"])
    def test_every_command_answers(self, rosa: Talk, command: str) -> None:
        assert seen(rosa.says(f"/{command}"))

    def test_commands_for_maintainers_are_unknown_to_others(self, rosa: Talk) -> None:
        assert "I know no command /stats" in seen(rosa.says("/stats"))

    def test_the_interface_is_in_the_language_of_the_app_or_the_one_chosen(self, rosa: Talk) -> None:
        russian = replace(rosa, person=Person(7, "ru", is_admin=True))
        assert "I know no command" not in seen(russian.says("/foo")) or "Who says so" not in seen(russian.says(PALMYRA))
        assert PALMYRA in seen(russian.says(PALMYRA))

    def test_commands_are_read_with_and_without_a_name(self) -> None:
        assert command_in("/context@whosays_bot\n100 airstrikes hit Homs") == ("context", "100 airstrikes hit Homs")
        assert command_in("/etc/passwd was read") == (None, "/etc/passwd was read")
        assert command_in("  ") == (None, "  ")


class TestManners:
    """Nothing is answered twice, and no group faster than Telegram takes messages."""

    @pytest.fixture
    def manners(self) -> Manners:
        return Manners(NOW)

    def test_one_answer_for_a_message_whoever_asks(self, group: Talk, manners: Manners) -> None:
        claim = group.message(PALMYRA, is_addressed=False)
        assert manners.meet(claim, NOW) == "silent"
        first, second = (group.message("/context", replies_to=claim) for _ in range(2))
        assert manners.meet(first, NOW) == "answer"
        manners.answered(first, 900)
        assert manners.meet(second, NOW) == "again"
        assert manners.meet(group.message("/help", replies_to=group.message(PALMYRA)), NOW) == "answer"
        marked = group.message("/context", replies_to=claim, marked="200 militants")
        assert manners.meet(marked, NOW) == "answer"

    def test_in_private_a_question_about_what_is_answered_already_is_answered(
        self, rosa: Talk, manners: Manners
    ) -> None:
        claim = rosa.message(PALMYRA)
        assert manners.meet(claim, NOW) == "answer"
        manners.answered(claim, 900)
        for text in ("is this true?", "/context", "Homs"):
            again = rosa.message(text, replies_to=claim)
            assert manners.meet(again, NOW) == "answer" and PALMYRA in seen(reply_of(rosa.hears(again)))
            manners.answered(again, 901)
            assert manners.meet(again, NOW) == "silent", "the same message, brought twice"
        assert manners.meet(claim, NOW) == "silent"

    def test_that_it_was_answered_is_shown_without_words(self, group: Talk) -> None:
        assert conversation.again(group.message("/context"), group.desk, now=NOW) == (React(ANSWERED),)

    async def test_an_edit_changes_the_answer(self, group: Talk, rosa: Talk, manners: Manners) -> None:
        claim = group.message(PALMYRA, is_addressed=False)
        ask = group.message("/context", replies_to=claim)
        manners.meet(ask, NOW)
        manners.answered(ask, 900)
        edited = replace(claim, text="100 airstrikes", is_edit=True)
        assert manners.meet(edited, NOW) == "change" and await manners.answer_to(edited) == 900
        mine = rosa.message(PALMYRA)
        assert manners.meet(mine, NOW) == "answer"
        manners.answered(mine, 901)
        assert manners.meet(replace(mine, is_edit=True), NOW) == "change"

    def test_after_a_restart_an_edit_is_answered_anew_in_private_and_left_alone_in_a_group(
        self, group: Talk, rosa: Talk, manners: Manners
    ) -> None:
        assert manners.meet(rosa.message(PALMYRA, is_edit=True), NOW) == "answer"
        before = at(NOW - timedelta(minutes=1))
        assert manners.meet(group.message(f"/context {PALMYRA}", is_edit=True, sent=before), NOW) == "silent"

    def test_a_message_in_a_group_that_addresses_the_bot_when_it_is_edited_is_answered_once(
        self, group: Talk, manners: Manners
    ) -> None:
        unasked = group.message("the weather", is_addressed=False)
        assert manners.meet(unasked, NOW) == "silent"
        edited = replace(unasked, text=PALMYRA, is_edit=True)
        assert manners.meet(edited, NOW) == "silent"
        addressed = replace(edited, is_addressed=True, is_mention=True)
        assert manners.meet(addressed, NOW) == "answer"
        manners.answered(addressed, 900)
        assert manners.meet(addressed, NOW) == "change"

    def test_what_failed_may_be_asked_again(self, rosa: Talk, manners: Manners) -> None:
        message = rosa.message(PALMYRA)
        assert manners.meet(message, NOW) == "answer"
        manners.failed(message)
        assert manners.meet(message, NOW) == "answer"

    def test_eighteen_answers_a_minute_one_excuse_then_silence(self, group: Talk, manners: Manners) -> None:
        asked = [group.message("/context 100 airstrikes") for _ in range(MOST_A_MINUTE + 3)]
        found = [manners.meet(message, NOW) for message in asked]
        assert found == ["answer"] * MOST_A_MINUTE + ["excuse", "silent", "silent"]
        later = NOW + timedelta(seconds=61)
        assert manners.meet(asked[-1], later) == "answer"
        assert manners.meet(Talk(group.desk, Chat(-70, "group")).message("/context x"), NOW) == "answer"

    def test_the_excuse_is_one_sentence(self, group: Talk) -> None:
        (turn,) = checked(conversation.excuse(group.message("/context x"), group.desk, now=NOW))
        assert isinstance(turn, Say) and "in a minute" in seen(turn.reply)


@pytest.mark.parametrize("text", ["", "🎈", "hello", "x" * 20_001, "https://example.org/nowhere", f"{PALMYRA}. " * 2])
def test_what_retrieval_says_besides_is_known_to_the_catalogue(starter: Store, text: str) -> None:
    try:
        remark = answer(text, starter, now=NOW).remark
    except BadMessage as error:
        remark = str(error)
    known = Noting()
    assert remark is None or remarks.in_words(remark, known) == remark
    assert set(known.said) <= {*remarks.SENTENCES, *(sentence for sentence in known.said if "{" in sentence)}


def test_sentences_of_retrieval_are_word_for_word_those_of_the_catalogue() -> None:
    said = {HINT, EMPTY_STORE, UNREAD, NOT_HELD, NOT_ENGLISH}
    assert said <= set(remarks.SENTENCES)
    five = remarks.in_words("7 more claims were left out: a message is answered for its first five.", Words("ru"))
    assert "7" in five and "claims" not in five


def test_what_a_button_says_is_read_as_it_was_written() -> None:
    ref = Ref(3, "a1b2c3", "=Nothing: a=b ~ c")
    said = said_by(data_of("v", ref, "a", 2))
    assert (said.verb, said.ref, said.argument(1), said.number(2)) == ("v", ref, "a", 2)
    assert said_by("v:w:o~ticket").ref == Ref(None, "", "~ticket")
    assert said_by("k:c:short").ref is None


def test_words_of_a_claim_are_carried_as_long_as_every_button_holds_them(desk: Desk) -> None:
    from bot.talk.asked import MOST_CARRIED, carried

    short = carried("я" * (MOST_CARRIED // 2), desk, NOW)
    assert short and short.startswith("=") and data_of("b", Ref(None, "a1b2c3", short), "c")
    sealed = carried("я" * MOST_CARRIED, desk, NOW)
    assert sealed and sealed.startswith("~") and data_of("b", Ref(None, "a1b2c3", sealed), "c")
    assert carried("я" * MOST_CARRIED, Desk(desk.store), NOW) is None

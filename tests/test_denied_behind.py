"""Who denies what a report has just told in its own words: in half a sentence, or in the sentence behind it."""

from __future__ import annotations

import pytest
from invented import card_for, dated_card, said

from bot.card.rendering import render_text
from knowledge.model import ContextCard, Finding
from knowledge.store import Store
from retrieval.relations.what_they_answer import is_their_answer

HOSPITAL = "Russian jets bombed a hospital in Idlib"
VILLAGE = "Belgian jets bombed a village in Aleppo"
GAS = "Syrian army used chlorine gas in Saraqib"
NOBODYS = "hospital bombed in Aleppo"
WEDDING = "Saudi jets hit a wedding in Sanaa"
MARKET = "Turkish artillery shelled a market in Afrin"
STRIKES = "coalition air strikes on Abu Kamal"
OWNING_UP = "Assad admits using barrel bombs"


def answers_of(card: ContextCard) -> list[Finding]:
    """Whoever answers a claim by denying something, in the order of the card."""
    told = (f for account in card.accounts for f in account.findings if account.relation == "context")
    return [f for f in told if is_their_answer(f)]


def asked(store: Store, claim: str, report: str) -> ContextCard:
    return dated_card(store, claim, ("2016-10-19", f"The news of the evening\n\n{report}"))


@pytest.mark.parametrize(
    ("claim", "report", "who"),
    [
        # In half of the sentence that tells it, in whatever words.
        (
            HOSPITAL,
            "The Syrian Observatory said Russian air strikes killed 23 people in Idlib, one near a hospital, but "
            "Russia denied carrying out raids there that day.",
            "Russian government",
        ),
        (
            VILLAGE,
            "Russia accused Belgium of killing six civilians in air strikes on a village in Aleppo but the claim was "
            "swiftly denied by Brussels.",
            "Brussels",
        ),
        # In the sentence behind it.
        (
            HOSPITAL,
            "At least 23 people were killed in Russian raids in Idlib, including one on a hospital, the Syrian "
            "Observatory said. Russia rejected the accusations.",
            "Russian government",
        ),
        (
            HOSPITAL,
            "Russian warplanes struck a hospital in Idlib, doctors said. Moscow called the report fabricated.",
            "",
        ),
        (
            HOSPITAL,
            "Russian warplanes struck a hospital in Idlib, doctors said. Russia said it had nothing to do with it.",
            "",
        ),
        (
            HOSPITAL,
            'Russian jets bombed a hospital in Idlib, doctors said. "That is a lie," the Russian army said.',
            "",
        ),
        (VILLAGE, "Russia accused Belgium of bombing a village in Aleppo. Belgium denied the claim.", "Belgium"),
        (GAS, "The Syrian army used chlorine gas in Saraqib, medics said. Damascus denied the accusation.", ""),
        (
            GAS,
            "Helicopters dropped chlorine on Saraqib, medics said, blaming the Syrian army. The Syrian government "
            "described the allegations as fabricated.",
            "Syrian government",
        ),
        (
            NOBODYS,
            "Air strikes hit a hospital in Aleppo, doctors said. The Syrian army denied carrying out the raids.",
            "",
        ),
        (
            WEDDING,
            "Saudi air strikes killed 20 people at a wedding in Sanaa on Monday, the Houthis said. Saudi Arabia has "
            "denied any role in the attack.",
            "Saudi government",
        ),
        (MARKET, "Turkish shells fell on a market in Afrin, Kurdish media said. Ankara denied the allegations.", ""),
        # The claim's own deed, in its own words.
        (
            HOSPITAL,
            "The Russian army said it had nothing to do with the bombing of a hospital in Idlib.",
            "Russian military",
        ),
    ],
)
def test_who_denies_what_was_just_told_answers_the_claim(empty_store: Store, claim: str, report: str, who: str) -> None:
    card = asked(empty_store, claim, report)
    heard = answers_of(card)
    assert heard, said(card)
    assert who in ("", heard[0].speaker.name)
    # What the report tells may not be all that the claim says.
    assert "denies" not in said(card).values()


LED = "Russian jets bombed a hospital in Idlib on Monday, the Syrian Observatory said. "
ACCUSED = "Russia accused Belgium of bombing a village in Aleppo. "
GASSED = "The Syrian army used chlorine gas in Saraqib on Monday, medics said. "
BOMBED = "A hospital was bombed in Aleppo on Monday, doctors said. "
STRUCK = "Coalition air strikes hit Abu Kamal on Monday, state media said. "
WED = "Saudi jets hit a wedding in Sanaa on Monday, the Houthis said. "
SHELLED = "Turkish artillery shelled a market in Afrin on Monday, Kurdish media said. "


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        # Something else is denied, or somebody else denies it.
        (HOSPITAL, LED + "Russia denied it had sent ground troops to Homs."),
        (HOSPITAL, LED + "Turkey denied any involvement in the raid."),
        (HOSPITAL, LED + "The rebels denied that the hospital had been used by fighters."),
        (HOSPITAL, LED + "Russia also denied the accusation that it meddled in the American vote."),
        (HOSPITAL, LED + "The Syrian Observatory denied that it was paid by London."),
        (HOSPITAL, LED + "Ukraine accused Russia of shelling Avdiivka. Russia denied the accusation."),
        (HOSPITAL, LED.replace(" said.", " said,") + "but Russia denied it had hit a school as well."),
        (HOSPITAL, LED + "On the same day jets struck a market in Homs. Moscow denied any involvement in the raids."),
        (HOSPITAL, LED + '"That is a lie," the Russian army said of a book on its spies.'),
        (HOSPITAL, LED + '"That is a lie," says a Russian general in the novel.'),
        (HOSPITAL, LED + '"That is not a lie," the Russian foreign ministry said.'),
        (HOSPITAL, LED + "The Russian army hopes it had nothing to do with it."),
        # Of another day, town or weapon.
        (
            "Ukraine shelled a market in Donetsk",
            "A market in Donetsk was shelled. In Kherson, a bridge was blown up. Ukraine denied responsibility.",
        ),
        (
            GAS,
            "Air strikes hit Saraqib on Monday, medics said, blaming the Syrian army. Damascus denied the accusation.",
        ),
        (HOSPITAL, LED + "Last week Russia denied any involvement in a raid on Homs."),
        (HOSPITAL, "Russian jets bombed a market in Homs on Monday, doctors said. Russia denied the reports."),
        (
            HOSPITAL,
            "Jets struck a hospital in Daraa on Monday, doctors said. Russia denied any involvement in the raid. "
            "Russian jets had bombed a hospital in Idlib in May.",
        ),
        # Somebody was denied something, or rejected it.
        (HOSPITAL, LED + "Doctors were denied access to the site by Russian officers."),
        (HOSPITAL, LED + "A Russian reporter was denied a visa."),
        (HOSPITAL, LED + "Moscow rejected the proposal for a truce."),
        (HOSPITAL, LED + "Moscow rejected calls for an inquiry."),
        (HOSPITAL, LED + "Moscow dismissed the commander of its forces."),
        # Nothing is denied, or no longer, or it is asked.
        (HOSPITAL, LED + "Russia did not deny the reports."),
        (HOSPITAL, LED + "Did Russia deny the report?"),
        (HOSPITAL, LED + "Russia withdrew its earlier denial of the raid."),
        (HOSPITAL, LED + "Russia, which had denied the raid, admitted it on Friday."),
        (VILLAGE, ACCUSED + "Russia denied that its own jets had been there."),
        (VILLAGE, ACCUSED + "Holland denied the claim."),
        (VILLAGE, ACCUSED + "Brussels airport denied reports of a strike."),
        (VILLAGE, ACCUSED + "The Belgian minister denied taking a bribe."),
        (VILLAGE, ACCUSED + "Belgium neither confirmed nor denied the claim."),
        (VILLAGE, ACCUSED + "Belgium could not deny the claim."),
        (VILLAGE, ACCUSED.replace("Aleppo", "Raqqa") + "Belgium denied the claim."),
        (VILLAGE, "Belgium accused Russia of bombing a village in Aleppo. Russia denied the claim."),
        (GAS, GASSED + "The army denied that rebels had retaken the town."),
        (GAS, GASSED + "Rebels denied using gas in Aleppo."),
        (GAS, GASSED + "The Syrian government denied holding prisoners in Saydnaya."),
        (GAS, GASSED + "Inspectors were denied entry by the Syrian government."),
        (GAS, GASSED + "Iran denied the allegation that it arms Hezbollah."),
        (GAS, "Rebels accused the Syrian army of using chlorine gas in Saraqib. Turkey dismissed the denial as a lie."),
        (
            GAS,
            "Rebels accused the Syrian army of using chlorine gas in Saraqib. Washington rejected the Syrian denials.",
        ),
        (NOBODYS, BOMBED + "The doctors denied that fighters had been inside."),
        (NOBODYS, BOMBED + "In Homs a market was hit on Tuesday. Russia denied any part in it."),
        (NOBODYS, BOMBED + "In 2015 Russia denied having bombed another hospital."),
        (NOBODYS, BOMBED + "A court in Vienna denied bail to a surgeon."),
        (STRIKES, STRUCK + "The coalition denied it had struck Raqqa."),
        (STRIKES, STRUCK + "The coalition said it does not target civilians."),
        (STRIKES, STRUCK + "The coalition said it had nothing to do with the blast in Homs."),
        (STRIKES, STRUCK + "The coalition denies reports of losses."),
        (WEDDING, WED + "The Houthis denied that weapons had been stored there."),
        (WEDDING, WED + "Riyadh denied the claims of a Canadian bank."),
        (WEDDING, WED + "Saudi Arabia denied reports that its king was ill."),
        (MARKET, SHELLED + "Ankara called the American statement a lie."),
        (MARKET, SHELLED + "Most Turks reject the accusation in a poll."),
        (MARKET, SHELLED + "Turkey had denied the attack of January."),
        (OWNING_UP, "Assad denied using chlorine gas in Aleppo."),
        (OWNING_UP, "Russia denied using barrel bombs in Syria."),
        (OWNING_UP, "Assad no longer denies using barrel bombs."),
        (OWNING_UP, "Assad did not deny using barrel bombs."),
    ],
)
def test_a_denial_of_something_else_answers_nothing(empty_store: Store, claim: str, report: str) -> None:
    card = asked(empty_store, claim, report)
    assert not answers_of(card)
    assert not {"denies", "differs"} & set(said(card).values())


def test_of_several_events_each_has_its_own_denial(empty_store: Store) -> None:
    headline = "The news of the evening\n\n"
    card = dated_card(
        empty_store,
        NOBODYS,
        (
            "2016-03-07",
            headline
            + "Warplanes hit a hospital in Aleppo on Sunday, 6 March 2016, rescuers said. The Syrian army denied "
            "carrying out the raid.",
        ),
        (
            "2016-10-10",
            headline + "Russian air strikes hit a hospital in Aleppo on Sunday, 9 October 2016, medics said. Moscow "
            "denied responsibility for the attack.",
        ),
    )
    assert card.state == "ambiguous"
    denials = [[f.speaker.name for f in event.findings if is_their_answer(f)] for event in card.candidates]
    assert sorted(denials) == [["Russian government"], ["Syrian army"]]
    printed = render_text(card)
    assert "Moscow denied responsibility" in printed
    assert "The Syrian army denied carrying out" in printed


def test_a_town_is_told_by_its_other_spelling(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        "coalition air strikes on al-Bukamal",
        (
            "2017-05-16",
            "Coalition strikes in Abu Kamal\n\nUS-led coalition air strikes on the city of Abu Kamal left 31 dead, "
            "Syrian media reported. A spokesman of the US-led coalition said that the coalition did not carry out "
            "strikes near Abu Kamal.",
        ),
    )
    assert ["did not carry out" in f.words for f in answers_of(card)] or "denies" in said(card).values()
    # Who did not do it tells of it in no words.
    assert not any(
        "did not" in f.words for account in card.accounts if account.in_other_words for f in account.findings
    )


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        ("There is cholera in Tarn", "Tarn is free of cholera, the health ministry said."),
        ("Karl Vane bought the mill", "The report that Karl Vane bought the mill is open to question, the paper said."),
        (
            "The bank has closed the account of Karl Vane",
            "The account of Karl Vane is open to question, the bank said.",
        ),
        ("Karl Vane took a bribe", "In the novel, Karl Vane denied that he took a bribe."),
        ("Karl Vane took a bribe", "In the poll 60 per cent of voters rejected the claim that Karl Vane took a bribe."),
    ],
)
def test_what_is_no_word_on_a_claim_neither_says_nor_denies_it(empty_store: Store, claim: str, report: str) -> None:
    relations = said(card_for(empty_store, claim, f"The news of the evening\n\n{report}")).values()
    assert set(relations) <= {"context"}
    card = card_for(empty_store, claim, f"The news of the evening\n\n{report}")
    assert not any(account.in_other_words for account in card.accounts)

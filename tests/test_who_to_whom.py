"""Claims without a number, and whether a sentence has just those do it, to just those."""

from __future__ import annotations

import pytest
from invented import card_for, findings_in, said

from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.deeds.befallen import befell_others
from retrieval.deeds.done_by_them import may_be_by_them, not_by_them
from retrieval.deeds.who_to_whom import says_who_did_it
from retrieval.telling.every_word import told_apart

HEADLINE = "The news of the evening\n\n"


def says(store: Store, claim: str, report: str) -> bool:
    return "reports" in said(card_for(store, claim, report if "\n" in report else HEADLINE + report)).values()


SAID = [
    # The deed in another word, its doer before it or behind "by".
    ("US jets killed civilians in Raqqa", "US-led coalition airstrikes killed at least ten civilians in Raqqa."),
    ("US jets killed civilians in Raqqa", "At least ten civilians were killed by US-led coalition warplanes in Raqqa."),
    (
        "Russian jets hit a hospital in Idlib",
        "A total of 20 rockets fired by Russian warplanes hit the main hospital of Idlib late on Monday.",
    ),
    ("Syrian troops killed by Israel", "At least 10 Syrian soldiers were killed in Israeli raids, a monitor said."),
    (
        "Israeli strike on Syrian forces in Quneitra",
        "An Israeli air strike on a village in Quneitra killed five Syrian soldiers on Wednesday.",
    ),
    ("Turkish jets kill ISIS fighters", "Turkish warplanes killed nine fighters of the Islamic State group."),
    # A blow upon a place, and by whoever is said to have dealt it.
    (
        "coalition air strikes on Raqqa",
        "Later that month an airstrike carried out by the coalition in the city of Raqqa killed 31 people.",
    ),
    ("coalition air strikes on Raqqa", "US-led coalition air raids against Daesh in the city of Raqqa left 31 dead."),
    # What was launched hits what it was launched at.
    (
        "US cruise missiles hit the airbase at Tabqa",
        "On Thursday night the United States launched 59 cruise missiles at the airfield in Tabqa.",
    ),
    # One clause told right behind another.
    ("mosque bombed in Homs", "Airstrikes hit a school and destroyed a mosque in Homs, residents said."),
    # The town at once behind a headline of the country.
    (
        "hospital bombed in Homs",
        "Ten dead in Syrian raids\n\nAir strikes hit a hospital in central Syria on Monday, medics said. The city "
        "of Homs has been under siege for months.",
    ),
    # What only names to whom it is done tells no deed: "gas", "captured"; nor does "bomb" before "attack".
    (
        "ISIS attacks gas field in Homs",
        "Islamic State group jihadists have attacked an oil and gas field in Homs, a monitor said.",
    ),
    (
        "soldiers die in car bomb attack in Homs",
        "Five soldiers were killed in a car bomb attack in Homs on Monday, residents said.",
    ),
    # Everyday words, and verbs in another form.
    ("kids killed in raids on Idlib", "Air strikes on Idlib killed seven children, a monitor said."),
    ("IS loses Palmyra", "ISIS lost Palmyra on Sunday, a monitor said."),
    # A side by the longer of its names; what it carried out, it did, and what it managed to do.
    (
        "Islamic State killed soldiers in Raqqa",
        "Daesh militants killed ten soldiers in Raqqa on Monday, a monitor said.",
    ),
    (
        "ISIS beheaded a teacher in Palmyra",
        "When it held Palmyra Daesh carried out public beheadings including of a teacher whose body was left there.",
    ),
    ("Syrian army takes villages near Khanasser", "The Syrian army managed to control two villages near Khanasser."),
    ("Syrian army killed ISIS fighters in Raqqa", "The Syrian army ambushed and killed ten ISIS fighters in Raqqa."),
    # What planes do is an air strike, and what shells hit was shelled.
    ("planes bombed a market in Homs", "Ten people were killed in air raids on a market in Homs on Monday."),
    (
        "Turkish jets and artillery pound villages near Jarablus",
        "Turkish air strikes and artillery attacks on two villages near Jarablus killed ten people.",
    ),
    ("rebels shelled a school in Aleppo", "Rebels hit a school in Aleppo with mortar shells, state media said."),
    (
        "Syrian regime jets bombed homes in Homs",
        "A regime air strike on Saturday on homes in Homs killed three people.",
    ),
    # Whatever was dropped on a town, the town was hit with it.
    (
        "Assad helicopters dropped chlorine on Saraqeb",
        "Regime forces bombed the town of Saraqeb with chlorine-filled barrel bombs on Monday, doctors said.",
    ),
    # Who was killed when a bomb fell was killed by it; and who is dead.
    (
        "US jets killed civilians in Raqqa",
        "At least ten civilians were killed when US warplanes hit a house in Raqqa near Homs, residents said.",
    ),
    (
        "Russian strike killed ISIS commanders in Raqqa",
        "Three ISIS commanders in Raqqa were confirmed dead as a result of an earlier Russian strike, a monitor said.",
    ),
    ("arms depot explodes in Homs after rocket fire", "An ammunition depot blew up in Homs after rocket fire."),
    ("a bomb goes off in Homs", "A bomb blast killed six in Homs, state television said without giving details."),
    ("ISIS uses civilians as human shields", "The army said that IS was keeping civilians there as human shields."),
    # A town that falls to somebody is taken by them.
    ("Palmyra fell to ISIS", "Scores of soldiers were killed in the days after Palmyra fell to IS."),
    ("ISIS captured Palmyra", "Scores of soldiers were killed in the days after Palmyra fell to IS."),
    # Whoever takes a stand does something, and is no mere voice.
    ("Turkey condemned the raid on Homs", "Turkey condemned the raid on the town of Homs as a crime."),
    # Whoever does it by no name that a table knows.
    ("smugglers attacked a hospital in Homs", "Armed smugglers attacked a hospital in Homs on Monday, doctors said."),
    # A town that the sentence before names.
    (
        "US jets killed civilians in Raqqa",
        "The army met in Homs on Friday.\n\nIts men have left.\n\nSmoke rose over Raqqa on Monday.\n\n"
        "US warplanes killed ten civilians there, residents said.",
    ),
    # Who says that a deed was theirs claims it.
    (
        "ISIS claims truck bomb at Kurdish offices in Qamishli",
        "The Daesh group said it carried out the attack in Qamishli describing it as a truck bombing that struck a "
        "complex of Kurdish offices.",
    ),
    # A thing or a people by another word, and all else by its own: "aircraft", "troops", "huge".
    (
        "coalition planes hit tents in Raqqa",
        "Residents said that coalition aircraft had hit tents in Raqqa on Wednesday evening.",
    ),
    ("rebels launch big offensive in Homs", "Rebels launched a huge offensive on army posts in Homs on Tuesday."),
    # Rebels of Syria are none of its government.
    ("Syrian rebels attack army base in Homs", "Syrian rebels attacked a huge army base in Homs on Tuesday."),
    # A place that was struck, by nobody.
    ("Raqqa bombed overnight", "Overnight air strikes on Raqqa killed 25 people."),
    # A blow, and whom it killed.
    ("market bombed in Homs, kids dead", "Air strikes hit a market in Homs on Monday, killing three children."),
    ("market bombed in Homs and kids killed", "Three children were killed in air strikes on a market in Homs."),
    # Whom somebody freed were held by others.
    ("army frees hostages abducted by ISIS in Homs", "The army has freed 19 hostages abducted by ISIS in Homs."),
    ("mortar lands on the opera house in Homs", "A mortar round hit the opera house in Homs on Sunday."),
]

NOT_SAID = [
    # Who suffers it in the claim does it there, and the other way round.
    ("Turkish soldiers killed", "Turkish soldiers killed five militants near the border on Monday."),
    ("rebels killed ISIS fighters in Raqqa", "ISIS gunmen killed ten rebels in Raqqa on Monday, a monitor said."),
    ("ISIS killed Turkish soldiers in Raqqa", "Turkish soldiers killed ten ISIS fighters in Raqqa on Monday."),
    (
        "Nusra Front killed rebels in Hama",
        "Over 20 Nusra Front rebels were killed in Hama, state media said.",
    ),
    ("Israel killed Syrian soldiers", "Syrian soldiers killed two gunmen whom Israel had armed, a monitor said."),
    # Who only speaks has not suffered it.
    ("governor killed in a bombing in Homs", "A bombing killed ten people in Homs on Monday, the governor said."),
    ("Turkish soldiers killed in Raqqa", "Five militants were killed in Raqqa on Monday, Turkish soldiers said."),
    # Others have done it, or it stays open who, or is only laid to them.
    ("Russian jets hit a hospital in Idlib", "Syrian or Russian warplanes hit a hospital in Idlib, a monitor said."),
    ("Russian jets hit a hospital in Idlib", "Suspected Russian warplanes hit a hospital in Idlib, a monitor said."),
    (
        "Russian jets hit a hospital in Idlib",
        "Warplanes hit a hospital in Idlib on Monday while Russian jets flew over Homs, a monitor said.",
    ),
    (
        "Syrian army killed ISIS fighters in Raqqa",
        "The Syrian Democratic Forces killed 13 ISIS fighters in Raqqa on Monday, a monitor said.",
    ),
    ("Syrian army shelled a school in Homs", "Free Syrian Army mortars hit a school in Homs on Monday."),
    ("US jets killed civilians in Raqqa", "US-backed fighters and Turkish jets killed ten civilians in Raqqa."),
    # Something else was hit, beside it, near it, or of it.
    ("mosque bombed in Homs", "Air strikes hit a school near a mosque in Homs on Monday, residents said."),
    ("hospital bombed in Homs", "Air strikes killed a hospital director in Homs on Monday, residents said."),
    ("maternity hospital bombed in Homs", "Air strikes hit a hospital for men in Homs on Monday, residents said."),
    ("ISIS captured Palmyra", "ISIS captured a hill near Palmyra on Monday, a monitor said."),
    # Only meant, feared, begun, foiled, denied or asked for.
    ("Turkish jets bombed Kurdish fighters in Afrin", "Turkey threatened to bomb Kurdish fighters in Afrin."),
    ("Turkish jets bombed Kurdish fighters in Afrin", "Turkish warplanes may bomb Kurdish fighters in Afrin, he said."),
    ("rebels shelled a school in Aleppo", "Rebels planned to fire mortars on a school in Aleppo, state media said."),
    ("ISIS attacked a prison in Hasakah", "Guards foiled an ISIS assault on a prison in Hasakah on Monday."),
    ("Israel bombed an airport in Aleppo", "Israel did not hit the airport in Aleppo, its army said on Monday."),
    # Less than the claim tells.
    ("ISIS executed soldiers in Raqqa", "ISIS fighters killed 20 soldiers in a battle in Raqqa on Monday."),
    ("ISIS captured a base in Raqqa", "ISIS fighters stormed a base in Raqqa on Monday, a monitor said."),
    ("chlorine dropped on Saraqeb", "A gas was dropped on Saraqeb on Monday, doctors said."),
    ("mortar attack on Damascus", "Rockets hit the centre of Damascus on Monday, residents said."),
    # Nor is it done where it is only to be carried out, or those who attacked were killed themselves.
    ("rebels attacked a school in Homs", "Rebels planned to carry out an attack on a school in Homs, he said."),
    ("rebels attacked a school in Homs", "Rebels may launch an attack on a school in Homs, state media said."),
    (
        "Nusra killed rebels in Hama",
        "Ten rebels were killed when Nusra Front fighters attacked army positions in Hama, a monitor said.",
    ),
    (
        "Nusra killed Nujaba fighters in Hama",
        "Al-Nujaba announced in a statement that its forces in Hama have killed 23 Nusra Front militants.",
    ),
    (
        "rebels dropped chlorine on Saraqeb",
        "Regime forces bombed the town of Saraqeb with chlorine-filled barrel bombs on Monday, doctors said.",
    ),
    (
        "Free Syrian Army killed soldiers in Homs",
        "The Syrian army said that ten of its soldiers killed rebels in Homs.",
    ),
    (
        "ISIS claims truck bomb at Kurdish offices in Qamishli",
        "The Kurdish police said it carried out a search in Qamishli after an ISIS truck bomb struck Kurdish offices.",
    ),
    # Nor by whoever only stands in the report, or holds the place, or is told of as another's officer.
    (
        "Turkey killed Syrian soldiers in Homs",
        "Ten Syrian soldiers were killed in clashes with ISIS in Homs, a monitor said. Turkey closed its border.",
    ),
    (
        "Turkey bombed a hospital in Homs",
        "A Turkish-Russian truce ended as Russian jets flew, and raids have seen two hospitals in Homs bombed.",
    ),
    ("rebels used chlorine in Homs", "Reports over the use of chlorine gas on rebel-held areas of Homs emerged."),
    (
        "Syrian general killed in Homs",
        "The general military commander of the Nusra Front in Syria was killed by the Syrian army in Homs.",
    ),
    # A leader is a fighter, and no fighters are told of as a leader.
    ("Nusra leader killed in Aleppo", "175 Nusra Front terrorists were killed on Castello Road in Aleppo."),
    ("ISIS commander killed in Homs", "70 ISIS terrorists were killed in clashes with the army in Homs."),
    # Whoever a claim names has done it, though no table knows them; who only reports it has not.
    (
        "The opposition dropped barrel bombs on Homs",
        "Rebels reported barrel bombs dropped on streets around Homs.",
    ),
    ("smugglers attacked a hospital in Homs", "Russian jets attacked a hospital in Homs on Monday."),
    ("Saudi Arabia attacked Syria", "Syria was attacked by gunmen whom media accuse Saudi Arabia and Qatar of arming."),
    # Shells that fall near a town take nothing.
    ("Homs fell to rebels", "Rebels fired rocket shells which fell near a square in Homs, injuring four."),
    # A governor who speaks, with his commas lost, and one behind a number.
    ("governor killed in Homs", "Car bomb in Homs kills 10 Governor"),
    ("governor killed in Homs", "A raid in Homs killed five and injured seven Homs Governor Omar Aziz said Friday."),
    ("governor killed in Homs", "Homs governor says the attack in Homs caused deaths."),
    # Who is named only for having done it, or helped.
    (
        "Hezbollah commanders killed in Homs",
        "Hezbollah kills two Nusra Front commanders in Homs\n\nThe Syrian army backed by Hezbollah fighters thwarted "
        "an attack by terrorists in Homs killing two commanders of the Nusra Front.",
    ),
    # Whoever tells of a raid has not said that anybody condemned it.
    ("Turkey condemned the raid on Homs", "Ten people were killed in the raid on Homs on Monday, doctors said."),
    # And of counts.
    ("Smugglers killed 10 people in Homs", "Ten people were killed in an air raid in Homs on Monday, doctors said."),
    # Two provinces at the beginning: nobody can tell in which of them it was.
    (
        "hospital bombed in Homs",
        "Ten dead in Syrian raids\n\nAir strikes hit a hospital in the country on Monday, medics said. Shells fell on "
        "the cities of Homs and Aleppo.",
    ),
    # Its jets were over a town, and struck nothing there.
    ("Raqqa bombed", "Air force jets flew over Raqqa on Monday, residents said."),
    # Another blow killed them.
    (
        "regime planes bombed Homs killing kids",
        "Rebel shells hit Aleppo, killing three children, and Syrian warplanes bombed Homs.",
    ),
    ("Syrian rebels killed ISIS fighters in Raqqa", "Syrian troops killed 13 ISIS fighters in Raqqa on Monday."),
]


@pytest.mark.parametrize(("claim", "report"), SAID)
def test_a_sentence_says_a_claim_in_other_words_of_the_same_doer_and_victim(
    empty_store: Store, claim: str, report: str
) -> None:
    assert says(empty_store, claim, report)


@pytest.mark.parametrize(("claim", "report"), NOT_SAID)
def test_the_words_of_a_claim_do_not_say_who_did_it_to_whom(empty_store: Store, claim: str, report: str) -> None:
    assert not says(empty_store, claim, report)


@pytest.mark.parametrize(
    ("claim", "words", "others"),
    [
        ("Nusra leader killed", "Rebels such as the Nusra Front fired rockets, killing at least 15 civilians.", True),
        ("Nusra leader killed", "At least 23 people most of them from the Nusra Front were killed by a bomber.", True),
        ("Nusra leader killed", "The blast killed Nusra leader Omar Aziz.", False),
        ("mayor killed in Homs", "A downed pilot was killed by rebels.", True),
        ("mayor killed in Homs", "An official was killed by rebels.", False),
        ("mayor killed in Homs", "The blast killed Omar Aziz, a baker.", False),
        # Whoever has a name may be the man, "he" may be, and so may soldiers whose side stands elsewhere.
        ("Nusra leader killed", "The blast killed Omar Aziz of the Nusra Front.", False),
        ("Nusra leader killed", "He was killed by the blast, the Nusra Front said.", False),
        ("Turkish soldiers killed", "The Turkish military said four of its soldiers were killed.", False),
    ],
)
def test_whom_a_sentence_has_killed_may_be_none_of_those_of_the_claim(claim: str, words: str, others: bool) -> None:
    (read,) = read_claims(claim).claims
    finding = next(f for f in findings_in(f"{claim}\n\n{words}") if f.words == words)
    assert bool(befell_others(read, finding)) is others


@pytest.mark.parametrize(
    ("headline", "words", "is_said"),
    [
        # Whose bomb it was, the headline says; of which group the dead were, stands behind "from".
        (
            "Rebel fighters killed in IS suicide bomb attack",
            "A suicide bomb blast struck the city of Homs on Sunday killing 14 fighters from Jaish al-Islam.",
            True,
        ),
        # Whoever is quoted has laid it to nobody, and a denial is no word of theirs.
        (
            "Rebel fighters killed in IS suicide bomb attack",
            "A suicide bomb blast struck Homs on Sunday killing 14 fighters from Jaish al-Islam, medics said.",
            False,
        ),
        (
            "Rebel fighters killed in bomb attack, IS denied",
            "A suicide bomb blast struck the city of Homs on Sunday killing 14 fighters from Jaish al-Islam.",
            False,
        ),
        # By others it was done by others.
        (
            "Rebel fighters killed in IS suicide bomb attack",
            "A Nusra suicide bomb blast struck the city of Homs killing 14 fighters from Jaish al-Islam.",
            False,
        ),
    ],
)
def test_a_headline_tells_whose_a_blow_was_for_a_sentence_that_lays_it_to_nobody(
    headline: str, words: str, *, is_said: bool
) -> None:
    (read,) = read_claims("ISIS bomber kills Jaish al-Islam men in Homs").claims
    finding = next(f for f in findings_in(f"{headline}\n\n{words}") if f.words == words)
    assert says_who_did_it(read, finding) is is_said


def test_a_headline_tells_of_no_death_for_a_line_that_tells_of_none() -> None:
    (read,) = read_claims("journalist killed in Aleppo").claims
    words = "These images sent from Aleppo on Monday by journalist Omar Aziz show empty streets."
    finding = next(f for f in findings_in(f"Journalist killed in Aleppo, ten flee\n\n{words}") if f.words == words)
    assert told_apart(read, finding) == 'without "killed"'


@pytest.mark.parametrize(
    ("claim", "report", "theirs"),
    [
        # Who did it has to be told, and what was done, and to whom.
        ("Turkey killed Kurdish fighters in Homs", "Ten Kurdish fighters were killed in clashes with ISIS.", False),
        ("Turkey killed Kurdish fighters in Homs", "Ten Kurdish fighters were killed in Turkish raids.", True),
        ("Turkey killed Kurdish fighters in Homs", "Turkish jets hit a hill of Kurdish fighters.", False),
        ("rebels used chlorine in Homs", "Doctors spoke of the use of chlorine on rebel-held streets.", False),
        ("rebels used chlorine in Homs", "The ministry accused rebels of having used chlorine there.", True),
        (
            "White Helmets killed civilians in Homs",
            "The rescuers of the White Helmets said jets killed civilians.",
            False,
        ),
        ("White Helmets killed civilians in Homs", "The White Helmets said they killed ten civilians.", True),
        ("Turkey bombed a mill in Homs", "Jets hit a mill as a Turkish truce with Iran ended.", False),
        ("Turkey bombed a mill in Homs", "Turkish raids on Homs\n\nJets hit a mill on Monday.", True),
        # What was just told of may be theirs.
        ("rebel fire hit a school in Homs", "Ten died in rebel rocket attacks. The rocket fire hit a school.", True),
        ("rebel fire hit a school in Homs", "Ten died in clashes. The rocket fire hit a school.", False),
        ("US soldiers killed in Homs", "Ten regime soldiers and 39 rebels were killed in Homs.", False),
        ("US soldiers killed in Homs", "The US army said ten of its soldiers were killed in Homs.", True),
        ("Jordan bombed ISIS in Homs", "Russia bombed parts of Homs held by ISIS.", False),
        # Jets are nobody.
        ("jets bombed a mill in Homs", "A mill was bombed on Monday.", True),
    ],
)
def test_who_did_it_has_to_be_told_by_a_sentence_or_its_headline(claim: str, report: str, theirs: bool) -> None:
    (read,) = read_claims(claim).claims
    text = report if "\n" in report else f"{HEADLINE}{report}"
    assert (not not_by_them(read, findings_in(text)[-1])) is theirs


@pytest.mark.parametrize(
    ("claim", "words", "why"),
    [
        ("Turkish general killed in Homs", "The general military commander of ISIS was killed in Homs.", "ISIS"),
        ("Turkish general killed in Homs", "The general who led its army was killed in Homs.", ""),
        ("Syrian rebels killed in Homs", "Ten fighters of the Syrian opposition were killed in Homs.", ""),
    ],
)
def test_an_officer_of_another_side_is_none_of_a_claims(claim: str, words: str, why: str) -> None:
    (read,) = read_claims(claim).claims
    told = befell_others(read, findings_in(f"{HEADLINE}{words}")[-1])
    assert why.lower() in told if why else not told


@pytest.mark.parametrize(
    ("claim", "words", "around"),
    [
        ("rebels gassed Homs", "The army dropped chlorine on a rebel-held street of Homs.", False),
        ("rebels gassed Homs", "The government has accused rebels of using poison gas in Homs.", True),
        ("Turkey captured a base in Homs", "Kurds fighting Turkey captured a base in Homs.", False),
    ],
)
def test_around_a_sentence_it_is_told_of_those_who_did_it(claim: str, words: str, around: bool) -> None:
    (read,) = read_claims(claim).claims
    assert may_be_by_them(read, findings_in(f"{HEADLINE}{words}")[-1], words) is around


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        ("ISIS captured Palmyra from Kurdish fighters", "Kurdish fighters captured Palmyra from ISIS on Monday."),
        ("ISIS captured Palmyra from Kurdish fighters", "The capture of Palmyra was announced by the Kurdish YPG."),
        ("rebels captured Palmyra", "Rebels fired rockets at Palmyra, and captured two villages on Monday."),
        ("smugglers shot down a helicopter in Homs", "A helicopter was shot down over Homs by ISIS on Monday."),
        ("governor killed in Homs", "Another civilian was killed in Homs. The governor said that it was a raid."),
    ],
)
def test_the_reverse_of_a_claim_is_no_other_word_for_it(empty_store: Store, claim: str, report: str) -> None:
    assert not any(account.in_other_words for account in card_for(empty_store, claim, HEADLINE + report).accounts)

"""Who says a claim in a sentence of their own making, and who only speaks of the same thing."""

from __future__ import annotations

import pytest
from invented import card_for, findings_in, said

from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.deeds.exchanged import are_exchanged
from retrieval.denying.denied import denied
from retrieval.grammar.withheld import doubt
from retrieval.relations.weighing import weigh
from retrieval.relations.words import says_it_by_words
from retrieval.telling.made_less import held_open, is_made_less
from retrieval.telling.said_alike import says_it_alike

SAYS = [
    (
        "civil servant in Holm sacked after skipping work for years",
        "A Holm civil servant was dismissed for skipping work for several years, the council said.",
    ),
    (
        "Dog found at railway station with a suitcase of belongings",
        "Somebody left a dog at a railway station beside a suitcase that held its belongings.",
    ),
    (
        "Ada Finn quits as host of the miller show",
        "Finn has resigned as the host of the show about the miller, she said.",
    ),
    (
        "Holm police arrest jeweller over fake crown sale",
        "Officers in Holm detained the jeweller over the sale of a fake crown.",
    ),
    (
        "cleric in Kalden bans snowmen for children",
        "A prominent sheikh in Kalden has forbidden children to build snowmen.",
    ),
    (
        "Farmer wins huge sum on Holm lottery with wife's ticket",
        "The farmer won a giant sum on the lottery of Holm with the ticket of his wife, it emerged.",
    ),
]
SAYS_LESS = [
    # planned, allowed, talked about
    ("Ada Finn plays the miller in Holm's film", "Ada Finn is in talks to play the miller in a film shot at Holm."),
    (
        "Ada Finn plays the miller in Holm's film",
        "Ada Finn has been tipped for the miller in the film of Holm, and could play it.",
    ),
    ("Amber Foods opens its first shop in Holm", "Amber Foods plans to open its first shop in Holm."),
    (
        "Ada Finn set to play the miller in Holm film",
        "Ada Finn is in “late talks” to play the miller in the film of Holm.",
    ),
    (
        "Ada Finn ran further into the Holm mill than the guard said",
        "Ada Finn ran far into the mill of Holm, the guard said.",
    ),
    # looked into, heard of, found to be false
    (
        "Raiders at Kalden hospital have the marsh fever",
        "The council is investigating reports that raiders at the hospital of Kalden have the marsh fever.",
    ),
    (
        "Amber Foods makes pumpkin soap bars for cats",
        "Amber Foods has heard that people are saying it makes pumpkin soap bars for cats.",
    ),
    (
        "bird of Holm lands on the mayor's hat in mid speech",
        "A video of a bird of Holm landing on the mayor's hat in mid speech proved to be a fake.",
    ),
    # that it burned, and not who burned it
    ("Rebels burned the barracks in Holm", "A barracks in Holm burned on Sunday, the army said."),
    # another deed
    ("Ada Finn drops out of the miller film", "Ada Finn has been given the lead of the miller film."),
    (
        "Holm police freed jeweller over fake crown sale",
        "The police of Holm questioned a jeweller over the fake crown sale.",
    ),
    # turned round
    ("Amber Foods sued Holm Dairy over stolen recipe", "Holm Dairy sued Amber Foods over the theft of a recipe."),
    ("Police officer killed by robber in Holm raid", "A police officer murdered a robber in a raid in Holm."),
    ("Sudland soldiers killed by Norland drone", "Norland soldiers were slain by a Sudland drone."),
    ("Norland invades Sudland over border dispute", "Sudland invades Norland over a dispute on the border."),
    # the contrary
    ("Court convicts Holm mayor of taking bribes", "A court acquits the mayor of Holm of the taking of bribes."),
    ("Coffee prevents cancer, Holm scientists say", "Scientists in Holm say that coffee causes cancer."),
    ("Sudland exports wheat to Norland", "Sudland imports wheat from Norland."),
    # cleared, put off, urged
    ("Ada Finn stole the crown jewels of Sudland", "Ada Finn was cleared of the theft of the crown jewels of Sudland."),
    (
        "Ada Finn marries Karl Vane in Holm castle",
        "The wedding of Ada Finn and Karl Vane in the castle of Holm was postponed.",
    ),
    ("Ada Finn quits as host of Holm show", "Viewers call on Ada Finn to resign as host of the show in Holm."),
    # somebody else, somewhere else
    ("Karl Vane caught stealing wine at Holm shop", "Otto Vane was caught stealing wine at a shop in Holm."),
    ("Bomb found at Holm railway station", "A bomb was discovered at the railway station of Kalden."),
    (
        "Holm mayor's wife jailed over bribes from builders",
        "The mayor of Holm was imprisoned over bribes from builders.",
    ),
    ("Holm United win cup for third time", "Holm United won the cup for the first time."),
    # nobody of that name, no such number
    (
        "Mill Watch: Holm dog found at railway station with suitcase",
        "A dog of Holm was found at a railway station with a suitcase. Mill Watch is a charity.",
    ),
    (
        "Boat of 300 migrants sinks off the Holm coast at night",
        "A boat of 40 migrants sank off the coast of Holm at night.",
    ),
]


def _says(claim: str, report: str) -> bool:
    (read,) = read_claims(claim).claims
    first = findings_in(f"News of the day\n\n{report}", similarity=0.9)[1]
    return says_it_alike(read, first)


@pytest.mark.parametrize(("claim", "report"), SAYS)
def test_a_sentence_of_its_own_making_says_the_claim(claim: str, report: str) -> None:
    assert _says(claim, report)


@pytest.mark.parametrize(("claim", "report"), SAYS_LESS)
def test_what_says_less_or_something_else_does_not(claim: str, report: str) -> None:
    assert not _says(claim, report)


def test_a_claim_that_itself_says_may_is_said_by_who_says_so() -> None:
    assert not is_made_less("Ada Finn may play the miller", "Ada Finn might play the miller")
    assert is_made_less("Ada Finn plays the miller", "Ada Finn might play the miller")


@pytest.mark.parametrize(
    "report",
    [
        "Scratch Ada Finn off the list of actors supposed to play the miller in the film of Holm.",
        "Ada Finn bails on playing the miller in the film of Holm.",
        "Ada Finn, who was to play the miller in the film of Holm, has been dropped from it.",
    ],
)
def test_who_has_given_it_up_will_not_do_it(report: str) -> None:
    assert doubt("Ada Finn to play the miller in the film of Holm", report)


def test_a_card_names_who_says_it_in_other_words(empty_store: Store) -> None:
    report = (
        "Clerk dismissed after years of absence\n\nA clerk of the Holm council was dismissed for skipping work for "
        "many years, the housing ministry said on Thursday. He had asked for leave once."
    )
    card = card_for(empty_store, "clerk at the Holm council sacked for skipping work for many years", report)
    assert said(card)["housing ministry"] == "reports"


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        ("Holm council sacked its clerk", "The clerk of the Holm council was dismissed for skipping work."),
        ("interior minister of Sudland sacked", "The president dismissed the interior minister of Sudland."),
        ("Council clerk of Holm quits", "The council clerk of Holm was dismissed."),
        ("Karl Vane sacked as coach of Holm United", "Karl Vane was dismissed as coach of Holm United."),
        ("Karl Vane dismissed as coach of Holm United", "Karl Vane was dismissed as coach of Holm United."),
        (
            "Karl Vane sacked as coach of Holm United",
            "Holm United dismissed Karl Vane as their coach, it was announced.",
        ),
        ("Doctor sacked over fake vaccine figures", "A doctor was dismissed over fake vaccine figures."),
    ],
)
def test_whoever_was_dismissed_from_a_post_denies_nothing(claim: str, report: str) -> None:
    assert denied(claim, report) is None


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        ("Karl Vane took bribes from Holm Dairy", "Karl Vane dismissed having taken bribes from Holm Dairy."),
        ("The army shelled the hospital of Kalden", "The army dismissed shelling the hospital of Kalden."),
        ("Karl Vane was sacked by Holm United", "Holm United dismissed reports that Karl Vane was sacked."),
    ],
)
def test_whoever_dismisses_a_story_or_a_deed_does_not_say_it(claim: str, report: str) -> None:
    assert doubt(claim, report)


@pytest.mark.parametrize(
    "report",
    [
        "The army dismissed claims that it had shelled the market of Kalden.",
        "Reports that the army shelled the market of Kalden were dismissed by a general.",
        "The army dismissed the shelling of the market of Kalden as lies.",
    ],
)
def test_a_claim_that_was_dismissed_is_denied(report: str) -> None:
    contrast = denied("The army shelled the market of Kalden", report)
    assert contrast is not None and contrast.relation == "denies"


EVERY_WORD_AND_NOT_IT = [
    # who did it to whom
    ("Army retook Kalden from rebels", "Rebels retook Kalden from the army."),
    ("Sudland shot down a Norland jet over Kalden", "Norland shot down a Sudland jet over Kalden."),
    ("A Holm nurse saved a boy from the river", "A Holm nurse was saved from the river by a boy."),
    ("Holm Dairy buys Amber Foods", "Holm Dairy was bought by Amber Foods."),
    ("Rebels captured the Tarn bridge", "The army captured the bridge at Tarn from rebels."),
    ("Iran bombed a Turkish school", "Turkey bombed an Iranian school."),
    ("Sudland expels Norland ambassador", "Norland expels the Sudland ambassador."),
    # feared, demanded, supposed, charged
    ("The dam at Kalden collapsed", "The dam at Kalden collapsed, it is feared."),
    ("Sudland missiles struck the Kalden dam", "There are fears that missiles from Sudland struck the Kalden dam."),
    ("Karl Vane killed his wife with poison", "Karl Vane is accused of killing his wife with poison."),
    ("Amber Foods buys Holm Dairy for cash", "If Amber Foods buys Holm Dairy, it will be for cash."),
    ("Norland troops withdraw from Kalden", "Sudland demanded that Norland troops withdraw from Kalden."),
    ("Gunmen killed a judge in Holm", "Gunmen suspected of killing a judge in Holm were held."),
    # nearly, and prevented
    ("Karl Vane fired by Holm United", "Holm United are close to firing Karl Vane."),
    ("Karl Vane drowned in the Holm river", "Karl Vane nearly drowned in the Holm river."),
    ("Karl Vane killed a clerk in Holm", "Guards prevented Karl Vane from killing a clerk in Holm."),
    # somebody of theirs
    ("Ada Finn died in a car crash near Holm", "The mother of Ada Finn died in a car crash near Holm."),
    ("Karl Vane crashed a car into the Holm mill", "Karl Vane's driver crashed a car into the Holm mill."),
    ("Karl Vane's son was arrested in Holm", "Karl Vane was arrested in Holm, his son said."),
    # the contrary
    ("Sudland lifts the ban on beer in Holm", "Sudland extends the ban on beer in Holm."),
    # what somebody is, and verbs whose past is no "-ed"
    ("Ada Finn is dead", "Ada Finn is feared dead."),
    ("Ada Finn is dead", "Ada Finn feared dead in Holm"),
    ("Karl Vane is in jail", "Karl Vane is likely to be in jail."),
    ("Blast at the Holm mill", "Police fear a blast at the Holm mill."),
    ("Karl Vane quit", "Karl Vane is rumoured to have quit."),
    ("The Kalden dam burst", "It is feared that the Kalden dam burst."),
    ("The fever spread to Holm", "The fever could spread to Holm."),
    ("Karl Vane bit a dog", "Karl Vane nearly bit a dog."),
    ("The mayor quit", "The council ruled out again on Monday that the mayor of the old town quit."),
    ("Karl Vane resigned", "Ruling out that Karl Vane resigned, the council met."),
    # left open though a claim leaves something else open, too
    ("Karl Vane, charged with theft, killed a clerk", "Karl Vane, charged with theft, is accused of killing a clerk."),
    ("The novel Red Mill was banned in Holm", "The novel Red Mill may be banned in Holm."),
    ("The guard suspected of theft killed a clerk", "The guard suspected of theft nearly killed a clerk."),
    ("Crowds demanded bread and burned the mill", "Crowds demanded bread and are suspected of burning the mill."),
    # said not to have done it
    ("Karl Vane stole the money", "Karl Vane was cleared of having stolen the money."),
    ("Karl Vane bribed a judge", "Karl Vane was acquitted of bribing a judge."),
    # another holder of the office
    ("The minister resigned", "The former minister resigned."),
    ("The former minister resigned", "The minister resigned, a former aide said."),
    ("The minister resigned", "The deputy interior minister resigned."),
    ("The mayor of Holm was arrested", "The ex-mayor of Holm was arrested."),
    ("Minister resigns over fake crown", "Former Minister Resigns Over Fake Crown"),
    # kin behind a title, by another word, and in a headline
    ("The singer Ada Finn died", "The mother of the singer Ada Finn died."),
    ("Karl Vane shot a clerk", "The bodyguard of the banker Karl Vane shot a clerk."),
    ("Actor Karl Vane arrested in Holm", "Actor Karl Vane's girlfriend arrested in Holm"),
    ("The president was shot in Orvel", "The son of the president was shot in Orvel."),
    # there and back
    ("Karl Vane moved from Orvel to Tamsin", "Karl Vane moved from Tamsin to Orvel."),
    ("Karl Vane left Orvel for Tamsin", "Karl Vane left Tamsin for Orvel."),
    ("Karl Vane fled from Orvel", "Karl Vane fled to Orvel."),
    ("The mayor of Orvel was arrested in Tamsin", "The mayor of Tamsin was arrested in Orvel."),
    ("Orvel is richer than Tamsin", "Tamsin is richer than Orvel."),
    ("Otto Reed owes Karl Vane money", "Karl Vane owes Otto Reed money."),
    ("Karl Vane flew to Orvel", "Karl Vane flew over Orvel."),
    # somebody else does it, in the clause in which it is done
    ("Karl Vane swore at the judge", "The judge swore at Karl Vane."),
    ("Otto Reed hired Karl Vane", "Karl Vane hired Otto Reed."),
    ("Karl Vane killed a clerk", "Karl Vane hired a man who killed a clerk."),
    ("Karl Vane killed a clerk", "Karl Vane hired a man who had killed a clerk."),
    ("Karl Vane killed a clerk", "A man who trained with Karl Vane killed a clerk."),
    ("Karl Vane killed a clerk", "Karl Vane was held after a clerk was killed."),
    ("Karl Vane killed a clerk", "Karl Vane hid a killed clerk."),
    ("Karl Vane fell from a roof in Holm", "Karl Vane was held after his son fell from a roof in Holm."),
    ("Karl Vane was accused of theft", "Karl Vane accused Otto Reed of theft."),
    # somebody else's, and what it was done to
    ("The bakery Amber Loaf has closed", "Two customers of the bakery Amber Loaf have closed their accounts there."),
    ("The Holm mill has shut down", "The owner of the Holm mill has shut down a smaller mill in Tamsin."),
    ("Rebels have captured the Holm airport", "Rebels have captured a farm on the road to the Holm airport."),
    (
        "The flood destroyed the Orvel library",
        "The flood had destroyed the school and came within a street of the Orvel library.",
    ),
    ("Ada Finn will not sing in Orvel", "Orvel will not sing the songs of Ada Finn any more."),
    ("The actor Otto Reed died", "The actor Otto Reed spoke at the grave of his teacher, who died in May."),
    ("The actor Otto Reed is being sued", "In May the actor Otto Reed defended a baker who is being sued."),
    ("One of the guards was killed in the raid", "One of the thieves was killed in the raid that freed the guards."),
    ("Judge Ada Finn took a bribe", "Judge Ada Finn jailed two clerks for taking a bribe."),
    ("The runner Ada Finn cheated", "The runner Ada Finn said that her rival had cheated."),
    ("The coach Otto Reed has retired", "Doctors have advised the coach Otto Reed to retire."),
    # there was none of it
    ("The mayor had an affair with his cook", "There was no affair with his cook, the mayor said."),
    ("The balloon reached Orvel", "The balloon fell into a lake without having reached Orvel."),
    (
        "Holm Dairy told customers about the glass",
        "Holm Dairy sold the milk without telling customers about the glass.",
    ),
    ("The letter of the general is real", "Two scholars of the letter of the general doubt that it is real."),
    ("Ada Finn set the fire", "Ada Finn had nothing to do with whoever set the fire."),
    # on a condition, in a tale, and by one who is to be it
    ("The minister resigned", "The minister resigns if he loses the vote."),
    ("Karl Vane killed a clerk", "Had Karl Vane killed a clerk, he would be in jail."),
    ("The mill will close", "The mill closed in May."),
    ("Karl Vane killed a clerk", "In the film, Karl Vane killed a clerk."),
    ("The minister resigned", "The minister-elect resigned."),
    ("The minister resigned", "A candidate for minister resigned."),
]
EVERY_WORD_AND_IT = [
    ("Army has captured Kalden from rebels", "Kalden was captured from rebels by the army."),
    ("Army retook Kalden from rebels", "The army retook Kalden from rebels who had fought the army there."),
    ("Army retook Kalden from rebels", "The army fought until it retook Kalden from rebels."),
    ("Rebels captured the Tarn bridge", "Rebels blocked a road and captured the bridge at Tarn."),
    ("Rebels captured the Tarn bridge", "Crowds that demanded it cheered as rebels captured the bridge at Tarn."),
    ("Gunmen killed a judge in Holm", "Gunmen suspected of links to a band killed a judge in Holm."),
    ("Gunmen killed a judge in Holm", "Gunmen who escaped from jail killed a judge in Holm."),
    ("Sudland's president resigned", "The president of Sudland resigned, as his critics demanded."),
    ("Strike kills mayor of Tarn", "A missile killed the mayor of Tarn in a strike."),
    ("Karl Vane killed a clerk in Holm", "Karl Vane, accused of theft, killed a clerk in Holm who might talk."),
    (
        "Karl Vane killed a clerk in Holm",
        "Karl Vane killed a clerk in Holm, and the mayor fears that others may be killed.",
    ),
    ("Karl Vane died in Holm", "Karl Vane died in Holm, his mother said."),
    ("Karl Vane died in Holm", "The mother of Karl Vane said Karl Vane died in Holm."),
    ("Karl Vane's son was arrested in Holm", "Karl Vane said his son was arrested in Holm."),
    ("Karl Vane to open a mill in Holm", "Karl Vane will open a mill in Holm."),
    ("Ada Finn is dead", "Ada Finn, feared lost at sea, is dead."),
    ("The Kalden dam burst", "The Kalden dam burst, and floods are feared."),
    ("Karl Vane stole a car", "A car was stolen by Karl Vane."),
    ("Karl Vane beat Otto Reed in Holm", "Otto Reed was beaten by Karl Vane in Holm."),
    ("Karl Vane, charged with theft, killed a clerk", "Karl Vane, charged with theft, killed a clerk."),
    ("Police arrested Karl Vane", "Police arrested Karl Vane on suspicion of theft."),
    ("Sudland urges Norland to free the nurse", "Sudland urged Norland to free the nurse."),
    ("Karl Vane stole the money", "Karl Vane, once cleared of theft, stole the money."),
    ("The guard killed a clerk", "The guard charged with theft killed a clerk."),
    ("The minister resigned", "The minister, a former mayor, resigned."),
    ("Karl Vane scored for Sudland", "Former Sudland captain Karl Vane scored for Sudland."),
    ("Mayor Karl Vane died in Holm", "Former mayor Karl Vane died in Holm."),
    ("Police arrested Karl Vane", "Karl Vane, a former police officer, was arrested by police."),
    ("Ada Finn died", "Ada Finn, the mother of the singer Otto Reed, died."),
    ("The singer Ada Finn died", "The singer Ada Finn, mother of two, died."),
    ("Karl Vane was shot in Orvel", "Karl Vane was shot in Orvel, a friend of his said."),
    ("Karl Vane was fired, his lawyer said", "Karl Vane was fired, his lawyer said."),
    ("The dam collapsed, it is feared", "The dam collapsed, it is feared."),
    ("Karl Vane moved from Orvel to Tamsin", "Karl Vane moved to Tamsin from Orvel."),
    ("Karl Vane fled to Orvel", "Karl Vane fled from Tamsin to Orvel."),
    ("The mayor of Orvel was arrested in Tamsin", "In Tamsin, Orvel's mayor was arrested."),
    ("Karl Vane killed a clerk", "Police caught Karl Vane, the man who killed a clerk."),
    ("Karl Vane killed a clerk", "A clerk was killed by Karl Vane in Holm."),
    ("Karl Vane killed a clerk", "Karl Vane, who had fled from Holm, killed a clerk."),
    ("A lion hurt a boy", "An escaped lion hurt a boy."),
    ("The mill burned down", "The abandoned mill burned down."),
    ("Karl Vane punched a referee", "Minutes into the game Karl Vane punched a referee."),
    ("Karl Vane left the show", "Karl Vane, star of the series, left the show."),
    ("Karl Vane's home burned down", "Karl Vane's family home burned down."),
    ("The army has captured the town of Holm", "The army said its troops had captured the town of Holm."),
    ("Rebels have captured Holm", "Rebels have captured the town of Holm."),
    ("Rebels have captured Holm", "Rebels have captured large parts of Holm."),
    ("Police have arrested Otto Reed", "Police have arrested two men in Holm, Otto Reed and a clerk."),
    (
        "Ada Finn sued the Daily Lantern over a photo",
        "The Daily Lantern, which Ada Finn sued over a photo, said sorry.",
    ),
    ("The bakery Amber Loaf has closed", "The owner of the bakery said Amber Loaf has closed."),
    ("Judge Ada Finn took a bribe", "Judge Ada Finn was jailed for taking a bribe."),
    ("The letter of the general is real", "There is no doubt that the letter of the general is real."),
    ("The mayor had an affair with his cook", "The mayor had an affair with his cook and no shame."),
]


@pytest.mark.parametrize(("claim", "report"), EVERY_WORD_AND_NOT_IT)
def test_a_sentence_with_every_word_of_a_claim_may_not_say_it(claim: str, report: str) -> None:
    assert not _says_by_words(claim, report)


@pytest.mark.parametrize(("claim", "report"), EVERY_WORD_AND_IT)
def test_what_else_a_sentence_with_every_word_of_a_claim_tells_changes_nothing(claim: str, report: str) -> None:
    assert _says_by_words(claim, report)


def _says_by_words(claim: str, report: str) -> bool:
    (read,) = read_claims(claim).claims
    return says_it_by_words(read, findings_in(f"News of the day\n\n{report}", similarity=0.9)[1])


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        # the claim's words in its order, but for small ones
        ("Karl Vane killed a clerk", "Karl Vane was killed by a clerk."),
        ("Amber Foods outbid Holm Dairy", "Amber Foods was outbid by Holm Dairy."),
        ("Karl Vane moved from Orvel to Tamsin", "Karl Vane moved to Orvel from Tamsin."),
        # with a figure
        ("Reds killed 12 Blues", "Reds were killed by 12 Blues."),
        ("Norland killed 30 Sudland soldiers", "Sudland killed 30 Norland soldiers."),
        ("Norland killed 30 Sudland soldiers", "30 Norland soldiers were killed by Sudland."),
        ("Dogs bit 14 postmen in Holm", "14 dogs were bitten by postmen in Holm."),
        ("Sudland sent 500 troops to Norland", "Norland sent 500 troops to Sudland."),
        ("500 troops moved from Orvel to Tamsin", "500 troops moved from Tamsin to Orvel."),
    ],
)
def test_whoever_has_it_done_by_the_other_one_does_not_say_it(claim: str, report: str) -> None:
    assert "reports" not in _weighed(claim, report)


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        ("Karl Vane killed a clerk", "A clerk was killed by Karl Vane."),
        ("Reds killed 12 Blues", "12 Blues were killed by Reds."),
        ("Norland killed 30 Sudland soldiers", "30 Sudland soldiers were killed by Norland."),
        ("Dogs bit 14 postmen in Holm", "14 postmen were bitten by dogs in Holm."),
        ("500 troops moved from Orvel to Tamsin", "500 troops moved to Tamsin from Orvel."),
        ("A rebel bomb killed eight farmers in Holm", "Eight farmers killed 14 injured in rebel bombing in Holm"),
        (
            "Norland strikes killed 34 farmers in Holm",
            "In Holm Norland strikes on Sunday killed 34 farmers in a village held by Norland rebels.",
        ),
    ],
)
def test_whoever_tells_the_same_of_both_says_it(claim: str, report: str) -> None:
    assert "reports" in _weighed(claim, report)


def _weighed(claim: str, report: str) -> set[str]:
    (read,) = read_claims(claim).claims
    findings = findings_in(f"News of the day\n\n{report}", similarity=0.9)[1:]
    return {related.relation for related in weigh(read, findings).related}


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("Karl Vane married Ann Reed", "Ann Reed married Karl Vane in Kalden on Saturday."),
        ("Iran held talks with Russia", "Russia held talks with Iran in Moscow."),
        ("Karl Vane named coach by Holm United", "Holm United named Karl Vane coach on Friday."),
        ("Village shelled overnight by army", "The army shelled the village overnight."),
        ("Thieves stole paintings from the Holm museum", "Suspected thieves stole paintings from the Holm museum."),
        ("The president signed the treaty", "The president of Norland agreed to sign and signed the treaty."),
    ],
)
def test_a_plain_report_in_another_order_says_so(claim: str, words: str) -> None:
    assert not are_exchanged(claim, words) and not held_open(claim, words)

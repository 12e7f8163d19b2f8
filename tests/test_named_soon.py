"""Whom a voice without a name is, where the sentence behind gives the name."""

from __future__ import annotations

import re

import pytest

from knowledge.attributions import read_attributions


@pytest.mark.parametrize(
    ("report", "voice"),
    [
        ("Ten died, a coast guard officer said. The officer, named Omar Aziz, had counted them.", "Omar Aziz"),
        (
            "Ten died, an aid group said. It rained. The group, called Harbour Relief, left.",
            "Harbour Relief",
        ),
        ("Ten died, a resident said. The resident, who gave his name as Abu Omar, fled.", "Abu Omar"),
        ("Ten died, a medic said. Speaking to Amber Radio, Lena Ortiz said the wards were full.", "Lena Ortiz"),
        ("Ten died a rescue official said. Speaking to Anadolu Agency Omar Aziz said it rained.", "Omar Aziz"),
        (
            "A coast guard officer said ten died. The coast guard officer Omar Aziz was there. Aziz told the radio so.",
            "Omar Aziz",
        ),
        # a officer who does not speak, one of two, one of several, and one of whom no head of a report has told
        ("A coast guard officer said ten died. Coast guard officer Omar Aziz was hurt.", "a coast guard officer"),
        (
            "A coast guard officer said ten died. The coast guard officer Omar Aziz left. Aziz said so. "
            "The coast guard officer Lena Ortiz stayed.",
            "a coast guard officer",
        ),
        (
            "A coast guard officer said ten died. Another coast guard officer fled. The coast guard officer Omar Aziz "
            "did not. Aziz said so.",
            "a coast guard officer",
        ),
        (
            "A coast guard officer said ten died. He was one of four officers. The coast guard officer Omar Aziz left. "
            "Aziz said so.",
            "a coast guard officer",
        ),
        (
            "It rained. A coast guard officer said ten died. The coast guard officer Omar Aziz left. Aziz said so.",
            "a coast guard officer",
        ),
        (
            "A coast guard officer told Omar Aziz that ten died. The coast guard officer Omar Aziz left. Aziz said so.",
            "a coast guard officer",
        ),
        ("An officer said ten died. The officer Omar Aziz was there. Aziz said so.", "an officer"),
        # whoever is introduced, or was known before, or comes back as somebody, is another
        ("Ten died, a medic said. Speaking to Amber Radio, Mayor Lena Ortiz said it rained.", "a medic"),
        ("Ten died, a medic said. Speaking to Amber Radio, Lena Ortiz, a mayor, said it rained.", "a medic"),
        (
            "Ten died, a medic said. Speaking to Amber Radio, Lena Ortiz said so. Ortiz, who rules, left.",
            "a medic",
        ),
        ("Lena Ortiz rules. Ten died, a medic said. Speaking to Amber Radio, Lena Ortiz said it rained.", "a medic"),
        ("Ten died, a medic said. Speaking to Amber Radio, Donald Trump said it rained.", "a medic"),
        ("Ten died, a medic said. Speaking to reporters, Lena Ortiz said it rained.", "a medic"),
        ("Ten died, a medic said. It rained. Speaking to Amber Radio, Lena Ortiz said it rained.", "a medic"),
        ("Ten died, a medic said. Speaking to Parliament, Lena Ortiz said it rained.", "a medic"),
        # many, a body or a paper are not one who speaks to a newsroom
        ("Ten died, medics said. Speaking to Amber Radio, Lena Ortiz said the wards were full.", "medics"),
        ("Ten died, the army said. Speaking to Amber Radio, Lena Ortiz said the wards were full.", "army"),
        ("Ten died, a report said. Speaking to Amber Radio, Lena Ortiz said the wards were full.", "a report"),
        # whoever is described by the side it takes stays so
        ("Ten died, an anti-war group said. The group, called Harbour Relief, left.", "an anti-war group"),
        # two officers, of whom one has a name
        ("An officer is dead, another officer said. The officer, named Omar Aziz, was 40.", "another officer"),
        ("Ten died, an officer said. A second officer came. The officer, named Omar Aziz, was 40.", "an officer"),
        ("Ten died, an officer said. Another officer, named Omar Aziz, spoke of twenty.", "an officer"),
        ("Ten died, an aid group said. The group, called to the port, was late.", "an aid group"),
    ],
)
def test_whom_the_next_sentence_names(report: str, voice: str) -> None:
    told = [one.speaker.name for one in read_attributions(report) if re.search("died|is dead", one.span.of(report))]
    assert told == [voice]


def test_a_name_behind_a_newsroom_is_alone_and_has_spoken_to_it() -> None:
    (said,) = read_attributions("Speaking to Anadolu Agency Omar Aziz said it rained.")
    assert (said.speaker.name, said.via) == ("Omar Aziz", ("Anadolu Agency",))


def test_an_article_of_a_name_has_a_capital_where_a_sentence_begins() -> None:
    read = read_attributions("Omar al-Amber said it rained. Al-Amber said ten died.")
    assert {one.speaker.name for one in read} == {"Omar al-Amber"}

"""A minister's own words, a Member's question, a motion and what somebody else said are told apart."""

from __future__ import annotations

import pytest

from assistant.speakers import quoted_in
from assistant.vocabulary import Role, Speaker
from ui.texts import say_speaker


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("De Raad van State adviseert het plan te wijzigen.", "De Raad van State"),
        ("De inspectie concludeert dat de dijk veilig is.", "De inspectie"),
        ("Volgens het advies van de commissie kost het meer.", "het advies"),
        ("Dat is volgens de inspectie ten hoogste 31 graden.", "de inspectie"),
        ("De leden van de duin-fractie vragen naar de kosten.", "De leden van de duin-fractie"),
        ("De motie-Zandstra verzoekt de regering de dijk te verhogen.", "De motie-Zandstra"),
        ("Het CBS meldt dat de prijzen stijgen.", "Het CBS"),
        ("Ik vind dat de dijk hoger moet.", None),
        ("Volgens mij is de dijk hoog genoeg.", None),
        ("Het kabinet vindt het plan goed.", None),
        ("De kosten zijn volgens planning gebleven.", None),
    ],
)
def test_whom_a_sentence_quotes_is_told_by_its_grammar(text, who):
    assert quoted_in(text) == who


@pytest.mark.parametrize(
    ("speaker", "said"),
    [
        (Speaker(Role.MINISTER), "De minister schrijft"),
        (Speaker(Role.STATE_SECRETARY), "De staatssecretaris schrijft"),
        (Speaker(Role.MINISTERS), "De bewindslieden schrijven"),
        (Speaker(Role.BODY, "Algemene Rekenkamer"), "De Algemene Rekenkamer schrijft"),
        (Speaker(Role.MEMBER), "Het lid vraagt"),
        (Speaker(Role.MOTION), "In de motie staat"),
        (Speaker(Role.LETTER), "In de brief staat"),
        (Speaker(Role.MINISTER, quoted="De Raad van State"), "De minister haalt de Raad van State aan"),
    ],
)
def test_who_speaks_is_worded(speaker, said):
    assert say_speaker(speaker) == said

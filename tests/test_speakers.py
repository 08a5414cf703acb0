"""A minister's own words, a Member's question, a motion and what somebody else said are told apart."""

from __future__ import annotations

import dataclasses

import pytest

from assistant.speakers import author_of, quoted_in, speaker_of
from assistant.vocabulary import Block, BlockKind, Filters, Letter, Role, Speaker, Voice
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


@pytest.mark.parametrize(
    ("voice", "role"), [(Voice.AUTHOR, Role.MINISTER), (Voice.MEMBER, Role.MEMBER), (Voice.MOTION, Role.MOTION)]
)
def test_who_speaks_follows_from_the_block_and_the_signature(shared_library, voice, role):
    letter = next(
        shared_library.letter(header.id) for header in shared_library.headers(Filters()) if "zeereep" in header.source
    )
    block = next(one for one in letter.blocks if one.kind is BlockKind.PARAGRAPH)
    blocks = tuple(dataclasses.replace(one, voice=voice) if one is block else one for one in letter.blocks)
    assert speaker_of(dataclasses.replace(letter, blocks=blocks), block.start, block.end).role is role


@pytest.mark.parametrize(
    ("ministry", "head", "role"),
    [
        ("Ministerie van Duinbeheer", "DE MINISTER VAN DUINBEHEER", Role.MINISTER),
        ("Ministerie van Duinbeheer", "De staatssecretaris van Duinbeheer,", Role.STATE_SECRETARY),
        (
            "Ministerie van Duinbeheer",
            "De minister van Duinbeheer,\nDe staatssecretaris van Duinbeheer,",
            Role.MINISTERS,
        ),
        ("Algemene Duinkamer", "De president,", Role.BODY),
        (None, "Hoogachtend,", Role.LETTER),
    ],
)
def test_who_signed_is_told_by_the_signature(shared_library, ministry, head, role):
    header = dataclasses.replace(shared_library.headers(Filters())[0], ministry=ministry, signatories=("J. Duinstra",))
    letter = Letter(header, head, (Block(BlockKind.SIGNATURE, 0, len(head)),))
    assert author_of(letter)[0] is role


def test_who_decides_after_a_quotation_speaks_for_himself(shared_library):
    header = shared_library.headers(Filters())[0]
    for text, quoted in (
        ("De motie vraagt om een hek. Daar zie ik van af.", None),
        ("De motie vraagt om een hek. Het hek is hoog.", "De motie"),
    ):
        letter = Letter(header, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
        assert speaker_of(letter, 0, len(text)).quoted == quoted

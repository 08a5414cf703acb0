"""Beside an answer stands what was computed, what another letter says, and which part has no source."""

from __future__ import annotations

from assistant.evidence import weigh_words
from assistant.rated_sentences import rate_sentences
from assistant.reader_notes import remarks
from assistant.retrieval import Candidates
from assistant.understanding import understand
from assistant.vocabulary import NoteKind, Question
from tests.made_passages import make_passage
from ui.texts import say_note


def _candidates(question, *passages):
    query = understand(Question(question))
    return Candidates(query, passages, weigh_words(query, {}, 100))


def _answered(candidates, embedder):
    parts = candidates.query.parts or (candidates.query,)
    rated = [(part, rate_sentences(candidates, embedder, part)) for part in parts]
    return [(part, sentences, sentences[0]) for part, sentences in rated]


def test_a_difference_is_computed_and_says_so(embedder):
    candidates = _candidates(
        "Hoeveel meer kostte het herstel in 2024 dan in 2023?",
        make_passage("Het herstel kostte in 2023 €12,5 miljoen.", "Het herstel kostte in 2024 €14 miljoen."),
    )
    answered = _answered(candidates, embedder)
    (note,) = [
        note
        for note in remarks(candidates, [top for _, _, top in answered], answered, ())
        if note.kind is NoteKind.COMPUTED_DIFFERENCE
    ]
    assert say_note(note) == "Berekend, niet uit een brief: €14 miljoen − €12,5 miljoen = € 1,5 miljoen."


def test_the_value_of_another_letter_is_told_with_its_date(embedder):
    candidates = _candidates(
        "Wat kost het herstel van de zeereep?",
        make_passage("Het herstel van de zeereep kost €48 miljoen.", day="12 maart 2024", name="nieuw.txt"),
        make_passage("Het herstel van de zeereep kost €42 miljoen.", day="1 maart 2022", name="oud.txt"),
    )
    answered = _answered(candidates, embedder)
    told = [say_note(note) for note in remarks(candidates, [answered[0][2]], answered, ())]
    assert any("€4" in note and "Een andere brief van" in note for note in told)


def test_a_part_without_a_source_is_named(embedder):
    candidates = _candidates(
        "Wat kost het herstel van de zeereep en wanneer begint het baggeren?",
        make_passage("Het herstel van de zeereep kost €48 miljoen."),
    )
    first, second = candidates.query.parts
    answered = _answered(candidates, embedder)[:1]
    notes = remarks(candidates, [answered[0][2]], answered, (second,))
    assert "wanneer begint het baggeren" in "".join(say_note(note) for note in notes)
    assert first.piece == "Wat kost het herstel van de zeereep"

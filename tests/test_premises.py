"""What a question takes for granted and the letters deny is said first; what they confirm or leave open is not."""

from __future__ import annotations

import pytest

from assistant.evidence import weigh_words
from assistant.extractive_reader import ExtractiveReader
from assistant.retrieval import Candidates
from assistant.understanding import understand
from assistant.vocabulary import NoteKind, Question
from tests.made_passages import make_passage


@pytest.fixture
def read(embedder):
    def draft(question, *sentences):
        query = understand(Question(question))
        candidates = Candidates(query, (make_passage(*sentences),), weigh_words(query, {}, 100))
        return ExtractiveReader(embedder).read(Question(question), candidates)

    return draft


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Waarom is de steun aan de veerboten gehalveerd?", "De steun aan de veerboten is in 2024 verhoogd omdat lonen stegen."),
        ("Waarom is het aantal reizigers op de veerboten gedaald?", "Het aantal reizigers op de veerboten is niet gedaald, maar gestegen."),
        ("Waarom is de haven van Westduin door de storm in gevaar?", "Na de storm is het rustig. De haven van Westduin is niet in gevaar."),
        ("Hoeveel is het aantal reizigers op de veerboten gedaald?", "Het aantal reizigers is niet gedaald, maar licht gestegen."),
        ("Klopt het dat bij de zeereep 900.000 kubieke meter zand is gestort?", "Bij de zeereep is 640.000 kubieke meter zand gestort."),
    ],
)  # fmt: skip
def test_the_sentence_that_denies_it_comes_first_with_a_remark(read, question, sentence):
    draft = read(question, sentence)
    assert NoteKind.FALSE_PREMISE in {note.kind for note in draft.notes}
    assert sentence.rpartition(". ")[2] in draft.sentences[0].text


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Waarom is de steun aan de veerboten verhoogd?", "De steun aan de veerboten is in 2024 verhoogd omdat lonen stegen."),
        ("Klopt het dat bij de zeereep 640.000 kubieke meter zand is gestort?", "Bij de zeereep is 640.000 kubieke meter zand gestort."),
        ("Waarom wordt het doel van 40 loketten bij de zeereep niet gehaald?", "Het doel was 40 loketten bij de zeereep. Dat doel wordt niet gehaald, omdat er maar 34 komen."),
        ("Waarom duurt het herstel van de zeereep lang?", "Het herstel van de zeereep duurt lang doordat de aannemer failliet ging."),
    ],
)  # fmt: skip
def test_a_premise_that_holds_is_left_alone(read, question, sentence):
    draft = read(question, sentence)
    assert NoteKind.FALSE_PREMISE not in {note.kind for note in draft.notes}

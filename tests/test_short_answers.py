"""A short answer is taken from its sentence as it stands there, and only where one thing alone could be it."""

from __future__ import annotations

import pytest

from assistant.evidence import weigh_words
from assistant.pipeline import QuestionPipeline
from assistant.rated_sentences import rate_sentences
from assistant.retrieval import Candidates
from assistant.short_answers import short_answer
from assistant.understanding import understand
from assistant.vocabulary import Question
from tests.made_passages import make_passage
from ui.answer_forms import answer_form


@pytest.fixture
def short(embedder):
    def find(question, sentence):
        query = understand(Question(question))
        passage = make_passage(sentence)
        candidates = Candidates(query, (passage,), weigh_words(query, {}, 100))
        one = rate_sentences(candidates, embedder)[0]
        span = short_answer(query, one, candidates.weights)
        start = passage.passage.start
        return passage.passage.text[span[0] - start : span[1] - start] if span else None

    return find


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Wat kost het herstel van de zeereep?", "Het herstel van de zeereep kost €48 miljoen.", "€48 miljoen"),
        ("Wat kost het herstel per jaar?", "Het herstel kost ruim €48 miljoen per jaar.", "ruim €48 miljoen per jaar"),
        ("Hoeveel leerlingen reizen gratis?", "In totaal reizen circa 46.000 jonge leerlingen gratis.", "circa 46.000 jonge leerlingen"),
        ("Hoe lang duurt het herstel?", "Het herstel duurt ten minste 72 weken.", "ten minste 72 weken"),
        ("Wanneer begint het herstel?", "Het herstel begint uiterlijk op 1 juli 2025.", "uiterlijk op 1 juli 2025"),
        ("Welk percentage betaalt de provincie?", "De provincie betaalt 20% van de kosten.", "20%"),
        ("Wie is verantwoordelijk voor het herstel?", "Voor het herstel is directeur Duinstra verantwoordelijk.", "directeur Duinstra"),
        ("Hoe hoog is de rijksbijdrage?", "De rijksbijdrage gaat van € 180 miljoen naar € 195 miljoen.", "€ 195 miljoen"),
    ],
)  # fmt: skip
def test_the_one_thing_asked_for_is_given_with_what_belongs_to_it(short, question, sentence, expected):
    assert short(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Wat kost het herstel?", "Het herstel kost €48 miljoen en het herstel kost €12 miljoen."),  # two could be it
        ("Hoeveel boten varen er?", "Vier van de elf boten varen."),  # the total is not the part
        ("Wat kost het herstel?", "Het herstel kost €12 miljoen meer dan begroot."),  # a difference
        ("Wat kost het herstel?", "Het herstel kost geen €12 miljoen."),  # denied
        ("Hoeveel reizigers waren er in 2022?", "In 2021 waren er 5.000 reizigers."),  # another year
        ("Hoeveel boten moeten er in 2030 varen?", "Er varen nu 11 boten."),  # the letter is of 2024
        ("Hoeveel aanvragen waren er in de eerste ronde?", "In de tweede ronde waren er 9.412 aanvragen."),
        ("Hoe hoog is de bonus?", "Van hen hebben er 411 de bonus aangevraagd."),  # a number of something else
        ("Waarom kost het herstel €48 miljoen?", "Het herstel kost €48 miljoen doordat zand schaars is."),  # not asked
    ],
)
def test_where_it_is_not_sure_there_is_none(short, question, sentence):
    assert short(question, sentence) is None


def test_it_stands_first_and_in_the_letter_at_its_offsets(shared_library):
    answer = QuestionPipeline(shared_library).answer(Question("Wat kost het herstel van de zeereep bij Westduin?"))
    short = answer.short
    assert short is not None
    citation = next(one for one in answer.citations if one.marker == short.marker)
    assert shared_library.letter(citation.header.id).text[short.start : short.end] == short.text
    assert citation.start <= short.start < short.end <= citation.end
    form = answer_form(answer)
    assert form["short_answer"]["text"] == "€48 miljoen"
    assert form["answer"].startswith("€48 miljoen. [1]")

"""A question in Dutch goes in, a cited answer comes out: composed as runnables, the same bytes each time."""

from __future__ import annotations

import json

import pytest

from assistant import errors
from assistant.langchain_adapters import DutchEmbeddings, HybridRetriever
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Answer, Question, Status
from ui.answer_forms import answer_form


@pytest.fixture(scope="module")
def pipeline(shared_library):
    return QuestionPipeline(shared_library)


def test_an_amount_is_answered_with_its_sentence(pipeline):
    answer = pipeline.answer(Question("Wat kost het herstel van de zeereep bij Westduin?"))
    assert answer.status is Status.ANSWERED
    assert "€48 miljoen" in answer.sentences[0].text


def test_the_figure_asked_for_is_marked_within_the_sentence(pipeline):
    answer = pipeline.answer(Question("Hoeveel kost het herstel van de zeereep bij Westduin?"))
    sentence = answer.sentences[0]
    start, end = sentence.focus
    assert sentence.text[start:end] == "€48 miljoen"


def test_a_subject_that_no_letter_has_is_refused(pipeline):
    assert pipeline.answer(Question("Hoeveel kerncentrales bouwt België?")).status is Status.NOT_FOUND


def test_the_steps_give_passages_then_sentences_then_the_whole(pipeline):
    found, *sentences, answer = pipeline.answer_in_steps(Question("Wanneer beginnen de werkzaamheden aan de zeereep?"))
    assert any("september 2024" in scored.passage.text for scored in found)
    assert isinstance(answer, Answer)
    assert tuple(sentences) == answer.sentences


def test_invoke_batch_and_stream_agree(pipeline):
    question = Question("Wat kost een enkele reis naar Noorderzand?")
    invoked = pipeline.chain.invoke(question)
    assert pipeline.chain.batch([question, question]) == [invoked, invoked]
    assert list(pipeline.chain.stream(question)) == [invoked]


def test_each_step_has_its_name_in_a_trace(pipeline):
    names = [step.name for step in pipeline.chain.steps]
    assert names == ["understand", "retrieve", "read", "verify"]


def test_the_same_question_gives_the_same_bytes(shared_library):
    question = Question("Hoeveel reizigers vervoerden de veerboten?")
    forms = [json.dumps(answer_form(QuestionPipeline(shared_library).answer(question))) for _ in range(3)]
    assert len(set(forms)) == 1


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00"])
def test_an_empty_question_says_what_to_do(pipeline, text):
    with pytest.raises(errors.EmptyQuestion, match="Ask something"):
        pipeline.answer(Question(text))


def test_a_question_of_ten_thousand_characters_says_how_many_are_read(pipeline):
    with pytest.raises(errors.QuestionTooLong, match="10000 characters"):
        pipeline.answer(Question("a" * 10_000))


@pytest.mark.parametrize(
    "text",
    [
        "?",
        "de het een",
        "a",
        "€",
        "🦆🦆",
        "'; DROP TABLE letters; --",
        "body:* AND (",
        "NOT",
        "~~~",
        "What does it cost?",
    ],
)
def test_odd_questions_get_a_sound_result(pipeline, text):
    assert isinstance(pipeline.answer(Question(text)), Answer)


def test_the_retriever_gives_documents_to_somebody_elses_chain(shared_library):
    documents = HybridRetriever(library=shared_library, limit=3).invoke("restauratie van vuurtorens")
    first = documents[0]
    letter = shared_library.letter(first.metadata["letter"])
    assert letter.text[first.metadata["start"] : first.metadata["end"]] == first.page_content
    assert len(documents) <= 3


def test_the_embeddings_are_those_of_the_library(embedder):
    adapter = DutchEmbeddings(embedder)
    assert adapter.embed_query("vuurtoren") == embedder.embed_query("vuurtoren").tolist()
    assert adapter.embed_documents(["duin", "strand"]) == embedder.embed_passages(["duin", "strand"]).tolist()

"""Faults put into a system on purpose: the evaluation has to fail each of them, for the right reason."""

import dataclasses
import random
import re
from pathlib import Path

import pytest

from assistant.embedders import load_embedder
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Status
from eval.floors import BUNDLED_FLOORS, find_breaches
from eval.gold_set import load_questions
from eval.places import Letters, Place
from eval.response import GivenAnswer, GivenQuote, GivenSentence, Response
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, evaluate, temporary_library
from eval.stages import Stage
from eval.systems import PipelineSystem, RunnableSystem


class Oracle:
    """A system that knows the gold: it cites the evidence, and refuses what has none. Faults are put into it."""

    name = "oracle"

    def __init__(self, questions, letters):
        self.letters = letters
        self.gold = {question.id: question for question in questions}

    def ask(self, question):
        places = self.search(question, limit=20)
        sentences = tuple(self.sentence(place) for place in places)
        return Response(places, GivenAnswer(Status.ANSWERED if sentences else Status.NOT_FOUND, sentences))

    def search(self, question, *, limit):
        found = (self.letters.locate(one.quote, one.letter)[0] for one in self.gold[question.id].evidence)
        return tuple(found)[:limit]

    def sentence(self, place):
        text = self.letters.text(place.letter_id)[place.start : place.end]
        return GivenSentence(text, (GivenQuote(text, place),))


class RandomRetriever(Oracle):
    """Finds some passage or other, and answers from it."""

    def search(self, question, *, limit):
        chance = random.Random(question.text)
        places = []
        for _ in range(min(limit, 20)):
            letter_id = self.letters.ids(chance.choice(["anker.txt", *OTHERS]))[0]
            start = chance.randrange(len(self.letters.text(letter_id)) - 100)
            places.append(Place(letter_id, start, start + 100))
        return tuple(places)

    def ask(self, question):
        places = self.search(question, limit=20)
        return Response(places, GivenAnswer(Status.ANSWERED, (self.sentence(places[0]),)))


class ShiftingReader(Oracle):
    """Cites the right place and changes the first digit of what it says."""

    def sentence(self, place):
        sentence = super().sentence(place)
        shifted = re.sub(r"\d", lambda found: str((int(found.group()) + 1) % 10), sentence.text, count=1)
        return GivenSentence(shifted, sentence.quotes)


class ShiftedCitation(Oracle):
    """Says the right thing, and points one character too far."""

    def sentence(self, place):
        sentence = super().sentence(place)
        beside = Place(place.letter_id, place.start + 1, place.end + 1)
        return GivenSentence(sentence.text, (GivenQuote(sentence.text, beside),))


class AlwaysRefuses(Oracle):
    """Finds everything and says nothing."""

    def ask(self, question):
        return Response(self.search(question, limit=20), GivenAnswer(Status.NOT_FOUND, ()))


class NeverRefuses(Oracle):
    """Answers what has no answer with the first sentence that it comes across."""

    def ask(self, question):
        response = super().ask(question)
        if response.answer.sentences:
            return response
        letter_id = self.letters.ids("anker.txt")[0]
        return Response((), GivenAnswer(Status.ANSWERED, (self.sentence(Place(letter_id, 0, 20)),)))


class Crashes(Oracle):
    """Cannot bear one of the questions."""

    def ask(self, question):
        if question.id == sorted(self.gold)[0]:
            raise RuntimeError("te veel gevraagd")
        return super().ask(question)


class ShiftingDraft:
    """A reader of the real pipeline whose draft is wrong in one figure; its verification must not let that pass."""

    def __init__(self, reader):
        self.reader = reader

    def read(self, question, candidates):
        draft = self.reader.read(question, candidates)
        sentences = tuple(
            dataclasses.replace(one, text=re.sub(r"\d", lambda found: str((int(found.group()) + 1) % 10), one.text))
            for one in draft.sentences
        )
        return dataclasses.replace(draft, sentences=sentences)


@pytest.fixture(scope="module")
def gold(tmp_path_factory):
    folder = tmp_path_factory.mktemp("brieven")
    (folder / "anker.txt").write_text(ANKER, encoding="utf-8")
    (folder / "vragen.jsonl").write_text(GOLD, encoding="utf-8")
    for name in OTHERS:
        text = f"Geachte voorzitter,\n\n{OTHER.format(place=Path(name).stem) * 20}\n"
        (folder / name).write_text(text, encoding="utf-8")
    questions = load_questions(folder / "vragen.jsonl")
    with temporary_library(folder, load_embedder()) as library:
        yield questions, Letters(library), library


ANKER = """Geachte voorzitter,

De bouw van de Zwanenbrug kost € 25 miljoen. De brug is naar verwachting klaar in oktober 2026.

Voor het onderhoud van de sluis bij Lindedam is 4,5 miljoen euro beschikbaar. De sluis wordt 12 weken gesloten.

In 2024 voeren 8.300 schepen door de sluis, 7 procent meer dan in het jaar daarvoor.

De veerpont bij Oudeveer vaart vanaf 1 april 2025 elk kwartier. Een kaartje kost € 2,80 voor volwassenen.

De gemeente Oudeveer heeft bezwaar gemaakt tegen de nieuwe steiger, die 45 meter lang wordt.
"""
OTHERS = [f"elders{at}.txt" for at in range(12)]
OTHER = "In {place} wordt overlegd met bewoners over het beheer van de kade en het groen. "
EVIDENCE = [
    ("Hoeveel kost de bouw van de Zwanenbrug?", "De bouw van de Zwanenbrug kost € 25 miljoen.", "25 miljoen"),
    ("Wanneer is de brug klaar?", "De brug is naar verwachting klaar in oktober 2026.", "oktober 2026"),
    (
        "Hoeveel geld is er voor het onderhoud van de sluis bij Lindedam?",
        "Voor het onderhoud van de sluis bij Lindedam is 4,5 miljoen euro beschikbaar.",
        "4,5 miljoen",
    ),
    ("Hoeveel weken wordt de sluis gesloten?", "De sluis wordt 12 weken gesloten.", "12 weken"),
    (
        "Hoeveel schepen voeren in 2024 door de sluis?",
        "In 2024 voeren 8.300 schepen door de sluis, 7 procent meer dan in het jaar daarvoor.",
        "8.300",
    ),
    (
        "Vanaf wanneer vaart de veerpont bij Oudeveer elk kwartier?",
        "De veerpont bij Oudeveer vaart vanaf 1 april 2025 elk kwartier.",
        "1 april 2025",
    ),
    ("Hoeveel kost een kaartje voor volwassenen?", "Een kaartje kost € 2,80 voor volwassenen.", "2,80"),
    (
        "Hoeveel meter lang wordt de steiger waartegen de gemeente Oudeveer bezwaar maakte?",
        "De gemeente Oudeveer heeft bezwaar gemaakt tegen de nieuwe steiger, die 45 meter lang wordt.",
        "45 meter",
    ),
]
GOLD = "\n".join(
    [
        *[
            f'{{"id": "a{at}", "category": "fact", "question": "{question}", "answerable": true, '
            f'"evidence": [{{"letter": "anker.txt", "quote": "{quote}"}}], "must": [["{must}"]]}}'
            for at, (question, quote, must) in enumerate(EVIDENCE)
        ],
        *[
            f'{{"id": "u{at}", "category": "unanswerable", "question": "{question}", "answerable": false}}'
            for at, question in enumerate(["Wat kost een paspoort?", "Wie bouwt de haven?", "Hoe hoog is de toren?"])
        ],
    ]
)


def run(system_class, gold):
    questions, letters, _ = gold
    evaluation = evaluate(questions, letters, system_class(questions, letters))
    breaches = {one.name for one in find_breaches(evaluation.scores, evaluation.rows, BUNDLED_FLOORS)}
    return evaluation, breaches


def test_a_system_without_a_fault_passes(gold):
    evaluation, breaches = run(Oracle, gold)
    assert breaches == set()
    assert evaluation.failures == {}
    assert evaluation.scores["correct"].value == 1


def test_a_retriever_of_random_passages_fails_on_what_it_finds(gold):
    evaluation, breaches = run(RandomRetriever, gold)
    assert {"hit@5", "correct_answer"} <= breaches
    assert set(evaluation.failures) <= {
        Stage.NOT_IN_POOL, Stage.NOT_ON_TOP, Stage.WRONG_SENTENCE, Stage.INCOMPLETE, Stage.WRONGLY_ANSWERED
    }  # fmt: skip
    assert Stage.NOT_IN_POOL in evaluation.failures


def test_a_reader_that_shifts_a_figure_fails_on_figures_without_a_source(gold):
    evaluation, breaches = run(ShiftingReader, gold)
    assert "figures_not_cited" in breaches
    assert "quotes_not_in_letter" not in breaches
    assert len(evaluation.failures[Stage.VERIFICATION]) == len(EVIDENCE)


def test_a_citation_one_character_off_fails_on_quotes_that_are_not_in_the_letter(gold):
    evaluation, breaches = run(ShiftedCitation, gold)
    assert breaches == {"quotes_not_in_letter"}
    assert len(evaluation.failures[Stage.VERIFICATION]) == len(EVIDENCE)


def test_a_system_that_always_refuses_fails_on_wrong_refusals(gold):
    evaluation, breaches = run(AlwaysRefuses, gold)
    assert breaches == {"wrongly_refused", "correct_answer"}
    assert set(evaluation.failures) == {Stage.WRONGLY_REFUSED}
    assert evaluation.scores["refused"].value == 1


def test_a_system_that_never_refuses_fails_on_refusals(gold):
    evaluation, breaches = run(NeverRefuses, gold)
    assert breaches == {"refused"}
    assert set(evaluation.failures) == {Stage.WRONGLY_ANSWERED}


def test_a_crash_is_a_row_that_counts_as_wrong(gold):
    evaluation, _ = run(Crashes, gold)
    (row,) = evaluation.failures[Stage.ERROR]
    assert row.status == "error"
    assert row.error == "RuntimeError: te veel gevraagd"
    assert row.scores["correct"] == row.scores["hit@20"] == row.scores["mrr"] == 0
    assert row.scores["citation_precision"] is None
    assert len(evaluation.rows) == len(gold[0])


def test_a_draft_with_a_shifted_figure_never_passes_our_own_verification(gold):
    questions, letters, library = gold
    from assistant.extractive_reader import ExtractiveReader

    pipeline = QuestionPipeline(library, reader=ShiftingDraft(ExtractiveReader(library.embedder)))
    evaluation = evaluate(questions, letters, PipelineSystem(pipeline))
    assert evaluation.scores["figures_not_cited"].value == 0
    dropped = evaluation.failures[Stage.VERIFICATION]
    assert dropped
    assert all(row.status == "not_found" for row in dropped)


def test_a_runnable_of_somebody_else_is_judged_on_the_same_gold(gold):
    from langchain_core.documents import Document
    from langchain_core.runnables import RunnableLambda

    questions, letters, _ = gold
    oracle = {question.question: question for question in questions}

    def chain(question):
        evidence = oracle[question].evidence
        documents = [Document(one.quote, metadata={"source": f"archief/{one.letter}"}) for one in evidence]
        return {"answer": " ".join(one.quote for one in evidence) or "Dat weet ik niet.", "context": documents}

    system = RunnableSystem(RunnableLambda(chain), letters, refuses=lambda text: text == "Dat weet ik niet.")
    evaluation = evaluate(questions, letters, system)
    assert evaluation.scores["correct"].value == 1
    assert evaluation.scores["hit@1"].value == 1
    assert evaluation.scores["quotes_not_in_letter"].value == 0


def test_a_runnable_that_only_retrieves_is_measured_on_that_alone(gold):
    from langchain_core.documents import Document
    from langchain_core.runnables import RunnableLambda

    questions, letters, _ = gold
    documents = [Document("Nergens te vinden.", metadata={"source": "anker.txt"}), Document(EVIDENCE[0][1])]
    evaluation = evaluate(questions, letters, RunnableSystem(RunnableLambda(lambda _question: documents), letters))
    assert evaluation.scores["correct"].value is None
    assert evaluation.scores["hit@5"].value == 0
    assert {row.status for row in evaluation.rows} == {"searched"}


def test_a_runnable_that_only_writes_text_cites_nothing_and_is_not_right(gold):
    from langchain_core.runnables import RunnableLambda

    questions, letters, _ = gold
    system = RunnableSystem(RunnableLambda(lambda _question: "25 miljoen in oktober 2026"), letters)
    evaluation = evaluate(questions, letters, system)
    assert evaluation.scores["hit@5"].value is None
    assert evaluation.scores["correct"].value == 0
    assert evaluation.scores["figures_not_cited"].value == 2 * len(questions)


def test_our_own_answer_from_a_runnable_is_judged_as_it_is(gold):
    questions, letters, library = gold
    pipeline = QuestionPipeline(library)
    ours = evaluate(questions, letters, PipelineSystem(pipeline))
    theirs = evaluate(questions, letters, RunnableSystem(pipeline.chain, letters, prepare=lambda question: question))
    assert [row.answer for row in ours.rows] == [row.answer for row in theirs.rows]
    assert ours.scores["correct"] == theirs.scores["correct"]


def test_bundled_gold_and_letters_exist():
    assert BUNDLED_GOLD.is_file()
    assert any(BUNDLED_LETTERS.iterdir())

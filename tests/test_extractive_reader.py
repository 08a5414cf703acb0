"""The reader gives sentences as they stand, the whole of a list, and nothing where the letters say nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.evidence import weigh_words
from assistant.extractive_reader import MAX_SENTENCES, ExtractiveReader, can_answer
from assistant.rated_sentences import rate_sentences
from assistant.reader_weights import ANSWER_FEATURES, load_weights
from assistant.retrieval import Candidates, retrieve
from assistant.understanding import understand
from assistant.vocabulary import Filters, Length, NoteKind, Question, Voice
from tests.made_passages import make_passage


@pytest.fixture(scope="module")
def read(shared_library):
    reader = ExtractiveReader(shared_library.embedder)

    def draft(text, *history):
        question = Question(text, history=history)
        return reader.read(question, retrieve(shared_library, understand(question), Filters()))

    return draft


def test_every_quote_is_the_letter_s_own_text(read, shared_library):
    draft = read("Wat kost het herstel van de zeereep bij Westduin?")
    quotes = [quote for sentence in draft.sentences for quote in sentence.quotes]
    assert quotes
    for quote in quotes:
        whole = shared_library.letter(quote.source.header.id).text
        assert whole[quote.start : quote.end] in draft.sentences[0].text or len(draft.sentences) > 1


def test_there_are_three_sentences_at_the_most(read):
    draft = read("Wat gebeurt er met de zeereep bij Westduin en wat kost dat?")
    assert 0 < len(draft.sentences) <= MAX_SENTENCES


def test_a_name_that_no_letter_has_is_refused(read):
    assert read("Hoeveel F-99's koopt België?").sentences == ()


def test_a_question_without_a_word_to_search_says_so(read):
    assert NoteKind.NOTHING_TO_SEARCH in {note.kind for note in read("en of de?").notes}


def test_the_same_question_gives_the_same_draft(read):
    assert read("Wat kost het herstel?") == read("Wat kost het herstel?")


def test_every_feature_is_a_share_and_has_a_weight(shared_library):
    query = understand(Question("Wat kost het herstel van de zeereep bij Westduin in 2024?"))
    rated = rate_sentences(retrieve(shared_library, query, Filters()), shared_library.embedder)
    assert rated
    assert set(load_weights().answer) == set(ANSWER_FEATURES)
    for one in rated:
        assert set(ANSWER_FEATURES) <= set(one.evidence)
        assert all(-1e-6 <= value <= 1 + 1e-6 for value in one.evidence.values())
    assert [one.score for one in rated] == sorted((one.score for one in rated), reverse=True)


def test_a_long_answer_begins_as_the_short_one_and_may_say_more(embedder):
    works = ("aannemer aan het hek", "gemeente aan het pad", "provincie aan de weg", "stichting aan het nest", "dienst")
    passage = make_passage(" ".join(f"Bij het duin van Westduin werkt de {work}." for work in works))
    question = Question("Wie werkt er bij het duin van Westduin?")
    query = understand(question)
    candidates = Candidates(query, (passage,), weigh_words(query, {}, 100))
    reader = ExtractiveReader(embedder)
    short = reader.read(question, candidates).sentences
    long = reader.read(replace(question, length=Length.LONG), candidates).sentences
    assert long[: len(short)] == short
    assert len(short) == MAX_SENTENCES < len(long)


def test_sentences_announced_by_their_number_are_given_with_it(embedder):
    passage = make_passage(
        "Om de zeereep sneller te herstellen neem ik drie besluiten. Het zand komt voortaan uit zee. De provincie betaalt"
        " niets meer. De aannemer werkt ook in de winter. Over een jaar kijk ik of dit helpt."
    )
    question = Question("Welke drie besluiten zijn er genomen om de zeereep sneller te herstellen?")
    query = understand(question)
    candidates = Candidates(query, (passage,), weigh_words(query, {}, 100))
    text = " ".join(one.text for one in ExtractiveReader(embedder).read(question, candidates).sentences)
    assert "neem ik drie besluiten" in text
    assert "ook in de winter" in text
    assert "Over een jaar" not in text


def test_a_sentence_of_another_year_is_no_answer(embedder):
    passage = make_passage("De hoogste prijs van een overtocht naar Noorderzand is in 2024 €14,75 per volwassene.")

    def answered(year):
        question = Question(f"Wat is in {year} de hoogste prijs van een overtocht naar Noorderzand?")
        query = understand(question)
        candidates = Candidates(query, (passage,), weigh_words(query, {}, 100))
        return ExtractiveReader(embedder).read(question, candidates).sentences

    assert answered(2024)
    assert not answered(2019)


def test_a_question_is_no_answer(embedder):
    asked = "Wanneer is het herstel van de zeereep bij Westduin klaar, in 2024 of in 2025?"
    passage = make_passage(f"{asked} Het herstel van de zeereep bij Westduin is klaar in 2026.")
    question = Question("Wanneer is het herstel van de zeereep bij Westduin klaar?")
    query = understand(question)
    candidates = Candidates(query, (passage,), weigh_words(query, {}, 100))
    sentences = ExtractiveReader(embedder).read(question, candidates).sentences
    assert sentences
    assert all(
        asked
        not in quote.source.passage.text[
            quote.start - quote.source.passage.start : quote.end - quote.source.passage.start
        ]
        for one in sentences
        for quote in one.quotes
    )


def test_what_two_sentences_share_is_shown_once(embedder):
    draft = _draft_of(
        embedder,
        "Hoeveel boten begonnen er en hoeveel boten haalden de haven?",
        "Van de 600 boten zijn er 473 begonnen. Daarvan hebben er 402 boten de haven gehaald.",
    )
    shown = " ".join(sentence.text for sentence in draft.sentences)
    assert shown.count("473 begonnen") == 1
    assert "402" in shown


def test_a_bare_no_is_shown_with_the_sentence_behind_it(embedder):
    draft = _draft_of(
        embedder, "Moet een reiziger de pas gebruiken?", "Nee. Het gebruik van de pas is voor een reiziger vrijwillig."
    )
    assert draft.sentences[0].text.startswith("Nee. Het gebruik")


def _draft_of(embedder, question, *paragraphs):
    query = understand(Question(question))
    candidates = Candidates(query, (make_passage(*paragraphs),), weigh_words(query, {}, 100))
    return ExtractiveReader(embedder).read(Question(question), candidates)


def test_a_motion_does_not_answer_what_the_minister_thinks(embedder):
    passage = make_passage("Het strand van Westduin moet schoner, en de registratie van afval moet beter.")
    blocks = tuple(replace(block, voice=Voice.MOTION) for block in passage.passage.blocks)
    motion = replace(passage, passage=replace(passage.passage, blocks=blocks, voice=Voice.MOTION))

    def answered(text, source):
        question = Question(text)
        query = understand(question)
        candidates = Candidates(query, (source,), weigh_words(query, {}, 100))
        return ExtractiveReader(embedder).read(question, candidates).sentences

    assert answered("Wat vindt de minister van de registratie van afval op het strand van Westduin?", passage)
    assert not answered("Wat vindt de minister van de registratie van afval op het strand van Westduin?", motion)
    assert answered("Wat staat er in de motie over de registratie van afval op het strand van Westduin?", motion)


@pytest.mark.parametrize(
    "text",  # each has a sentence that scores nearly as high as the best, and hardly answers
    [
        "Welke gemeente stapte uit de proef met het Basisloket?",
        "Hoe kon het dat het zandcijfer over 2022 niet klopte?",
        "Welk product wordt het vaakst weggegooid?",
    ],
)
def test_a_further_sentence_is_likely_to_answer_itself(sample_library, text):
    question = Question(text)
    candidates = retrieve(sample_library, understand(question), Filters(), limit=20)
    reader = ExtractiveReader(sample_library.embedder)
    likely = {
        one.sentence.start
        for part in candidates.query.parts or (candidates.query,)
        for one in rate_sentences(candidates, sample_library.embedder, part)
        if load_weights().probability(one.evidence) >= 1 / 3
    }
    shown = [sentence.quotes[-1].start for sentence in reader.read(question, candidates).sentences]
    assert shown
    assert set(shown) <= likely


def test_what_is_said_of_another_place_is_no_answer(embedder):
    reader = ExtractiveReader(embedder)

    def answered(place, *paragraphs):
        question = Question(f"Wat kost de registratie van een drone in {place}?")
        query = understand(question)
        candidates = Candidates(query, (make_passage(*paragraphs),), weigh_words(query, {}, 100))
        return reader.read(question, candidates).sentences

    german = "In Duitsland kost de registratie van een drone 20 euro."
    assert answered("Duitsland", german)
    assert not answered("Frankrijk", german)
    assert not answered("Groningen", german)
    assert answered("Nederland", "De registratie van een drone kost in Nederland 23 euro.")
    assert answered("Frankrijk", "De Franse registratie van een drone kost 50 euro, in Duitsland minder.")


@pytest.mark.parametrize(
    "nothing",
    [
        "Contact met de Vogelwacht | Westduin (westduin.nl)",
        "Zie ook Kamerstuk 98 240, nr. 34.",
        "Soorten sterns op het duin van Westduin",
    ],
)
def test_a_reference_or_a_caption_is_no_answer(embedder, nothing):
    question = Question("Welke soorten sterns broeden op het duin van Westduin?")
    query = understand(question)
    passage = make_passage(nothing, "De dwergstern en de visdief broeden er.")
    rated = rate_sentences(Candidates(query, (passage,), weigh_words(query, {}, 100)), embedder)
    assert [one.sentence.text for one in rated if can_answer(one, query)] == ["De dwergstern en de visdief broeden er."]


def test_what_says_too_little_of_the_question_is_not_shown(embedder):
    reader = ExtractiveReader(embedder)

    def answered(text, asked):
        question = Question(asked)
        query = understand(question)
        candidates = Candidates(query, (make_passage(text),), weigh_words(query, {}, 100))
        return reader.read(question, candidates).sentences

    text = "De loodsen worden niet gesloten, omdat de schippers ze nog gebruiken."
    assert answered(text, "Waarom worden de loodsen niet gesloten?")
    assert not answered(text, "Waarom worden de zwembaden van Oostduin niet vaker schoongemaakt door vrijwilligers?")


def test_who_is_asked_for_is_named_in_each_further_sentence(sample_library):
    question = Question("Wie onderzocht de ventilatie in de klaslokalen in opdracht van het ministerie?")
    candidates = retrieve(sample_library, understand(question), Filters(), limit=20)
    rated = rate_sentences(candidates, sample_library.embedder)
    nobody = {one.sentence.start for one in rated[1:] if one.focus is None}
    sentences = ExtractiveReader(sample_library.embedder).read(question, candidates).sentences
    assert sentences
    assert not {sentence.quotes[-1].start for sentence in sentences[1:]} & nobody

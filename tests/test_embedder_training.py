import csv
import gzip
import json
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.static_embedder import load_static_embedder
from assistant.training_pairs import (
    LONGEST_WORDS,
    PASSAGE_WORDS,
    Motion,
    QuestionAnswer,
    cloze_pairs,
    cut_passages,
    is_validation,
    motion_pairs,
    numbered_parts,
    read_question_answers,
    without_texts,
)

WORDS = "dijk rivier school leraar salaris kabinet gemeente subsidie water euro bouw plan jaar zorg wet".split()


@given(st.text("ab .\n?!", max_size=3000))
def test_passages_hold_every_word_in_order_and_none_is_too_long(text):
    passages = cut_passages(text)
    assert " ".join(passages).split() == text.split()
    assert all(len(passage.split()) <= PASSAGE_WORDS + LONGEST_WORDS + PASSAGE_WORDS // 4 for passage in passages)


def test_numbered_parts_are_found_in_order_and_stray_numbers_stay_in_their_part():
    text = "Vooraf. 1. Hoeveel kost de brug? 2. Wanneer is hij klaar, in 2024 of op 3. mei? 7. bis"
    assert numbered_parts(text) == {
        1: "Hoeveel kost de brug?",
        2: "Wanneer is hij klaar, in 2024 of op",
        3: "mei? 7. bis",
    }


def test_a_sentence_is_paired_with_the_passage_around_it():
    first = "De gemeente Veldermeer herstelt in het voorjaar de oude brug."
    second = "Daarvoor is een bedrag van twee miljoen euro opgenomen in de begroting."
    pairs = cloze_pairs([f"{first} {second}"] * 20, random.Random(1))
    assert {pair.question for pair in pairs} == {first, second}
    assert all(pair.question in (first, second) for pair in pairs)
    assert any(pair.question not in pair.passage for pair in pairs)
    assert any(pair.question in pair.passage for pair in pairs)


def test_a_motion_pairs_its_title_with_its_text_and_its_request_with_its_grounds():
    text = "De Kamer,\noverwegende dat de brug oud is;\nverzoekt de regering de brug te herstellen,\nen gaat over."
    pairs = motion_pairs([Motion("Bruggen; Motie; Motie van het lid Jansen over de brug", text), Motion("", text)])
    assert [pair.question for pair in pairs] == [
        "Jansen over de brug",
        "verzoekt de regering de brug te herstellen,",
        "verzoekt de regering de brug te herstellen,",
    ]
    assert pairs[1].passage == "overwegende dat de brug oud is;"


def test_an_answer_that_stands_in_a_held_out_text_is_left_out():
    answer = "de brug in Veldermeer is vorig jaar voor het eerst sinds lange tijd weer geschilderd door de stad"
    pairs = [
        QuestionAnswer("s", "d", "Is de brug geschilderd?", answer),
        QuestionAnswer("s", "d", "En de school?", "Nee."),
    ]
    assert without_texts(pairs, [f"Geachte voorzitter, {answer.upper()}."]) == pairs[1:]
    assert without_texts(pairs, []) == pairs


def test_documents_set_aside_are_always_the_same_and_about_one_in_seven():
    names = [f"brief {i}" for i in range(2000)]
    aside = [name for name in names if is_validation(name)]
    assert aside == [name for name in names if is_validation(name)]
    assert 200 < len(aside) < 380


@pytest.fixture
def corpus_folder(tmp_path):
    """Fictional texts in the form of the files that the training reads."""
    rng = random.Random(3)

    def sentence():
        return " ".join(rng.choices(WORDS, k=9)).capitalize() + "."

    rows = [{"question": f"Waarom {sentence()}", "answer": " ".join(sentence() for _ in range(4))} for _ in range(60)]
    belgian = [
        {"question": f"Bouw.\nInleiding. 1. {r['question']} 2. En?", "answer": f"1. {r['answer']} 2. Ja."} for r in rows
    ]
    letters = [{**row, "letter": f"brief {i % 7}", "published": "2020-01-01"} for i, row in enumerate(rows)]
    for name, content in {
        "kamervragen_triplets": rows,
        "rekenkamer_qa": letters,
        "belgian_kamer_qa": belgian,
    }.items():
        lines = "".join(json.dumps(row) + "\n" for row in content)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    with (tmp_path / "rijksoverheid_vacs_bzk.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "question", "reference_answer"])
        writer.writeheader()
        writer.writerows(
            {"id": i, "question": r["question"], "reference_answer": r["answer"]} for i, r in enumerate(rows)
        )
    laws = "\n\n".join("Wet op de brug\n" + " ".join(sentence() for _ in range(60)) for _ in range(8))
    (tmp_path / "bwb_laws_sample.txt.gz").write_bytes(gzip.compress(laws.encode()))
    motion = {"title": None, "text": "De Kamer,\noverwegende dat de brug oud is;\nverzoekt de regering te bouwen."}
    (tmp_path / "moties_2023_2025.jsonl.gz").write_bytes(gzip.compress((json.dumps(motion) + "\n").encode() * 4))
    subject = {"Titel": "Waterbeleid", "Onderwerp": "Voortgang van de dijkversterking"}
    (tmp_path / "subjects.jsonl.gz").write_bytes(gzip.compress((json.dumps(subject) + "\n").encode() * 3))
    return tmp_path


def test_numbered_questions_meet_their_numbered_answers(corpus_folder):
    belgian = [pair for pair in read_question_answers(corpus_folder) if pair.source == "belgian_kamer"]
    parts = [pair for pair in belgian if pair.question.startswith("Bouw.: Waarom")]
    assert len(parts) == 60
    assert not any("1." in pair.answer for pair in parts)


@pytest.mark.filterwarnings("ignore")
def test_training_writes_an_embedder_that_loads_and_the_same_tokenizer_and_seed_give_the_same_bytes(corpus_folder):
    from assistant import word_pieces
    from assistant.embedder_training import Recipe, read_corpus, train_embedder, write_embedder

    recipe = Recipe(pieces=300, dimensions=8, batch=16, rounds=1)
    corpus = read_corpus(corpus_folder, corpus_folder, subjects=corpus_folder / "subjects.jsonl.gz")
    assert corpus.subjects == ("Waterbeleid Voortgang van de dijkversterking",) * 3
    first = train_embedder(corpus, recipe)
    embedders = [first, train_embedder(corpus, recipe, first.tokenizer)]
    versions = [write_embedder(one, corpus_folder / str(i)) for i, one in enumerate(embedders)]
    assert versions[0] == versions[1]
    loaded = load_static_embedder(corpus_folder / "0")
    assert loaded.name.endswith(f"@{versions[0]}")
    vector = loaded.embed_query("De rivier en de dijk")
    assert vector.shape == (8,)
    np.testing.assert_allclose(vector, embedders[0].embed_query("De rivier en de dijk"), atol=0.02)
    assert not loaded.table[loaded.tokenizer.token_to_id(word_pieces.UNKNOWN)].any()

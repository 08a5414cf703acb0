import random

import numpy as np
import pytest

from assistant.word_pieces import UNKNOWN, first_vectors, train_tokenizer

TOPICS = [
    "dijk rivier water overstroming waterschap".split(),
    "school leraar leerling onderwijs lesgeld".split(),
]
EVERYWHERE = "de het een van en".split()


@pytest.fixture(scope="module")
def texts():
    """Fictional sentences, each about one of two topics, with the same small words in all."""
    rng = random.Random(5)
    return [" ".join(rng.choices(rng.choice(TOPICS), k=8) + rng.choices(EVERYWHERE, k=8)) for _ in range(400)]


@pytest.fixture(scope="module")
def tokenizer(texts):
    return train_tokenizer(texts, size=200)


def pieces(tokenizer, text):
    return tokenizer.encode(text, add_special_tokens=False).tokens


def test_case_diacritics_and_punctuation_are_dropped(tokenizer):
    assert pieces(tokenizer, "De  DÍJK, (water)!") == ["de", "dijk", "water"]


def test_the_unknown_piece_is_the_first_and_the_others_are_in_alphabetical_order(tokenizer):
    vocabulary = tokenizer.get_vocab()
    assert vocabulary[UNKNOWN] == 0
    assert sorted(vocabulary.keys() - {UNKNOWN}, key=vocabulary.__getitem__) == sorted(vocabulary.keys() - {UNKNOWN})


def test_words_of_one_topic_are_nearer_to_each_other_than_to_those_of_another(tokenizer, texts):
    table = first_vectors(tokenizer, texts, dimensions=4, seed=0)
    unit = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    rows = [unit[[tokenizer.token_to_id(word) for word in topic]] for topic in TOPICS]
    assert (rows[0] @ rows[0].T).min() > (rows[0] @ rows[1].T).max()


def test_a_frequent_word_weighs_less(tokenizer, texts):
    table = first_vectors(tokenizer, [*texts, "de " * 2000], dimensions=4, seed=0)
    weight = np.linalg.norm(table, axis=1)
    assert weight[tokenizer.token_to_id("de")] < weight[tokenizer.token_to_id("dijk")] <= 1


def test_the_same_seed_gives_the_same_vectors(tokenizer, texts):
    first, second = (first_vectors(tokenizer, texts, dimensions=4, seed=1) for _ in range(2))
    assert first.dtype == np.float32
    assert first.tobytes() == second.tobytes()


def test_neighbours_do_not_reach_from_one_text_into_the_next():
    texts = ["dijk rivier"] * 30 + ["school leraar"] * 30
    tokenizer = train_tokenizer(texts, size=100)
    table = first_vectors(tokenizer, texts, dimensions=2, seed=0)
    near, far = (table[tokenizer.token_to_id(word)] for word in ("dijk", "school"))
    assert abs(float(near @ far)) < 1e-4

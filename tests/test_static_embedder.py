import json
import shutil
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.embedders import load_embedder
from assistant.errors import ModelUnavailable
from assistant.static_embedder import BATCH_SIZE, BUNDLED_FOLDER, load_static_embedder, quantise

LIMIT = 16_000_000  # bytes that the bundled folder may take

PASSAGES = [
    "De gemeente Veldermeer krijgt 12 miljoen euro om de dijk langs de rivier te versterken.",
    "Leraren in het basisonderwijs ontvangen vanaf augustus een hoger salaris.",
    "Het kabinet verlaagt de accijns op benzine en diesel met ingang van het nieuwe jaar.",
    "De wachtlijsten in de jeugdzorg zijn het afgelopen jaar met een derde korter geworden.",
    "Voor de opvang van asielzoekers worden drie nieuwe locaties ingericht.",
]


@pytest.fixture(scope="module")
def embedder():
    return load_static_embedder()


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Wat kost de versterking van de dijken?", 0),
        ("Gaan docenten op de basisschool meer verdienen?", 1),
        ("Wordt brandstof tanken goedkoper door lagere belasting?", 2),
        ("Hoe lang moeten kinderen wachten op jeugdhulp?", 3),
        ("Waar komen de asielzoekerscentra?", 4),
    ],
)
def test_a_question_in_other_words_finds_its_passage(embedder, question, best):
    scores = embedder.embed_passages(PASSAGES) @ embedder.embed_query(question)
    assert int(np.argmax(scores)) == best


def test_vectors_are_float32_of_unit_length_in_the_order_given(embedder):
    vectors = embedder.embed_passages(PASSAGES)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(PASSAGES), embedder.dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    np.testing.assert_array_equal(embedder.embed_passages(PASSAGES[::-1]), vectors[::-1])


@given(st.lists(st.text(st.characters(), max_size=60), max_size=8))
def test_any_text_gives_a_unit_vector_or_zeros_and_the_same_bytes_alone_as_in_company(embedder, texts):
    vectors = embedder.embed_passages(texts)
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all(np.isclose(lengths, 1, atol=1e-5) | (lengths == 0))
    for text, vector in zip(texts, vectors, strict=True):
        assert embedder.embed_query(text).tobytes() == vector.tobytes()


def test_more_texts_than_a_batch_stay_in_order(embedder):
    texts = [PASSAGES[i % len(PASSAGES)] for i in range(BATCH_SIZE + 3)]
    np.testing.assert_array_equal(embedder.embed_passages(texts), np.stack([embedder.embed_query(t) for t in texts]))


@pytest.mark.parametrize("text", ["", " \n\t", "?!… – 👍", "\x00", "漢字"])
def test_a_text_without_a_known_word_piece_gives_zeros(embedder, text):
    assert not embedder.embed_query(text).any()


def test_no_texts_give_an_empty_table(embedder):
    assert embedder.embed_passages([]).shape == (0, embedder.dimensions)


def test_capitals_and_diacritics_do_not_matter(embedder):
    assert (
        embedder.embed_query("COÖRDINATIE VAN IDEEËN").tobytes()
        == embedder.embed_query("coordinatie van ideeen").tobytes()
    )


def test_the_same_folder_gives_the_same_name_and_bytes(embedder):
    again = load_static_embedder()
    assert again.name == embedder.name
    assert again.embed_passages(PASSAGES).tobytes() == embedder.embed_passages(PASSAGES).tobytes()


def test_the_bundled_folder_is_small_and_has_a_model_card():
    assert sum(file.stat().st_size for file in BUNDLED_FOLDER.iterdir()) <= LIMIT
    assert "licen" in (BUNDLED_FOLDER / "README.md").read_text(encoding="utf-8").lower()


def test_loading_the_bundled_embedder_imports_no_neural_network_library():
    code = (
        "import sys; from assistant.embedders import load_embedder; load_embedder('bundled').embed_query('de dijk');"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(st.lists(st.lists(st.floats(-5, 5, width=32), min_size=4, max_size=4), min_size=1, max_size=6))
def test_a_quantised_row_is_off_by_at_most_half_a_step(rows):
    table = np.array(rows, dtype=np.float32)
    stored = quantise(table)
    back = stored["rows"].astype(np.float32) * stored["scales"][:, np.newaxis]
    assert stored["rows"].dtype == np.int8
    assert np.all(np.abs(back - table) <= stored["scales"][:, np.newaxis] * 0.501 + 1e-30)


@pytest.mark.parametrize("file", ["config.json", "model.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"\x00\xff"])
def test_a_missing_or_broken_file_is_a_clear_error(tmp_path, file, content):
    shutil.copytree(BUNDLED_FOLDER, tmp_path / "model")
    if content is None:
        (tmp_path / "model" / file).unlink()
    else:
        (tmp_path / "model" / file).write_bytes(content)
    with pytest.raises(ModelUnavailable, match="Install Briefwijzer again"):
        load_static_embedder(tmp_path / "model")


def test_a_tokenizer_of_another_size_is_refused(tmp_path):
    shutil.copytree(BUNDLED_FOLDER, tmp_path / "model")
    definition = json.loads((tmp_path / "model" / "tokenizer.json").read_text(encoding="utf-8"))
    definition["model"]["vocab"].popitem()
    (tmp_path / "model" / "tokenizer.json").write_text(json.dumps(definition), encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="word pieces, but"):
        load_static_embedder(tmp_path / "model")


def test_the_setting_bundled_names_it(embedder):
    assert load_embedder("bundled").name == embedder.name
    assert load_embedder(" Bundled ").name == embedder.name

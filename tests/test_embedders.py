import socket

import numpy as np
import pytest

from assistant.embedders import load_embedder
from assistant.errors import ModelUnavailable
from assistant.transformer_embedder import E5_NAME

WORDS = ["[UNK]", "de", "dijk", "school", "query", "passage", "vraag"]


@pytest.fixture
def model_folder(tmp_path):
    """A sentence-transformers model of seven words, saved as the library saves it."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    def save(name, prompts=None):
        tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
        tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
        weights = torch.eye(len(WORDS), 8)
        weights[0] = 0
        SentenceTransformer(
            modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], prompts=prompts, device="cpu"
        ).save(str(tmp_path / name))
        return str(tmp_path / name)

    return save


def test_a_folder_of_another_model_embeds_to_unit_length(model_folder):
    embedder = load_embedder(model_folder("eigen-model"))
    vectors = embedder.embed_passages(["de dijk", "school"])
    assert embedder.dimensions == 8
    assert (vectors.shape, vectors.dtype) == ((2, 8), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(vectors[1], embedder.embed_query("school"), atol=1e-6)
    assert embedder.embed_passages([]).shape == (0, 8)


def test_an_e5_model_gets_its_prefixes(model_folder):
    embedder = load_embedder(model_folder("e5-klein"))
    plain = load_embedder(model_folder("klein"))
    np.testing.assert_allclose(embedder.embed_query("dijk"), plain.embed_query("query dijk"), atol=1e-6)
    np.testing.assert_allclose(embedder.embed_passages(["dijk"]), plain.embed_passages(["passage dijk"]), atol=1e-6)


def test_the_prompts_that_a_model_states_go_before_those_of_its_name(model_folder):
    embedder = load_embedder(model_folder("e5-klein", prompts={"query": "vraag ", "document": ""}))
    plain = load_embedder(model_folder("klein"))
    np.testing.assert_allclose(embedder.embed_query("dijk"), plain.embed_query("vraag dijk"), atol=1e-6)
    np.testing.assert_allclose(embedder.embed_passages(["dijk"]), plain.embed_passages(["dijk"]), atol=1e-6)


@pytest.mark.parametrize(
    ("name", "is_e5"),
    [
        ("clips/e5-small-trm-nl", True),
        ("intfloat/multilingual-e5-small", True),
        ("E5", True),
        ("vendor/base5-large", False),
        ("vendor/e500-mini", False),
    ],
)
def test_an_e5_model_is_known_by_its_name(name, is_e5):
    assert bool(E5_NAME.search(name)) is is_e5


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("vendor/no-such-model-nl", "hf download vendor/no-such-model-nl"),
        ("./no-such-folder", "there is no such folder"),
        ("not a name!", "bundled"),
    ],
)
def test_a_model_that_is_not_here_is_a_clear_error_and_no_connection_is_tried(monkeypatch, name, advice):
    tried = []

    def refuse(*args, **_options):
        tried.append(args)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(ModelUnavailable, match=advice):
        load_embedder(name)
    assert not tried


def test_a_folder_that_holds_no_model_is_a_clear_error(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelUnavailable, match="must hold a model"):
        load_embedder(str(tmp_path))

"""Dutch text -> a tokenizer of word pieces and a first vector for each, from which words stand together.

The vectors are positive pointwise mutual information of pieces within a window, brought to few dimensions by a
singular value decomposition (Levy, Goldberg and Dagan 2015, "Improving Distributional Similarity with Lessons Learned
from Word Embeddings"). How much a piece weighs falls with its frequency (Arora, Liang and Ma 2017, "A Simple but
Tough-to-Beat Baseline for Sentence Embeddings").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from assistant.vocabulary import Vectors

UNKNOWN: Final = "[UNK]"  # piece 0; its vector is all zeros
LONGEST_WORD: Final = 60  # characters; Dutch compounds are long
RAREST: Final = 3  # a piece occurs at least so often
WINDOW: Final = 15  # pieces to the right that count as neighbours: wide, for topic rather than grammar
CONTEXT_SMOOTHING: Final = 0.75  # Levy et al.'s exponent on the neighbour's frequency
SINGULAR_EXPONENT: Final = 0.5  # Levy et al.'s "eig" weighting
SIF: Final = 1e-3  # Arora et al.'s a in a / (a + p)
BATCH: Final = 1000  # texts tokenized at once
STREAM: Final = 2_000_000  # pieces counted at once: some 1.5 GB while it lasts


def train_tokenizer(texts: Sequence[str], *, size: int) -> Tokenizer:
    """Train a WordPiece tokenizer: lower case, no diacritics, no punctuation.

    Returns:
        A tokenizer of at most `size` pieces; piece 0 is `UNKNOWN`.
    """
    tokenizer = Tokenizer(
        models.WordPiece(vocab={UNKNOWN: 0}, unk_token=UNKNOWN, max_input_chars_per_word=LONGEST_WORD)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}]+"), "removed")
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, min_frequency=RAREST, special_tokens=[UNKNOWN], limit_alphabet=200, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    pieces = [UNKNOWN, *sorted(tokenizer.get_vocab().keys() - {UNKNOWN})]  # the trainer numbers them by chance
    tokenizer.model = _model({piece: number for number, piece in enumerate(pieces)})
    return tokenizer


def first_vectors(tokenizer: Tokenizer, texts: Sequence[str], *, dimensions: int, seed: int) -> Vectors:
    """Make a vector for each piece of the tokenizer from the pieces that stand near it in the texts.

    Returns:
        (pieces, dimensions) float32; the length of a row is its weight, at most 1.
    """
    size = tokenizer.get_vocab_size()
    keys, counts = _count_neighbours(tokenizer, texts)
    rows, columns = np.divmod(keys, size)
    occurrences = np.bincount(rows, weights=counts, minlength=size)
    share = occurrences / occurrences.sum()
    context = share**CONTEXT_SMOOTHING
    context /= context.sum()
    information = np.log(counts / counts.sum() / (share[rows] * context[columns]))
    kept = information > 0
    places = np.stack([rows[kept], columns[kept]])
    vectors = _decompose(places, information[kept], size=size, dimensions=dimensions, seed=seed)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    weights = SIF / (SIF + share)
    found: Vectors = (vectors / np.maximum(lengths, 1e-6) * weights[:, np.newaxis]).astype(np.float32)
    return found


def _model(vocabulary: dict[str, int]) -> models.WordPiece:
    return models.WordPiece(vocab=vocabulary, unk_token=UNKNOWN, max_input_chars_per_word=LONGEST_WORD)


def _count_neighbours(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Count pairs of pieces within the window, both ways, as (piece * size + neighbour) -> count, keys ascending."""
    size = tokenizer.get_vocab_size()
    keys = np.empty(0, dtype=np.int64)
    counts = np.empty(0, dtype=np.float64)
    for stream in _piece_streams(tokenizer, texts):
        found = []
        for distance in range(1, WINDOW + 1):
            left, right = stream[:-distance], stream[distance:]
            both = (left >= 0) & (right >= 0)
            found.append(left[both] * size + right[both])
        new, often = np.unique(np.concatenate(found), return_counts=True)
        keys, counts = _merge(keys, counts, new, often.astype(np.float64))
    left, right = np.divmod(keys, size)
    return _merge(keys, counts, right * size + left, counts)


def _piece_streams(tokenizer: Tokenizer, texts: Sequence[str]) -> Iterator[NDArray[np.int64]]:
    """The pieces of many texts in one row, with -1 between texts so that no window reaches from one into the next."""
    gap = np.full(WINDOW, -1, dtype=np.int64)
    parts: list[NDArray[np.int64]] = []
    for first in range(0, len(texts), BATCH):
        for encoding in tokenizer.encode_batch_fast(list(texts[first : first + BATCH]), add_special_tokens=False):
            parts += [np.array(encoding.ids, dtype=np.int64), gap]
        if sum(map(len, parts)) > STREAM:
            yield np.concatenate(parts)
            parts = []
    if parts:
        yield np.concatenate(parts)


def _merge(
    keys: NDArray[np.int64], counts: NDArray[np.float64], new: NDArray[np.int64], often: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    together, where = np.unique(np.concatenate([keys, new]), return_inverse=True)
    return together, np.bincount(where, weights=np.concatenate([counts, often])).astype(np.float64)


def _decompose(
    places: NDArray[np.int64], values: NDArray[np.float64], *, size: int, dimensions: int, seed: int
) -> NDArray[np.float64]:
    """Decompose a sparse square matrix by random projections (Halko, Martinsson and Tropp 2011)."""
    import torch

    torch.manual_seed(seed)
    entries = torch.from_numpy(values.astype(np.float32))
    matrix = torch.sparse_coo_tensor(torch.from_numpy(places), entries, (size, size), check_invariants=False).coalesce()
    left, singular, _ = torch.svd_lowrank(matrix, q=dimensions + 10, niter=3)
    scaled = left[:, :dimensions] * singular[:dimensions] ** SINGULAR_EXPONENT
    return scaled.numpy().astype(np.float64)

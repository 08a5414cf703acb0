"""folders of Dutch government text -> the bundled embedder (assistant/static_nl).

    python -m assistant.embedder_training --data DIR --text DIR --out assistant/static_nl

Needs the extra "train" (pip install 'briefwijzer[train]'). Three steps: a tokenizer of word pieces; a first vector for
each piece from the company it keeps (assistant.word_pieces); and contrastive training on pairs of a question and its
passage (assistant.training_pairs), in which the other passages of a batch are the wrong answers. With --validate one
document in seven is set aside, and how often its questions find their answers is logged; nothing is written then.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import random
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant import training_pairs
from assistant.static_embedder import CONFIG_FILE, TOKENIZER_FILE, WEIGHTS_FILE, StaticEmbedder, quantise
from assistant.training_pairs import Pair, QuestionAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tokenizers import Tokenizer

    from assistant.vocabulary import Vectors

NAME: Final = "briefwijzer-static-nl"
LAW_CHARACTERS: Final = 12_000_000  # of laws that the tokenizer learns from: more would make it a lawyer's
LAW_START: Final = 20_000  # characters of each law read for that

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What the training depends on beside its texts."""

    seed: int = 0
    pieces: int = 28_000
    dimensions: int = 256
    batch: int = 1024
    rounds: int = 3  # passes over the questions and answers for one over the other pairs
    learning_rate: float = 0.005
    scale: float = 20.0  # of the cosine, in the loss


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts to train on."""

    questions: tuple[QuestionAnswer, ...]
    laws: tuple[str, ...]
    motions: tuple[training_pairs.Motion, ...]
    subjects: tuple[str, ...] = ()  # of letters: words to know, not pairs


def read_corpus(data: Path, text: Path, *, subjects: Path | None = None, hold_out: Path | None = None) -> Corpus:
    """Read the questions and answers of one folder and the laws and motions of another.

    Args:
        data: See `training_pairs.read_question_answers`.
        text: See `training_pairs.read_laws` and `read_motions`.
        subjects: See `training_pairs.read_subjects`.
        hold_out: A folder of .txt files; questions and answers that stand in one of them are left out.
    """
    questions = training_pairs.read_question_answers(data)
    if hold_out is not None:
        held = [file.read_text(encoding="utf-8", errors="replace") for file in sorted(hold_out.rglob("*.txt"))]
        kept = training_pairs.without_texts(questions, held)
        log.info(
            "%d of %d answers stand in the %d texts held out", len(questions) - len(kept), len(questions), len(held)
        )
        questions = kept
    return Corpus(
        questions=tuple(questions),
        laws=tuple(training_pairs.read_laws(text)),
        motions=tuple(training_pairs.read_motions(text)),
        subjects=tuple(training_pairs.read_subjects(subjects)) if subjects is not None else (),
    )


def train_embedder(corpus: Corpus, recipe: Recipe, tokenizer: Tokenizer | None = None) -> StaticEmbedder:
    """Train an embedder.

    Args:
        corpus: What to learn from.
        recipe: With the same recipe and tokenizer the same machine makes the same embedder.
        tokenizer: One trained before. Training one breaks ties by chance, so that a few rare pieces differ each time.
    """
    from assistant.word_pieces import first_vectors, train_tokenizer

    answers = [text for pair in corpus.questions for text in (pair.question, pair.answer)]
    short = [*answers, *corpus.subjects, *(f"{motion.title} {motion.text}" for motion in corpus.motions)]
    if tokenizer is None:
        tokenizer = train_tokenizer(short + _law_starts(corpus.laws, recipe.seed), size=recipe.pieces)
    log.info("%d word pieces", tokenizer.get_vocab_size())
    texts = short + list(corpus.laws)
    table = first_vectors(tokenizer, texts, dimensions=recipe.dimensions, seed=recipe.seed)
    log.info("first vectors from %d texts", len(texts))
    table = _tune(tokenizer, table, _training_sets(corpus, recipe), recipe)
    table[0] = 0  # the unknown piece says nothing
    return StaticEmbedder(name=NAME, tokenizer=tokenizer, table=table)


def write_embedder(embedder: StaticEmbedder, folder: Path) -> str:
    """Write an embedder as `load_static_embedder` reads it.

    Returns:
        Its version: the beginning of the SHA-256 of tokenizer and weights.
    """
    from safetensors.numpy import save

    tokenizer = embedder.tokenizer.to_str().encode()
    weights = save(quantise(embedder.table))
    version = hashlib.sha256(tokenizer + weights).hexdigest()[:12]
    config = {"name": NAME, "version": version, "dimensions": embedder.dimensions}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TOKENIZER_FILE).write_bytes(tokenizer)
    (folder / WEIGHTS_FILE).write_bytes(weights)
    (folder / CONFIG_FILE).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    return version


def measure(embedder: StaticEmbedder, asked: Sequence[QuestionAnswer], others: Sequence[QuestionAnswer]) -> None:
    """Log how often a question's own answer is among the first 5 and 20 of all answers' passages, by source."""
    import numpy as np

    answers = sorted({pair.answer for pair in (*asked, *others)})
    passages = [(number, text) for number, answer in enumerate(answers) for text in training_pairs.cut_passages(answer)]
    owner = np.array([number for number, _ in passages])
    vectors = embedder.embed_passages([text for _, text in passages])
    place = {answer: number for number, answer in enumerate(answers)}
    ranks: dict[str, list[int]] = {}
    for pair in asked:
        scores = vectors @ embedder.embed_query(pair.question)
        best = scores[owner == place[pair.answer]].max()
        ranks.setdefault(pair.source, []).append(int((scores > best).sum()))
    for source, found in sorted(ranks.items()):
        hits = [100 * sum(rank < k for rank in found) / len(found) for k in (5, 20)]
        log.info("%s: %d questions, hit@5 %.1f, hit@20 %.1f of %d", source, len(found), *hits, len(passages))


def load_tokenizer(path: Path) -> Tokenizer:
    """Load a tokenizer that an earlier training wrote."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))


def _law_starts(laws: Sequence[str], seed: int) -> list[str]:
    mixed = list(laws)
    random.Random(seed).shuffle(mixed)  # noqa: S311 - repeatable, not secret
    starts = [law[:LAW_START] for law in mixed]
    return starts[: max(1, LAW_CHARACTERS * len(starts) // max(1, sum(map(len, starts))))]


def _training_sets(corpus: Corpus, recipe: Recipe) -> dict[str, list[Pair]]:
    """Pairs by name. A batch is of one set, so that the wrong answers in it are of the same kind as the right one."""
    rng = random.Random(recipe.seed)  # noqa: S311 - repeatable, not secret
    sources = sorted({pair.source for pair in corpus.questions})
    sets: dict[str, list[Pair]] = {}
    for source in sources:
        cut = [
            (pair.question, training_pairs.cut_passages(pair.answer))
            for pair in corpus.questions
            if pair.source == source
        ]
        for turn in range(recipe.rounds):  # each turn takes another passage of a long answer
            sets[f"{source} {turn}"] = [Pair(question, rng.choice(passages)) for question, passages in cut]
    passages = [passage for pair in corpus.questions for passage in training_pairs.cut_passages(pair.answer)]
    sets["answer sentences"] = training_pairs.cloze_pairs(passages, rng)
    sets["law titles"], sets["law sentences"] = training_pairs.law_pairs(corpus.laws, rng)
    sets["motions"] = training_pairs.motion_pairs(corpus.motions)
    for name, pairs in sets.items():
        log.info("%s: %d pairs", name, len(pairs))
    return sets


def _tune(tokenizer: Tokenizer, table: Vectors, sets: Mapping[str, Sequence[Pair]], recipe: Recipe) -> Vectors:
    """Bring each question nearer to its passage than to the others of its batch."""
    import torch
    from datasets import Dataset, DatasetDict
    from sentence_transformers import (
        SentenceTransformer,
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
    )
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    module = StaticEmbedding(tokenizer, embedding_weights=torch.from_numpy(table))
    model = SentenceTransformer(modules=[module], device="cpu")
    loss = MultipleNegativesRankingLoss(
        model, scale=recipe.scale, directions=("query_to_doc", "doc_to_query"), partition_mode="per_direction"
    )
    data = {
        name: Dataset.from_dict(
            {"anchor": [pair.question for pair in pairs], "positive": [pair.passage for pair in pairs]}
        )
        for name, pairs in sets.items()
    }
    with tempfile.TemporaryDirectory() as scratch:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=scratch,
            num_train_epochs=1,
            per_device_train_batch_size=recipe.batch,
            learning_rate=recipe.learning_rate,
            lr_scheduler_type="linear",
            warmup_steps=0.05,
            adam_beta2=0.99,
            max_grad_norm=0,
            seed=recipe.seed,
            use_cpu=True,
            save_strategy="no",
            logging_steps=20,
            report_to="none",
            disable_tqdm=True,
        )
        SentenceTransformerTrainer(model=model, args=arguments, train_dataset=DatasetDict(data), loss=loss).train()
    tuned: Vectors = module.embedding.weight.detach().numpy()
    return tuned


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the embedder from the command line."""
    parser = argparse.ArgumentParser(prog="python -m assistant.embedder_training", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of questions with answers")
    parser.add_argument("--text", type=Path, required=True, help="folder of laws and motions")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the embedder to")
    parser.add_argument("--subjects", type=Path, help="a .jsonl.gz of the Kamer's Zaak records, for its words")
    parser.add_argument("--hold-out", type=Path, help="folder of .txt letters that must not be trained on")
    parser.add_argument("--tokenizer", type=Path, help="a tokenizer.json to use instead of training one")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--validate", action="store_true", help="set documents aside, measure, write nothing")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    recipe = Recipe(seed=options.seed)
    corpus = read_corpus(options.data, options.text, subjects=options.subjects, hold_out=options.hold_out)
    tokenizer = None if options.tokenizer is None else load_tokenizer(options.tokenizer)
    if not options.validate:
        log.info("version %s", write_embedder(train_embedder(corpus, recipe, tokenizer), options.out))
        return
    asked = [pair for pair in corpus.questions if training_pairs.is_validation(pair.document)]
    others = tuple(pair for pair in corpus.questions if not training_pairs.is_validation(pair.document))
    measure(train_embedder(replace(corpus, questions=others), recipe, tokenizer), asked, others)


if __name__ == "__main__":
    main()

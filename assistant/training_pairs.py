"""folders of Dutch government text -> pairs of a question and a passage, to train the bundled embedder on.

Three kinds of pairs, all of them (what one asks, what one should find):

- questions with their answers, as asked in parliament or of the government;
- a title with a passage of its text, and the request of a motion with its considerations;
- a sentence with the passage it was taken from (the inverse cloze task of Lee, Chang and Toutanova 2019, "Latent
  Retrieval for Weakly Supervised Open Domain Question Answering").
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assistant.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PASSAGE_WORDS: Final = 110  # about the length of a passage in the library
LONGEST_WORDS: Final = 250  # text without sentence ends (tables, lists) is cut here
SHORTEST_ANSWER: Final = 8  # words; "Ja." answers any question
SHORTEST_SENTENCE: Final = 7
KEEP_SENTENCE: Final = 0.3  # so often the sentence stays in its passage: shared words must count, too
TITLE_PASSAGES: Final = 4  # passages of one law paired with its title
CLOZE_PASSAGES: Final = 25  # passages of one law from which a sentence is taken
CLOZE_TOTAL: Final = 60_000
SHINGLE: Final = 8  # words that two texts must share in a row ...
SHARED_SHINGLES: Final = 5  # ... so many times to be one text

_NUMBER: Final = re.compile(r"(?:^|(?<=[\s.?!:;)]))(\d{1,2})\.\s*(?=\D)")
_CLAUSE: Final = re.compile(r"(constaterende|overwegende|van mening|verzoekt|spreekt)")


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """A question with its answer; `document` is the letter or page that holds them."""

    source: str
    document: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion of the Kamer; the title is empty where the source gives none."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What one asks, and a passage that should be found."""

    question: str
    passage: str


def read_question_answers(folder: Path) -> list[QuestionAnswer]:
    """Read all questions with answers of the folder.

    Files: kamervragen_triplets.jsonl (question, answer), rekenkamer_qa.jsonl (letter, published, question, answer),
    belgian_kamer_qa.jsonl (question, answer, both numbered inside), rijksoverheid_vacs_bzk.csv (question,
    reference_answer). Answers of fewer than `SHORTEST_ANSWER` words are left out.

    Raises:
        OSError: A file is missing.
    """
    found = [
        *_kamervragen(folder / "kamervragen_triplets.jsonl"),
        *_rekenkamer(folder / "rekenkamer_qa.jsonl"),
        *_belgian_kamer(folder / "belgian_kamer_qa.jsonl"),
        *_rijksoverheid(folder / "rijksoverheid_vacs_bzk.csv"),
    ]
    return [pair for pair in found if len(pair.answer.split()) >= SHORTEST_ANSWER]


def read_laws(folder: Path) -> list[str]:
    """Read the laws of bwb_laws_sample.txt.gz: title on the first line, an empty line between two laws."""
    with gzip.open(folder / "bwb_laws_sample.txt.gz", "rt", encoding="utf-8") as file:
        return [law.strip() for law in file.read().split("\n\n") if law.strip()]


def read_motions(folder: Path) -> list[Motion]:
    """Read the motions of moties_2023_2025.jsonl.gz: objects with `text` and, sometimes, `title`."""
    with gzip.open(folder / "moties_2023_2025.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [Motion(title=row["title"] or "", text=row["text"]) for row in rows]


def read_subjects(path: Path) -> list[str]:
    """Read the subjects of letters from a .jsonl.gz of the Kamer's Zaak records: `Titel` and `Onderwerp` of each."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [squeeze(f"{row['Titel'] or ''} {row['Onderwerp'] or ''}") for row in rows]


def without_texts(pairs: Sequence[QuestionAnswer], held_out: Sequence[str]) -> list[QuestionAnswer]:
    """Leave out the pairs that stand in one of the held-out texts, so that questions about these measure honestly."""
    known = {shingle for text in held_out for shingle in _shingles(text)}
    return [pair for pair in pairs if len(_shingles(f"{pair.question} {pair.answer}") & known) < SHARED_SHINGLES]


def is_validation(document: str, *, one_in: int = 7) -> bool:
    """Say whether a document is among those set aside to choose by; the same documents on each run."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % one_in == 0


def cut_passages(text: str) -> list[str]:
    """Cut text at sentence ends into passages of about `PASSAGE_WORDS` words."""
    text = squeeze(text)
    passages: list[list[str]] = [[]]
    for start, end in split_sentences(text):
        words = text[start:end].split()
        for first in range(0, len(words), LONGEST_WORDS):
            if len(passages[-1]) >= PASSAGE_WORDS:
                passages.append([])
            passages[-1] += words[first : first + LONGEST_WORDS]
    if len(passages) > 1 and len(passages[-1]) < PASSAGE_WORDS // 4:
        passages[-2:] = [passages[-2] + passages[-1]]
    return [" ".join(words) for words in passages if words]


def squeeze(text: str) -> str:
    """Make every run of white space one space."""
    return " ".join(text.split())


def cloze_pairs(passages: Sequence[str], rng: random.Random) -> list[Pair]:
    """Pair a sentence of each passage with the passage, mostly without that sentence."""
    pairs = []
    for passage in passages:
        sentences = [passage[start:end] for start, end in split_sentences(passage)]
        long = [sentence for sentence in sentences if len(sentence.split()) >= SHORTEST_SENTENCE]
        if len(long) < 2:
            continue
        sentence = rng.choice(long)
        kept = rng.random() < KEEP_SENTENCE
        pairs.append(Pair(sentence, passage if kept else passage.replace(sentence, " ")))
    return pairs


def law_pairs(laws: Sequence[str], rng: random.Random) -> tuple[list[Pair], list[Pair]]:
    """Pair laws' titles, and sentences, with their passages.

    Returns:
        (title, passage) pairs and (sentence, passage) pairs.
    """
    titles: list[Pair] = []
    passages: list[str] = []
    for law in laws:
        title, _, body = law.partition("\n")
        cut = [passage for passage in cut_passages(body[:60_000]) if len(passage.split()) >= PASSAGE_WORDS // 3]
        rng.shuffle(cut)
        titles += [Pair(title, passage) for passage in cut[:TITLE_PASSAGES]]
        passages += cut[:CLOZE_PASSAGES]
    rng.shuffle(passages)
    return titles, cloze_pairs(passages[:CLOZE_TOTAL], rng)


def motion_pairs(motions: Sequence[Motion]) -> list[Pair]:
    """Pair a motion's title with its text, and what it requests with what it considers."""
    pairs = []
    for motion in motions:
        if motion.title:
            subject = motion.title.rpartition(";")[2].replace("Motie van het lid", "")
            pairs.append(Pair(squeeze(subject), squeeze(motion.text)))
        clauses = [squeeze(line) for line in motion.text.split("\n") if _CLAUSE.match(line)]
        requests = [clause for clause in clauses if clause.startswith(("verzoekt", "spreekt"))]
        grounds = [clause for clause in clauses if clause not in requests]
        if requests and grounds:
            pairs.append(Pair(" ".join(requests), " ".join(grounds)))
    return pairs


def numbered_parts(text: str) -> dict[int, str]:
    """Split "1. ... 2. ..." into its parts, by number; numbers out of order belong to the part before."""
    parts: dict[int, str] = {}
    pieces = _NUMBER.split(text)
    for number, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if int(number) == len(parts) + 1:
            parts[int(number)] = piece.strip()
        elif parts:
            parts[len(parts)] += f" {number}. {piece.strip()}"
    return parts


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _kamervragen(path: Path) -> Iterator[QuestionAnswer]:
    for number, row in enumerate(_lines(path)):  # forty in a row: about as many as share a letter or two
        yield QuestionAnswer(
            "kamervragen", f"kamervragen {number // 40}", squeeze(row["question"]), squeeze(row["answer"])
        )


def _rekenkamer(path: Path) -> Iterator[QuestionAnswer]:
    for row in _lines(path):
        document = f"{row['published']} {row['letter']}"
        yield QuestionAnswer("rekenkamer", document, squeeze(row["question"]), squeeze(row["answer"]))


def _rijksoverheid(path: Path) -> Iterator[QuestionAnswer]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield QuestionAnswer("rijksoverheid", row["id"], squeeze(row["question"]), squeeze(row["reference_answer"]))


def _belgian_kamer(path: Path) -> Iterator[QuestionAnswer]:
    for number, row in enumerate(_lines(path)):
        document = f"belgian_kamer {number}"
        title, _, body = (row["question"] or "").partition("\n")
        title = squeeze(title).replace(". -", " -")
        answer = squeeze(row["answer"] or "")
        yield QuestionAnswer("belgian_kamer", document, title, answer)
        questions, answers = numbered_parts(squeeze(body)), numbered_parts(answer)
        for key in sorted(questions.keys() & answers.keys()):
            yield QuestionAnswer("belgian_kamer", document, f"{title}: {questions[key]}", answers[key])


def _shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[first : first + SHINGLE]) for first in range(len(words) - SHINGLE + 1)}

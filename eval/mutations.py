"""true sentences and lies made of them -> how many lies verification catches, and how many truths it refuses.

    python -m eval.mutations                     10,000 altered figures, and lies of other kinds
    python -m eval.mutations --count 500 --json FILE

Each sentence that answers a question of the bundled gold is said in several true ways and altered in many false ones.
Each goes the whole way of a generated sentence: its quotes are chosen from the passages that it names, the right one
and a few that were found beside it, and it is verified against the letters. The same seed gives the same figures.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.analyser import Token, analyse, tokenize
from assistant.embedders import load_embedder
from assistant.figure_support import terms_outside_figures
from assistant.figures import find_figures
from assistant.library import Library
from assistant.quote_choice import choose_quotes
from assistant.retrieval import retrieve
from assistant.sentences import split_sentences
from assistant.understanding import understand
from assistant.verification import Verification
from assistant.vocabulary import DraftSentence, Figure, Filters, Mode, Question, ScoredPassage
from eval.figure_mutations import Mutation, mutate_figures, say_otherwise
from eval.gold_set import load_questions
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, temporary_library
from eval.statistics import wilson_interval

COUNT = 10_000
_LEAST_TERMS = 2  # a bare figure (a table's cell) is no sentence
_NAMED = 2  # passages named for a sentence: the right one, and the next
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{3,})\b")
_NEGATABLE = re.compile(r"\b(?:is|zijn|wordt|worden|heeft|hebben|kan|kunnen|was|waren|werd|werden)\b")
_NEGATION = re.compile(r"\b(?:niet|geen|nooit)\s")


@dataclass(frozen=True, slots=True)
class Truth:
    """A true sentence with the passages that it names."""

    text: str
    sources: tuple[ScoredPassage, ...]
    figures: tuple[Figure, ...]  # of its passage


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a kind were tried and refused, with some that went the wrong way."""

    tried: int
    refused: int
    missed: tuple[str, ...]


def gather_truths(library: Library, gold: Path) -> list[Truth]:
    """The true sentences of the answerable questions, each once, in the order of the gold set."""
    truths: dict[str, Truth] = {}
    for question in load_questions(gold):
        for evidence in question.evidence:
            for start, end in split_sentences(evidence.quote):
                sentence = evidence.quote[start:end]
                sources = _sources(library, sentence)
                figures = tuple(find_figures(sources[0].passage.text)) if sources else ()
                for text in [sentence, *say_otherwise(sentence)] if sources else ():
                    if len(terms_outside_figures(text)) >= _LEAST_TERMS:
                        truths.setdefault(text, Truth(text, sources, figures))
    return list(truths.values())


def _sources(library: Library, sentence: str) -> tuple[ScoredPassage, ...]:
    """The passage with a sentence, and the next that were found; empty if none has it whole."""
    found = retrieve(library, understand(Question(sentence[:500])), Filters()).passages
    holding = [one for one in found if sentence in one.passage.text]
    return (*holding[:1], *[one for one in found if one not in holding[:1]][: _NAMED - 1]) if holding else ()


class Trial:
    """Puts sentences to verification."""

    def __init__(self, library: Library) -> None:
        """Verify against this library."""
        self._library = library

    def stands(self, text: str, sources: Sequence[ScoredPassage]) -> bool:
        """Whether a generated sentence that names these passages would be shown."""
        verification = Verification(Mode.GENERATED, letter=self._library.letter, embedder=self._library.embedder)
        return verification.check(DraftSentence(text, choose_quotes(text, sources))) is not None


def measure(library: Library, gold: Path, *, count: int = COUNT, seed: int = 1) -> dict[str, Tally]:
    """Measure by kind: "true" for the sentences that should stand; all other kinds should be refused."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    truths = gather_truths(library, gold)
    trial = Trial(library)
    numeric = [truth for truth in truths if truth.figures and find_figures(truth.text)]
    lies = [(lie, truth.sources) for truth in numeric for lie in mutate_figures(truth.text, truth.figures)]
    chance.shuffle(lies)
    others = list(_other_lies(truths, chance))
    chance.shuffle(others)
    true = [(Mutation("true", truth.text, truth.text), truth.sources) for truth in truths]
    chance.shuffle(true)
    return _tally(trial, [*lies[:count], *others[:count], *true[:count]])


def _tally(trial: Trial, cases: Iterable[tuple[Mutation, Sequence[ScoredPassage]]]) -> dict[str, Tally]:
    tried: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    wrong: dict[str, list[str]] = {}
    for case, sources in cases:
        stands = trial.stands(case.text, sources)
        tried[case.kind] += 1
        refused[case.kind] += not stands
        if stands != (case.kind == "true"):
            wrong.setdefault(case.kind, []).append(f"{case.truth} => {case.text}")
    return {kind: Tally(tried[kind], refused[kind], tuple(wrong.get(kind, ()))) for kind in sorted(tried)}


def _other_lies(truths: Sequence[Truth], chance: random.Random) -> Iterator[tuple[Mutation, Sequence[ScoredPassage]]]:
    """Lies without an altered figure: another name, word or negation; another passage or sentence."""
    names = sorted({name for truth in truths for name in _NAME.findall(truth.text)})
    for truth in truths:
        text = truth.text
        known = " ".join(f"{one.passage.text} {one.passage.context}" for one in truth.sources)
        for match in _NAME.finditer(text):
            other = chance.choice(names)
            if analyse(other)[0] not in analyse(known):
                yield Mutation("name", text, text[: match.start()] + other + text[match.end() :]), truth.sources
        verb = _NEGATABLE.search(text)
        if verb and not _NEGATION.search(text):
            yield Mutation("negation", text, f"{text[: verb.end()]} niet{text[verb.end() :]}"), truth.sources
        if len(_NEGATION.findall(text)) == 1:
            yield Mutation("negation", text, _NEGATION.sub("", text)), truth.sources
        words = [token for token in tokenize(text) if _is_word(token)]
        other_words = [token.text for token in tokenize(chance.choice(truths).text) if _is_word(token)]
        if words and other_words:
            word, other = chance.choice(words), chance.choice(other_words)
            if not set(analyse(other)) & set(analyse(known)):
                yield Mutation("word", text, text[: word.start] + other + text[word.end :]), truth.sources
        stranger = chance.choice(truths)
        if stranger.sources[0].header.id != truth.sources[0].header.id:
            yield Mutation("passage", text, text), stranger.sources[:1]
            yield Mutation("sentence", text, stranger.text), truth.sources


def _is_word(token: Token) -> bool:
    """Whether a token is a word that says something."""
    return bool(token.terms) and token.text.islower() and len(token.text) > 4


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print or write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=COUNT, help="altered figures")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--letters", type=Path, default=BUNDLED_LETTERS)
    parser.add_argument("--gold", type=Path, default=BUNDLED_GOLD)
    parser.add_argument("--json", type=Path, help="write the figures, and what went wrong, to this file")
    chosen = parser.parse_args(arguments)
    with temporary_library(chosen.letters, load_embedder()) as library:
        tallies = measure(library, chosen.gold, count=chosen.count, seed=chosen.seed)
    for line in report_lines(tallies):
        sys.stdout.write(f"{line}\n")
    if chosen.json:
        form = {
            kind: {"tried": one.tried, "refused": one.refused, "wrong": one.missed} for kind, one in tallies.items()
        }
        chosen.json.write_text(json.dumps(form, ensure_ascii=False, indent=1), encoding="utf-8")


FIGURE_KINDS = ("digit", "scale", "unit", "year", "sign", "neighbour")


def figures_caught(tallies: dict[str, Tally]) -> tuple[int, int]:
    """Of all altered figures together: caught, tried."""
    of_figures = [tallies[kind] for kind in FIGURE_KINDS if kind in tallies]
    return sum(one.refused for one in of_figures), sum(one.tried for one in of_figures)


def report_lines(tallies: dict[str, Tally]) -> Iterator[str]:
    """A line for each kind, with 95 % Wilson intervals."""
    caught, tried = figures_caught(tallies)
    yield _line("altered figures caught", caught, tried)
    for kind, one in tallies.items():
        yield _line("true, but refused" if kind == "true" else f"  {kind}", one.refused, one.tried)


def _line(name: str, part: int, whole: int) -> str:
    low, high = wilson_interval(part, max(1, whole))
    return f"{name:26} {part:6} of {whole:6}  {part / max(1, whole):8.3%}  [{low:.3%}, {high:.3%}]"


if __name__ == "__main__":
    main()

"""a generated sentence and the passages it names -> the sentences of those passages that carry it, as quotes.

A model names passages; what is cited is chosen here, so that a citation is always a literal stretch of a letter. The
choice goes by what the sentence is about, and only a little by its figures: a wrong figure has to be laid beside the
sentence that says the right one, not beside another that happens to hold the same number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.analyser import fold, tokenize
from assistant.figure_support import has_figure, terms_outside_figures
from assistant.figures import find_figures
from assistant.placed_sentences import place_sentences
from assistant.vocabulary import Figure, Quote, ScoredPassage, Voice

MAX_QUOTES = 3  # for one sentence
_FIGURE_WEIGHT = 0.5  # of a figure beside 1 for a term
_LEAST_GAIN = 0.12  # share of the sentence that a further quote has to add
_SHARED = 2  # terms and figures that a further quote shares with the sentence
_BESIDE = 3  # characters between neighbouring sentences
_LIKENESS = 0.1  # of a function word beside 1 for a term
_MOTION_WORD = "motie"


@dataclass(frozen=True, slots=True)
class _Carrier:
    """A sentence of a passage with what it could carry."""

    quote: Quote
    terms: frozenset[str]
    figures: frozenset[int]  # of the generated sentence, by their place
    likeness: float  # by the function words that both have: it decides where a sentence has few others


def choose_quotes(text: str, sources: Sequence[ScoredPassage]) -> tuple[Quote, ...]:
    """Choose the quotes for a sentence.

    Args:
        text: The generated sentence.
        sources: The passages that it names.

    Returns:
        Up to `MAX_QUOTES` quotes in the order of the passages; none where nothing of the sentence stands in them.
        A Member's question carries nothing, and the text of a motion only what is said of a motion.
    """
    figures = find_figures(text)
    wanted = terms_outside_figures(text)
    carriers = [carrier for source in sources for carrier in _carriers(text, figures, wanted, source)]
    chosen: list[_Carrier] = []
    terms: set[str] = set()
    held: set[int] = set()
    total = len(wanted) + _FIGURE_WEIGHT * len(figures)
    while carriers and len(chosen) < MAX_QUOTES:
        gains = [
            len(one.terms - terms) + _FIGURE_WEIGHT * len(one.figures - held) + (0 if chosen else one.likeness)
            if not chosen or _belongs(one, chosen)
            else 0.0
            for one in carriers
        ]
        best = max(gains)
        if best <= 0 or (chosen and best < _LEAST_GAIN * total):
            break
        carrier = carriers.pop(gains.index(best))
        chosen.append(carrier)
        terms |= carrier.terms
        held |= carrier.figures
    places = {id(source): at for at, source in enumerate(sources)}
    return tuple(
        sorted((one.quote for one in chosen), key=lambda quote: (places[id(quote.source)], quote.start)),
    )


def _belongs(one: _Carrier, chosen: Sequence[_Carrier]) -> bool:
    """Whether a further quote is about the same: it says several words of the sentence, or stands beside a quote."""
    if len(one.terms) + len(one.figures) >= _SHARED:
        return True
    return any(
        one.quote.source is other.quote.source
        and min(abs(one.quote.start - other.quote.end), abs(other.quote.start - one.quote.end)) <= _BESIDE
        for other in chosen
    )


def _carriers(text: str, figures: Sequence[Figure], wanted: set[str], source: ScoredPassage) -> list[_Carrier]:
    about_motion = any(_MOTION_WORD in token.text.lower() for token in tokenize(text))
    function_words = _function_words(text)
    carriers = []
    for placed in place_sentences(source):
        sentence = placed.sentence
        hidden = sentence.voice is Voice.MEMBER or (sentence.voice is Voice.MOTION and not about_motion)
        if hidden or placed.heads_table:
            continue
        terms = frozenset(wanted & terms_outside_figures(sentence.text))
        same = frozenset(at for at, figure in enumerate(figures) if has_figure(figure, text, sentence.text))
        if terms or same:
            likeness = _LIKENESS * len(function_words & _function_words(sentence.text))
            carriers.append(_Carrier(Quote(source, sentence.start, sentence.end), terms, same, likeness))
    return carriers


def _function_words(text: str) -> set[str]:
    return {fold(token.text) for token in tokenize(text) if not token.terms}

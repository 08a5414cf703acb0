"""Of the dates in a letter most belong to another paper, another end of the thing, or to what is over."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dated_events import date_fits
from assistant.evidence import weigh_words
from assistant.figures import find_figures
from assistant.rated_sentences import rate_sentences
from assistant.retrieval import Candidates
from assistant.understanding import understand
from assistant.vocabulary import Question
from tests.made_passages import make_passage

WRITTEN = date(2024, 3, 12)


def _fit(question, sentence, at=0):
    return date_fits(question, sentence, find_figures(sentence)[at], WRITTEN)


def test_the_date_of_a_letter_or_a_debate_is_not_that_of_what_it_speaks_of():
    assert _fit("Wanneer kwam het hek?", "In mijn brief van 4 mei 2023 schreef ik over het hek.") < 1
    assert _fit("Wanneer kwam het hek?", "Tijdens het commissiedebat van 3 oktober 2023 ging het over het hek.") < 1
    assert _fit("Van wanneer is de brief over het hek?", "In mijn brief van 4 mei 2023 schreef ik over het hek.") == 1
    assert _fit("Wanneer komt het hek?", "Het hek komt er op 4 mei 2025.") == 1


def test_when_something_is_ready_is_not_said_by_when_it_began():
    began, ready = "Het herstel van het duin begon in mei 2025.", "Het duin wordt in juli 2026 opgeleverd."
    assert _fit("Wanneer is het duin klaar?", began) < _fit("Wanneer is het duin klaar?", ready)
    assert _fit("Wanneer start het herstel van het duin?", began) > _fit("Wanneer start het herstel?", ready)


@pytest.mark.parametrize("sentence", ["Het hek werd op 4 mei 2023 besproken.", "Op 4 maart jl. is het hek besproken."])
def test_what_is_still_to_come_is_not_of_a_day_before_the_letter(sentence):
    assert _fit("Wanneer wordt het hek geplaatst?", sentence) < 1
    assert _fit("Wanneer werd het hek besproken?", sentence) == 1
    assert _fit("Vanaf wanneer wordt het hek betaald?", sentence) == 1


def test_until_when_something_still_can_be_done_is_to_come():
    spent = "Tot en met 31 december 2023 is het geld toegekend."
    assert _fit("Tot wanneer kunnen scholen het geld nog aanvragen?", spent) < 1


def test_a_month_is_over_when_its_last_day_is():
    assert _fit("Wanneer komt het hek?", "Het hek komt er in maart 2024.") == 1
    assert _fit("Wanneer komt het hek?", "Het hek stond er in februari 2024.") < 1


def test_of_two_dates_in_a_paragraph_that_of_the_event_speaks_more_for_its_sentence(embedder):
    passage = make_passage(
        "De plannen voor het militaire duin zijn op 19 november 2023 door de provincie bekendgemaakt. Het doel is om voor "
        "eind 2027 één gebied voor het militaire duin te hebben."
    )
    query = understand(Question("Tegen wanneer moet er één gebied voor het militaire duin zijn?"))
    candidates = Candidates(query, (passage,), weigh_words(query, {}, 100))
    figures = {one.sentence.start: one.evidence["figure"] for one in rate_sentences(candidates, embedder)}
    assert figures[min(figures)] < figures[max(figures)] == 1

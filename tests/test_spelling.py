"""A word that no letter holds is put right by a known one that is one slip away."""

from __future__ import annotations

import pytest

from assistant.analyser import analyse
from assistant.spelling import repair_spelling
from assistant.understanding import understand
from assistant.vocabulary import Question

_HELD = frozenset(analyse("De vergunning voor het onderzoek van de gemeente"))


def _frequencies(terms):
    return {term: int(term in _HELD) for term in terms}


@pytest.mark.parametrize("slip", ["vergunnng", "vergunnning", "vergunming", "verugnning"])
def test_one_slip_is_put_right(slip):
    query = repair_spelling(understand(Question(f"nieuwe {slip} onderzoek")), _frequencies)
    assert query.text == "nieuwe vergunning onderzoek"
    assert query.rewritten


@pytest.mark.parametrize("text", ["vergunning onderzoek", "XZQW-35 onderzoek", "Vergadering van de vergunning"])
def test_what_is_right_a_code_or_a_word_by_itself_stays(text):
    assert repair_spelling(understand(Question(text)), _frequencies).text == text

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import GoldError
from assistant.vocabulary import Filters
from eval.gold_set import (
    Evidence,
    Verdict,
    check_against_letters,
    find_quote,
    find_quotes,
    load_claims,
    load_questions,
    nearest_match,
)

LETTER = "De brug kost € 2,5 miljoen.\nZij is op 3 mei 2024 klaar.\nSoort | 2022 | 2023\nSluis | 4 | 45"


def question(**changes):
    entry = {
        "id": "q1",
        "category": "amount",
        "question": "Wat kost de brug?",
        "answerable": True,
        "evidence": [{"letter": "brug.txt", "quote": "De brug kost € 2,5 miljoen."}],
        "must": [["2,5 miljoen", "2.500.000"]],
    }
    return {name: value for name, value in (entry | changes).items() if value is not None}


def claim(**changes):
    return {
        "id": "c1",
        "claim": "De brug kost 3 miljoen.",
        "verdict": "contradicted",
        "letter": "brug.txt",
        "should_show": "2,5 miljoen",
    } | changes


@pytest.fixture
def gold_file(tmp_path):
    def write(*entries):
        path = tmp_path / "gold.jsonl"
        lines = (entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False) for entry in entries)
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def test_a_question_is_read_with_all_its_fields(gold_file):
    written = question(history=["Welke brug?"], filters={"ministry": "Bruggen", "from": "2024-01-01"}, kind=None)
    (read,) = load_questions(gold_file(written))
    assert read.evidence == (Evidence("brug.txt", "De brug kost € 2,5 miljoen."),)
    assert read.must == (("2,5 miljoen", "2.500.000"),)
    assert read.history == ("Welke brug?",)
    assert read.filters.ministry == "Bruggen"
    assert read.filters.since.isoformat() == "2024-01-01"
    assert read.as_asked().text == "Wat kost de brug?"
    assert read.as_asked().id == "q1"


def test_fields_that_are_left_out_are_empty(gold_file):
    (read,) = load_questions(gold_file(question(answerable=False, evidence=None, must=None)))
    assert (read.evidence, read.must, read.history, read.kind, read.style) == ((), (), (), None, None)
    assert read.filters == Filters()


def test_empty_lines_are_passed_over_and_counted(gold_file):
    first, second = load_questions(gold_file(question(), "", "  ", question(id="q2")))
    assert (first.line.number, second.line.number) == (1, 4)


@pytest.mark.parametrize(
    ("entries", "line", "part"),
    [
        ((question(), '{"id": "q2",'), 2, "broken JSON"),
        (('["q1"]',), 1, "JSON object"),
        ((question(), "", question()), 3, "already used in line 1"),
        ((question(evidence=[]),), 1, "needs evidence"),
        ((question(answerable=False),), 1, "is answerable"),
        ((question(id=None),), 1, "'id'"),
        ((question(question="  "),), 1, "'question'"),
        ((question(answerable="ja"),), 1, "true or false"),
        ((question(evidence=[{"letter": "brug.txt"}]),), 1, "'quote'"),
        ((question(must=[[]]),), 1, "empty list"),
        ((question(must=["2,5"]),), 1, "'must'"),
        ((question(anwser="x"),), 1, "unknown field 'anwser'"),
        ((question(filters={"ministerie": "x"}),), 1, "unknown filter"),
        ((question(filters={"from": "mei 2024"}),), 1, "2024-05-31"),
        ((), 1, "nothing in this file"),
    ],
)
def test_a_broken_question_is_named_by_file_and_line(gold_file, entries, line, part):
    path = gold_file(*entries)
    with pytest.raises(GoldError) as caught:
        load_questions(path)
    assert part in caught.value.values["detail"]
    assert caught.value.values["line"] == line
    assert caught.value.values["file"] == str(path)


def test_a_file_that_is_missing_or_no_text_is_a_gold_error(tmp_path):
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    for name in ("missing.jsonl", "bytes.jsonl"):
        with pytest.raises(GoldError, match="cannot be read"):
            load_questions(tmp_path / name)


def test_a_claim_is_read_with_its_verdict(gold_file):
    (read,) = load_claims(gold_file(claim()))
    assert (read.verdict, read.letter, read.should_show) == (Verdict.CONTRADICTED, "brug.txt", "2,5 miljoen")


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        (claim(verdict="onwaar"), "'verdict'"),
        (claim(letter=None), "needs the letter"),
        (claim(should_show=None), "should_show"),
    ],
)
def test_a_broken_claim_is_refused(gold_file, entry, part):
    with pytest.raises(GoldError) as caught:
        load_claims(gold_file(entry))
    assert part in caught.value.values["detail"]


def test_a_gold_set_that_fits_its_letters_passes(gold_file):
    questions = load_questions(gold_file(question()))
    check_against_letters(questions, {"brug.txt": LETTER}, load_claims(gold_file(claim())))


def test_an_unknown_letter_is_refused_in_questions_and_claims(gold_file):
    questions = load_questions(gold_file(question()))
    with pytest.raises(GoldError, match=r"no letter 'brug\.txt'"):
        check_against_letters(questions, {"sluis.txt": LETTER})
    with pytest.raises(GoldError, match=r"no letter 'brug\.txt'"):
        check_against_letters([], {"sluis.txt": LETTER}, load_claims(gold_file(claim())))


def test_a_quote_that_does_not_occur_is_refused_with_the_nearest_match(gold_file):
    wrong = question(evidence=[{"letter": "brug.txt", "quote": "Zij is op 4 mei 2024 klaar."}])
    with pytest.raises(GoldError, match="Zij is op 3 mei 2024 klaar"):
        check_against_letters(load_questions(gold_file(wrong)), {"brug.txt": LETTER})


def test_white_space_and_cell_bars_do_not_matter_to_a_quote():
    assert find_quote("miljoen.  Zij\tis", LETTER) == (19, 34)
    start, end = find_quote("Sluis 4 45", LETTER)
    assert LETTER[start:end] == "Sluis | 4 | 45"


def test_a_quote_ends_at_the_end_of_a_word():
    assert find_quote("Sluis 4 4", LETTER) is None
    assert find_quote("5 miljoen", "15 miljoen") is None
    assert find_quote("3 mei 2024", "Zij is op 3 mei 20245 klaar") is None


def test_a_blank_quote_is_never_found():
    assert find_quote(" \n", LETTER) is None


def test_a_quote_is_found_wherever_it_occurs():
    assert [LETTER[a:b] for a, b in find_quotes("2022", LETTER)] == ["2022"]
    assert len(list(find_quotes("op", "op en op"))) == 2


def test_nothing_is_nearest_when_nothing_is_alike():
    assert nearest_match("geheel iets anders", LETTER) == ""


words = st.lists(st.text("abcé€.,(3", min_size=1, max_size=6), min_size=1, max_size=12)


@given(words, st.lists(st.sampled_from([" ", "\n", "\t", " | ", "  "]), min_size=12, max_size=12), st.data())
def test_every_run_of_words_of_a_text_is_found_as_a_quote_whatever_white_space_it_has(parts, spaces, data):
    text = "".join(part + space for part, space in zip(parts, spaces, strict=False))
    start = data.draw(st.integers(0, len(parts) - 1))
    end = data.draw(st.integers(start + 1, len(parts)))
    found = find_quote(" ".join(parts[start:end]), text)
    assert found is not None
    assert text[slice(*found)].replace("|", " ").split() == parts[start:end]

import pytest

from assistant.embedders import load_embedder
from assistant.vocabulary import Question, Status
from eval.rivals import CHUNK, NAIVE_TOP, NaiveRecipe, PlainBm25
from eval.run import temporary_library

SENTENCE = "De veerpont bij Oudeveer kost 3 euro per overtocht."


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("brieven")
    filler = "Over het beheer van de wegen in de regio wordt elk jaar met de gemeenten gesproken. " * 40
    (folder / "veer.txt").write_text(f"Geachte voorzitter,\n\n{SENTENCE} {filler}\n", encoding="utf-8")
    (folder / "weg.txt").write_text(f"Geachte voorzitter,\n\n{filler}\n", encoding="utf-8")
    with temporary_library(folder, load_embedder()) as opened:
        yield opened


@pytest.mark.parametrize("rival", [NaiveRecipe, PlainBm25])
def test_a_rival_finds_and_quotes_what_stands_there(library, rival):
    response = rival(library).ask(Question("Wat kost de veerpont bij Oudeveer?"))
    (quote,) = response.answer.quotes
    assert response.answer.status is Status.ANSWERED
    assert library.letter(quote.place.letter_id).text[quote.place.start : quote.place.end] == quote.text
    assert SENTENCE in "".join(library.letter(one.letter_id).text[one.start : one.end] for one in response.passages[:1])


def test_plain_bm25_says_the_first_sentence_of_the_best_passage(library):
    assert PlainBm25(library).ask(Question("veerpont Oudeveer")).answer.text.startswith(SENTENCE)


def test_the_naive_recipe_gives_five_chunks_that_cover_the_letters(library):
    naive = NaiveRecipe(library)
    assert len(naive.ask(Question("wegen in de regio")).passages) == NAIVE_TOP
    chunks = naive.search(Question("wegen"), limit=1_000)
    assert all(chunk.end - chunk.start <= CHUNK for chunk in chunks)
    for header in library.headers():
        covered = {at for one in chunks if one.letter_id == header.id for at in range(one.start, one.end)}
        assert covered == set(range(len(library.letter(header.id).text)))


def test_plain_bm25_refuses_only_words_that_it_never_saw(library):
    assert PlainBm25(library).ask(Question("xyzzy plugh")).answer.status is Status.NOT_FOUND

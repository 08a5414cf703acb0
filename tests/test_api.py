"""The HTTP API: the command line's JSON over HTTP, and problem details in Dutch."""

from __future__ import annotations

import json

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.claims import ClaimChecker
from assistant.found_figures import find_library_figures
from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Filters, Question
from tests.web_letters import P, fill, make_letter
from ui.answer_forms import answer_form, search_form
from ui.api import add_routes
from ui.check_forms import check_form
from ui.figures_forms import figure_form
from ui.user_limits import UserLimits

pytest_plugins = ("tests.web_fixtures",)

QUESTION = "Hoeveel kost de kabelbrug bij Hoogkloof?"


@pytest.fixture(scope="module")
def client(web_library: Library) -> TestClient:
    app = FastAPI(openapi_url="/api/v1/openapi.json")
    add_routes(app, web_library)
    return TestClient(app, raise_server_exceptions=False)


def test_ask_gives_what_the_command_line_gives(client: TestClient, web_library: Library):
    answer = client.post("/api/v1/ask", json={"question": QUESTION, "id": "v1"}).json()
    assert answer == answer_form(QuestionPipeline(web_library).answer(Question(QUESTION, id="v1")))
    assert answer["status"] == "answered"
    first = answer["citations"][0]
    letter = client.get(f"/api/v1/letters/{first['letter']['id']}").json()
    assert letter["text"][first["start"] : first["end"]] == first["quote"]


def test_search_gives_what_the_command_line_gives(client: TestClient, web_library: Library):
    found = client.post("/api/v1/search", json={"question": QUESTION, "top": 3}).json()
    assert found == search_form(Question(QUESTION), QuestionPipeline(web_library).search(Question(QUESTION), limit=3))
    assert len(found["passages"]) == 3


def test_filters_have_the_names_of_the_command_line(client: TestClient):
    asked = {"question": QUESTION, "filters": {"from": "2029-01-01", "to": "2029-12-31"}}
    answer = client.post("/api/v1/ask", json=asked).json()
    assert answer["searched"] == {"letters": 1, "from": "2029-06-01", "to": "2029-06-01"}
    assert {one["letter"]["id"] for one in answer["citations"]} == {"brug-2029"}


def test_history_makes_a_follow_up_stand_alone(client: TestClient):
    answer = client.post("/api/v1/ask", json={"question": "En wanneer gaat die open?", "history": [QUESTION]}).json()
    assert any(note.startswith("Begrepen als") for note in answer["notes"])


def test_an_answer_streams_as_events_that_end_with_the_same_answer(client: TestClient):
    streamed = client.post("/api/v1/ask", json={"question": QUESTION}, headers={"accept": "text/event-stream"})
    events = [event.split("\n", 1) for event in streamed.text.strip().split("\n\n")]
    names = [name.removeprefix("event: ") for name, _ in events]
    whole = json.loads(events[-1][1].removeprefix("data: "))
    assert names[0] == "found"
    assert names[1:-1] == ["sentence"] * len(whole["sentences"])
    assert names[-1] == "answer"
    assert whole == client.post("/api/v1/ask", json={"question": QUESTION}).json()


def test_a_fault_while_streaming_is_an_event(client: TestClient):
    streamed = client.post("/api/v1/ask", json={"question": " "}, headers={"accept": "text/event-stream"})
    assert streamed.text.startswith("event: error\ndata: {")


def test_letters_are_listed_newest_first_and_can_be_filtered(client: TestClient):
    letters = client.get("/api/v1/letters").json()
    assert [letter["id"] for letter in letters] == ["brug-2031", "hostiel", "molens", "brug-2029"]
    assert [one["id"] for one in client.get("/api/v1/letters?ministry=molens&from=2030-01-01").json()] == ["molens"]


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({"question": "  "}, 422, "De vraag is leeg"),
        ({"question": "a" * 10_000}, 413, "10000 tekens"),
        ({}, 422, "question"),
        ({"question": "x", "onzin": 1}, 422, "onzin"),
        ({"question": "x", "filters": {"from": "gisteren"}}, 422, "filters.from"),
        ({"question": 7}, 422, "question"),
    ],
)
def test_a_question_that_cannot_be_used_is_a_problem_in_dutch(client: TestClient, asked, status: int, words: str):
    response = client.post("/api/v1/ask", json=asked)
    problem = response.json()
    assert response.status_code == problem["status"] == status
    assert response.headers["content-type"] == "application/problem+json"
    assert words in problem["detail"]
    assert problem["type"].startswith("urn:briefwijzer:problem:")


def test_a_letter_that_is_not_there_is_a_problem_and_a_page(client: TestClient):
    assert client.get("/api/v1/letters/geen").status_code == 404
    page = client.get("/brief/<script>alert(1)")
    assert page.status_code == 404
    assert "<script>" not in page.text
    assert "geen brief" in page.text


@pytest.mark.parametrize(
    "path", ["/ui/api.py", "/ui/..%2fapi.py", "/ui/%2e%2e/%2e%2e/etc/passwd", "/brief/..%2f..%2fetc%2fpasswd"]
)
def test_no_file_but_those_of_the_page_is_served(client: TestClient, path: str):
    assert client.get(path).status_code == 404


def test_the_page_of_a_letter_marks_the_span(client: TestClient, web_library: Library):
    text = web_library.letter("molens").text
    start = text.index("14 maanden")
    page = client.get(f"/brief/molens?van={start}&tot={start + 10}").text
    assert '<mark id="aangehaald" tabindex="-1">14 maanden</mark>' in page


def test_check_gives_what_the_command_line_gives(client: TestClient, web_library: Library):
    claim = "De kabelbrug bij Hoogkloof kost € 47 miljoen."
    checked = client.post("/api/v1/check", json={"claim": claim, "id": "c1"}).json()
    assert checked == check_form(ClaimChecker(web_library).check(claim), claim_id="c1")
    assert checked["verdict"] == "contradicted"
    narrowed = {"claim": claim, "filters": {"to": "2029-12-31"}}
    assert client.post("/api/v1/check", json=narrowed).json()["searched"]["letters"] == 1
    assert client.post("/api/v1/check", json={"claim": " "}).status_code == 422


def test_figures_give_what_the_command_line_gives(client: TestClient, web_library: Library):
    found = client.get("/api/v1/figures?term=kabelbrug").json()
    assert found == [figure_form(one) for one in find_library_figures(web_library, "kabelbrug")]
    assert {one["text"] for one in client.get("/api/v1/figures?term=kabelbrug&to=2029-12-31").json()} == {
        "€ 42 miljoen"
    }
    table = client.get("/api/v1/figures?term=kabelbrug", headers={"accept": "text/csv"})
    assert table.text.splitlines()[0].startswith("wat,")
    assert client.get("/api/v1/figures?limit=0").status_code == 422


def test_the_references_of_a_letter_are_given(client: TestClient):
    form = client.get("/api/v1/letters/brug-2031/references").json()
    assert form["letter"]["id"] == "brug-2031"
    assert form["references"] == []
    assert client.get("/api/v1/letters/geen/references").status_code == 404


def test_who_asks_more_than_the_limit_is_told_to_wait(web_library: Library):
    app = FastAPI()
    add_routes(app, web_library, limits=UserLimits(2))
    client = TestClient(app)
    codes = [client.post("/api/v1/ask", json={"question": QUESTION}).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    problem = client.post("/api/v1/check", json={"claim": QUESTION})
    assert problem.headers["content-type"] == "application/problem+json"
    assert "per minuut" in problem.json()["detail"]
    assert client.get("/api/v1/letters").status_code == 200
    assert "per minuut" in client.post("/controleer", data={"tekst": "x"}).text


@pytest.mark.parametrize("dossier", ["-", " ", "geen nummer", "36 600 XV"])
def test_any_dossier_can_be_asked_for(client: TestClient, dossier: str):
    assert client.get("/api/v1/letters", params={"dossier": dossier}).status_code == 200
    assert client.get("/brieven", params={"dossier": dossier}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/cijfers", "/cijfers?term=x&vanaf=morgen", "/brieven?zoek=%3Cscript%3E", "/brieven?ministerie=%22%3E%3Cb%3E",
             "/toezeggingen?stand=onzin", "/controleer", "/brieven?pagina=9999"],
)  # fmt: skip
def test_a_tab_answers_whatever_it_is_asked_and_shows_it_as_text(client: TestClient, path: str):
    response = client.get(path)
    assert response.status_code in {200, 422}
    assert response.headers["content-type"].startswith("text/html")
    assert "<script" not in response.text
    assert "<b>" not in response.text


def test_a_tab_says_which_date_it_cannot_read(client: TestClient):
    assert "&#x27;morgen&#x27; is geen datum" in client.get("/cijfers?term=x&vanaf=morgen").text


def test_a_csv_cannot_compute_anything(web_library: Library, tmp_path):
    library = Library(tmp_path / "library", web_library.embedder, create=True)
    fill(library, [make_letter("kwaad", "=HYPERLINK(1)", [(P, "De kosten van de brug zijn € 12 miljoen in 2031.")])])
    app = FastAPI()
    add_routes(app, library)
    rows = TestClient(app).get("/cijfers/uitvoer/csv?term=brug").text
    assert "'=HYPERLINK(1)" in rows
    library.close()


@pytest.mark.parametrize("length", [0, 10**9])
def test_an_upload_that_is_too_large_is_refused_before_it_is_read(client: TestClient, length: int):
    headers = {"content-length": str(length), "content-type": "multipart/form-data; boundary=x"}
    response = client.post("/brieven/invoer", headers=headers)
    assert response.status_code == (413 if length else 422)


def test_a_server_that_cannot_write_says_so_and_goes_on_answering(web_library: Library, client: TestClient):
    files = {"bestanden": ("brief.txt", b"Betreft iets", "text/plain")}
    other = Library(web_library.folder, web_library.embedder)
    with other.writing():
        refused = client.post("/brieven/invoer", files=files)
        assert client.post("/api/v1/ask", json={"question": QUESTION}).status_code == 200
        removal = client.post("/brief/molens/verwijder")
    other.close()
    assert refused.status_code == removal.status_code == 503
    assert "schrijft nu in de bibliotheek" in refused.text
    assert "schrijft nu in de bibliotheek" in removal.text
    assert client.get("/api/v1/letters/molens").status_code == 200


def test_health_says_what_the_library_holds(client: TestClient, web_library: Library):
    assert client.get("/health").json() == {
        "status": "ok",
        "letters": 4,
        "passages": web_library.ledger.count_passages(),
        "revision": web_library.ledger.revision(),
    }


def test_version_names_program_and_embedder(client: TestClient, web_library: Library):
    assert client.get("/api/v1/version").json()["embedder"] == web_library.embedder.name
    assert "/api/v1/ask" in client.get("/api/v1/openapi.json").json()["paths"]


def test_a_letter_that_comes_while_the_server_runs_is_found(web_library: Library, tmp_path):
    library = Library(tmp_path / "library", web_library.embedder, create=True)
    app = FastAPI()
    add_routes(app, library)
    client = TestClient(app)
    assert client.post("/api/v1/ask", json={"question": "Hoe lang is de kabelbaan?"}).json()["status"] == "not_found"
    fill(library, [make_letter("kb", "Kabelbaan", [(P, "De kabelbaan bij Steilwoud is 1.250 meter lang.")])])
    answer = client.post("/api/v1/ask", json={"question": "Hoe lang is de kabelbaan bij Steilwoud?"}).json()
    assert "1.250 meter" in answer["answer"]
    assert library.searched(Filters()).letters == client.get("/health").json()["letters"] == 1
    library.close()

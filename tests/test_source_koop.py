"""KOOP's catalogue: every letter among the Kamerstukken once, best text first, and errors that come as a success."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import errors
from ingest.fetching import Fetcher, Manners
from ingest.publication_ids import dossier_written, kamerstuk_of
from ingest.source_koop import Koop, read_answer
from ingest.source_listing import Wanted
from ingest.source_settings import SourceSettings
from tests.source_server import KoopServer, Publication
from ui.texts import say_error

DIAGNOSTIC = b"""<?xml version="1.0"?><sru:searchRetrieveResponse
 xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse"><sru:numberOfRecords>0</sru:numberOfRecords>
<sru:diagnostics><diag:diagnostic xmlns:diag="http://docs.oasis-open.org/ns/search-ws/diagnostic">
<diag:uri>info:srw/diagnostic/1/16</diag:uri><diag:details>w.kleur</diag:details><diag:message>Unsupported
 index</diag:message></diag:diagnostic></sru:diagnostics></sru:searchRetrieveResponse>"""


@pytest.fixture
def server():
    with KoopServer() as running:
        yield running


def pages_of(server, wanted=None):
    source = Koop(SourceSettings(koop_url=f"{server.address}/sru"))
    with Fetcher(source.address, source.setting, Manners(pause=0, attempts=1)) as fetcher:
        return list(source.pages(fetcher, wanted or Wanted()))


def letters_of(server, wanted=None):
    return [letter for page in pages_of(server, wanted) for letter in page.letters]


def test_a_letter_is_listed_with_its_number_its_page_and_its_files_best_first(server):
    files = {"html": b"", "pdf": b"", "xml": b"", "metadata": b""}
    server.publications = [Publication("kst-36600-XV-8", "2024-03-12", files=files)]
    (letter,) = letters_of(server)
    assert letter.key == "kst-36600-XV-8"
    assert letter.day == date(2024, 3, 12)
    assert letter.subject == "Voortgang"
    assert letter.url == "https://zoek.officielebekendmakingen.nl/kst-36600-XV-8.html"
    assert [file.address.rpartition(".")[2] for file in letter.files] == ["xml", "pdf"]
    assert letter.fields["dossier"] == "36 600 XV"
    assert letter.fields["ondernummer"] == "8"
    assert letter.ministry is None


def test_a_record_without_addresses_is_looked_for_on_the_shelf_of_its_dossier(server):
    server.publications = [Publication("kst-36600-XV-8", "2024-03-12", files={"xml": b""}, listed=False)]
    (letter,) = letters_of(server)
    shelf = f"{server.address}/frbr/officielepublicaties/kst/36600-XV/kst-36600-XV-8/1"
    assert [file.address for file in letter.files] == [
        f"{shelf}/xml/kst-36600-XV-8.xml",
        f"{shelf}/pdf/kst-36600-XV-8.pdf",
    ]


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_every_record_comes_once_whatever_the_number_of_pages(server, count):
    server.publications = [Publication(f"kst-36045-{at}", "2024-03-12") for at in range(1, count + 1)]
    pages = pages_of(server)
    assert sorted(letter.key for page in pages for letter in page.letters) == sorted(
        one.identifier for one in server.publications
    )
    assert sum(page.entries for page in pages) == count == pages[-1].announced
    assert all("startRecord=1&" in asked for asked in server.asked)


def test_pages_shorter_than_asked_for_are_read_to_their_end(server):
    server.publications = [Publication(f"kst-36045-{at}", "2024-03-12") for at in range(1, 36)]
    server.most = 10
    assert len(letters_of(server)) == 35


@pytest.mark.parametrize("announced", [2, 5000])
def test_a_count_that_is_not_true_can_be_seen(server, announced):
    server.publications = [Publication(f"kst-36045-{at}", "2024-03-12") for at in range(1, 121)]
    server.announced = announced
    pages = pages_of(server)
    assert sum(page.entries for page in pages) == 120
    assert pages[-1].announced == announced


def test_a_server_that_gives_the_same_page_for_ever_is_garbled(server):
    server.publications = [Publication(f"kst-36045-{at}", "2024-03-12") for at in range(1, 101)]
    first = server.route("/sru", {"query": ["x"], "maximumRecords": ["100"]})
    server.script("/sru", *[first] * 5)
    with pytest.raises(errors.SourceGarbled, match="no end"):
        pages_of(server)
    assert server.count("/sru") == 2


def test_what_is_no_ministers_letter_is_passed_over_and_still_counted(server):
    server.publications = [
        Publication("kst-36045-1", "2024-03-12", kind="Motie", title="Kust; Motie; Motie van het lid Zand"),
        Publication("kst-36045-2", "2024-03-12", kind="Brief lid / fractie", title="Kust; Brief lid / fractie; Vraag"),
        Publication("blg-1184123", "2024-03-12", kind="Bijlage", title="Beslisnota"),
        Publication("kst-36045-4", "2024-03-12", kind="Brief", title="Kust; Brief; Stand van zaken"),
        Publication("kst-36045-5", "2009-03-12", kind="", title="Kust; Brief van de minister over de zeereep"),
    ]
    (page,) = pages_of(server)
    assert [letter.key for letter in page.letters] == ["kst-36045-4", "kst-36045-5"]
    assert (page.entries, page.announced) == (5, 5)


def test_dates_and_dossier_are_asked_of_the_source(server):
    server.publications = [
        Publication("kst-36045-1", "2024-01-01"),
        Publication("kst-36045-2", "2024-06-30"),
        Publication("kst-36045-3", "2024-07-01"),
        Publication("kst-21501-20-4", "2024-02-01"),
    ]
    wanted = Wanted(since=date(2024, 1, 1), until=date(2024, 6, 30), dossier="36045")
    assert [letter.key for letter in letters_of(server, wanted)] == ["kst-36045-1", "kst-36045-2"]
    assert [letter.key for letter in letters_of(server, Wanted(dossier="21501-20"))] == ["kst-21501-20-4"]


def test_a_newer_form_of_a_letter_shows_in_its_stamp(server):
    server.publications = [Publication("kst-36045-1", "2024-01-01", files={"pdf": b""})]
    (before,) = letters_of(server)
    server.publications[0].files["xml"] = b""
    (after,) = letters_of(server)
    assert before.stamp != after.stamp


def test_a_diagnostic_is_an_error_though_its_status_is_200(server):
    server.script("/sru", (200, {"Content-Type": "text/xml"}, DIAGNOSTIC))
    with pytest.raises(errors.SourceRefused, match=r"Unsupported index: w\.kleur") as fault:
        pages_of(server)
    assert "geeft een fout" in say_error(fault.value)


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body>Onderhoud</body></html>",
        b'{"value": []}',
        b"",
        b"<explainResponse/>",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><searchRetrieveResponse>&b;</searchRetrieveResponse>',
        b"<searchRetrieveResponse><records>",
    ],
)
def test_an_answer_that_is_none_is_garbled(data):
    with pytest.raises(errors.SourceGarbled, match="SRU"):
        read_answer(data, "https://koop.example/sru")


def test_a_record_without_an_identifier_is_garbled(server):
    empty = b"<searchRetrieveResponse><numberOfRecords>1</numberOfRecords><record/></searchRetrieveResponse>"
    server.script("/sru", (200, {}, empty))
    with pytest.raises(errors.SourceGarbled, match="identifier"):
        pages_of(server)


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("kst-28844-269", ("28 844", "269")),
        ("kst-36600-XV-8", ("36 600 XV", "8")),
        ("kst-21501-20-2307", ("21 501-20", "2307")),
        ("kst-31900-(R1879)-1", ("31 900 (R1879)", "1")),
        ("kst-36600-XV-D", ("36 600 XV", "D")),
        ("kst-36410-31-h1", ("36 410", "31")),
        ("blg-1184123", None),
        ("ah-tk-20232024-1314", None),
        ("kst-1", None),
    ],
)
def test_a_publication_is_cited_by_dossier_and_number(identifier, expected):
    assert kamerstuk_of(identifier) == expected


@given(
    number=st.integers(10000, 99999),
    addition=st.one_of(st.none(), st.integers(1, 99).map(str), st.sampled_from(["XV", "IIA", "V", "(R1879)"])),
    letter=st.integers(1, 9999),
)
def test_dossier_and_number_come_back_from_every_identifier(number, addition, letter):
    identifier = "-".join(filter(None, ["kst", str(number), addition, str(letter)]))
    assert kamerstuk_of(identifier) == (dossier_written(number, addition), str(letter))

"""The Kamer's catalogue: every letter once, whatever the pages do; and a changed schema is said plainly."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import errors
from ingest.fetching import Fetcher, Manners
from ingest.kamer_records import read_record
from ingest.odata_schema import read_schema
from ingest.source_listing import Wanted
from ingest.source_settings import SourceSettings, read_source_settings
from ingest.source_tweedekamer import TweedeKamer, read_page
from tests.source_letters import guid
from tests.source_server import JSON, KamerServer, document, metadata, stub
from ui.texts import say_error

SCHEMA = read_schema(metadata(), "https://kamer.example/$metadata", {})


@pytest.fixture
def server():
    with KamerServer() as running:
        yield running


def pages_of(server, wanted=None, **settings):
    source = TweedeKamer(SourceSettings(tweedekamer_url=f"{server.address}/OData/", **settings))
    with Fetcher(source.address, source.setting, Manners(pause=0, attempts=1)) as fetcher:
        return list(source.pages(fetcher, wanted or Wanted()))


def letters_of(server, wanted=None, **settings):
    return [letter for page in pages_of(server, wanted, **settings) for letter in page.letters]


def many(count):
    return [
        document(guid(at), f"2024D{at:05d}", f"Brief {at}", f"2024-{at % 12 + 1:02d}-{at % 28 + 1:02d}")
        for at in range(count)
    ]


def test_a_letter_is_listed_with_all_that_identifies_it(server):
    server.documents = [
        document(
            guid(1),
            "2024D00312",
            "Herstel  zeereep",
            "2024-03-12",
            KenmerkAfzender="DB-2024-0312",
            Kamerstukdossier=[{"Nummer": 36600, "Toevoeging": "XV"}],
            Volgnummer=8,
        )
    ]
    (letter,) = letters_of(server)
    assert letter.key == guid(1)
    assert letter.day == date(2024, 3, 12)
    assert letter.ministry == "Ministerie van Duinbeheer"
    assert letter.url == "https://www.tweedekamer.nl/kamerstukken/brieven_regering/detail?id=2024Z00312&did=2024D00312"
    assert letter.files[0].name == "https://www.tweedekamer.nl/downloads/document?id=2024D00312"
    assert letter.files[0].address == f"{server.address}/OData/Document({guid(1)})/resource"
    assert letter.fields == {
        "datum": "2024-03-12",
        "betreft": "Herstel zeereep",
        "dossiertitel": "Kustbeleid",
        "kenmerk": "DB-2024-0312",
        "vergaderjaar": "2023-2024",
        "afzender": "Ministerie van Duinbeheer",
        "ondertekenaar": "J. Duinstra",
        "documentnummer": "2024D00312",
        "zaak": "2024Z00312",
        "dossier": "36 600 XV",
        "ondernummer": "8",
    }


@pytest.mark.parametrize("count", [0, 1, 249, 250, 251, 500, 613])
def test_every_letter_comes_once_whatever_the_number_of_pages(server, count):
    server.documents = many(count)
    pages = pages_of(server)
    keys = [letter.key for page in pages for letter in page.letters]
    assert sorted(keys) == [guid(at) for at in range(count)]
    assert sum(page.entries for page in pages) == count == pages[-1].announced


def test_newer_letters_come_first(server):
    server.documents = many(300)
    days = [letter.day for letter in letters_of(server)]
    assert days == sorted(days, reverse=True)


def test_a_server_with_shorter_pages_than_asked_for_is_read_to_its_end(server):
    server.documents, server.most = many(130), 50
    assert len(letters_of(server)) == 130


@pytest.mark.parametrize("announced", [3, 100_000])
def test_a_count_that_is_not_true_changes_nothing_of_what_is_read_and_can_be_seen(server, announced):
    server.documents, server.announced = many(251), announced
    pages = pages_of(server)
    assert sum(page.entries for page in pages) == 251
    assert pages[-1].announced == announced


def test_a_server_that_gives_the_same_page_for_ever_comes_to_an_end(server):
    same = json.dumps({"@odata.count": 999, "value": many(250)}).encode()
    server.script("/OData/Document?", *[(200, {"Content-Type": JSON}, same)] * 9)
    assert sum(page.entries for page in pages_of(server)) == 250
    assert server.count("/OData/Document?") == 2


def test_letters_of_the_first_and_last_day_wanted_are_listed_though_their_midnight_is_another_day_in_utc(server):
    server.documents = [
        document(guid(1), "2024D00001", "a", "2024-01-01", Datum="2023-12-31T23:00:00Z"),
        document(guid(2), "2024D00002", "b", "2024-06-30", Datum="2024-06-29T22:00:00Z"),
        document(guid(3), "2024D00003", "c", "2024-01-01"),
        document(guid(4), "2024D00004", "d", "2025-01-01"),
    ]
    listed = letters_of(server, Wanted(since=date(2024, 1, 1), until=date(2024, 6, 30)))
    assert {letter.key: letter.day for letter in listed} == {
        guid(1): date(2024, 1, 1),
        guid(2): date(2024, 6, 30),
        guid(3): date(2024, 1, 1),
    }


def test_a_dossier_is_asked_for_by_its_number_and_addition(server):
    budget = {"Nummer": 36600, "Toevoeging": "XV"}
    server.documents = [
        document(guid(1), "2024D00001", "a", "2024-01-01", Kamerstukdossier=[budget]),
        document(guid(2), "2024D00002", "b", "2024-01-01", Kamerstukdossier=[budget | {"Toevoeging": "V"}]),
        document(guid(3), "2024D00003", "c", "2024-01-01", Kamerstukdossier=[{"Nummer": 36045, "Toevoeging": None}]),
    ]
    assert [letter.key for letter in letters_of(server, Wanted(dossier="36600-XV"))] == [guid(1)]
    assert [letter.key for letter in letters_of(server, Wanted(dossier="36045"))] == [guid(3)]


def test_other_kinds_of_document_can_be_asked_for(server):
    server.documents = [
        document(guid(1), "2024D00001", "a", "2024-01-01", Soort="Antwoord schriftelijke vragen"),
        document(guid(2), "2024D00002", "b", "2024-01-01"),
    ]
    kinds = ("Antwoord schriftelijke vragen",)
    assert [letter.key for letter in letters_of(server, tweedekamer_kinds=kinds)] == [guid(1)]


def test_attributes_with_other_names_are_read_by_their_setting(server):
    renamed = {"Document.Onderwerp": "Betreft", "DocumentActor.Functie": "Ambt"}
    server.metadata = metadata(renamed, dropped=("Document.KenmerkAfzender",))
    letter = document(guid(1), "2024D00001", "Herstel", "2024-01-01")
    letter["Betreft"] = letter.pop("Onderwerp")
    letter["DocumentActor"][0]["Ambt"] = letter["DocumentActor"][0].pop("Functie")
    server.documents = [letter]
    (listed,) = letters_of(server, tweedekamer_names=renamed | {"Document.KenmerkAfzender": ""})
    assert (listed.subject, listed.ministry) == ("Herstel", "Ministerie van Duinbeheer")
    assert "Betreft" in server.asked[-1]
    assert "Onderwerp" not in server.asked[-1]
    assert "KenmerkAfzender" not in server.asked[-1]


def test_a_schema_without_an_attribute_says_which_and_what_to_set(server):
    server.metadata = metadata({"Document.Onderwerp": "Betreft"}, dropped=("Document.Titel", "Zaak"))
    with pytest.raises(errors.SourceSchemaChanged) as fault:
        pages_of(server)
    said = say_error(fault.value)
    assert "Document.Titel, Document.Onderwerp, Zaak." in said
    assert "BRIEFWIJZER_TWEEDEKAMER_NAMES='Document.Titel=" in said
    assert server.count("/OData/Document?") == 0


def test_a_name_in_the_settings_that_the_source_does_not_know_is_said_too(server):
    with pytest.raises(errors.SourceSchemaChanged, match=r"Document\.Datum as 'Dagtekening'"):
        pages_of(server, tweedekamer_names={"Document.Datum": "Dagtekening"})


@pytest.mark.parametrize(
    "data", [b"<html><body>Onderhoud</body></html>", b"{}", b"", b"<a/>", b"<!DOCTYPE html><html></html>"]
)
def test_metadata_that_is_none_is_garbled(server, data):
    server.metadata = data
    with pytest.raises(errors.SourceGarbled, match="metadata"):
        pages_of(server)


def test_an_address_without_the_interface_names_the_setting(server):
    source = TweedeKamer(SourceSettings(tweedekamer_url=f"{server.address}/oud"))
    fetcher = Fetcher(source.address, source.setting, Manners(pause=0))
    with fetcher, pytest.raises(errors.NotAtSource, match="BRIEFWIJZER_TWEEDEKAMER_URL"):
        list(source.pages(fetcher, Wanted()))


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html>Onderhoud</html>",
        b"",
        b"[]",
        b'{"error": {"code": "500"}}',
        b'{"value": [1]}',
        b"\xff\xfe",
    ],
)
def test_a_page_that_is_no_odata_is_garbled(data):
    with pytest.raises(errors.SourceGarbled, match="OData"):
        read_page(data, "https://kamer.example/Document")


def test_an_id_that_could_be_a_path_is_refused(server):
    server.documents = [document("../../x", "2024D00001", "a", "2024-01-01")]
    with pytest.raises(errors.SourceGarbled, match="id"):
        pages_of(server)


def test_what_was_deleted_is_found_though_nothing_but_its_id_is_left(server):
    server.documents = [stub(guid(1)), document(guid(2), "2024D00002", "b", "2024-01-01")]
    source = TweedeKamer(SourceSettings(tweedekamer_url=f"{server.address}/OData"))
    with Fetcher(source.address, source.setting, Manners(pause=0)) as fetcher:
        assert list(source.deleted(fetcher, datetime(2024, 5, 1, tzinfo=UTC))) == [guid(1)]
        assert list(source.deleted(fetcher, datetime(2100, 5, 1, tzinfo=UTC))) == []


def record_of(**more):
    return read_record(document(guid(1), "2024D00001", "a", "2024-01-01", **more), SCHEMA, "https://kamer.example")


def test_the_number_as_published_goes_before_the_dossiers_that_a_letter_is_in():
    dossiers = [{"Nummer": 36045, "Toevoeging": None}, {"Nummer": 21501, "Toevoeging": "20"}]
    version = {"ExterneIdentifier": "kst-21501-20-2307"}
    letter = record_of(Kamerstukdossier=dossiers, Volgnummer=2307, HuidigeDocumentVersie=version)
    assert (letter.fields["dossier"], letter.fields["ondernummer"]) == ("21 501-20", "2307")


def test_a_letter_in_two_dossiers_gets_no_number_unless_it_is_known_in_which():
    dossiers = [{"Nummer": 36045, "Toevoeging": None}, {"Nummer": 28807, "Toevoeging": None}]
    letter = record_of(Kamerstukdossier=dossiers, Volgnummer=5)
    assert letter.fields["dossier"] == "36 045"
    assert "ondernummer" not in letter.fields


def test_the_ministry_is_that_of_the_first_signer():
    actors = [
        {"ActorNaam": "A", "Functie": "staatssecretaris van Veerdiensten", "Relatie": "Mede ondertekenaar"},
        {"ActorNaam": "B", "Functie": "minister van Duinbeheer", "Relatie": "Eerste ondertekenaar"},
    ]
    letter = record_of(DocumentActor=actors)
    assert letter.ministry == "Ministerie van Duinbeheer"
    assert letter.fields["ondertekenaar"] == "B"


def test_a_letter_without_signers_has_no_ministry_and_one_without_a_file_no_files():
    assert record_of(DocumentActor=[]).ministry is None
    assert record_of(ContentType=None, ContentLength=0).files == ()


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    values=st.fixed_dictionaries({}, optional={name: JSON_VALUES for name in document("", "", "", "") if name != "Id"})
)
def test_no_value_of_an_entry_is_a_crash(values):
    letter = read_record({"Id": guid(1)} | values, SCHEMA, "https://kamer.example")
    assert letter.key == guid(1)
    assert all(isinstance(value, str) for value in letter.fields.values())


def test_names_are_set_by_pairs_or_by_a_file(tmp_path):
    inline = {"BRIEFWIJZER_TWEEDEKAMER_NAMES": " Document.Onderwerp = Betreft ; DocumentActor.Functie="}
    expected = {"Document.Onderwerp": "Betreft", "DocumentActor.Functie": ""}
    assert read_source_settings(inline).tweedekamer_names == expected
    file = tmp_path / "names.json"
    file.write_text(json.dumps({"Document.Onderwerp": "Betreft", "DocumentActor.Functie": None}), encoding="utf-8")
    assert read_source_settings({"BRIEFWIJZER_TWEEDEKAMER_NAMES": str(file)}).tweedekamer_names == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NAMES", "Document.Kleur=Rood"),
        ("NAMES", "Document.Id="),
        ("NAMES", "Document.Onderwerp=a b"),
        ("NAMES", "Document.Onderwerp"),
        ("NAMES", "weg.json"),
    ],
)
def test_names_that_cannot_be_are_refused_with_the_setting(name, value):
    with pytest.raises(errors.SettingError, match="BRIEFWIJZER_TWEEDEKAMER_NAMES"):
        read_source_settings({f"BRIEFWIJZER_TWEEDEKAMER_{name}": value})


@pytest.mark.parametrize("value", ["snel", "-1", "1e9", "nan"])
def test_a_pause_that_is_no_time_is_refused(value):
    with pytest.raises(errors.SettingError, match="BRIEFWIJZER_SYNC_PAUSE"):
        read_source_settings({"BRIEFWIJZER_SYNC_PAUSE": value})

"""References are found in every spelling, stand for one document each, and get no link where no document can be."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from typer.testing import CliRunner

from assistant.cited_letters import cited_by, resolve_references
from assistant.ledger import Source
from assistant.parliamentary_years import opening_day, parliamentary_year, read_parliamentary_year
from assistant.references import ReferenceKind, find_references, letter_references
from assistant.vocabulary import Letter
from ingest.intake import ingest_paths
from tests.fictional_letters import dump_letter
from ui.command_line import app

SITE = "https://zoek.officielebekendmakingen.nl"
OF_MARCH = date(2026, 3, 20)


def named(text, **known):
    return [one.identifier for one in find_references(text, **known)]


def only(text, **known):
    (found,) = find_references(text, **known)
    return found


SPELLINGS = [
    "36 600 XV, nr. 8",
    "36600 XV, nr. 8",
    "36 600-XV, nr. 8",
    "36\u00a0600\u00a0XV,\u00a0nr.\u00a08",
    "36\u2009600 XV nr. 8",
    "36600-XV-8",
    "36 600 XV-8",
    "kst-36600-XV-8",
    "Kamerstuk 36600-XV, nummer 8",
    "Kamerstuk 36 600 XV, nr.8",
    "Kamerstuknummer 36600-XV-8",
    "Kamerstukken II 2024/25, 36 600 XV, nr. 8",
    "Kamerstukken II, vergaderjaar 2024–2025, 36 600 hoofdstuk XV, nr. 8",
    "Tweede Kamer, vergaderjaar 2024-2025, 36 600 XV, nr. 8",
    "TK 2024-2025, 36 600 XV, nr. 8",
    "dossier 36 600 XV, nr. 08",
]


@pytest.mark.parametrize("written", SPELLINGS)
def test_every_spelling_of_a_kamerstuk_is_one_document(written):
    found = only(f"Zie daarvoor {written}, over de begroting.")
    assert found.identifier == "kst-36600-XV-8"
    assert found.url == f"{SITE}/kst-36600-XV-8.html"
    assert found.text.strip() in written


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("21501-20-1692", "kst-21501-20-1692"),
        ("21 501-20, nr. 1692", "kst-21501-20-1692"),
        ("36045-243", "kst-36045-243"),
        ("Kamerstuk 36560 K, nr. 2", "kst-36560-K-2"),
        ("35000-A-28", "kst-35000-A-28"),
        ("32 710 IXB, nr. 2", "kst-32710-IXB-2"),
        ("Kamerstukken II 2018/19, 35 099 (R2114), nr. 3", "kst-35099-3"),
        ("Kamerstukken I 2022/23, 36 045, A", "kst-36045-A"),
        ("Eerste Kamer, vergaderjaar 2022-2023, 36 045, A", "kst-36045-A"),
        ("Zij krijgt nr. 722 (19637).", "kst-19637-722"),
    ],
)
def test_parts_of_a_dossier_and_numbers_of_the_eerste_kamer_are_read(written, identifier):
    assert named(written) == [identifier]


dossiers = some.integers(19_000, 36_999).map(str)
chapters = some.sampled_from([None, "IV", "VIII", "XV", "XVII", "A", "IXB", "20"])
numbers = some.integers(1, 2_500).map(str)


@given(dossiers, chapters, numbers, some.booleans(), some.sampled_from([", nr. {}", " nr. {}", ", nr {}", "-{}"]))
def test_a_kamerstuk_written_in_any_way_is_read_as_the_same_one(dossier, chapter, number, spaced, tail):
    written = f"{dossier[:2]} {dossier[2:]}" if spaced else dossier
    if chapter:
        written += f"-{chapter}" if chapter.isdigit() else f" {chapter}"
    identifier = "-".join(filter(None, ("kst", dossier, chapter, number)))
    assert named(f"Kamerstuk {written}{tail.format(number)}.") == [identifier]
    assert named(identifier) == [identifier]


@given(some.text(alphabet="0123456789 ,.-–/()nrIVXkst€Kamerstuk\u00a0", max_size=60))
def test_a_reference_is_the_stretch_of_text_that_it_says(text):
    for one in find_references(text, dossier="36045", written=OF_MARCH):
        assert text[one.start : one.end] == one.text


def test_several_numbers_of_a_dossier_are_several_documents():
    found = find_references("Kamerstukken II 2022/23, 29665, nrs. 427, 433 en 435.")
    assert [one.identifier for one in found] == ["kst-29665-427", "kst-29665-433", "kst-29665-435"]
    assert {one.text for one in found} == {"Kamerstukken II 2022/23, 29665, nrs. 427, 433 en 435"}


def test_a_range_of_numbers_holds_all_between_its_ends():
    assert named("30220, nrs. 1-3") == ["kst-30220-1", "kst-30220-2", "kst-30220-3"]
    assert named("30220, nrs. 4 t/m 6") == ["kst-30220-4", "kst-30220-5", "kst-30220-6"]


def test_a_dossier_with_a_blank_is_one_number():
    found = only("Dit staat in dossier 35 165.")
    assert (found.kind, found.identifier, found.text) == (ReferenceKind.DOSSIER, "35165", "dossier 35 165")


def test_a_bare_dossier_counts_only_where_it_is_named_as_one():
    assert named("het wetsvoorstel Spoorwegwet (27482)") == ["27482"]
    assert named("Er waren 35 165 aanvragen, tegen 27482 vorig jaar.") == []


@pytest.mark.parametrize(
    "text",
    [
        "€ 23 500-24 000 per jaar",
        "11 500-12 000 vlieguren",
        "10000-150 kilo",
        "bel 070 34 34 343",
        "postbus 20015, 2500 EA Den Haag",
        "op 12 345 nieuwe woningen",
        "ISBN 978-90-12345-67-8",
    ],
)
def test_other_numbers_are_no_references(text):
    assert named(text) == []


@pytest.mark.parametrize(
    "written",
    [
        "Kamerstuk 98 110, nr. 12",
        "Kamerstuk 00 123, nr. 4",
        "Kamerstuk 36 045, nr. 0",
        "dossier 98 110",
        "Handelingen II 2022/23, nr. 84",
        "Handelingen II 2022/24, nr. 84, item 12",
        "Aanhangsel Handelingen II 2023/25, nr. 1314",
        "Aanhangsel Handelingen II 2023/24, nr. 0",
        "2023Z12345",
    ],
)
def test_what_can_be_no_document_or_has_no_page_gets_no_link(written):
    assert only(written).url is None


def test_a_parliamentary_year_that_does_not_follow_is_left_out():
    assert only("Kamerstukken II 2023–34, 23 235, nr. 240").official == "Kamerstukken II, 23235, nr. 240"


@pytest.mark.parametrize(
    "written",
    [
        "Kamerstukken II 2010/11, 28 286, nr. 445",
        "Kamerstuk 28 286, nr. 445, vergaderjaar 2010-2011",
        "(vergaderjaar 2010-2011, bijlage bij Kamerstuk 28 286 nr. 445)",
        "Tweede Kamer, vergaderjaar 20 10-2011, 28 286, nr, 445",
        "Tweede Kamer, vergaderjaar 2010—20 11,28286, nr. 445",
    ],
)
def test_the_parliamentary_year_stands_before_after_or_within(written):
    assert only(written).official == "Kamerstukken II 2010/11, 28286, nr. 445"


@pytest.mark.parametrize(
    "written",
    [
        "Aanhangsel Handelingen II 2023/24, nr. 1314",
        "Aanhangsel van de Handelingen II, vergaderjaar 2023–2024, nr. 1314",
        "Aanhangsel der Handelingen, vergaderjaar 2023-2024, nr. 1314",
        "vergaderjaar 2023-2024, aanhangsel Handelingen, nr. 1314",
        "Handelingen II 2023/24, Aanhangsel nr. 1314",
        "Aanhangsel Handelingen, nr. 1314 (2023-2024)",
        "ah-tk-20232024-1314",
        "ah-tk-2023-2024-1314",
    ],
)
def test_every_spelling_of_a_number_in_the_aanhangsel_is_one_document(written):
    found = only(f"Zie {written}.")
    assert found.identifier == "ah-tk-20232024-1314"
    assert found.official == "Aanhangsel Handelingen II 2023/24, nr. 1314"
    assert found.url == f"{SITE}/ah-tk-20232024-1314.html"


def test_proceedings_are_linked_by_their_item():
    for written in ("Handelingen II 2022/23, nr. 84, item 12", "h-tk-20222023-84-12", "TK 84-12-3, 24 mei 2023"):
        found = only(f"Zie {written}.")
        assert (found.identifier, found.url) == ("h-tk-20222023-84-12", f"{SITE}/h-tk-20222023-84-12.html")


def test_a_document_of_the_tweede_kamer_has_a_page_and_a_case_number_has_none():
    document, case = find_references("bijlage 2025D27846 bij zaak 2025Z11889")
    assert document.url is not None
    assert document.url.endswith("2025D27846")
    assert case.url is None


def test_a_number_alone_is_one_of_the_dossier_under_discussion():
    assert named("het amendement op stuk nr. 12", dossier="31226") == ["kst-31226-12"]
    assert named("Na 29 023, nr. 4 kwam stuk nr. 5.", dossier="31226") == ["kst-29023-4", "kst-29023-5"]
    assert named("het amendement op stuk nr. 12") == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("de motie-Van Campen", "Van Campen"),
        ("de motie Klaver", "Klaver"),
        ("de gewijzigde motie-Simons c.s.", "Simons"),
        ("de motie van het lid Van Nispen", "Van Nispen"),
        ("de motie van kamerlid De Hoop", "De Hoop"),
        ("de motie van de leden Van Baarle en Dassen", "Van Baarle en Dassen"),
        ("de motie-Van der Steenhoven/Van Bommel", "Van der Steenhoven/Van Bommel"),
        ("het amendement-Hamer/Omtzigt", "Hamer/Omtzigt"),
        ("de motie van de leden Omtzigt en Lodders4 ,", "Omtzigt en Lodders"),
    ],
)
def test_a_motion_is_known_by_its_mover(written, name):
    found = only(f"Conform {written} zal dit gebeuren.")
    assert (found.kind, found.identifier) == (ReferenceKind.MOTION, name)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("mijn brief van 3 maart jl.", "2026-03-03"),
        ("mijn brief van 30 maart jl.", "2025-03-30"),
        ("onze Kamerbrief van 26 juni 2023", "2023-06-26"),
        ("uw brief d.d. 5 april", "2025-04-05"),
        ("de Kamerbrief van de Minister van Klimaat van 7 maart 2024", "2024-03-07"),
        ("de bijgevoegde brief van 19 november jongstleden", "2025-11-19"),
        ("mijn brief van 31 april 2024", None),
    ],
)
def test_a_letter_is_known_by_its_day(written, day):
    found = only(f"Ik verwijs naar {written} over dit onderwerp.", written=OF_MARCH)
    assert (found.kind, found.identifier) == (ReferenceKind.LETTER, day)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 1, 29), "2025/26"),
        (date(2025, 9, 15), "2024/25"),
        (date(2025, 9, 16), "2025/26"),
        (date(2000, 1, 1), "1999/00"),
    ],
)
def test_a_parliamentary_year_begins_on_the_third_tuesday_of_september(day, year):
    assert parliamentary_year(day) == year


@given(some.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_a_parliamentary_year_read_back_is_the_same(day):
    year = parliamentary_year(day)
    first = int(year[:4])
    assert opening_day(first) <= day < opening_day(first + 1)
    assert read_parliamentary_year(year) == read_parliamentary_year(f"{first}–{first + 1}") == year
    assert parliamentary_year(opening_day(first) - timedelta(days=1)) != year


def test_a_letter_refers_to_the_letters_of_the_library_and_they_know_it(sample_library):
    ledger = sample_library.ledger
    header = next(one for one in ledger.headers() if one.reference == "WBK-2024/0000058320")
    earlier = next(one for one in ledger.headers() if one.reference == "WBK-2023/0000041187")
    cited = [one for one in resolve_references(ledger, header) if one.reference.kind is ReferenceKind.LETTER]
    assert [one.letters for one in cited if one.reference.identifier == "2023-03-16"] == [(earlier,)]
    assert header.id in {one.header.id for one in cited_by(ledger, earlier)}


def test_stored_references_are_those_of_the_text(sample_library):
    for header in sample_library.ledger.headers():
        letter = sample_library.letter(header.id)
        stored = sample_library.ledger.references(header.id)
        assert stored == letter_references(letter)
        assert all(letter.text[one.start : one.end] == one.text for one in stored)


def test_the_references_of_a_letter_are_shown(sample_library):
    header = next(one for one in sample_library.headers() if one.reference == "WBK-2024/0000058320")
    sample_library.refresh()
    run = CliRunner().invoke(
        app, ["letters", "show", header.id, "--references", "--json", "--library", str(sample_library.folder)]
    )
    assert run.exit_code == 0, run.output
    form = json.loads(run.stdout)
    assert form["letter"]["id"] == header.id
    there = {one["text"]: [letter["id"] for letter in one["letters"]] for one in form["references"]}
    assert there["mijn brief van 16 maart 2023"] == ["2023-03-16-wbk-2023-0000041187"]
    assert form["cited_by"]


def test_a_kamerstuk_and_a_number_in_the_aanhangsel_lead_to_their_letters(library, letters_folder):
    body = (
        "Zie Kamerstukken II 2023/24, 36 045-XV, nr. 8, Aanhangsel Handelingen II 2023/24, nr. 1314 en 36 045, nr. 9."
    )
    citing = dump_letter(subject="Eerste", day="1 mei 2024", reference="A-1", body=f"{body} Meer niet.")
    (letters_folder / "a.txt").write_text(citing, encoding="utf-8")
    ingest_paths(library, [letters_folder], on_file=lambda _report: None)
    first = next(one for one in library.headers() if one.subject == "Eerste")
    letter = library.letter(first.id)
    known = [
        replace(first, id="kst", kamerstuk="36 045 XV, nr. 8", reference=None, content_hash="1" * 64),
        replace(first, id="ah", reference="Aanhangsel Handelingen II 2023/24, nr. 1314", content_hash="2" * 64),
    ]
    with library.writing():
        for header in known:
            library.store(Letter(header, letter.text, letter.blocks), [], source=Source(header.id, header.id, "xml"))
    found = resolve_references(library.ledger, first)
    assert {one.reference.identifier: [other.id for other in one.letters] for one in found} == {
        "kst-36045-XV-8": ["kst"],
        "ah-tk-20232024-1314": ["ah"],
        "kst-36045-9": [],
    }
    for header in known:
        assert first.id in {one.header.id for one in cited_by(library.ledger, header)}

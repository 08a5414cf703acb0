from datetime import date

import pytest
from letter_texts import LETTER

from ingest.anatomy import compose_letter
from ingest.format_txt import read_txt
from ingest.letterhead import letter_id
from ingest.transcript import RawBlock, Transcript

BODY = "Deze brief bevat de zakelijke inhoud van een besluit dat ik voornemens ben te nemen."


def header_of(*lines: str, **fields: str):
    blocks = tuple(RawBlock(line) for line in (*lines, BODY))
    return compose_letter(Transcript(blocks, fields=fields), source="brief").header


def test_a_ministers_letterhead_gives_every_field():
    header = compose_letter(read_txt(LETTER.encode(), "brief.txt"), source="brief.txt").header

    assert header.id == "2024-05-03-brug-2024-1234"
    assert header.date == date(2024, 5, 3)
    assert header.subject == "Voortgang bruggen en sluizen"
    assert header.ministry == "Ministerie van Bruggen en Sluizen"
    assert header.reference == "BRUG-2024/1234"
    assert header.signatories == ("A.B. van der Voorbeeld",)
    assert header.addressee == "de Voorzitter van de Tweede Kamer der Staten-Generaal"
    assert header.attachments == ("Rapport onderhoud", "Overzicht sluizen")


@pytest.mark.parametrize(
    "lines",
    [
        ("Datum", "3 mei 2024"),
        ("Datum 3 mei 2024",),
        ("Datum: 3-5-2024",),
        ("D A T U M 3 mei 2024",),
        ("Aan de Voorzitter van de Tweede Kamer", "Den Haag, 3 mei 2024"),
        ("’s-Gravenhage, 3 mei 2024",),
        ("Den Haag 3 mei 2024",),
    ],
)
def test_the_date_is_read_wherever_letterheads_have_it(lines):
    assert header_of(*lines).date == date(2024, 5, 3)


def test_a_date_in_the_text_is_not_the_letters_date():
    header = header_of(
        "Geachte voorzitter,", "Op 3 mei 2024 heeft uw Kamer een motie aangenomen over bruggen in het land."
    )

    assert header.date is None
    assert header.id.startswith("zonder-datum-")


def test_two_bare_dates_in_a_letterhead_decide_nothing():
    assert header_of("3 mei 2024", "4 mei 2024", "Postbus 1").date is None


def test_what_the_page_shows_outranks_the_files_fields():
    header = header_of("Datum", "3 mei 2024", "Onderwerp", "Bruggen", datum="1 januari 2020", betreft="Sjabloon")

    assert (header.date, header.subject) == (date(2024, 5, 3), "Bruggen")


def test_an_empty_label_does_not_take_the_next_label_for_its_value():
    header = header_of(
        "Ons kenmerk", "Bij beantwoording de datum en ons kenmerk vermelden.", "Datum", "Betreft", "Iets nieuws"
    )

    assert (header.reference, header.date, header.subject) == (None, None, "Iets nieuws")


def test_a_reference_holds_a_digit_and_ends_with_its_line():
    assert header_of("Uw kenmerk 99", "Ons kenmerk 13000435 R").reference == "13000435 R"
    assert header_of("Ons kenmerk", "-").reference is None
    assert header_of("Ons kenmerk", "25 juli 2024", "Betreft", "Iets nieuws").reference is None


@pytest.mark.parametrize(
    ("signature", "ministry", "names"),
    [
        (("Hoogachtend,", "De Minister van Zeezaken,", "A.B. Bakker"), "Ministerie van Zeezaken", ("A.B. Bakker",)),
        (
            ("Mede namens de Minister van Financiën,", "de Minister van Zeezaken", "A.B. Bakker"),
            "Ministerie van Zeezaken",
            ("A.B. Bakker",),
        ),
        (("De Minister van Zeezaken, A. B. ter Horst",), "Ministerie van Zeezaken", ("A. B. ter Horst",)),
        (
            ("De Minister van Zeezaken,", "Anna Bakker", "De Staatssecretaris van Zeezaken,", "C.D. de Wit-Zwart"),
            "Ministerie van Zeezaken",
            ("Anna Bakker", "C.D. de Wit-Zwart"),
        ),
        (("De minister is hierover in gesprek met A.B. Bakker.",), None, ()),
    ],
)
def test_the_signature_names_ministry_and_signatories(signature, ministry, names):
    blocks = tuple(RawBlock(line) for line in ("Den Haag, 3 mei 2024", BODY, *signature))

    header = compose_letter(Transcript(blocks), source="brief").header

    assert (header.ministry, header.signatories) == (ministry, names)


def test_a_kamerstuk_is_named_by_dossier_and_number():
    header = header_of(
        "Vergaderjaar 2023-2024", dossier="36 600", hoofdstuk="XV", ondernummer="8", dossiertitel="Begroting"
    )

    assert (header.kamerstuk, header.dossier, header.subject) == ("36 600 XV, nr. 8", "36600-XV", "Begroting")


def test_the_official_page_is_named_by_the_publication():
    assert (
        header_of("Datum", identifier="kst-99123-4").url == "https://zoek.officielebekendmakingen.nl/kst-99123-4.html"
    )
    assert header_of("Datum", identifier="elders").url is None


def test_an_aanhangsel_is_dated_by_its_answer_and_sent_by_who_answered():
    header = header_of(
        "Tweede Kamer der Staten-Generaal 2",
        "Vergaderjaar 2023–2024 Aanhangsel van de Handelingen",
        "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden",
        "1076",
        "Vragen van de leden Vrager (ABC) en De Wit (DEF) aan de Ministers van Zeezaken en van Financiën over het "
        "bericht «Bruggen open over de hele linie» (ingezonden 20 november 2023).",
        "Antwoord van Minister Van der Horst (Zeezaken), mede namens de Minister van Financiën (ontvangen 20 februari "
        "2024). Zie ook Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594.",
    )

    assert header.date == date(2024, 2, 20)
    assert header.ministry == "Ministerie van Zeezaken"
    assert header.signatories == ("Van der Horst",)
    assert header.reference == "Aanhangsel Handelingen II 2023/24, nr. 1076"
    assert header.subject == "het bericht «Bruggen open over de hele linie»"


def test_an_id_is_safe_in_a_file_name_and_stable():
    assert letter_id(date(2024, 5, 3), "36 600-XV, nr. 8", "0" * 64) == "2024-05-03-36-600-xv-nr-8"
    assert letter_id(None, "Zoë/№!", "abcdef0123") == "zonder-datum-zoe-no"
    assert letter_id(date(2024, 5, 3), None, "abcdef0123") == "2024-05-03-abcdef01"


def test_an_addressee_and_a_ministry_may_go_over_two_lines():
    header = header_of(
        "Aan de Voorzitter van de",
        "Tweede Kamer der Staten-Generaal",
        "Ministerie van Landbouw, Visserij,",
        "Voedselzekerheid en Natuur",
        "Geachte voorzitter,",
    )

    assert header.addressee == "de Voorzitter van de Tweede Kamer der Staten-Generaal"
    assert header.ministry == "Ministerie van Landbouw, Visserij, Voedselzekerheid en Natuur"


def test_an_address_below_a_whole_ministry_is_none_of_its_name():
    header = header_of("Ministerie van Financiën", "Korte Voorhout 7", "Geachte voorzitter,")

    assert header.ministry == "Ministerie van Financiën"


@pytest.mark.parametrize("said", ["voorgelegd aan de {}", "aan de {} voorgelegd"])
def test_the_report_of_a_written_consultation_is_of_the_minister_who_was_asked(said):
    asked = said.format("Minister van Sociale Zaken en Werkgelegenheid")

    header = header_of(f"De vaste commissie heeft op 3 mei 2024 een aantal vragen en opmerkingen {asked}.")

    assert header.ministry == "Ministerie van Sociale Zaken en Werkgelegenheid"


def test_labels_above_each_other_in_one_cell_have_their_values_in_the_next():
    header = header_of("Datum", "Betreft", "5 september 2025", "Onderhoud van bruggen", "Geachte voorzitter,")

    assert (header.date, header.subject) == (date(2025, 9, 5), "Onderhoud van bruggen")


def test_empty_labels_leave_the_values_to_those_that_they_stand_below():
    header = header_of("Ons kenmerk", "Datum", "5 september 2025", "Betreft", "Onderhoud", "Geachte voorzitter,")

    assert (header.date, header.subject, header.reference) == (date(2025, 9, 5), "Onderhoud", None)


def test_a_state_secretary_who_names_a_task_is_of_its_ministry():
    blocks = ("Geachte voorzitter,", BODY, "De Staatssecretaris Rechtsbescherming,", "T. Voorbeeld")
    header = compose_letter(Transcript(tuple(RawBlock(text) for text in blocks)), source="brief").header

    assert header.ministry == "Ministerie van Justitie en Veiligheid"

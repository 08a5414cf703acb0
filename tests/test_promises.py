"""Promises (toezeggingen) are found as letters make them; later letters keep them; the command shows how they stand."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from typer.testing import CliRunner

from assistant.promise_status import PromiseStatus, track_promises
from assistant.promises import PromiseKind, letter_promises
from assistant.vocabulary import Block, BlockKind, Filters, Letter, LetterHeader, Voice
from ui.command_line import app
from ui.promises_command import find_promises

ON = date(2025, 10, 2)


def letter(*sentences, voice=Voice.AUTHOR, kind=BlockKind.PARAGRAPH, day=date(2025, 3, 27), **given):
    text = " ".join(sentences)
    known = {"ministry": "Ministerie van Duinbeheer", "subject": "Herstel van de zeereep", "kamerstuk": None}
    header = LetterHeader(
        id=given.pop("id", f"brief-{day}"),
        date=day,
        reference=None,
        signatories=(),
        addressee=None,
        dossier=None,
        attachments=(),
        source="brief.txt",
        url=None,
        content_hash="0" * 64,
        **known | given,
    )
    return Letter(header, text, (Block(kind, 0, len(text), voice=voice),))


def kinds(*sentences, **known):
    return [one.kind for one in letter_promises(letter(*sentences, **known))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik zeg uw Kamer toe dat ik ieder voorjaar een brief over de duinen stuur.",
        "Ik zeg toe dat ik de ervaringen van bewoners laat onderzoeken.",
        "Graag zeg ik de Kamer een overzicht van de kosten toe.",
        "Ik kan uw Kamer toezeggen dat het loket open blijft.",
        "Ik zal uw Kamer hierover nader informeren.",
        "Hierover zal ik de Kamer eind dit jaar informeren.",
        "Uw Kamer zal hierover worden geïnformeerd.",
        "Uw Kamer ontvangt de evaluatie voor de zomer.",
        "De volgende rapportage ontvangt u in november 2025.",
        "U ontvangt het uiterlijk op 1 oktober 2025.",
        "Voor het einde van dit jaar informeer ik uw Kamer over de uitkomst.",
        "Uw Kamer wordt hier voor het zomerreces over geïnformeerd.",
        "Zodra het onderzoek gereed is, wordt het naar uw Kamer gestuurd.",
        "In het najaar kom ik hierop terug.",
        "Hier kom ik in de volgende voortgangsbrief op terug.",
        "Bij de begroting voor 2027 kom ik terug op de dekking.",
        "Het wetsvoorstel stuur ik in het najaar van 2025 naar uw Kamer.",
        "Het wetsvoorstel gaat voor de zomer naar uw Kamer.",
        "De volgende voortgangsbrief stuur ik voor de zomer van 2026.",
        "Over de voortgang rapporteer ik jaarlijks in juni.",
        "Ik verwacht het wetsvoorstel in mei 2025 bij uw Kamer in te dienen.",
        "Ik streef ernaar de vragen uiterlijk op 4 november 2025 te beantwoorden.",
        "Ik ben bereid dit te laten onderzoeken en uw Kamer daarover te informeren.",
        "Mocht de datum wijzigen, dan meld ik dat binnen twee weken aan uw Kamer.",
        "Conform de toezegging van mijn ambtsvoorganger zal ik de Kamer hierover eind 2025 informeren.",
        "Wij sturen binnenkort een brief aan uw Kamer over dit onderwerp.",
        "De maatregelen staan in de nota die uw Kamer rond het zomerreces ontvangt.",
        "Ik verwijs u naar de brief die ik uw Kamer in september stuur.",
        "Daarnaast krijgt uw Kamer elk kwartaal een overzicht van de uitbetaling.",
    ],
)
def test_a_promise_to_the_kamer_is_found(sentence):
    assert kinds(sentence) == [PromiseKind.MADE]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kunt u toezeggen dat de Kamer vóór 1 juni 2025 een herstelplan ontvangt?",
        "In 2022 is € 142,6 miljoen uitgegeven.",
        "Woningcorporaties hebben toegezegd in 2026 68.000 woningen van zonwering te voorzien.",
        "Afgelopen jaar heeft Nederland hier € 750 miljoen aan toegezegd.",
        "De toegezegde hulp komt in het najaar.",
        "Ik verwacht dat de laatste schakel eind 2029 op orde is.",
        "Schoolbesturen informeren ouders zelf in het voorjaar.",
        "Uw Kamer heeft in 2025 verzocht om een landelijk nachtnet.",
        "Deze motie is door uw Kamer in februari aangenomen.",
        "De gegevens kan ik vanwege de privacy niet met uw Kamer delen.",
        "Het zou behulpzaam zijn als hierover jaarlijks aan uw Kamer wordt gerapporteerd.",
    ],
)
def test_what_promises_the_kamer_nothing_is_no_promise(sentence):
    assert PromiseKind.MADE not in kinds(sentence)


def test_the_words_of_a_member_or_a_motion_promise_nothing():
    sentence = "Ik zeg uw Kamer toe dat ik voor de zomer een brief stuur."
    assert kinds(sentence, voice=Voice.MEMBER) == []
    assert kinds(sentence, voice=Voice.MOTION) == []
    assert kinds(sentence, kind=BlockKind.SIGNATURE) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Hiermee doe ik de toezegging aan het lid Duinstra gestand.",
        "Met deze brief doe ik mijn toezegging van 3 maart jl. gestand.",
        "Ik voldoe hiermee aan mijn toezegging in het commissiedebat van 8 februari jl.",
        "Met deze brief kom ik de toezegging aan het lid Duinstra na.",
        "Met deze brief beschouw ik de toezegging aan het lid Duinstra als afgedaan.",
        "Zoals toegezegd in mijn brief van 3 maart 2024 ontvangt u hierbij de evaluatie.",
        "Ter voldoening aan die toezegging zend ik u hierbij de lijst.",
        "Tijdens het debat van 3 maart jl. heb ik toegezegd u hierover te informeren.",
    ],
)
def test_a_sentence_that_says_a_promise_is_kept_is_found(sentence):
    assert kinds(sentence) == [PromiseKind.KEPT]


def test_a_promise_is_kept_where_the_next_sentence_says_so():
    recalled = "In de brief van 14 oktober 2021 is toegezegd dat het overzicht wordt geactualiseerd."
    assert kinds(recalled)[0] is PromiseKind.RECALLED
    assert kinds(recalled, "Die actualisatie is nu gereed.")[0] is PromiseKind.KEPT


def test_a_promise_recalled_that_still_has_to_come_is_not_kept():
    recalled = "In de antwoorden van 20 februari jl. heb ik toegezegd u te informeren."
    assert kinds(recalled, "Helaas lukt dat nog niet.")[0] is PromiseKind.RECALLED


def test_what_the_letter_itself_hands_over_is_delivered_and_not_promised():
    assert kinds("Hierbij ontvangt u de evaluatie van het duinfonds.") == [PromiseKind.DELIVERED]
    assert kinds("Met deze brief informeer ik uw Kamer over de zeereep.") == [PromiseKind.DELIVERED]


def test_a_promise_has_its_due_time_and_how_often_it_recurs():
    (promise,) = letter_promises(letter("Ik stuur uw Kamer elk half jaar een rapportage, de eerste keer in juni 2026."))
    assert (promise.due_text, promise.due, promise.recurs) == ("in juni 2026", "2026-06-30", "elk half jaar")


def test_what_recurs_each_year_and_comes_now_is_due_next_year():
    (promise,) = letter_promises(letter("Ik informeer uw Kamer jaarlijks in april over het duinfonds."))
    assert promise.due is not None
    assert promise.due.startswith("2026-04")


def track(*letters):
    from assistant.promises import FoundPromise

    found = [FoundPromise(one, each.header) for each in letters for one in letter_promises(each)]
    return track_promises(found, ON)


PROMISING = letter("Voor de zomer ontvangt uw Kamer de evaluatie van het herstelprogramma.")


def test_a_promise_is_open_until_its_day_and_overdue_after_it():
    (before,) = track(letter("In het voorjaar van 2026 ontvangt u de evaluatie van het herstelprogramma."))
    (after,) = track(PROMISING)
    assert (before.status, after.status) == (PromiseStatus.OPEN, PromiseStatus.OVERDUE)


def test_a_later_letter_that_names_it_keeps_it():
    later = letter(
        "In mijn brief van 27 maart 2025 heb ik de evaluatie van het herstelprogramma toegezegd.",
        "Die ontvangt u hierbij.",
        day=date(2025, 9, 9),
        ministry="Ministerie van Waterwegen",
    )
    (tracked,) = track(PROMISING, later)
    assert tracked.status is PromiseStatus.KEPT
    assert [one.header.id for one in tracked.kept_by] == [later.header.id]
    assert later.text.startswith(tracked.kept_by[0].promise.text)


def test_a_later_letter_that_hands_over_what_was_promised_keeps_it():
    later = letter("Hierbij ontvangt u de evaluatie van het herstelprogramma.", day=date(2025, 6, 9))
    assert track(PROMISING, later)[0].status is PromiseStatus.KEPT


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("Hierbij ontvangt u de evaluatie van het herstelprogramma.", {"day": date(2025, 3, 1)}),
        ("Hierbij ontvangt u de evaluatie van het herstelprogramma.", {"ministry": "Ministerie van Waterwegen"}),
        ("Hierbij ontvangt u het jaarplan van de vuurtorens.", {"subject": "Vuurtorens"}),
        (
            "Zoals toegezegd in mijn brief van 1 april 2024 ontvangt u hierbij de evaluatie van het herstelprogramma.",
            {},
        ),
    ],
    ids=["earlier", "another ministry", "another thing", "another letter's promise"],
)
def test_other_letters_keep_nothing(sentence, known):
    other = letter(sentence, **{"day": date(2025, 6, 9), "id": "ander"} | known)
    statuses = [one.status for one in track(PROMISING, other) if one.found.header.id == PROMISING.header.id]
    assert statuses == [PromiseStatus.OVERDUE]


def test_a_promise_stands_in_the_ledger_as_it_was_found(library):
    for header in library.headers():
        stored = library.ledger.promises(Filters(letter_ids=(header.id,)))
        text = library.letter(header.id).text
        assert [one.promise for one in stored] == letter_promises(library.letter(header.id))
        assert all(text[one.promise.start : one.promise.end] == one.promise.text for one in stored)


def test_a_removed_letter_takes_its_promises_along(library):
    letter_id = next(one.header.id for one in library.ledger.promises() if one.promise.kind is PromiseKind.MADE)
    with library.writing():
        library.remove(letter_id)
    assert letter_id not in {one.header.id for one in library.ledger.promises()}


# Read by hand in the bundled letters: how a promise begins -> its status on 2 October 2025, and the letter that kept it.
SAMPLES = {
    "In het voorjaar van 2026 ontvangt u de evaluatie van de eerste vier jaar": ("open", None),
    "De uitkomst deel ik voor het kerstreces van 2025": ("open", None),
    "Voor het zomerreces ontvangt u een wetsvoorstel": ("overdue", None),
    "U ontvangt het uiterlijk op 1 oktober 2025": ("overdue", None),
    "De derde voortgangsrapportage ontvangt u in juni 2025": ("overdue", None),
    "De doorrekening voor de voorbeeldbedrijven": ("kept", "2025-01-30"),
    "De volgende jaarrapportage ontvangt uw Kamer in juni 2022": ("kept", "2022-06-16"),
    "De volgende jaarrapportage ontvangt uw Kamer in juni 2023": ("kept", "2023-06-15"),
    "De volgende jaarrapportage ontvangt uw Kamer in juni 2024": ("kept", "2024-06-20"),
    "De volgende jaarrapportage ontvangt uw Kamer in juni 2025": ("kept", "2025-06-12"),
    "De volgende jaarrapportage ontvangt uw Kamer in juni 2026": ("open", None),
    "In mei 2025 ontvangt u de jaarlijkse brief over het lerarentekort": ("kept", "2025-05-27"),
    "De volgende rapportage ontvangt u in november 2023": ("kept", "2023-11-23"),
    "De volgende rapportage ontvangt u in november 2024": ("kept", "2024-11-21"),
    "De volgende rapportage ontvangt u in november 2025": ("open", None),
    "De eindevaluatie van het ALP ontvangt u in het eerste kwartaal van 2025": ("kept", "2025-03-06"),
    "Voor de zomer van 2023 ontvangt u daarnaast de evaluatie": ("kept", "2024-04-11"),
    "Ik streef ernaar de vragen uiterlijk op 4 november 2022": ("kept", "2022-11-08"),
    "U ontvangt de resultaten van de proef in het eerste kwartaal van 2025": ("kept", "2025-02-13"),
    "De volgende voortgangsbrief ontvangt u in het voorjaar van 2025": ("kept", "2025-04-24"),
    "De uitkomst stuur ik u vóór 1 december van dat jaar": ("kept", "2022-11-29"),
}


@pytest.mark.parametrize("begins", SAMPLES)
def test_the_promises_of_the_bundled_letters_stand_as_a_reader_finds_them(sample_library, begins):
    tracked = find_promises(sample_library, Filters(), ON)
    (one,) = [each for each in tracked if each.found.promise.text.startswith(begins)]
    days = [str(other.header.date) for other in one.kept_by]
    assert (one.status.value, days[0] if days else None) == SAMPLES[begins]


def run(library, *arguments):
    done = CliRunner().invoke(app, ["promises", "--library", str(library.folder), "--on", "2025-10-02", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_command_gives_promises_with_their_place_and_status(sample_library):
    forms = json.loads(run(sample_library, "--json"))
    assert {form["status"] for form in forms} == {"open", "kept", "overdue"}
    for form in forms:
        text = sample_library.letter(form["letter"]["id"]).text
        assert text[form["start"] : form["end"]] == form["text"]
        assert (form["status"] == "kept") <= bool(form["kept_by"])


def test_the_command_shows_only_open_ones_of_a_ministry_and_a_time(sample_library):
    forms = json.loads(run(sample_library, "--json", "--open", "--ministry", "Waterbeheer", "--from", "2024-06-01"))
    assert forms
    assert all(form["status"] != "kept" for form in forms)
    assert all("Waterbeheer" in form["letter"]["ministry"] for form in forms)
    assert all(form["letter"]["date"] >= "2024-06-01" for form in forms)


def test_a_promise_may_be_kept_by_a_letter_outside_the_time_that_is_asked_for(sample_library):
    forms = json.loads(run(sample_library, "--json", "--to", "2022-12-31"))
    assert any(one["letter"]["date"] > "2022-12-31" for form in forms for one in form["kept_by"])


def test_the_command_gives_csv(sample_library):
    rows = list(csv.DictReader(io.StringIO(run(sample_library, "--csv"))))
    assert {row["stand"] for row in rows} == {"open", "nagekomen", "te laat"}


def test_the_command_prints_a_table(sample_library):
    assert "toezegging" in run(sample_library, "--open")
    assert "Geen toezeggingen" in run(sample_library, "--ministry", "Bestaat Niet")

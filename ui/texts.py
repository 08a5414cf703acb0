"""nothing -> every Dutch text of the interface: the words that users read stand here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from assistant import errors
from assistant.explanation import Explanation
from assistant.settings import Settings
from assistant.vocabulary import (
    Answer,
    Citation,
    FigureMatch,
    Filters,
    LetterHeader,
    Mode,
    Note,
    NoteKind,
    Role,
    Searched,
    Speaker,
    Status,
)
from ingest.report import Outcome

PROGRAM = "Briefwijzer"
TAGLINE = "Vragen en antwoorden over Kamerbrieven, met de bron erbij"
AI_NOTICE = (
    "Dit is een geautomatiseerde assistent. Hij antwoordt alleen met zinnen uit de brieven; controleer de bron voordat u"
    " iets overneemt."
)
SAMPLE_BADGE = "VOORBEELD (fictief)"

HELP = {
    "ask": "Beantwoord een vraag met zinnen uit de brieven, met de bron erbij.",
    "search": "Zoek de passages bij een vraag, zonder antwoord.",
    "ingest": "Lees brieven in: bestanden of mappen (docx, pdf, xml, txt).",
    "letters": "Toon de brieven in de bibliotheek.",
    "letters show": "Toon één brief.",
    "letters remove": "Verwijder één brief.",
    "reindex": "Maak vectoren en indexen opnieuw, bijvoorbeeld voor een ander model.",
    "doctor": "Controleer bibliotheek, indexen, model en instellingen; herstel wat te herstellen is.",
    "serve": "Start de webchat en de API.",
    "demo": "Lees de meegeleverde voorbeeldbrieven in en start de webchat ermee.",
    "library": "Map van de bibliotheek (anders BRIEFWIJZER_LIBRARY, of uw gegevensmap).",
    "json": "Geef JSON op de standaarduitvoer.",
    "ministry": "Alleen brieven van dit ministerie (naam of deel ervan).",
    "from": "Alleen brieven vanaf deze datum (jjjj-mm-dd).",
    "to": "Alleen brieven tot en met deze datum (jjjj-mm-dd).",
    "dossier": "Alleen brieven in dit dossier (bijvoorbeeld 36045).",
    "batch": "Bestand met een vraag per regel, gewoon of als JSON; geeft een JSON-object per regel.",
    "watch": "Blijf de mappen volgen en lees nieuwe en gewijzigde brieven meteen in (stop met Ctrl-C).",
    "paths": "Bestanden of mappen met brieven.",
    "length": "Hoe lang het antwoord mag zijn: kort (een tot drie zinnen) of lang (tot zes).",
    "question": "De vraag.",
    "top": "Hoeveel passages.",
    "explain": "Toon per passage waarom die gevonden is.",
    "letter_id": "Kenmerk van de brief in de bibliotheek (zie 'briefwijzer letters').",
    "text": "Alleen de tekst, precies zoals citaten die tellen.",
    "host": "Adres waarop de server luistert.",
    "port": "Poort waarop de server luistert.",
}
INTERRUPTED = "Afgebroken. Wat al was ingelezen, blijft bewaard."

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()

ABOUT_LETTER = "De vraag gaat over een brief zelf. Welke brief er het dichtst bij komt, staat hieronder."
NOT_FOUND = "De brieven geven hier geen antwoord op."
PARTIAL = "De brieven beantwoorden een deel van de vraag."
NEAREST = "Misschien relevant"
SOURCES = "Bronnen"
NOTES = "Let op"
FIGURE_MATCH = {
    FigureMatch.LITERAL: "letterlijk in de bron",
    FigureMatch.EQUAL: "omgerekend uit de bron",
    FigureMatch.COMPUTED: "berekend uit de bron",
}
FEATURES = {
    "terms": "woorden van de vraag",
    "meaning": "betekenis",
    "coverage": "hoeveel van de vraag erin staat",
    "nearness": "woorden dicht bijeen",
    "author": "standpunt van de afzender",
    "sentence": "een zin erin die bij de vraag past",
}


_WHY_WORDS = (  # field of an explanation, and what is said of its words
    ("in_text", "In de tekst: {words}."),
    ("in_part", "Deels in de tekst: {words}."),
    ("in_context", "In de kop, het onderwerp of de vraag erbij: {words}."),
    ("missing", "Niet: {words}."),
)
_SIMILARITY = ((0.55, "De inhoud lijkt sterk op de vraag"), (0.3, "De inhoud lijkt op de vraag"))
_NOT_SIMILAR = "De inhoud lijkt weinig op de vraag"


def say_why(why: Explanation) -> str:
    """Why a passage was found, in words."""
    said = [
        sentence.format(words=", ".join(f"„{word}”" for word in words))
        for field, sentence in _WHY_WORDS
        if (words := getattr(why, field))
    ]
    likeness = next((text for least, text in _SIMILARITY if why.similarity >= least), _NOT_SIMILAR)
    said.append(f"{likeness} ({f'{why.similarity:.2f}'.replace('.', ',')}).")
    if why.together:
        said.append("De woorden staan dicht bij elkaar.")
    if why.asked:
        said.append("Dit is een vraag van een Kamerlid, niet het antwoord.")
    if why.answers:
        said.append("Er staat een zin in die goed bij de vraag past: daarom staat het vooraan.")
    return " ".join([*said, f"Vooral gevonden op: {FEATURES[why.first]}."])


def say_date(day: date | None) -> str:
    """A date in words ("29 januari 2026")."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "zonder datum"


def say_count(count: int, one: str, more: str) -> str:
    """A count with its noun ("1.204 brieven")."""
    return f"{count:,}".replace(",", ".") + f" {one if count == 1 else more}"


def say_searched(searched: Searched) -> str:
    """What was searched."""
    if not searched.letters:
        return "Er zijn geen brieven die aan de gekozen filters voldoen."
    letters = say_count(searched.letters, "brief", "brieven")
    if searched.since is None or searched.until is None:
        return f"Doorzocht: {letters}."
    if searched.since == searched.until:
        return f"Doorzocht: {letters} van {say_date(searched.since)}."
    return f"Doorzocht: {letters} van {say_date(searched.since)} tot en met {say_date(searched.until)}."


def say_letter(header: LetterHeader) -> str:
    """A letter in one line: subject, ministry, date and reference."""
    parts = [header.title, header.ministry, say_date(header.date) if header.date else None, header.reference]
    line = ", ".join(part for part in dict.fromkeys(parts) if part)
    return f"{line} [{SAMPLE_BADGE}]" if header.sample else line


def say_place(citation: Citation) -> str:
    """Where in its letter a citation stands: section, page and paragraph."""
    parts = []
    if citation.passage.section:
        parts.append("§ " + " › ".join(citation.passage.section))
    if citation.page is not None:
        parts.append(f"p. {citation.page}" + (" (geschat)" if citation.page_estimated else ""))
    parts.append(f"alinea {citation.paragraph}")
    return ", ".join(parts)


def say_status(answer: Answer) -> str:
    """What is said before the sentences of an answer; empty when the question is answered."""
    kinds = {note.kind for note in answer.notes}
    if NoteKind.FALSE_PREMISE in kinds:
        return ""  # the remark says it
    if NoteKind.ABOUT_LETTER in kinds:
        return ABOUT_LETTER
    return {Status.NOT_FOUND: NOT_FOUND, Status.PARTIAL: PARTIAL, Status.ANSWERED: ""}[answer.status]


_WRITES = {
    Role.MINISTER: ("De minister", "schrijft"),
    Role.STATE_SECRETARY: ("De staatssecretaris", "schrijft"),
    Role.MINISTERS: ("De bewindslieden", "schrijven"),
    Role.MEMBER: ("Het lid", "vraagt"),
    Role.MOTION: ("In de motie", "staat"),
    Role.LETTER: ("In de brief", "staat"),
}
_WITH_ARTICLE = re.compile(r"(?:\w+e |Raad|Inspectie|Autoriteit|Commissie)", re.IGNORECASE)  # "Algemene Rekenkamer"


def say_speaker(speaker: Speaker) -> str:
    """Who says a sentence: "De minister schrijft", "Het lid vraagt", "De minister haalt de inspectie aan"."""
    subject, verb = _WRITES.get(speaker.role, ("De brief", "schrijft"))
    if speaker.role is Role.BODY and speaker.name:
        subject = f"De {speaker.name}" if _WITH_ARTICLE.match(speaker.name) else speaker.name
    if speaker.quoted is None:
        return f"{subject} {verb}"
    subject = "De brief" if speaker.role is Role.LETTER else subject
    who = speaker.quoted if speaker.quoted[1:2].isupper() else speaker.quoted[:1].lower() + speaker.quoted[1:]
    return f"{subject} {'halen' if speaker.role is Role.MINISTERS else 'haalt'} {who} aan"


def say_leads(answer: Answer) -> list[str]:
    """For each sentence of an answer what is said before it: who speaks, where that changes; "" for none.

    A sentence that a language model wrote says itself whose words it gives, but for a Member's and a motion's.
    """
    leads: list[str] = []
    last: Speaker | None = None
    for sentence in answer.sentences:
        speaker = sentence.speaker
        if speaker is None or (answer.mode is Mode.GENERATED and speaker.role not in {Role.MEMBER, Role.MOTION}):
            leads.append("")
            continue
        leads.append("" if speaker == last else f"{say_speaker(speaker)}:")
        last = speaker
    return leads


def say_short(answer: Answer) -> str:
    """The short answer as a sentence of its own: "€ 750 miljoen."; empty where there is none."""
    if answer.short is None:
        return ""
    text = answer.short.text
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def say_revision(answer: Answer, *, marked: bool = True) -> str:
    """What a later letter gives in place of an earlier value, with dates; empty where nothing was revised.

    Args:
        answer: The answer.
        marked: Whether the markers of the sources are named.
    """
    if answer.revision is None:
        return ""
    dates = {citation.marker: citation.header.date for citation in answer.citations}
    before, after = answer.revision.before, answer.revision.after
    said = next(citation.quote for citation in answer.citations if citation.marker == after.marker)
    wording = SAY_REVISION if answer.revision.stated else SAY_DISAGREEMENT
    return wording.format(
        how="Veranderd" if _CHANGED.search(said) else "Bijgesteld",
        before=before.text,
        before_date=say_date(dates[before.marker]),
        before_marker=f" [{before.marker}]" if marked else "",
        after=after.text,
        after_date=say_date(dates[after.marker]),
        after_marker=f" [{after.marker}]" if marked else "",
    )


def say_note(note: Note) -> str:  # noqa: C901, PLR0912 - a table of wordings, one for each kind
    """A remark beside an answer."""
    values = dict(note.values)
    match note.kind:
        case NoteKind.RELATIVE_DATE:
            return f"„{values['text']}” is {_say_resolved(values['means'])}, gerekend vanaf de datum van de brief ({_say_iso(values['written'])})."
        case NoteKind.STANDALONE_QUESTION:
            return f"Begrepen als: {values['question']}"
        case NoteKind.NOTHING_TO_SEARCH:
            return "In de vraag staat geen woord om op te zoeken. Stel de vraag met een onderwerp erin."
        case NoteKind.MISSING_TERMS:
            return f"In de gevonden brieven komt niet voor: {values['terms']}."
        case NoteKind.DROPPED_SENTENCES:
            count = int(values["count"])
            return f"{say_count(count, 'zin is', 'zinnen zijn')} weggelaten, omdat die niet in de brieven te controleren {'was' if count == 1 else 'waren'}."
        case NoteKind.FALLBACK_EXTRACTIVE:
            return "Het taalmodel gaf geen bruikbaar antwoord; dit zijn zinnen uit de brieven zelf."
        case NoteKind.HALF_SEARCH:
            return SAY_HALF[values["lacking"]]
        case NoteKind.OTHER_VALUE:
            written = f" van {_say_iso(values['written'])}" if values.get("written") else ""
            return f"Een andere brief{written} ({values['letter']}) noemt {values['value']}."
        case NoteKind.OUT_OF_BOUNDS:
            return SAY_BOUNDS[values["reason"]]
        case NoteKind.SET_ASIDE:
            return SAY_ASIDE[values["reason"]].format(text=values["text"])
        case NoteKind.READ_AS_ENGLISH:
            return SAY_ENGLISH
        case NoteKind.FALSE_PREMISE:
            return SAY_PREMISE
        case NoteKind.ABOUT_LETTER:
            return _say_header(values)
        case NoteKind.PART_WITHOUT_SOURCE:
            return f"Op dit deel van de vraag geven de brieven geen antwoord: {values['part']}."
        case NoteKind.COMPUTED_DIFFERENCE:
            return f"Berekend, niet uit een brief: {values['high']} − {values['low']} = {_say_quantity(values['difference'], values['unit'])}."


def _say_header(values: Mapping[str, str]) -> str:
    """A letter by its header: subject, date, ministry, number, who signed."""
    parts = [f"„{values['title']}”"]
    parts += [f"brief van {_say_iso(values['written'])}"] if values["written"] else ["brief zonder datum"]
    parts += [values["ministry"], values["number"]]
    parts += [f"ondertekend door {values['signatories']}"] if values["signatories"] else []
    return ", ".join(part for part in parts if part) + "."


_ONLY_LETTERS = "Briefwijzer laat alleen zien wat in de brieven staat"
SAY_BOUNDS = {  # why a question is none to letters
    "opinion": f"{_ONLY_LETTERS} en heeft zelf geen mening. Vraag bijvoorbeeld wat de minister of het kabinet van iets vindt.",
    "forecast": f"{_ONLY_LETTERS} en voorspelt niets. Over wat nog moet gebeuren, staat in de brieven geen antwoord op deze vraag.",
    "person": f"{_ONLY_LETTERS}. Het is een zoekprogramma, geen persoon, en het beantwoordt geen persoonlijke vragen.",
    "insult": f"{_ONLY_LETTERS}. Stel een vraag over een onderwerp uit de brieven.",
    "order": f"{_ONLY_LETTERS} en voert geen andere opdrachten uit. Stel een vraag over een onderwerp uit de brieven.",
    "language": "Stel de vraag in het Nederlands. (Please ask your question in Dutch: the letters and the answers are in Dutch.)",
}
SAY_ASIDE = {  # what stood beside a question and was not followed
    "order": "Niet opgevolgd, want Briefwijzer beantwoordt alleen vragen over de brieven: „{text}”",
    "insult": "Alleen de vraag is gelezen, niet: „{text}”",
}
SAY_ENGLISH = (
    "De vraag is woord voor woord uit het Engels gelezen; in het Nederlands is het antwoord betrouwbaarder. "
    "(Your question was read word for word; the letters and the answers are in Dutch.)"
)
# What changed in the world, and not only in the letters.
_CHANGED = re.compile(
    r"\b(?:gedaald|daalde\w*|daalt|gestegen|steeg|stegen|stijgt|gegroeid|groeide\w*|toegenomen|afgenomen|opgelopen|teruggelopen)\b",
    re.IGNORECASE,
)
SAY_DISAGREEMENT = (
    "Twee brieven noemen elk iets anders: {before} (brief van {before_date}){before_marker} "
    "en {after} (brief van {after_date}){after_marker}."
)
SAY_REVISION = (
    "{how} van {before} (brief van {before_date}){before_marker} naar {after} (brief van {after_date}){after_marker}."
)
SAY_PREMISE = "De vraag gaat uit van iets wat de brieven niet zeggen. Dit staat er wel."
_SCALES = ((1_000_000_000, "miljard"), (1_000_000, "miljoen"))
_SIGNS = {"EUR": "€ ", "USD": "$ ", "GBP": "£ "}
_UNITS = {"%": "%", "count": ""}


def _say_quantity(value: str, unit: str) -> str:
    """A computed number with its unit in Dutch notation: "€ 5,6 miljoen"."""
    number, scale = Decimal(value), ""
    for size, name in _SCALES:
        if number >= size and (number / size * 1000) % 1 == 0:
            number, scale = number / size, f" {name}"
            break
    written = f"{number.normalize():,f}".translate(str.maketrans(",.", ".,"))
    behind = "" if unit in _SIGNS else _UNITS.get(unit, f" {unit}")
    return f"{_SIGNS.get(unit, '')}{written}{scale}{behind}"


def _say_iso(text: str) -> str:
    return say_date(date.fromisoformat(text))


def _say_resolved(means: str) -> str:
    """A resolved date, whole or in part: "2025", "2025-12", "2025-11-19"."""
    parts = means.split("-")
    if len(parts) == 3:
        return _say_iso(means)
    return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else means


_ERRORS: dict[type[errors.BriefwijzerError], str] = {
    errors.EmptyQuestion: "De vraag is leeg. Stel een vraag, bijvoorbeeld: Hoeveel is er toegezegd?",
    errors.QuestionTooLong: "De vraag telt {length} tekens; er worden er hoogstens {limit} gelezen. Kort haar in tot de vraag zelf.",
    errors.UnknownLetter: "Er is geen brief met het kenmerk '{letter_id}'. 'briefwijzer letters' toont de brieven die er zijn.",
    errors.NoSuchPath: "{path} bestaat niet. Noem een bestand of een map met brieven (docx, pdf, xml, txt).",
    errors.NoLetters: "In {paths} staat geen brief. Noem een bestand of een map met brieven (docx, pdf, xml, txt).",
    errors.BrokenBatch: '{file}, regel {line}: {detail}. Geef een vraag per regel, gewoon of als JSON-object met een "question".',
    errors.LibraryMissing: "In {path} staat nog geen bibliotheek. Maak er een met: briefwijzer ingest MAP --library {path}",
    errors.LibraryEmpty: "De bibliotheek in {path} bevat nog geen brieven. Vul haar met: briefwijzer ingest MAP --library {path}",
    errors.LibraryBusy: "Een ander proces schrijft nu in de bibliotheek in {path}. Wacht tot dat klaar is en probeer het opnieuw.",
    errors.LibraryDamaged: "De bibliotheek {path} is niet te lezen: {detail}. Zet een reservekopie terug, of lees de brieven elders opnieuw in.",
    errors.LibraryTooNew: "De bibliotheek in {path} heeft schema {found}; dit programma kent {known}. Installeer de nieuwere Briefwijzer.",
    errors.LibraryUnwritable: "In de bibliotheek in {path} kan niet worden geschreven: {detail}. Wat erin stond, is ongeschonden. Maak ruimte of herstel de rechten en probeer het opnieuw.",
    errors.ModelMismatch: "De bibliotheek in {path} is gemaakt met {part} '{found}', maar nu is '{wanted}' ingesteld. Indexeer haar opnieuw met: briefwijzer reindex --library {path}",
    errors.ModelUnavailable: "Het model '{value}' is niet te laden: {detail}",
    errors.SettingError: "{name} is '{value}': {detail}",
    errors.GoldError: "{file}, regel {line}: {detail}",
    errors.UnreadableFile: "{file}: {reason}. {remedy}",
    errors.PortInUse: "Poort {port} op {host} is al in gebruik. Kies een andere met: briefwijzer serve --port {other}",
}  # fmt: skip


def say_error(error: errors.BriefwijzerError) -> str:
    """An error in Dutch: what happened, and what to do."""
    for kind in type(error).__mro__:
        if kind in _ERRORS:
            return _ERRORS[kind].format(**error.values)
    return str(error)


NO_PASSAGES = "Niets gevonden."
NOTHING_TO_READ = "Er zijn geen bestanden gevonden. Noem een bestand of een map met brieven (docx, pdf, xml, txt)."
OUTCOMES = {
    Outcome.NEW: "nieuw",
    Outcome.UPDATED: "bijgewerkt",
    Outcome.UNCHANGED: "ongewijzigd",
    Outcome.SAME: "al aanwezig uit een ander bestand",
    Outcome.MOVED: "verplaatst",
    Outcome.SKIPPED: "overgeslagen",
    Outcome.FAILED: "mislukt",
}
WATCHING = "De mappen worden gevolgd; stop met Ctrl-C."
READING = "Brieven inlezen"
REMOVED = "Verwijderd: {letter_id}"
REINDEXED = "Opnieuw geïndexeerd: {passages} passages."


def letter_fields(header: LetterHeader) -> list[tuple[str, str]]:
    """The header fields of a letter that are known, each with its Dutch name."""
    fields = [
        ("Betreft", header.subject),
        ("Datum", say_date(header.date) if header.date else None),
        ("Afzender", header.ministry),
        ("Kenmerk", header.reference),
        ("Kamerstuk", header.kamerstuk),
        ("Ondertekend door", ", ".join(header.signatories)),
        ("Aan", header.addressee),
        ("Bijlagen", "; ".join(header.attachments)),
        ("Bestand", header.source),
        ("Pagina", header.url),
    ]
    shown = [(name, value) for name, value in fields if value]
    return [("", SAMPLE_BADGE), *shown] if header.sample else shown


INDEXES_AGREE = "Beide indexen kloppen met de brieven."
MENDED = "Hersteld vanuit de brieven: {faults}."


def say_settings(settings: Settings) -> str:
    """The settings in use."""
    servers = settings.servers  # an address may hold a password: that there is one is said, and where is not
    ledger = ", brieven in een PostgreSQL-database" if servers.ledger_url else ""
    vectors = ", vectoren in een Chroma-server" if servers.chroma_url else ""
    return f"bibliotheek {settings.library}{ledger}{vectors}"


def say_model(name: str, dimensions: int) -> str:
    """The embedder in use."""
    return f"{name}, {dimensions} dimensies"


# --- The web chat, the letter page and the HTTP API ---

CHAT_TITLE = "Briefwijzer: vraag het de Kamerbrieven"
SKIP_TO_QUESTION = "Naar de vraag"
NEW_CHAT = "Nieuw gesprek"
QUESTION_LABEL = "Uw vraag"
QUESTION_HINT = "Stel een vraag"
ASK = "Vraag"
STOP = "Stop"
STOPPED = "U hebt het antwoord gestopt."
FAILED = (
    "Er ging iets mis bij het beantwoorden. Stel de vraag opnieuw; blijft het misgaan, meld het dan bij de beheerder."
)
CONVERSATION = "Gesprek"
WELCOME = "Waarover wilt u iets weten?"
WELCOME_MORE = "U krijgt het antwoord in zinnen uit de brieven zelf. Elke zin verwijst naar de plaats in de brief."
EXAMPLES = "Voorbeelden"
EXAMPLE_QUESTION = "Wat staat er in de brief over „{subject}”?"
YOUR_QUESTION = "Uw vraag:"
SEARCHING = "Bezig met zoeken in {letters} …"
READING_FOUND = "Bezig met lezen …"
FOUND = "Gevonden: {passages} in {letters}"
FIGURES_CHECKED = "Cijfers in dit antwoord"
OPEN_SOURCE = "Open bron {marker} in de brief: {title}"
ASK_AGAIN = "Stel opnieuw"
EDIT_QUESTION = "Pas vraag aan"
COPY_ANSWER = "Kopieer met bronnen"
COPIED = "Gekopieerd"
COPY_FAILED = "Kopiëren lukte niet"
FILTER_MINISTRY = "Ministerie"
ALL_MINISTRIES = "Alle ministeries"
FILTER_SINCE = "Vanaf"
FILTER_UNTIL = "Tot en met"
FILTER_DATE_HINT = "bijv. 2024"
FILTER_LETTER = "Brief"
ALL_LETTERS = "Alle brieven"
CLEAR_FILTERS = "Wis filters"
SHOW_FILTERS = "Kies brieven"
LETTER_PANE = "De brief"
LETTER_PANE_EMPTY = "Hier verschijnt de brief, geopend bij de zin waarnaar het antwoord verwijst."
LETTER_PANE_HINT = "Kies een verwijzing zoals [1] in het antwoord."
LETTERS_TITLE = "Brieven"
LETTER_LOADING = "De brief wordt geopend …"
LETTER_FAILED = "De brief kon niet worden geopend. Misschien is hij intussen verwijderd; vernieuw de pagina."
BACK_TO_ANSWER = "Terug naar het antwoord"
PREVIOUS_SOURCE = "Vorige"
NEXT_SOURCE = "Volgende"
SOURCE_OF = "Bron {number} van {count}"
OPEN_IN_WINDOW = "Nieuw venster"
ASK_THIS_LETTER = "Vraag alleen deze brief"
OFFICIAL_PAGE = "Officiële pagina"
LETTERHEAD = "Briefhoofd"
CONTENTS = "Inhoud"
PAGE_MARK = "pagina {page}"
PAGE_MARK_ESTIMATED = "pagina {page} (geschat)"
NOTE_MARK = "Noot {label}"
NOTE_REFERENCE = "Naar noot {label}"
MEMBER_VOICE = "Vraag van een Kamerlid"
MOTION_VOICE = "Tekst van een motie"
NO_DATE = "Zonder datum"
CONNECTION_LOST = (
    "De verbinding met de server is verbroken. Zodra die er weer is, wordt deze pagina ververst; uw vraag kunt u dan"
    " opnieuw stellen."
)
NO_SCRIPT = "Voor het stellen van vragen is JavaScript nodig. De brieven zelf zijn ook zonder te lezen."
PAGE_NOT_FOUND = "Deze pagina bestaat niet."
LIBRARY_IS_EMPTY = "Er zijn nog geen brieven om in te zoeken. Voeg ze toe met: briefwijzer ingest MAP"
SERVING = "Briefwijzer staat klaar op {address} (stoppen met Ctrl-C)"
SERVING_ALL = "Let op: deze server is bereikbaar vanaf andere computers, zonder aanmelding."
STOPPING = "Briefwijzer is gestopt."
ONLY = "Keuze: {filters}."
LIBRARY_STATE = "In de bibliotheek: {library}."
PROBLEM_REQUEST = "Het verzoek klopt niet: {detail}"
PROBLEM_FIELD = "{field}: {detail}"

_ERRORS |= {
    errors.UnreadableDay: "'{value}' is geen datum. Schrijf een jaar (2024) of een dag (1-7-2024).",
    errors.AddressRefused: "Op {host}, poort {port}, kan niet worden geluisterd: {detail}. Kies een ander adres met --host en --port.",
}  # fmt: skip


def say_letter_short(header: LetterHeader) -> str:
    """A letter in a list to choose from: date and subject."""
    return f"{say_date(header.date)} – {header.title}" if header.date else header.title


def say_library(searched: Searched) -> str:
    """The state of the whole library ("12 brieven, t/m 19 juni 2025")."""
    letters = say_count(searched.letters, "brief", "brieven")
    return f"{letters}, t/m {say_date(searched.until)}" if searched.until else letters


def say_scope(searched: Searched) -> str:
    """How many letters a question goes to, beside the filters."""
    if not searched.letters:
        return "Geen enkele brief voldoet aan deze keuze."
    letters = say_count(searched.letters, "brief", "brieven")
    if searched.since is None or searched.until is None:
        return letters
    if searched.since == searched.until:
        return f"{letters}, {say_date(searched.since)}"
    return f"{letters}, {say_date(searched.since)} t/m {say_date(searched.until)}"


def say_filters(filters: Filters, letter: LetterHeader | None) -> str:
    """The filters in words; empty when there are none."""
    parts = [
        filters.ministry,
        f"vanaf {say_date(filters.since)}" if filters.since else None,
        f"t/m {say_date(filters.until)}" if filters.until else None,
        f"dossier {filters.dossier}" if filters.dossier else None,
        f"alleen „{letter.title}”" if letter else None,
        {True: "alleen voorbeeldbrieven", False: "zonder voorbeeldbrieven"}.get(filters.sample)
        if filters.sample is not None
        else None,
    ]
    return ", ".join(part for part in parts if part)


def say_whole(answer: Answer) -> str:
    """An answer in one text with its markers: the short answer, the sentences with who says them, the revision."""
    parts = [f"{say_short(answer)} [{answer.short.marker}]"] if answer.short else []
    for lead, one in zip(say_leads(answer), answer.sentences, strict=True):
        markers = "".join(f"[{marker}]" for marker in one.markers)
        parts.append(f"{lead} {one.text} {markers}".strip())
    return " ".join(filter(None, [*parts, say_revision(answer)]))


def copied_answer(answer: Answer) -> str:
    """An answer as plain text with its sources as numbered notes, to paste elsewhere."""
    lines = [say_whole(answer), ""]
    lines += [
        f"[{citation.marker}] {say_letter(citation.header)}, {say_place(citation)}: „{citation.quote}”"
        for citation in answer.citations
    ]
    return "\n".join(lines)


# --- The page about the assistant ---

ABOUT_LEAD = "Wat Briefwijzer doet, wat het niet kan, en wat er met uw gegevens gebeurt."
ABOUT_MODEL_NONE = "Er is geen taalmodel ingesteld: elk antwoord bestaat uit letterlijke zinnen uit de brieven."
ABOUT_MODEL = "Ingesteld taalmodel: {model}. Het schrijft het antwoord; alleen zinnen die in de brieven te controleren zijn, worden getoond."
ABOUT_EMBEDDER = "Zoekmodel: {embedder}."
ABOUT = (
    (
        "Wat het doet",
        (
            "Briefwijzer is een geautomatiseerd systeem (AI-systeem). Het zoekt in de brieven van ministers aan het"
            " parlement die in deze bibliotheek staan en geeft bij uw vraag de zinnen die haar beantwoorden.",
            "Elk citaat wordt letter voor letter met de brief vergeleken en elk cijfer met het citaat, voordat u het ziet."
            " Bij elke zin staat een verwijzing die de brief op die plaats opent.",
        ),
    ),
    (
        "Wat het niet kan",
        (
            "Het vat brieven niet samen, rekent niet over brieven heen en kent alleen de brieven in deze bibliotheek. Zegt"
            " het dat er geen antwoord is, dan is er geen gevonden; dat bewijst niet dat het er niet is.",
            "Een gevonden zin kan de verkeerde zin zijn. Lees de brief na voordat u iets overneemt, en gebruik een antwoord"
            " nooit als enige grond voor een besluit over mensen.",
        ),
    ),
    (
        "Bronnen",
        (
            "De brieven komen van de Tweede Kamer (tweedekamer.nl), van officielebekendmakingen.nl, of zijn door uw"
            " organisatie toegevoegd. Bij elke brief staat waar hij vandaan komt.",
            "Brieven met het merk VOORBEELD (fictief) zijn voor dit programma geschreven en gaan nergens over.",
        ),
    ),
    (
        "Uw gegevens",
        (
            "Uw vragen gaan alleen naar de server van uw organisatie. Het gesprek blijft in uw browser staan en is te wissen"
            " met ‘Nieuw gesprek’. De server bewaart geen vragen, behalve van antwoorden die u zelf deelt of beoordeelt;"
            " die worden na {days} dagen verwijderd. {log}",
            "Deze site plaatst geen cookies, behalve één om aangemeld te blijven als aanmelden nodig is, en haalt niets op bij"
            " andere sites.",
        ),
    ),
    (
        "Toegankelijkheid",
        (
            "Gestreefd is naar WCAG 2.2 niveau AA (EN 301 549): alles werkt met het toetsenbord, bij 200 % vergroting, vanaf"
            " 320 pixels breed, licht, donker en met hoog contrast. Elk onderdeel wordt bij elke wijziging automatisch getest;"
            " een onafhankelijk onderzoek is nog niet gedaan.",
            "Loopt u ergens tegenaan, meld het dan bij de beheerder van deze server.",
        ),
    ),
)
ABOUT_LOG = "In het logboek van de server staan de teksten van vragen, want de beheerder heeft dat aangezet."
ABOUT_NO_LOG = "In het logboek van de server staan geen teksten van vragen."
REGISTER_TITLE = "Tekst voor het Algoritmeregister"
REGISTER_LEAD = "Vul aan wat uw organisatie zelf bepaalt, tussen rechte haken."
REGISTER = (
    ("Naam", "Briefwijzer"),
    ("Organisatie", "[uw organisatie]"),
    ("Korte omschrijving", "Zoekt in brieven van ministers aan het parlement en beantwoordt vragen met letterlijke citaten en hun vindplaats."),
    ("Status", "[in ontwikkeling / in gebruik sinds …]"),
    ("Publicatiecategorie", "Overige algoritmes (geen hoog risico volgens de AI-verordening zolang het alleen openbare brieven doorzoekt)"),
    ("Doel en impact", "Medewerkers vinden sneller de juiste brief en kunnen uitspraken en cijfers nagaan. Er worden geen besluiten over mensen of organisaties mee genomen."),
    ("Afwegingen", "Het systeem toont alleen wat in een brief staat, met de bron erbij, en weigert als het niets vindt. Zonder taalmodel kan het geen tekst verzinnen; met taalmodel wordt elke zin gecontroleerd."),
    ("Menselijke tussenkomst", "De gebruiker leest de bron na. Elk antwoord is te beoordelen; de beheerder ziet de oordelen."),
    ("Risicobeheer", "Automatische toetsing op een vaste vragenset bij elke wijziging; citaten en cijfers worden per antwoord gecontroleerd."),
    ("Wettelijke basis", "[geen specifieke; de verwerkte brieven zijn openbaar op grond van artikel 68 van de Grondwet en de Wet open overheid]"),
    ("Gegevens", "Brieven van ministers aan het parlement. Vragen van gebruikers worden niet bewaard, behalve bij gedeelde en beoordeelde antwoorden."),
    ("Technische werking", "Zoeken op woorden en betekenis, rangschikken van passages en zinnen met herleidbare kenmerken, controle van citaten en cijfers. {model}"),
    ("Leverancier", "Eigen beheer, opensourceprogramma (EUPL-1.2)"),
)  # fmt: skip

# --- The tabs beside the chat ---

TAB_ASK = "Vraag"
TAB_CHECK = "Controleer"
TAB_FIGURES = "Cijfers"
TAB_LETTERS = "Brieven"
TAB_PROMISES = "Toezeggingen"
TAB_ABOUT = "Over deze assistent"
NAVIGATION = "Onderdelen"
SKIP_TO_CONTENT = "Naar de inhoud"
SEARCH = "Zoek"
SHOW = "Toon"
PAGES = "Bladzijden"
PAGE_OF = "Bladzijde {page} van {count}"
PAGE_BEFORE = "Vorige"
PAGE_AFTER = "Volgende"
TAB_REGION = "Onderdeel"
TAB_FAILED = "Dit onderdeel kon niet worden geopend. Is de server nog bereikbaar? Probeer het opnieuw."
TAB_LOADING = "Bezig …"

FILTER_CABINET = "Kabinet"
ALL_PERIODS = "Alle kabinetten"
FILTER_DOSSIER = "Dossier"
FILTER_DOSSIER_HINT = "bijv. 36045"
FILTER_SAMPLES = "Voorbeeldbrieven"
SAMPLES_ALL = "Meenemen"
SAMPLES_CHOICES = (("nee", "Niet"), ("ja", "Alleen deze"))
MORE_FILTERS = "Meer filters"

CHECK_TITLE = "Klopt dit met de brieven?"
CHECK_LEAD = "Plak een bewering of een alinea. Elk bedrag, aantal, elke datum en naam wordt naast de brieven gelegd."
CHECK_LABEL = "Bewering of alinea"
CHECK_HINT = "Bijvoorbeeld: Het Rijk stort elk jaar € 180 miljoen in het fonds."
CHECK_BUTTON = "Controleer"
CHECK_PARTS = "Onderdelen van de bewering"
CHECK_MEANS = (
    "Niet gevonden betekent dat de brieven het niet zeggen, niet dat het onwaar is. Open het citaat voordat u erop"
    " vertrouwt."
)

FIGURES_TITLE = "Cijfers in de brieven"
FIGURES_LEAD = (
    "Wat een cijfer meet, over welke periode en in welke brief het staat. Kies een cijfer om de brief te openen."
)
FIGURES_TERM = "Waarover"
FIGURES_TERM_HINT = "bijv. defensie-uitgaven"
FIGURES_CSV = "Download als CSV"
FIGURES_XLSX = "Excel"
CHART_NUMBERS = "De getallen van deze grafiek"
OPEN_CHART = "Grafiek als bestand"
FIGURES_TAB_COLUMNS = ("Cijfer", "Wat het meet", "Periode", "Brief")
FIGURES_TOO_MANY = "Geef een woord waar de cijfers over gaan."
OPEN_FIGURE = "{figure}: open de brief {title}"

PROMISES_TITLE = "Toezeggingen in de brieven"
PROMISES_LEAD = "Wat ministers de Kamer toezeggen, wanneer het zou komen, en welke latere brief het nakomt."
PROMISES_HINT = "bijv. evaluatie"
PROMISES_ALL = "Alle"
PROMISES_COLUMNS = ("Toezegging", "Wanneer", "Stand", "Brief")
PROMISES_MEAN = (
    "De stand is afgeleid uit de brieven in deze bibliotheek. Open kan ook betekenen dat de brief waarin de toezegging is"
    " nagekomen, hier ontbreekt."
)
PROMISE_STATUS = "Stand"
PROMISE_KEPT_ON = "brief van {day}"
LETTERS_SEARCH = "Zoek in de brieven"
LETTERS_SEARCH_HINT = "onderwerp, kenmerk of Kamerstuk"
LETTERS_BEST = "beste eerst"
LETTERS_NEWEST_FIRST = "nieuwste eerst"
NO_LETTERS_FOUND = "Geen brief voldoet hieraan."
LIBRARY_IS_EMPTY_WEB = "Er zijn nog geen brieven. Voeg ze hieronder toe, of met: briefwijzer ingest MAP"
UPLOAD_TITLE = "Brieven toevoegen"
UPLOAD_LABEL = "Sleep bestanden hierheen, of kies ze (docx, odt, pdf, html, xml, txt, zip)"
UPLOAD_CHOOSE = "Kies bestanden"
UPLOAD_BUTTON = "Voeg toe"
UPLOAD_PROGRESS = "Voortgang"
UPLOAD_SENDING = "Verzenden: {share} %"
UPLOAD_READING = "Verzonden; de brieven worden ingelezen …"
UPLOAD_FAILED = "Toevoegen lukte niet. Is de server nog bereikbaar?"
UPLOAD_DONE = "Toegevoegd"
UPLOAD_NO_LETTER = "Dit lijkt geen brief: er staat geen afzender, datum, kenmerk of onderwerp in."
UPLOAD_WRONG_KIND = "Dit soort bestand is geen brief. Geef docx, odt, pdf, html, xml of txt."
UPLOAD_NOTHING = "Er is geen bestand gekozen."
UPLOAD_TOO_LARGE = "Samen zijn de bestanden groter dan {limit} MB. Voeg ze in delen toe."
NOT_ALLOWED = "U mag brieven lezen, maar niet toevoegen of verwijderen."
LOGIN_TITLE = "Aanmelden"
LOGIN_NAME = "Naam"
LOGIN_PHRASE = "Wachtwoord"
LOGIN_BUTTON = "Meld aan"
LOGIN_WRONG = "Naam of wachtwoord klopt niet."
LOGIN_NEEDED = "U bent niet (meer) aangemeld. Meld u aan en probeer het opnieuw."
LOGOUT = "Afmelden"
LOGGED_IN = "Aangemeld als {name}."
REMOVE_LETTER = "Verwijder deze brief"
REMOVE_SURE = "Weet u het zeker? De brief is dan niet meer te vinden; bestaande verwijzingen blijven leesbaar."
REMOVE_YES = "Ja, verwijder"
CANCEL = "Annuleer"
REMOVED_WEB = "De brief „{title}” is verwijderd."
LETTER_DETAILS = "Verwijzingen, bestanden en versies"
REFERENCES_OUT = "Deze brief verwijst naar"
REFERENCES_IN = "Naar deze brief verwijzen"
NO_REFERENCES_IN = "In de bibliotheek verwijst geen andere brief naar deze."
FILES = "Bestanden"
VERSIONS = "Eerdere versies"
NO_VERSIONS = "Er zijn geen eerdere versies."
VERSION_SHOWN = "Dit is een eerdere versie van de brief, zoals die in de bibliotheek stond."
VERSION_NOW = "Toon deze plaats in de brief zoals die nu is"
VERSION_GONE = "De brief is sindsdien verwijderd, of deze passage komt er niet meer in voor."
VERSION_LINK = "Versie {number}"
PAGE_PICTURE = "Bladzijde zoals in de PDF"
PAGE_PICTURE_ALT = "Bladzijde {page} van de PDF; de regels van de aangehaalde passage zijn gemarkeerd"
PAGE_PICTURE_GONE = (
    "Het oorspronkelijke bestand is er niet meer, of is intussen gewijzigd; een afbeelding is dus niet te maken."
)

HISTORY_NOTE = "Het gesprek blijft alleen in deze browser bewaard; ‘Nieuw gesprek’ wist het."
FEEDBACK_ASK = "Klopt dit antwoord?"
FEEDBACK_RIGHT = "Klopt"
FEEDBACK_WRONG = "Klopt niet"
FEEDBACK_REASON = "Wat klopt er niet?"
FEEDBACK_REASONS = {
    "cijfer": "Een cijfer klopt niet",
    "bron": "De bron klopt niet",
    "verouderd": "Het is verouderd",
    "onvolledig": "Het is onvolledig",
    "anders": "Iets anders",
}
FEEDBACK_WORDS = "Toelichting (niet verplicht)"
FEEDBACK_SEND = "Verstuur"
FEEDBACK_NOTE = (
    "Vraag, antwoord en uw oordeel worden bewaard op de server van uw organisatie, om de antwoorden te verbeteren."
)
FEEDBACK_THANKS = "Dank u; uw oordeel is bewaard."
FEEDBACK_HELP = {
    "feedback": "Wat gebruikers van antwoorden vonden.",
    "export": "Geef de beoordeelde antwoorden als vragenbestand (JSONL) voor 'briefwijzer eval'.",
    "out": "Bestand om naar te schrijven; anders de standaarduitvoer.",
}
MCP_HELP = "Bied de brieven aan andere programma's aan: Model Context Protocol op standaardinvoer en -uitvoer."
MCP_INSTRUCTIONS = (
    "Beantwoordt vragen over Kamerbrieven met letterlijke citaten. Neem citaten ongewijzigd over en noem de brief erbij;"
    " zegt een antwoord dat er niets is gevonden, verzin dan niets. Brieven met het merk VOORBEELD (fictief) zijn verzonnen."
)
MCP_TOOLS = {
    "vraag": "Beantwoord een vraag met zinnen uit de brieven, met citaten en vindplaatsen.",
    "zoek": "Zoek de passages bij een vraag, beste eerst.",
    "controleer": "Controleer een bewering of alinea: bevestigd, weersproken of niet gevonden, met citaten.",
    "cijfers": "Zoek cijfers in de brieven, met wat ze meten, de periode en de vindplaats.",
    "brieven": "Noem de nieuwste brieven, van alle of van één ministerie.",
    "brief": "Geef één brief met zijn tekst.",
}
MCP_PARAMETERS = {
    "vraag": "De vraag, in het Nederlands.",
    "bewering": "De bewering of alinea.",
    "onderwerp": "Woorden waar het cijfer over gaat.",
    "ministerie": "Naam van het ministerie of een deel ervan; leeg voor alle.",
    "brief": "Kenmerk van de brief (id), zoals in citaten.",
}
USER_HELP = {
    "user": "Maak een regel voor het wachtwoordbestand van de server (BRIEFWIJZER_PASSWORDS).",
    "name": "De naam waarmee iemand zich aanmeldt.",
    "editor": "Mag ook brieven toevoegen en verwijderen.",
    "file": "Voeg de regel toe aan dit bestand; anders gaat zij naar de standaarduitvoer.",
}
USER_ASK = "Wachtwoord (minstens {length} tekens): "
USER_ADDED = "{name} is toegevoegd aan {file}."
USER_SHORT = "Het wachtwoord is te kort; geef minstens {length} tekens."
USER_NAME = "Een naam bevat geen dubbele punt en is niet leeg."
FEEDBACK_EXPORTED = "{right} goedgekeurde en {wrong} afgekeurde antwoorden geëxporteerd."
TAKE_CONVERSATION = "Neem het hele gesprek mee"
TAKE_ALONG = "Neem mee met voetnoten"
EXPORT_NAMES = {
    "docx": "Word",
    "md": "Markdown",
    "xlsx": "Excel",
    "csv": "CSV",
    "bib": "BibTeX",
    "csl": "CSL-JSON",
    "json": "JSON",
}
SHARE_ANSWER = "Bewaar en deel"
SHARE_NOTE = "Het antwoord wordt bewaard op de server van uw organisatie; wie de koppeling heeft, kan het lezen."
ANSWER_KEPT = "Antwoord bewaard op {day}, gezocht in {letters}."
TO_SOURCE = "Naar bron {marker}"
LETTER_CHANGED = "De brief is sindsdien gewijzigd of verwijderd; het citaat is dat van toen."

_ERRORS |= {
    errors.TooManyRequests: "Dit zijn meer dan {limit} verzoeken per minuut. Wacht {seconds} seconden en probeer het opnieuw.",
}  # fmt: skip

# What the reading of a file can say -> the same in Dutch; the first that occurs holds.
_REASONS = (
    ("is no kind of letter file", UPLOAD_WRONG_KIND),
    ("does not look like a letter", UPLOAD_NO_LETTER),
    ("the file is empty", "Het bestand is leeg. Download of bewaar de brief opnieuw."),
    ("encrypted", "Het bestand is beveiligd met een wachtwoord. Bewaar het zonder wachtwoord."),
    ("it is a picture", "Dit is een afbeelding. Geef de brief zelf, als PDF met tekst, docx of txt."),
    ("scanned picture", "Dit is een gescande afbeelding. Herken eerst de tekst (OCR) en geef de PDF."),
    ("recogni", "Dit is een scan zonder tekst. Herken eerst de tekst (OCR) en geef de PDF."),
    ("OCR", "Dit is een scan zonder tekst. Herken eerst de tekst (OCR) en geef de PDF."),
    ("ocrmypdf", "Dit is een scan zonder tekst. Herken eerst de tekst (OCR) en geef de PDF."),
    ("it is a program", "Dit is een programma. Geef een brief."),
    ("it is an archive", "Dit soort archief wordt niet geopend. Pak het uit en geef de bestanden zelf."),
    ("compressed file", "Dit is een ingepakt bestand. Pak het uit en geef het bestand zelf."),
    ("spreadsheet or presentation", "Dit is een rekenblad of presentatie. Geef de brief zelf."),
    ("no Word document", "Dit is geen Word-document. Geef de brief als docx of PDF."),
    ("LibreOffice", "Dit is een oud Word-bestand dat hier niet te lezen is. Bewaar het als docx of PDF."),
    ("more than a letter", "Het bestand is veel groter dan een brief kan zijn en is niet geopend."),
    ("far more than any letter", "Het bestand is veel groter dan een brief kan zijn en is niet geopend."),
    ("unpacks to", "Het bestand is veel groter dan een brief kan zijn en is niet geopend."),
    ("MB are read", "Het bestand is te groot voor een brief en is niet gelezen."),
    ("more memory", "Het bestand vraagt meer geheugen dan een brief en is niet gelezen."),
    ("took longer", "Het lezen duurde te lang. Kijk na wat dit voor bestand is."),
    ("document type declaration", "Het XML-bestand bevat een DOCTYPE, waarmee een bestand kwaad kan doen. Haal die weg."),
    ("not the text of a publication", "Dit XML-bestand is niet de tekst van een publicatie. Geef het bestand .xml van de publicatie zelf."),
    ("not text", "Dit is geen leesbare tekst. Geef de brief als docx, PDF, odt, XML, HTML of txt."),
    ("no text in", "Er staat geen tekst in. Kijk na of dit de brief zelf is."),
    ("holds no text", "Er staat geen tekst in. Kijk na of dit de brief zelf is."),
    ("damaged", "Het bestand is beschadigd of niet compleet. Download of bewaar de brief opnieuw."),
)  # fmt: skip


def say_reason(reason: str) -> str:
    """Why a file gave no letter, in Dutch."""
    found = next((words for part, words in _REASONS if part in reason), None)
    return found or "Dit bestand is niet als brief te lezen. Geef de brief als docx, PDF, odt, XML, HTML of txt."


def say_cabinet(name: str) -> str:
    """A cabinet in a list."""
    return f"Kabinet-{name}"


def say_check_summary(verdicts: list[str]) -> str:
    """How many claims of a text have which verdict."""
    if not verdicts:
        return "Hierin staat geen bewering die te controleren is."
    if len(verdicts) == 1:
        return "1 bewering gecontroleerd."
    counts = [(verdicts.count(verdict), CHECK_VERDICTS[verdict].lower()) for verdict in dict.fromkeys(verdicts)]
    said = ", ".join(f"{count} {words}" for count, words in counts)
    return f"{len(verdicts)} beweringen gecontroleerd: {said}."


def say_lost_answers(count: int) -> str:
    """That a conversation had more answers than the server still holds."""
    which = say_count(count, "eerder antwoord", "eerdere antwoorden")
    verb = "staat" if count == 1 else "staan"
    return f"{which} van dit gesprek {verb} niet meer op de server en niet in dit bestand; stel die vragen opnieuw."


def say_library_state(searched: Searched, unreadable: int) -> str:
    """The state of the library ("1.204 brieven, t/m 21 november 2026; 3 niet leesbaar")."""
    state = say_library(searched)
    return f"{state}; {say_number(unreadable)} niet leesbaar" if unreadable else state


def say_number(number: int) -> str:
    """A whole number as people write it ("1.204")."""
    return f"{number:,}".replace(",", ".")


EVAL_HELP = {
    "claims": "Bestand met beweringen en hun juiste oordeel, om ook te controleren; een ten onrechte bevestigde laat de evaluatie mislukken.",
    "eval": "Meet hoe goed de antwoorden zijn, op de meegeleverde vragen of op een eigen vragenbestand.",
    "gold": "Vragenbestand (JSONL). Zonder: de meegeleverde vragen over de voorbeeldbrieven.",
    "letters": "Map met de brieven waar de vragen over gaan.",
    "library": "Bibliotheek waar de vragen over gaan, in plaats van een map met brieven.",
    "json": "Schrijf het volledige verslag als JSON naar dit bestand (- voor standaarduitvoer).",
    "junit": "Schrijf het verslag als JUnit-XML, voor een bouwstraat.",
    "html": "Schrijf het verslag als webpagina, met elke vraag en elk antwoord.",
    "markdown": "Schrijf de scores als Markdown, voor een wijzigingsverzoek.",
    "readme": "Werk de scores in deze README bij, tussen <!-- scores --> en <!-- /scores -->.",
    "baseline": "Vergelijk met een eerder JSON-verslag; een significante daling geeft afsluitcode 1.",
    "retrieval": "Meet alleen het zoeken.",
    "answers": "Meet alleen de antwoorden.",
    "twice": "Stel elke vraag twee keer en vergelijk de antwoorden.",
    "floor": "Ondergrens, bijvoorbeeld --floor correct=0,8 (herhaalbaar). Bij fouten en weigeringen een bovengrens.",
    "system": "Wat er gemeten wordt: briefwijzer, naive, bm25, of een LangChain-runnable als module:naam.",
}
EVAL_MEASURES = {
    "claims_wrongly_confirmed": "ten onrechte bevestigde beweringen",
    "correct": "juist (alle vragen)",
    "correct_answer": "juist beantwoord",
    "sentence_first": "juiste zin voorop",
    "wrongly_refused": "onterecht geweigerd",
    "refused": "terecht geweigerd",
    "hit@1": "bewijs in top 1",
    "hit@5": "bewijs in top 5",
    "hit@20": "bewijs in top 20",
    "recall@5": "deel van het bewijs in top 5",
    "recall@20": "deel van het bewijs in top 20",
    "mrr": "MRR",
    "ndcg@10": "nDCG@10",
    "citation_precision": "citaten die bewijs zijn",
    "citation_recall": "bewijs dat geciteerd is",
    "figure_precision": "getallen uit het bewijs",
    "figure_recall": "gevraagde getallen genoemd",
    "unit_error": "verkeerde eenheid",
    "period_error": "verkeerde periode",
    "same_when_asked_twice": "tweemaal hetzelfde antwoord",
    "paraphrases_agree": "eensgezind bij andere woorden",
    "quotes_not_in_letter": "citaten niet in de brief",
    "figures_not_cited": "getallen zonder bron",
}
EVAL_STAGES = {
    "error": "vastgelopen",
    "not_in_text": "niet in de tekst",
    "not_in_pool": "niet gevonden",
    "not_on_top": "te laag in de lijst",
    "wrongly_refused": "onterecht geweigerd",
    "wrong_sentence": "verkeerde zin",
    "incomplete": "onvolledig",
    "wrongly_answered": "onterecht beantwoord",
    "verification": "controle",
}
EVAL_STATUSES = {
    "answered": "beantwoord",
    "partial": "deels beantwoord",
    "not_found": "geen antwoord",
    "error": "vastgelopen",
    "searched": "gezocht",
}
EVAL_CLAIMS_TITLE = "Beweringen"
EVAL_CLAIM_COLUMNS = ("maat", "score", "beweringen", "95 %")
EVAL_CLAIMS_RIGHT = "juist oordeel"
EVAL_CLAIMS_SHOWN = "juiste waarde getoond"
EVAL_CLAIMS_WRONG = "Beweringen met een onjuist oordeel"
EVAL_WRONG_CLAIM_COLUMNS = ("id", "bewering", "hoort te zijn", "gegeven")
EVAL_CLAIM_WRONG = "Hoort „{wanted}” te zijn, is „{given}”."
EVAL_CHECKING = "Beweringen controleren"
EVAL_COLUMNS = ("maat", "naam", "score", "vragen", "95 %", "grens")
EVAL_SLICE_COLUMNS = ("deel", "vragen", "juist", "hit@5", "MRR", "onterecht gew.", "terecht gew.")
EVAL_STAGE_COLUMNS = ("stap", "vragen", "welke")
EVAL_SLICE_FIELDS = {"kind": " (onbeantwoordbaar)", "split": " (deel)", "style": " (schrijfwijze)"}
EVAL_TITLE = "Evaluatie van {system}: {questions} over {letters}"
EVAL_STAGE_TITLE = "Waar het misging"
EVAL_SLICES_TITLE = "Per soort vraag"
EVAL_CHANGES_TITLE = "Vergeleken met {commit}"
EVAL_CHANGE_COLUMNS = ("maat", "was", "is", "vragen", "beter", "slechter", "p (Holm)")
EVAL_DROPPED = "Significant slechter dan eerst: {name}."
EVAL_BETTER = "Nu juist"
EVAL_WORSE = "Nu onjuist"
EVAL_NO_COMMIT = "een eerder verslag"
EVAL_OTHER_LIBRARY = "Let op: het eerdere verslag ging over andere brieven, of over dezelfde brieven anders verdeeld."
EVAL_POWER = "Een verschil van minder dan {points} procentpunt in ‘{measure}’ valt met deze vragen niet van toeval te onderscheiden."
EVAL_RUN = "Code {commit}; vragen {gold} ({gold_hash}); brieven {library}; embedder {embedder}."
EVAL_UNKNOWN_COMMIT = "zonder commit"
EVAL_UNCOMMITTED = " met wijzigingen"
EVAL_MISQUOTED = "Dit citaat staat niet zo in de brief: „{quote}”"
EVAL_UNSUPPORTED = "Dit getal staat in geen van de citaten: {figure}"
EVAL_MISSING = "In het antwoord ontbreekt: {alternatives}"
EVAL_NOT_CITED = "Geen citaat raakt het bewijs."
EVAL_RANKS = "Plaats van het bewijs in de gevonden passages: {ranks}"
EVAL_SCORES_TITLE = "Scores"
EVAL_QUESTIONS_TITLE = "Alle vragen"
EVAL_CHART_TITLE = "Per soort vraag: {measure}"
EVAL_FILTER_ALL = "alle"
EVAL_FILTER_FAILED = "alles wat misging"
EVAL_FILTER_CATEGORY = "Soort vraag"
EVAL_FILTER_STAGE = "Waar het misging"
EVAL_FILTER_STATUS = "Afloop"
EVAL_FILTER_WORD = "Bevat"
EVAL_SHOWN = "{shown} vragen"
EVAL_RIGHT = "juist"
EVAL_WHY = "Waarom"
EVAL_HISTORY = "Eerdere vragen"
EVAL_ANSWER = "Antwoord"
EVAL_QUOTES = "Geciteerd"
EVAL_EVIDENCE = "Bewijs"
EVAL_MUST = "Het antwoord moet tonen"
EVAL_NO_POWER = "Met zo weinig vragen is geen enkel verschil van toeval te onderscheiden."
EVAL_ASKING = "Vragen stellen"
EVAL_TIMES = "Antwoordtijd: mediaan {median} ms, 95e percentiel {p95} ms."
EVAL_PASSED = "In orde."
EVAL_FAILED = "Niet in orde."
EVAL_NOT_MEASURED = "niet gemeten"
EVAL_AT_MOST = "hoogstens {share}"
EVAL_BAD_SYSTEM = "'{name}' is geen systeem. Kies briefwijzer, naive of bm25, of noem een runnable als module:naam."
EVAL_BAD_FLOOR = "'{text}' is geen grens. Schrijf bijvoorbeeld correct=0,8. Gemeten worden: {names}."
EVAL_NOT_WRITTEN = "{file} kan niet worden geschreven: {detail}."
EVAL_ONE_PART = "Kies --retrieval of --answers, niet allebei."
EVAL_ONE_PLACE = "Kies --letters of --library, niet allebei."


def say_share(share: float | None) -> str:
    """A share as a percentage with one decimal ("87,5 %")."""
    return EVAL_NOT_MEASURED if share is None else f"{100 * share:.1f} %".replace(".", ",")


def say_breach(name: str, floor: float, found: float | None, questions: tuple[str, ...]) -> str:
    """A floor that was missed, or something that must never happen and did."""
    measure = EVAL_MEASURES.get(name, name)
    if questions:
        return f"Dit mag nooit: {measure}: {found or 0:.0f} (bij {', '.join(questions[:10])})."
    if found is None:
        return f"{name} ({measure}) is niet gemeten, maar heeft grens {say_share(floor)}."
    return f"{name} ({measure}) is {say_share(found)}; de grens is {say_share(floor)}."


# --- Letters from the official sources ---

SYNC_HELP = {
    "sync": "Haal brieven op bij de Tweede Kamer of bij KOOP (officielebekendmakingen.nl).",
    "source": "Waar de brieven vandaan komen: tweedekamer of koop.",
    "since": "Alleen brieven vanaf deze datum (jjjj-mm-dd).",
    "until": "Alleen brieven tot en met deze datum (jjjj-mm-dd).",
    "ministry": "Alleen brieven van dit ministerie (naam, deel ervan of afkorting).",
    "dossier": "Alleen brieven in dit dossier (bijvoorbeeld 36045, 36600-XV of 21501-20).",
    "dry_run": "Toon wat er opgehaald zou worden, en haal niets op.",
    "retry": "Haal ook opnieuw op wat eerder niet te lezen was.",
}
SYNC_FETCHING = "Brieven ophalen"
SYNC_NOTHING = "Niets nieuws"
SYNC_COLUMNS = ("datum", "ministerie", "betreft", "adres")
SYNC_OUTCOMES = {
    "new": "nieuw",
    "updated": "bijgewerkt",
    "unchanged": "ongewijzigd",
    "same": "al aanwezig uit een andere bron",
    "planned": "op te halen",
    "removed": "verwijderd, want door de bron ingetrokken",
    "withdrawn": "door de bron ingetrokken, maar gebleven uit een andere bron",
    "left_out": "niet gevraagd",
    "skipped": "overgeslagen",
    "failed": "mislukt",
}
SYNC_DISAGREES = "Let op: de bron kondigde {announced} stukken aan en toonde er {listed}. Herhaal dit later."
SYNC_STOPPED = "Voortijdig gestopt. {fault} Wat al was opgehaald, blijft bewaard."
SYNC_UNTIL_BEFORE_SINCE = "--until ligt voor --since."

_ERRORS |= {
    errors.SourceUnreachable: "{address} is niet bereikbaar ({detail}). Herhaal dezelfde opdracht later: zij gaat verder waar zij bleef.",
    errors.SourceRefused: "{address} geeft een fout: {detail}. Controleer het adres en de gekozen filters.",
    errors.NotAtSource: "{address} bestaat niet ({detail}). Is het het adres van de bron zelf, controleer dan de instelling {setting}.",
    errors.SourceGarbled: "{address} geeft niet wat gevraagd is ({wanted}): {detail}. Controleer het adres in {setting} of probeer het later opnieuw.",
    errors.SourceSchemaChanged: "{address} kent niet: {missing}. De bron heeft er nu andere namen voor; zet die in {setting}, bijvoorbeeld {setting}='{example}', met niets achter '=' voor wat zij niet meer heeft.",
    errors.SourceElsewhere: "{address} verwijst naar {target}, en dat is niet op {host}. Die verwijzing is niet gevolgd; controleer de instelling {setting}.",
    errors.TooLargeAtSource: "{address} is groter dan {limit} MB. Zo groot is geen brief; het bestand is niet opgehaald.",
}  # fmt: skip

# --- Checking claims ---

CHECK_HELP = {
    "check": "Controleer een bewering: bevestigd, weersproken of niet gevonden, met het citaat.",
    "claim": "De bewering; meerdere zinnen worden elk apart beoordeeld.",
    "batch": "Bestand met een bewering per regel, gewoon of als JSON met id en claim; geeft een JSON-object per regel.",
}
CHECK_VERDICTS = {"confirmed": "Bevestigd", "contradicted": "Weersproken", "not_found": "Niet gevonden"}
CHECK_MATCHES = {
    "literal": "letterlijk",
    "equal": "gelijk, anders geschreven",
    "rounded": "afgerond",
    "computed": "berekend",
    "different": "anders",
    "missing": "niet gevonden",
}
CHECK_COLUMNS = ("bewering", "in de brief", "oordeel")
CHECK_NOTHING = "—"
_GROUNDS = {
    "same": "{letter} zegt dit: {parts}.",
    "other_value": "{letter} noemt iets anders: {parts}.",
    "opposite": "{letter} zegt het tegendeel over {parts}.",
    "outdated": "Verouderd: {letter} zegt dit ({parts}), maar {other}, die nieuwer is, noemt iets anders.",
    "letters_disagree": "Let op: {letter} zegt dit ({parts}), maar {other} noemt iets anders.",
    "nothing_to_check": "Hierin staat geen bedrag, aantal, datum of naam die te controleren is.",
    "opinion": "Dit is een oordeel of een wens; brieven kunnen dat niet bevestigen of weerspreken.",
    "other_thing": "{letter} zegt dit van iets anders: {parts}.",
    "not_said": "Geen van de doorzochte brieven zegt dit of het tegendeel.",
}
_PARTS = {
    "literal": "„{claimed}” staat er letterlijk",
    "equal": "„{claimed}” staat er als „{found}”",
    "rounded": "„{claimed}” is een afronding van „{found}”",
    "computed": "„{claimed}” volgt uit „{found}”",
    "different": "waar de bewering „{claimed}” zegt, staat er „{found}”",
    "missing": "„{claimed}” staat daar niet",
}


def say_ground(ground: str, parts: list[tuple[str, str | None, str]], days: Sequence[date | None] = ()) -> str:
    """Why a claim has its verdict.

    Args:
        ground: The reason.
        parts: For each figure and name what is claimed, what was found and how they match.
        days: The dates of the letters that are cited, in order.
    """
    if ground == "opposite":
        said = ", ".join(f"„{claimed}”" for claimed, _, _ in parts) or "deze bewering"
    else:
        strange = ("different", "missing") if ground == "other_thing" else ("different",)
        telling = [one for one in parts if one[2] in strange] or [one for one in parts if one[1]]
        told = [_PARTS[how].format(claimed=claimed, found=found) for claimed, found, how in telling]
        said = ", ".join(dict.fromkeys(told)) or "in andere woorden"
    letters = [f"de brief van {say_date(day)}" if day else "een brief" for day in days] or ["een brief"]
    letter, other = letters[0], letters[1] if len(letters) > 1 else "een andere brief"
    sentence = _GROUNDS[ground].format(letter=letter, other=other, parts=said)
    return sentence[0].upper() + sentence[1:]


# --- Figures and references of the letters ---

FIGURES_HELP = {
    "figures": "Toon de cijfers in de brieven: wat ze meten, hun waarde en periode, en waar ze staan.",
    "term": "Woorden waar het cijfer over gaat, bijvoorbeeld 'defensie-uitgaven'; zonder term alle cijfers.",
    "csv": "Geef CSV op de standaarduitvoer.",
}
FIGURE_COLUMNS = (
    "wat",
    "zoals geschreven",
    "waarde",
    "eenheid",
    "periode",
    "brief",
    "datum",
    "p.",
    "reeks",
    "let op",
    "citaat",
)
FIGURE_COLUMNS_SHOWN = ("wat", "zoals geschreven", "periode", "brief", "datum", "p.", "let op")
FIGURE_MARKS = {"revised": "later bijgesteld", "contradicted": "andere brief noemt een ander cijfer"}
FIGURES_ONE_FORM = "Kies --csv of --json, niet allebei."
NO_FIGURES = "Geen cijfers gevonden."
MORE_FIGURES = "{shown} van de {count} cijfers getoond; verfijn de zoekterm of gebruik --csv."
REFERENCES_HELP = "Toon de verwijzingen in de brief, en welke brieven naar deze brief verwijzen."
REFERENCE_COLUMNS = ("verwijzing", "officieel", "in de bibliotheek", "adres")
NO_REFERENCES = "Deze brief verwijst nergens naar."
CITED_BY = "Naar deze brief verwijzen"

# --- A library in servers, its care, and what is said when a part of it is away ---

SAY_HALF = {
    "vectors": "Er is nu alleen op woorden gezocht: de vectorindex is even niet bereikbaar. Brieven die het anders verwoorden kunnen ontbreken.",
    "terms": "Er is nu alleen op betekenis gezocht: de woordindex wordt hersteld. Over enkele minuten is het antwoord vollediger.",
}  # fmt: skip

CARE_HELP = {
    "migrate": "Kopieer de bibliotheek naar een andere database (PostgreSQL of een map) en vergelijk beide.",
    "to": "Waarheen: postgresql://gebruiker@machine/database, of een map.",
    "backup": "Schrijf een reservekopie van de bibliotheek; die kan intussen in gebruik zijn.",
    "restore": "Maak de bibliotheek van een reservekopie.",
    "file": "Het bestand met de reservekopie.",
    "replace": "Vervang de bibliotheek die er al is.",
    "deep": "Controleer alles: elke passage met haar brief, elke index met de brieven, elke oudere tekst.",
}
MIGRATED_SERVER = (
    "{letters} gekopieerd naar {place} en vergeleken: gelijk. Stel BRIEFWIJZER_LEDGER_URL in om die te gebruiken."
)
MIGRATED_FOLDER = (
    "{letters} gekopieerd naar {place} en vergeleken: gelijk. Gebruik die met --library, zonder BRIEFWIJZER_LEDGER_URL."
)
BACKED_UP = "Reservekopie van {letters} geschreven: {file}"
RESTORED = "{letters} teruggezet in {place}"
DEEPLY_SOUND = (
    "Elke passage klopt met haar brief, elke index met de brieven, en elke eerder geciteerde tekst is er nog."
)
DERIVED_ANEW = "Cijfers, verwijzingen en toezeggingen zijn opnieuw uit de brieven gehaald: {faults}."

_ERRORS |= {
    errors.LibraryThere: "In {path} staat al een bibliotheek, met {letters} brieven; die is niet aangeraakt. Noem een andere plaats, of vervang haar met --replace.",
    errors.LedgerInServer: "De brieven staan in {place}; gebruik het gereedschap van die database: {command}",
    errors.LedgerUnmade: "In de database {path} staat nog geen bibliotheek. Maak er een met: briefwijzer ingest MAP",
    errors.LedgerUnreachable: "De database met de brieven ({place}) is niet bereikbaar: {detail}. Start de databaseserver, of controleer het adres in BRIEFWIJZER_LEDGER_URL.",
    errors.VectorsUnreachable: "De Chroma-server met de vectoren ({place}) is niet bereikbaar: {detail}. Start hem, of controleer BRIEFWIJZER_CHROMA_URL. De brieven zelf zijn veilig opgeslagen; 'briefwijzer doctor' werkt de vectoren later bij.",
}  # fmt: skip

# --- Promises, and what is taken along ---

PROMISES_HELP = {
    "promises": "Toon de toezeggingen in de brieven: wat, wanneer uiterlijk, en of een latere brief ze nakomt.",
    "open": "Alleen toezeggingen die nog niet zijn nagekomen, te laat of niet.",
    "on": "De dag waarop de stand wordt bepaald (jjjj-mm-dd); zonder: vandaag.",
    "csv": "Geef CSV op de standaarduitvoer.",
}
PROMISE_STATUSES = {"open": "open", "kept": "nagekomen", "overdue": "te laat"}
PROMISE_COLUMNS = ("stand", "uiterlijk", "termijn", "toezegging", "brief", "datum", "ministerie", "p.", "nagekomen in")
PROMISE_COLUMNS_SHOWN = ("stand", "uiterlijk", "toezegging", "brief", "datum", "nagekomen in")
NO_PROMISES = "Geen toezeggingen gevonden."
MORE_PROMISES = "{shown} van de {count} toezeggingen getoond; kies een ministerie of periode, of gebruik --csv."
ONE_FORM = "Kies --csv of --json, niet allebei."

EXPORT_HELP = "Schrijf het naar dit bestand, met voetnoten; het achtervoegsel kiest de vorm: .md .docx .csv .xlsx .json .bib .csl.json"
EXPORTED = "Geschreven: {file}"
EXPORT_OR_BATCH = "Kies --export of --batch, niet allebei."
CHART_HELP = "Teken de reeks door de tijd naar dit bestand (.svg of .png)."
XLSX_HELP = "Schrijf de tabel als werkblad naar dit bestand (.xlsx)."
PAGE_SHORT = "p."
PAGE_ABOUT = "p. ca."
PARAGRAPH_SHORT = "alinea"
TAKEN_UNITS = {"year": "jaar", "date": "datum", "count": "aantal", "other": ""}
VERSION_OF_REMOVED = "Deze brief is uit de bibliotheek verwijderd; dit is de tekst zoals die er stond."
TAKEN_SOURCES = "Bronnen"
TAKEN_REMARKS = "Verantwoording"
TAKEN_SOURCE_COLUMNS = (
    "noot",
    "bron",
    "onderwerp",
    "datum",
    "ministerie",
    "kenmerk",
    "p.",
    "alinea",
    "citaat",
    "adres",
)
TAKEN_FIGURES = "Cijfers"
TAKEN_FIGURES_TITLE = "Cijfers: {term}"
TAKEN_FIGURE_COLUMNS = ("zoals geschreven", "waarde", "eenheid", "controle")
TAKEN_CHECK = "Controle per onderdeel"
TAKEN_CHECK_TITLE = "Controle van: {text}"
TAKEN_CHECK_COLUMNS = ("bewering", "onderdeel", "in de brief", "oordeel")
TAKEN_PROMISES = "Toezeggingen"
TAKEN_CONVERSATION = "Gesprek met Briefwijzer"
TAKEN_TEXT = "Tekst"
TAKEN_TEXT_COLUMNS = ("zin", "noten")
TAKEN_LIBRARY = "Bibliotheek: stand {revision}, {letters}{until}."
TAKEN_ACCESSED = "Geraadpleegd op {day}."
TAKEN_NOTE_COLUMN = "noot"
CHART_NAMELESS = "cijfer"
CHART_TITLE = "{term} door de tijd"
CHART_ALL = "Cijfers door de tijd"
CHART_SHOWS = "Lijngrafiek; de waarden, per reeks en in volgorde van tijd:"
CHART_TABLE = "De waarden in de grafiek"
CHART_COLUMNS = ("reeks", "periode", "waarde", "brief", "datum van de brief")
TAKEN_MADE_COLUMNS = ("geraadpleegd", "bibliotheek")

_ERRORS |= {
    errors.UnknownFormat: "'{file}' heeft geen vorm die geschreven kan worden. Kies een bestandsnaam op {known}.",
    errors.NotWritten: "{file} kan niet worden geschreven: {detail}. Kies een andere map of maak ruimte.",
    errors.NoSeries: "Over '{term}' is geen reeks van een cijfer door de tijd gevonden om te tekenen. Kies een andere zoekterm; 'briefwijzer figures' toont welke reeksen er zijn.",
}  # fmt: skip


def cite_letter(header: LetterHeader) -> str:
    """How a letter without an official number is cited: sender, date, kenmerk, and the subject in want of both."""
    sender = f"Brief van het {header.ministry}" if header.ministry else "Brief"
    parts = [
        f"{sender} van {say_date(header.date)}" if header.date else sender,
        f"kenmerk {header.reference}" if header.reference else f"„{header.title}”",
    ]
    return ", ".join(parts)

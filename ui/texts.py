"""nothing -> every Dutch text of the interface: the words that users read stand here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant import errors
from assistant.settings import Settings
from assistant.vocabulary import Answer, Citation, FigureMatch, Filters, LetterHeader, Note, NoteKind, Searched, Status
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
}


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
    return {Status.NOT_FOUND: NOT_FOUND, Status.PARTIAL: PARTIAL, Status.ANSWERED: ""}[answer.status]


def say_note(note: Note) -> str:
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
        case NoteKind.OTHER_VALUE:
            return f"Een andere brief ({values['letter']}) noemt {values['value']}."


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
LETTER_COLUMNS = ("datum", "ministerie", "betreft", "kenmerk in de bibliotheek")
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
    vectors = f", vectoren in {settings.chroma_url}" if settings.chroma_url else ""
    return f"bibliotheek {settings.library}{vectors}"


def say_model(name: str, dimensions: int) -> str:
    """The embedder in use."""
    return f"{name}, {dimensions} dimensies"


def say_feature(name: str) -> str:
    """A ranking feature in words."""
    return FEATURES.get(name, name)


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
LETTERS_NEWEST = "Nieuwste brieven"
LETTERS_MORE = "en nog {letters}; kies links een ministerie of periode"
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
TO_CHAT = "Stel een vraag over de brieven"
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
        f"alleen „{letter.title}”" if letter else None,
    ]
    return ", ".join(part for part in parts if part)


def copied_answer(answer: Answer) -> str:
    """An answer as plain text with its sources as numbered notes, to paste elsewhere."""
    lines = [" ".join(f"{one.text} {''.join(f'[{mark}]' for mark in one.markers)}" for one in answer.sentences), ""]
    lines += [
        f"[{citation.marker}] {say_letter(citation.header)}, {say_place(citation)}: „{citation.quote}”"
        for citation in answer.citations
    ]
    return "\n".join(lines)


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
    "not_said": "Geen van de doorzochte brieven zegt dit of het tegendeel.",
}
_PARTS = {
    "literal": "„{claimed}” staat er letterlijk",
    "equal": "„{claimed}” staat er als „{found}”",
    "rounded": "„{claimed}” is een afronding van „{found}”",
    "computed": "„{claimed}” volgt uit „{found}”",
    "different": "waar de bewering „{claimed}” zegt, staat er „{found}”",
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
        telling = [one for one in parts if one[2] == "different"] or parts
        told = [_PARTS[how].format(claimed=claimed, found=found) for claimed, found, how in telling if found]
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

import re
from pathlib import Path

import pytest

from assistant.errors import GoldError
from eval.gold_set import check_against_letters, find_quotes, load_claims, load_questions
from eval.make_samples import LETTERS, SOURCES, WRITERS, make_samples
from eval.sample_pdf import write_pdf
from eval.sample_source import MARK, NOTE_MARK, ElementKind, read_source

GOLD = Path(__file__).parent.parent / "eval" / "gold"
SOURCE_FILES = sorted(SOURCES.glob("*.brief"))
LETTER_FILES = sorted(LETTERS.iterdir())
MEGABYTES_ALLOWED = 4
# Subjects in the names of Dutch ministries, now or in the last thirty years.
REAL_MINISTRIES = (
    "Algemene Zaken",
    "Asiel en Migratie",
    "Binnenlandse Zaken",
    "Buitenlandse Zaken",
    "Defensie",
    "Economische Zaken",
    "van Financiën",
    "Infrastructuur en",
    "Justitie",
    "Klimaat en Groene Groei",
    "Landbouw, ",
    "Onderwijs, Cultuur",
    "Sociale Zaken",
    "Verkeer en Waterstaat",
    "Volksgezondheid, ",
    "Volkshuisvesting",
)
STOP_WORDS = frozenset(
    "de het een en van in op te voor is zijn dat die met aan er om bij door naar wat hoeveel welke welk wanneer hoe "
    "wie waar waarom was werd wordt worden heeft hebben of als ook nog per tot uit over dan dit deze kan moet gaat "
    "komt volgens jaar".split()
)
SMALL_SOURCE = """formaat: docx pdf xml odt html dump.txt txt
ministerie: Ministerie van Bruggen
postbus: Postbus 1
datum: 2024-03-05
betreft: De brug & het <pad>
kenmerk: B-1
dossier: 99 001
nummer: 2
dossiertitel: Bruggen
vergaderjaar: 2023-2024
ondertekenaar: De Minister van Bruggen | A. Boog

Geachte voorzitter,
# De brug
De brug kost € 2,5 mln.[^1] Dat is <b>veel</b> & mooi.
- eerst dit
|= Tabel 1. Kosten
| Jaar | Kosten |
| 2024 | 1,5 |
?1 Klopt dat?
!1,2 Ja.
%bijlage Bijlage 1
[^1]: Zonder btw.
"""


def as_read(source):
    """The text of a letter as a careful reader of its source sees it."""
    parts = []
    for element in source.elements:
        parts += [NOTE_MARK.sub("", element.text), *(" | ".join(row) for row in element.rows)]
    return "\n".join([*parts, *source.notes.values()])


@pytest.fixture(scope="module")
def texts():
    letters = [read_source(path) for path in SOURCE_FILES]
    return {f"{letter.name}.{WRITERS[form][0]}": as_read(letter) for letter in letters for form in letter.formats}


@pytest.fixture(scope="module")
def questions():
    return load_questions(GOLD / "questions.jsonl")


@pytest.fixture
def small_source(tmp_path):
    def write(text=SMALL_SOURCE):
        path = tmp_path / "brug.brief"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_made_files_are_those_that_the_sources_give_now(tmp_path):
    made = make_samples(SOURCES, tmp_path)
    assert [path.name for path in made] == [path.name for path in LETTER_FILES]
    changed = [path.name for path in made if path.read_bytes() != (LETTERS / path.name).read_bytes()]
    assert changed == [], "run: python -m eval.make_samples"


def test_files_of_a_source_that_is_gone_are_removed(tmp_path, small_source):
    small_source()
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "oud.pdf").write_bytes(b"")
    make_samples(tmp_path, tmp_path / "letters")
    names = {path.name for path in (tmp_path / "letters").iterdir()}
    assert names == {"brug.docx", "brug.pdf", "brug.xml", "brug.odt", "brug.html", "brug.txt"}


@pytest.mark.parametrize("path", LETTER_FILES, ids=lambda path: path.name)
def test_every_letter_says_in_its_head_and_at_its_end_that_it_is_fictional(path):
    content = path.read_bytes().replace(rb"\(", b"(").replace(rb"\)", b")")
    assert content.count(MARK.encode()) >= 2


@pytest.mark.parametrize("path", SOURCE_FILES, ids=lambda path: path.stem)
def test_no_letter_names_a_real_ministry_or_a_dossier_in_use(path):
    text = path.read_text(encoding="utf-8")
    assert [name for name in REAL_MINISTRIES if name in text] == []
    dossiers = {number for number, _ in re.findall(r"\b(\d\d) (\d{3})(?:, nr\.|$)", text, re.MULTILINE)}
    assert dossiers <= {"98", "99"}


def test_the_letters_stay_small():
    assert sum(path.stat().st_size for path in LETTER_FILES) < MEGABYTES_ALLOWED * 1_000_000


def test_the_gold_set_fits_the_letters(texts, questions):
    check_against_letters(questions, texts, load_claims(GOLD / "claims.jsonl"))


def test_a_quote_stands_for_one_place_in_its_letter(texts, questions):
    several = [
        (question.id, evidence.quote)
        for question in questions
        for evidence in question.evidence
        if len(list(find_quotes(evidence.quote, texts[evidence.letter]))) != 1
    ]
    assert several == []


def test_what_an_answer_must_show_stands_in_the_evidence(questions):
    missing = [
        (question.id, alternatives)
        for question in questions
        for alternatives in question.must
        if not any(
            alternative.casefold() in " ".join(evidence.quote for evidence in question.evidence).casefold()
            for alternative in alternatives
        )
    ]
    assert missing == []


def test_every_answerable_question_says_what_its_answer_must_show(questions):
    assert [question.id for question in questions if question.answerable and not question.must] == []


def test_the_unanswerable_questions_say_of_which_kind_they_are(questions):
    assert {question.kind for question in questions if not question.answerable} == {"near_miss", "off_topic"}
    assert {question.kind for question in questions if question.answerable} == {None}


def test_what_a_contradicted_claim_should_show_stands_in_its_letter(texts):
    claims = load_claims(GOLD / "claims.jsonl")
    assert [claim.id for claim in claims if claim.should_show and claim.should_show not in texts[claim.letter]] == []


def test_no_text_of_a_members_question_is_evidence(questions):
    asked = {
        element.text
        for path in SOURCE_FILES
        for element in read_source(path).elements
        if element.kind is ElementKind.QUESTION
    }
    quotes = [evidence.quote for question in questions for evidence in question.evidence]
    assert [quote for quote in quotes if any(quote in text for text in asked)] == []


def test_at_least_a_third_of_the_questions_are_put_in_other_words_than_the_evidence(questions):
    answerable = [question for question in questions if question.answerable]
    paraphrased = [question for question in answerable if shared_words(question) <= 1 / 3]
    assert len(paraphrased) >= len(answerable) / 3


def shared_words(question):
    def content(text):
        # Six letters stand in for the word's stem: "bussen" and "bussenlijn" count as shared, "bus" and "lijn" do not.
        return {word[:6] for word in re.findall(r"\w+", text.lower()) if word not in STOP_WORDS}

    asked = content(question.question)
    return len(asked & content(" ".join(evidence.quote for evidence in question.evidence))) / max(1, len(asked))


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (("kenmerk: B-1\n", ""), "'kenmerk' is missing"),
        (("kenmerk:", "kenmrek:"), "unknown header field 'kenmrek'"),
        (("formaat: docx", "formaat: wpd"), "unknown format 'wpd'"),
        (("[^1]: Zonder btw.", ""), "differ"),
    ],
)
def test_a_broken_source_is_refused_with_what_is_wrong(small_source, change, part):
    with pytest.raises(GoldError) as caught:
        read_source(small_source(SMALL_SOURCE.replace(*change)))
    assert part in caught.value.values["detail"]


def test_a_character_that_the_pdf_cannot_show_is_named(small_source):
    letter = read_source(small_source(SMALL_SOURCE.replace("veel", "CO₂")))
    with pytest.raises(GoldError, match="U\\+2082"):
        write_pdf(letter)


def test_markup_in_a_letter_is_text_in_every_format(small_source):
    letter = read_source(small_source())
    for form, (_, write) in WRITERS.items():
        content = write(letter)
        shown = b"<b>veel</b> &" if form in {"pdf", "txt", "dump.txt"} else b"&lt;b&gt;veel&lt;/b&gt; &amp;"
        assert shown in content, form

from ingest.line_breaks import BREAK, Run, divide, is_bold, whole


def texts(*runs: Run) -> list[str]:
    return [piece.text for piece in divide(runs)]


def test_a_single_break_is_a_blank():
    assert texts(Run(f"Postbus 1{BREAK}2500 EA Den Haag", (False,))) == ["Postbus 1 2500 EA Den Haag"]


def test_a_blank_line_ends_a_paragraph():
    assert texts(Run(f"De minister,{BREAK} {BREAK}{BREAK}A. Voorbeeld", (None,))) == ["De minister,", "A. Voorbeeld"]


def test_a_line_in_bold_above_text_is_a_heading_of_its_own():
    heading, text = divide([Run("Resultaten", (True,)), Run(BREAK), Run("Er zijn 12 bruggen.", (False,))])

    assert (heading.text, is_bold(heading)) == ("Resultaten", True)
    assert (text.text, is_bold(text)) == ("Er zijn 12 bruggen.", False)


def test_a_heading_in_bold_may_go_over_two_lines():
    assert texts(Run("Antwoorden op vragen", (True,)), Run(BREAK), Run("over bruggen", (True,))) == [
        "Antwoorden op vragen over bruggen"
    ]


def test_a_bold_word_in_a_line_is_no_heading():
    assert texts(
        Run("Let op: ", (True,)), Run("de brug is dicht.", (False,)), Run(BREAK), Run("Tot mei.", (None,))
    ) == ["Let op: de brug is dicht. Tot mei."]


def test_the_whole_keeps_every_look():
    run = whole([Run("a", (True,)), Run(BREAK), Run("b", (None,))])

    assert (run.text, run.looks) == ("a b", (True, None))


def test_each_label_of_a_letterhead_begins_a_line_of_its_own():
    bold = [
        Run("Datum", (True,)),
        Run(" 3 mei 2024", (False,)),
        Run(BREAK),
        Run("Betreft", (True,)),
        Run(" Bruggen", (False,)),
    ]

    assert texts(*bold) == ["Datum 3 mei 2024", "Betreft Bruggen"]
    assert texts(Run(f"Datum: 3 mei 2024{BREAK}Ons kenmerk: BR-1{BREAK}Betreft: Bruggen", (None,))) == [
        "Datum: 3 mei 2024",
        "Ons kenmerk: BR-1",
        "Betreft: Bruggen",
    ]

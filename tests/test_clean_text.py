from hypothesis import given
from hypothesis import strategies as st

from ingest.clean_text import clean_block, clean_text, has_letters, note_sentinel, strip_sentinels


def test_white_space_of_any_kind_becomes_one_blank():
    assert clean_text("  een\u00a0 \t brief\nvan\u2009ons ") == "een brief van ons"


def test_soft_hyphens_and_control_characters_go_and_typographic_quotes_stay():
    assert clean_text("regen\u00adboog\x00 «NAVO’s» – “ja”") == "regenboog «NAVO’s» – “ja”"


def test_a_note_mark_leaves_the_text_and_keeps_its_place():
    text, marks = clean_block(f"De motie{note_sentinel('12')} is  aangenomen{note_sentinel('3')}. ")

    assert text == "De motie is aangenomen."
    assert [(mark.offset, mark.label) for mark in marks] == [(8, "12"), (22, "3")]


def test_a_mark_between_blanks_leaves_one_blank():
    text, marks = clean_block(f"de steun {note_sentinel('1')} aan")

    assert text == "de steun aan"
    assert marks[0].offset == 9


@given(st.text(max_size=60), st.text(max_size=60))
def test_marks_lie_inside_the_cleaned_text_whatever_the_characters(before, after):
    text, marks = clean_block(strip_sentinels(before) + note_sentinel("7") + strip_sentinels(after))

    assert text == text.strip()
    assert "  " not in text
    assert [mark.label for mark in marks] == ["7"]
    assert 0 <= marks[0].offset <= len(text)
    text.encode()


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_text(clean_text(text)) == clean_text(text)


def test_signs_and_digits_are_no_letters():
    assert not has_letters("12 – 14 / €")
    assert has_letters("€ 12 mln")

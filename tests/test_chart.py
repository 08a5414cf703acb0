"""A chart shows the values of a series where they belong, says them all in words, and reads without colours."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some
from typer.testing import CliRunner

from assistant import errors
from assistant.figure_index import FoundFigure, IndexedFigure
from assistant.figure_series import group_series
from assistant.vocabulary import Figure, Unit
from tests.test_exports import header
from ui.chart import Line, Mark, draw_chart
from ui.chart_picture import write_png
from ui.chart_svg import write_svg
from ui.command_line import app
from ui.figure_series import chart_series, say_amount, series_table

SVG = "{http://www.w3.org/2000/svg}"


def found(value, period, *, measure="uitgaven kustfonds", unit=Unit.EUR, day=date(2025, 1, 1)):
    figure = Figure(str(value), 0, 1, Decimal(value), unit)
    indexed = IndexedFigure(figure, measure, period, None, 1, (0, 1))
    return FoundFigure(indexed, header(id=f"brief-{day}", date=day, subject=f"Brief van {day}"), "citaat")


def drawn(*figures):
    return chart_series(group_series(figures))


SPENDING = (
    found(142_600_000, "2022", day=date(2023, 3, 16)),
    found(203_900_000, "2023", day=date(2024, 4, 11)),
    found(210_000_000, "2024", day=date(2025, 4, 24)),
)


def test_a_series_is_its_values_in_order_of_time():
    (series,) = drawn(*reversed(SPENDING))
    assert [point.period for point in series.points] == ["2022", "2023", "2024"]
    assert [point.value for point in series.points] == [142_600_000, 203_900_000, 210_000_000]
    assert (series.name, series.unit) == ("uitgaven kustfonds", "€")


def test_a_chart_holds_series_of_one_unit_only():
    shares = [
        found(value, str(2020 + at), measure="aandeel wind", unit=Unit.PERCENT) for at, value in enumerate((1, 2))
    ]
    assert [one.unit for one in drawn(*SPENDING, *shares)] == ["€"]


def test_one_value_is_no_series():
    assert drawn(SPENDING[0], found(1, "2022", measure="iets heel anders")) == []


def test_several_values_of_one_letter_for_one_time_are_several_things_and_are_left_out():
    other = found(9, "2022", day=date(2023, 3, 16))
    (series,) = drawn(*SPENDING, other)
    assert [point.period for point in series.points] == ["2023", "2024"]


def test_a_value_that_a_letter_repeats_is_one_point():
    (series,) = drawn(*SPENDING, SPENDING[0])
    assert len(series.points) == 3


def test_values_stand_higher_the_larger_they_are_and_later_to_the_right():
    chart = draw_chart(drawn(*SPENDING), "Kustfonds")
    marks = [shape for shape in chart.shapes if isinstance(shape, Mark)][:3]
    assert [mark.x for mark in marks] == sorted(mark.x for mark in marks)
    assert [mark.y for mark in marks] == sorted((mark.y for mark in marks), reverse=True)
    assert "2022: € 142,6 miljoen" in marks[0].says


def test_a_value_that_was_revised_is_a_hollow_mark_beside_the_line():
    revised = found(150_000_000, "2022", day=date(2024, 4, 11))
    chart = draw_chart(drawn(*SPENDING, revised), "Kustfonds")
    marks = [shape for shape in chart.shapes if isinstance(shape, Mark)][:4]
    assert [mark.filled for mark in marks] == [False, True, True, True]


def test_series_differ_without_their_colours():
    figures = [
        found(value, str(2020 + at), measure=measure)
        for measure in ("uitgaven dijken", "kosten zand")
        for at, value in enumerate((5, 9))
    ]
    chart = draw_chart(drawn(*figures), "Dijken en zand")
    marks = {shape.shape for shape in chart.shapes if isinstance(shape, Mark)}
    dashes = {shape.dashes for shape in chart.shapes if isinstance(shape, Line) and shape.width > 2}
    assert len(marks) == len(dashes) == 2


def test_the_picture_is_described_for_those_who_cannot_see_it():
    svg = ElementTree.fromstring(write_svg(draw_chart(drawn(*SPENDING), "Kustfonds")))
    assert svg.get("role") == "img"
    title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "Kustfonds"
    for words in ("2022: € 142,6 miljoen", "2023: € 203,9 miljoen", "2024: € 210 miljoen"):
        assert words in (description.text or "")


def test_the_same_numbers_stand_in_a_table():
    table = ElementTree.fromstring(series_table(drawn(*SPENDING)))
    cells = ["".join(cell.itertext()) for cell in table.iter("td")]
    assert cells[:4] == ["2022", "€ 142,6 miljoen", "Brief van 2023-03-16", "16 maart 2023"]


def test_hostile_words_are_shown_and_do_nothing():
    figures = [
        found(value, str(2020 + at), measure='<script>alert("x")</script> \u202e') for at, value in enumerate((5, 9))
    ]
    series = drawn(*figures)
    svg = write_svg(draw_chart(series, '"><script>')).decode()
    assert "<script" not in svg
    assert "\u202e" not in svg
    assert "<script" not in series_table(series)
    ElementTree.fromstring(svg)


def test_the_picture_has_the_chart_s_size_and_is_the_same_twice():
    from PIL import Image

    chart = draw_chart(drawn(*SPENDING), "Kustfonds")
    picture = write_png(chart)
    assert picture == write_png(chart)
    with Image.open(io.BytesIO(picture)) as opened:
        assert opened.size == (2 * chart.width, 2 * chart.height)
        assert len(opened.getcolors(1_000_000) or []) > 2


values = some.lists(some.decimals(-(10**12), 10**12, places=2), min_size=2, max_size=12)


@given(values)
def test_any_values_stay_within_the_picture(numbers):
    series = drawn(*[found(value, str(2000 + at)) for at, value in enumerate(numbers)])
    chart = draw_chart(series, "Reeks")
    for shape in chart.shapes:
        places = shape.points if isinstance(shape, Line) else [(shape.x, shape.y)]
        assert all(0 <= x <= chart.width and 0 <= y <= chart.height for x, y in places)
    ElementTree.fromstring(write_svg(chart))


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("142600000", "€", "€ 142,6 miljoen"),
        ("2500000000", "€", "€ 2,5 miljard"),
        ("1234", "", "1.234"),
        ("12.5", "%", "12,5 %"),
        ("-3.5", "%", "-3,5 %"),
        ("0", "€", "€ 0"),
        ("-0.4", "weken", "-0,4 weken"),
    ],
)
def test_a_value_is_said_as_dutch_has_it(value, unit, said):
    assert say_amount(Decimal(value), unit) == said


def test_the_command_draws_a_series(sample_library, tmp_path):
    where = ["--library", str(sample_library.folder)]
    for file in (tmp_path / "a.svg", tmp_path / "a.png"):
        run = CliRunner().invoke(app, ["figures", "noodvoorraad", *where, "--chart", str(file)])
        assert run.exit_code == 0, run.output
        assert file.stat().st_size > 1_000


def test_the_command_says_when_there_is_nothing_to_draw(sample_library, tmp_path):
    where = ["--library", str(sample_library.folder)]
    run = CliRunner().invoke(app, ["figures", "eenhoorn", *where, "--chart", str(tmp_path / "a.svg")])
    assert isinstance(run.exception, errors.NoSeries)
    run = CliRunner().invoke(app, ["figures", "dijk", *where, "--chart", str(tmp_path / "a.gif")])
    assert isinstance(run.exception, errors.UnknownFormat)


def test_the_command_writes_a_workbook(sample_library, tmp_path):
    file = tmp_path / "a.xlsx"
    run = CliRunner().invoke(
        app, ["figures", "kustfonds", "--library", str(sample_library.folder), "--xlsx", str(file)]
    )
    assert run.exit_code == 0, run.output
    assert file.read_bytes()[:2] == b"PK"

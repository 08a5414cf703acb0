import json

import pytest

from eval.figure_list import BUNDLED_LIST, load_figure_list, score_figures

PASSAGE = {
    "letter": "brief.docx",
    "text": "In 2025 is € 2,5 mln. uitgegeven aan zes weken werk.",
    "figures": [[3, "2025", "2025", None, "year"], [11, "€ 2,5 mln.", "2500000", None, "EUR"], [37, "zes", "6", None, "weken"]],
}  # fmt: skip


def written(folder, **changes):
    path = folder / "list.jsonl"
    path.write_text(json.dumps(PASSAGE | changes) + "\n", encoding="utf-8")
    return path


def test_at_least_98_percent_of_300_figures_marked_by_hand_are_found_and_few_others():
    scores = score_figures(load_figure_list(BUNDLED_LIST))
    assert scores.marked >= 300
    assert (scores.precision, scores.recall) >= (0.98, 0.98), scores


def test_a_right_reading_scores_one(tmp_path):
    scores = score_figures(load_figure_list(written(tmp_path)))
    assert (scores.precision, scores.recall) == (1, 1)


def test_a_figure_that_nobody_marked_is_invented(tmp_path):
    scores = score_figures(load_figure_list(written(tmp_path, figures=PASSAGE["figures"][:2])))
    assert scores.invented[0].startswith("zes = 6 weken")
    assert scores.precision == pytest.approx(2 / 3)


def test_another_value_is_both_lost_and_invented(tmp_path):
    marked = [PASSAGE["figures"][0], [11, "€ 2,5 mln.", "2500", None, "EUR"], PASSAGE["figures"][2]]
    scores = score_figures(load_figure_list(written(tmp_path, figures=marked)))
    assert (len(scores.lost), len(scores.invented)) == (1, 1)


def test_a_list_whose_figures_stand_elsewhere_is_refused(tmp_path):
    with pytest.raises(ValueError, match="does not stand at 4"):
        load_figure_list(written(tmp_path, figures=[[4, "2025", "2025", None, "year"]]))

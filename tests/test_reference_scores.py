"""References found are compared with those that annotators marked; slips of annotators are told apart, not scored."""

from __future__ import annotations

import csv

from eval.reference_scores import FILES, main, read_annotations, score_references

FIELDS = ("minute_id", "text", "reference_type", "external_identifier", "sentence", "paragraph")
DEBATE = "h-tk-20990101-1-2"


def write(folder, *rows):
    for name in FILES:
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS)
            writer.writeheader()
            writer.writerows(dict(zip(FIELDS, (DEBATE, *row), strict=True)) for row in rows)
    return folder


def test_what_annotators_marked_is_found_missed_or_a_slip(tmp_path):
    folder = write(
        tmp_path,
        ("31226, nr. 27", "explicit-parl-doc", "kst-31226-27", "In stemming komt de motie (31226, nr. 27).", ""),
        ("stuk nr. 12", "explicit-parl-doc", "kst- 31226-12", "Het amendement (stuk nr. 12).", ""),
        ("stuk nr. 20", "explicit-parl-doc", "kst-31226-33", "Het amendement (stuk nr. 20).", ""),
        ("nr. 17", "explicit-parl-doc", "kst-31226-17", "Zij krijgt nr. ", ""),
        ("31226", "explicit-dossier", "https://zoek.officielebekendmakingen.nl/dossier/31226.html", "Over 31226.", ""),
        ("dit amendement", "impl-local", "kst-31226-12", "Dit amendement is verworpen.", ""),
        ("31226, nr. 28", "explicit-parl-doc", "kst-", "Ook 31226, nr. 28.", ""),
    )
    scores = score_references(read_annotations(folder))
    assert [one.words for one in scores.found] == ["31226, nr. 27", "stuk nr. 12", "nr. 17"]
    assert [one.words for one in scores.missed] == ["31226"]
    assert [one.words for one in scores.contradictory] == ["stuk nr. 20"]
    assert scores.recall == 3 / 4
    assert scores.precision == 1


def test_a_reference_that_nobody_marked_counts_against_precision(tmp_path):
    passage = "De moties 31226, nr. 27 en 36045, nr. 4 zijn aangenomen."
    folder = write(tmp_path, ("31226, nr. 27", "explicit-parl-doc", "kst-31226-27", passage, passage))
    scores = score_references(read_annotations(folder))
    assert scores.unannotated == (("36045, nr. 4", "kst-36045-4"),)
    assert scores.precision == 1 / 2


def test_the_outcome_is_printed_with_every_difference(tmp_path, capsys):
    folder = write(tmp_path, ("31226", "explicit-dossier", "31226", "Over 31226.", ""))
    assert main([str(folder)]) == 0
    assert "missed: '31226' = 31226" in capsys.readouterr().out
    assert main([]) == 2

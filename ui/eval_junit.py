"""evaluation report -> JUnit XML: a test case for each question, floor and thing that must never happen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from eval.floors import WRONGLY_CONFIRMED, more_is_better
from eval.summary import NEVERS
from ui import eval_words, texts

if TYPE_CHECKING:
    from eval.claims import ClaimScores
    from eval.judging import Row
    from eval.report import Report

# What XML 1.0 cannot hold at all, escaped or not: https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report_junit(report: Report) -> str:
    """Suites: "requirements", which decide whether the run passes, "questions" and "claims", one case each.

    A question that failed is a failure of the second suite with its stage as type; a crash is an error.
    """
    root = Xml.Element("testsuites", name="briefwijzer eval")
    root.append(_requirements(report))
    root.append(_questions(report))
    if report.claims is not None:
        root.append(_claims(report.claims))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _requirements(report: Report) -> Xml.Element:
    broken = {one.name: one for one in report.breaches}
    cases = []
    for name in [*NEVERS, *([WRONGLY_CONFIRMED] if report.claims else []), *report.floors]:
        case = _case("eval.requirements", name)
        if name in broken:
            one = broken[name]
            _add(case, "failure", texts.say_breach(one.name, one.floor, one.found, one.questions), "floor")
        cases.append(case)
    if report.comparison is not None:
        case = _case("eval.requirements", "baseline")
        for name in report.comparison.drops:
            _add(case, "failure", texts.EVAL_DROPPED.format(name=eval_words.say_name(name)), "drop")
        cases.append(case)
    case = _case("eval.requirements", "gold")
    for fault in report.gold_faults[:1]:
        _add(case, "failure", fault, "gold", "\n".join(report.gold_faults))
    return _suite("requirements", [*cases, case])


def _questions(report: Report) -> Xml.Element:
    suite = _suite("questions", [_question_case(row) for row in report.evaluation.rows])
    properties = Xml.Element("properties")
    for name, score in report.evaluation.scores.items():
        if score.value is not None:
            bound = "min" if more_is_better(name) else "max"
            Xml.SubElement(properties, "property", name=f"{name} ({bound})", value=f"{score.value:.6f}")
    suite.insert(0, properties)
    return suite


def _claims(claims: ClaimScores) -> Xml.Element:
    cases = []
    for row in claims.rows:
        case = _case("eval.claims", f"{row.gold.id}: {row.gold.claim}")
        if not row.right:
            wanted, given = (texts.CHECK_VERDICTS[one.value] for one in (row.gold.verdict, row.given))
            _add(case, "failure", texts.EVAL_CLAIM_WRONG.format(wanted=wanted, given=given), "verdict")
        cases.append(case)
    return _suite("claims", cases)


def _question_case(row: Row) -> Xml.Element:
    question = row.question
    case = _case(f"eval.{question.category}", f"{question.id}: {question.question}")
    case.set("time", f"{row.seconds:.3f}")
    if row.stage is not None:
        reasons = eval_words.say_reasons(row)
        detail = "\n".join([*reasons, f"→ {row.answer}"] if row.answer else reasons)
        tag = "error" if row.error else "failure"
        _add(case, tag, texts.EVAL_STAGES[row.stage.value], row.stage.value, detail)
    return case


def _suite(name: str, cases: list[Xml.Element]) -> Xml.Element:
    failures = sum(case.find("failure") is not None for case in cases)
    errors = sum(case.find("error") is not None for case in cases)
    suite = Xml.Element("testsuite", name=name, tests=str(len(cases)), failures=str(failures), errors=str(errors))
    suite.extend(cases)
    return suite


def _case(classname: str, name: str) -> Xml.Element:
    return Xml.Element("testcase", classname=_sound(classname), name=_sound(name))


def _add(case: Xml.Element, tag: str, message: str, kind: str, detail: str = "") -> None:
    Xml.SubElement(case, tag, message=_sound(message), type=kind).text = _sound(detail or message)


def _sound(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)

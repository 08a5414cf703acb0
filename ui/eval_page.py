"""evaluation report -> one self-contained HTML page: every question, answer, quote and reason for failure.

The page loads nothing: style and script stand in it, and a Content-Security-Policy lets nothing else run. All text of
letters, questions and systems under test is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eval.summary import Score
from ui import eval_words, texts
from ui.escaping import escape_shown, escape_text

if TYPE_CHECKING:
    from eval.gold_set import Evidence
    from eval.judging import Row, ShownQuote
    from eval.report import Report

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#f1f3f5;--line:#8a939c;--good:#1a6b35;--bad:#a3172b;
--bar:#2a5f9e}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#16181b;--soft:#23272b;--line:#7d868f;--good:#74d393;
--bad:#ff8f9d;--bar:#7fb2ee}}
*{box-sizing:border-box}body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,sans-serif}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}
.table{overflow-x:auto}table{border-collapse:collapse}caption{text-align:left;font-weight:600}
th,td{padding:.25rem .75rem .25rem 0;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
th:first-child,td:first-child{text-align:left}.good{color:var(--good)}.bad{color:var(--bad)}
form{display:flex;flex-wrap:wrap;gap:.75rem;position:sticky;top:0;background:var(--paper);padding:.5rem 0;
border-bottom:1px solid var(--line)}label{display:flex;flex-direction:column;font-size:.9rem}
select,input{font:inherit;padding:.3rem;color:inherit;background:var(--soft);border:1px solid var(--line)}
details{border-bottom:1px solid var(--line);padding:.4rem 0}summary{cursor:pointer}
blockquote{margin:.3rem 0;padding:.3rem .8rem;border-left:.25rem solid var(--line);background:var(--soft)}
blockquote.good{border-color:var(--good);color:inherit}dt{font-weight:600;margin-top:.5rem}dd{margin:0}
svg text{fill:currentColor;font:13px system-ui,sans-serif}:focus-visible{outline:3px solid var(--bar)}
"""
_SCRIPT = """
const form=document.querySelector('form'),rows=[...document.querySelectorAll('details[data-id]')];
const count=document.querySelector('#count');
function filter(){const want=Object.fromEntries(new FormData(form));const word=want.word.toLowerCase();let shown=0;
for(const row of rows){const keep=(!want.category||row.dataset.category===want.category)
&&(!want.stage||(want.stage==='*'?row.dataset.stage!=='':row.dataset.stage===want.stage))
&&(!want.status||row.dataset.status===want.status)&&(!word||row.textContent.toLowerCase().includes(word));
row.hidden=!keep;shown+=keep;}count.textContent=count.dataset.text.replace('{shown}',shown);}
form.addEventListener('input',filter);form.addEventListener('submit',event=>event.preventDefault());
function open(){const id=decodeURIComponent(location.hash.slice(1));const row=id&&document.getElementById(id);
if(row&&row.tagName==='DETAILS'){row.hidden=false;row.open=true;row.scrollIntoView();}}
addEventListener('hashchange',open);filter();open();
"""
_BAR, _LABEL, _ROW = 420, 190, 24  # sizes of the chart, in its own units


def report_page(report: Report) -> str:
    """The page as one text."""
    title = escape_text(eval_words.say_title(report))
    body = "".join(
        [
            f"<h1>{title}</h1>",
            _verdict(report),
            _table(texts.EVAL_SCORES_TITLE, texts.EVAL_COLUMNS, eval_words.score_cells(report)),
            _claims(report),
            _chart(report),
            _table(texts.EVAL_SLICES_TITLE, texts.EVAL_SLICE_COLUMNS, eval_words.slice_cells(report)),
            _changes(report),
            f"<h2>{escape_text(texts.EVAL_QUESTIONS_TITLE)}</h2>",
            _filters(report),
            *[_question(row) for row in report.evaluation.rows],
            *[f"<p>{escape_text(line)}</p>" for line in eval_words.say_footnotes(report)],
            f"<p>{escape_text(eval_words.say_run(report))}</p>",
        ]
    )
    policy = (
        f"default-src 'none'; style-src '{_hash(_STYLE)}'; script-src '{_hash(_SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>{body}</main>"
        f"<script>{_SCRIPT}</script></body></html>\n"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _verdict(report: Report) -> str:
    mood = "good" if report.passed else "bad"
    lines = "".join(f"<li>{escape_text(line)}</li>" for line in eval_words.say_breaches(report))
    return f'<p class="{mood}"><strong>{escape_text(eval_words.say_verdict(report))}</strong></p><ul>{lines}</ul>'


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape_text(column)}</th>' for column in columns)
    lines = "".join(f"<tr>{''.join(f'<td>{escape_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<h2>{escape_text(caption)}</h2><div class="table" tabindex="0" role="region" '
        f'aria-label="{escape_text(caption)}"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'
    )


def _claims(report: Report) -> str:
    """What the verdicts on claims come to, and each claim whose verdict is wrong."""
    if report.claims is None:
        return ""
    wrong = [
        (
            row.gold.id,
            row.gold.claim,
            texts.CHECK_VERDICTS[row.gold.verdict.value],
            texts.CHECK_VERDICTS[row.given.value],
        )
        for row in report.claims.rows
        if not row.right
    ]
    listed = _table(texts.EVAL_CLAIMS_WRONG, texts.EVAL_WRONG_CLAIM_COLUMNS, wrong) if wrong else ""
    return _table(texts.EVAL_CLAIMS_TITLE, texts.EVAL_CLAIM_COLUMNS, eval_words.claim_cells(report)) + listed


def _chart(report: Report) -> str:
    """A bar for each slice: its share of right answers (or of evidence found) with the interval as a line."""
    measure = "correct" if report.evaluation.scores["correct"].n else "hit@5"
    bars = [(name, board[measure]) for name, board in report.evaluation.slices.items() if board[measure].n]
    title = escape_text(texts.EVAL_CHART_TITLE.format(measure=texts.EVAL_MEASURES[measure]))
    height = _ROW * len(bars)
    drawn = "".join(_bar(at * _ROW, name, measure, score) for at, (name, score) in enumerate(bars))
    return (
        f'<h2>{title}</h2><svg role="img" aria-label="{title}" width="100%" '
        f'viewBox="0 0 {_LABEL + _BAR + 80} {height}">{drawn}</svg>'
    )


def _bar(top: int, name: str, measure: str, score: Score) -> str:
    width = _BAR * (score.value or 0.0)
    low, high = score.wilson or (0.0, 1.0)
    middle = top + _ROW // 2
    label = escape_text(eval_words.say_slice(name))
    return (
        f'<text x="0" y="{middle + 4}">{label}</text>'
        f'<rect x="{_LABEL}" y="{top + 4}" width="{width:.1f}" height="{_ROW - 8}" fill="var(--bar)"/>'
        f'<line x1="{_LABEL + _BAR * low:.1f}" x2="{_LABEL + _BAR * high:.1f}" y1="{middle}" y2="{middle}" '
        'stroke="currentColor" stroke-width="2"/>'
        f'<text x="{_LABEL + _BAR + 8}" y="{middle + 4}">{escape_text(eval_words.say_score(measure, score))}</text>'
    )


def _changes(report: Report) -> str:
    if report.comparison is None:
        return ""
    rows = eval_words.change_cells(report.comparison)
    table = _table(eval_words.say_baseline(report.comparison), texts.EVAL_CHANGE_COLUMNS, rows)
    moved = "".join(
        f"<p>{escape_text(label)}: {', '.join(_link(one) for one in ids)}</p>"
        for label, ids in eval_words.moved_questions(report.comparison)
    )
    warning = "" if report.comparison.same_library else f"<p>{escape_text(texts.EVAL_OTHER_LIBRARY)}</p>"
    return table + warning + moved


def _filters(report: Report) -> str:
    rows = report.evaluation.rows
    stages = {stage.value: texts.EVAL_STAGES[stage.value] for stage in report.evaluation.failures}
    statuses = {row.status: texts.EVAL_STATUSES[row.status] for row in rows}
    categories = {row.question.category: row.question.category for row in rows}
    return (
        "<form>"
        + _select("category", texts.EVAL_FILTER_CATEGORY, categories)
        + _select("stage", texts.EVAL_FILTER_STAGE, {"*": texts.EVAL_FILTER_FAILED, **stages})
        + _select("status", texts.EVAL_FILTER_STATUS, statuses)
        + f'<label>{escape_text(texts.EVAL_FILTER_WORD)}<input type="search" name="word"></label>'
        + f'<p id="count" role="status" data-text="{escape_text(texts.EVAL_SHOWN)}"></p></form>'
    )


def _select(name: str, label: str, options: dict[str, str]) -> str:
    shown = {"": texts.EVAL_FILTER_ALL, **dict(sorted(options.items()))}
    items = "".join(f'<option value="{escape_text(key)}">{escape_text(text)}</option>' for key, text in shown.items())
    return f'<label>{escape_text(label)}<select name="{name}">{items}</select></label>'


def _question(row: Row) -> str:
    question, stage = row.question, row.stage.value if row.stage else ""
    verdict = texts.EVAL_STAGES[stage] if stage else texts.EVAL_RIGHT
    return (
        f'<details id="{escape_text(question.id)}" data-id data-category="{escape_text(question.category)}" '
        f'data-stage="{stage}" data-status="{row.status}"><summary><strong>{escape_text(question.id)}</strong> '
        f'{escape_shown(question.question)} <span class="{"bad" if stage else "good"}">{escape_text(verdict)}</span>'
        f"</summary><dl>{''.join(_parts(row))}</dl></details>"
    )


def _parts(row: Row) -> Iterator[str]:
    question = row.question
    reasons = eval_words.say_reasons(row)
    if reasons:
        yield _part(texts.EVAL_WHY, "<br>".join(escape_shown(reason) for reason in reasons))
    if question.history:
        yield _part(texts.EVAL_HISTORY, "<br>".join(escape_shown(one) for one in question.history))
    answer = row.answer or texts.EVAL_STATUSES[row.status]
    yield _part(f"{texts.EVAL_ANSWER} ({texts.EVAL_STATUSES[row.status]})", escape_shown(answer))
    if row.quotes:
        yield _part(texts.EVAL_QUOTES, "".join(_quote(quote) for quote in row.quotes))
    if question.evidence:
        yield _part(texts.EVAL_EVIDENCE, "".join(_evidence(one) for one in question.evidence))
    must = "; ".join(" / ".join(group) for group in question.must)
    if must:
        yield _part(texts.EVAL_MUST, escape_shown(must))


def _part(label: str, content: str) -> str:
    return f"<dt>{escape_text(label)}</dt><dd>{content}</dd>"


def _quote(quote: ShownQuote) -> str:
    mood = ' class="good"' if quote.on_evidence else ""
    place = f"{quote.file}, {quote.place.start}–{quote.place.end}"
    return f"<blockquote{mood}>{escape_shown(quote.text)}<br>{escape_text(place)}</blockquote>"


def _evidence(evidence: Evidence) -> str:
    return f"<blockquote>{escape_shown(evidence.quote)}<br>{escape_text(evidence.letter)}</blockquote>"


def _link(question_id: str) -> str:
    return f'<a href="#{escape_text(question_id)}">{escape_text(question_id)}</a>'

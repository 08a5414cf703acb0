"""text -> spans of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Abbreviations after which a sentence never ends, because something always follows (titles, references, "bijv.").
_NEVER_FINAL = frozenset(
    """
    a.h.w. a.u.b. aant. afd. afl. al. art. artt. b.g.g. bijv. blz. bv. c.q. ca. cfr. circ. d.d. d.i. d.m.v. d.w.z. dd.
    dhr. dl. dr. drs. fig. fr. gem. geb. h.t. i.c. i.c.m. i.h.b. i.h.k.v. i.o. i.p.v. i.r.t. i.s.m. i.t.t. i.v.m. ing.
    ir. jhr. jkvr. kst. lt. m.a.w. m.b.t. m.b.v. m.i. m.n. m.u.v. max. mevr. mgr. min. mr. mw. n.a.v. nl. no. nr. nrs.
    n.t.b. o.a. o.b.v. o.g.v. o.l.v. o.m. o.v.v. p. pag. par. plm. pp. prof. r.-k. red. resp. sr. st. stb. stcrt. t.a.v.
    t.b.v. t.g.v. t.h.v. t.n.v. t.o. t.o.v. t.w. t.z.t. tel. trb. v.a. v.d. vgl. vnl. vs. w.o. z.g. zgn. z.s.m.
    """.split()
)
# Abbreviations that may end a sentence: they do so only when a capital follows.
_MAYBE_FINAL = frozenset(
    "a.s. aanst. c.s. d.o.o. e.a. e.d. e.e.a. e.v. enz. etc. excl. fte. incl. jl. jr. mld. mln. mrd. n.c. ong. p.j. p.m."
    " b.v. n.v. u.a. v.h. i.l.".split()
)
_END = re.compile(
    r"""
    \n+                                        # a line's end: blocks never share a sentence
    | [.!?…]+ ["'”’»)\]]*  (?=\s)              # final mark, closing quotes
    | (?<=[a-zà-ÿ)\]%]{2})[.?!] (?=[A-Z][a-z]+\s)   # the space after the full stop was lost
    """,
    re.VERBOSE,
)
# Characters; of 100 real letters the longest sentence has 1,245. What is longer was never written as one.
_LONGEST = 4_000
_LAST_WORD = re.compile(r"[\w.\-]+\.$")
_FOLLOWING = re.compile(r"[ \t]*[\"'“‘«(\[„]*(?P<first>.?)", re.DOTALL)


def split_sentences(text: str, start: int = 0, *, longest: int = _LONGEST) -> list[tuple[int, int]]:
    """Split text into sentences.

    Rules after the usual ones for Dutch: no end after an abbreviation or an initial, after the number that opens a
    block ("1. Inleiding"), nor before a lower-case letter. What goes on without an end is cut, so that whoever compares
    the words of a sentence with each other is done in time whatever a file holds.

    Args:
        text: The text to split; a newline always ends a sentence.
        start: Added to each offset, for a text that is itself a span of a letter.
        longest: Characters that a sentence has at the most.

    Returns:
        Spans in order, without surrounding white space; together they hold every other character of the text.
    """
    spans: list[tuple[int, int]] = []
    begin = 0

    def append(end: int) -> None:
        spans.extend((start + first, start + last) for first, last in _trimmed(text, begin, end, longest))

    for match in _END.finditer(text):
        if match.end() <= begin or not _ends_sentence(text, begin, match):
            continue
        append(match.end())
        begin = match.end()
    append(len(text))
    return spans


def _trimmed(text: str, begin: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """A span without the white space around it, cut between words where it is too long; nothing where it is empty."""
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    while end - begin > longest:
        cut = text.rfind(" ", begin + 1, begin + longest)
        cut = cut if cut > begin else begin + longest
        yield begin, cut
        begin = cut + text.startswith(" ", cut)
    if begin < end:
        yield begin, end


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    if match.group().startswith("\n"):
        return True
    following = _FOLLOWING.match(text, match.end())
    if following is None or following["first"] in {"", "\n"}:
        return True
    mark = match.group().rstrip("\"'”’»)]")
    if following["first"].islower():
        return False
    if mark != ".":
        return True
    return not _is_abbreviation(text, begin, match.start() + 1)


def _is_abbreviation(text: str, begin: int, end: int) -> bool:
    """Whether the full stop before `end` belongs to an abbreviation, an initial or a leading number."""
    found = _LAST_WORD.search(text, max(begin, end - 20), end)
    if found is None:
        return False
    word = found.group()
    bare = word.rstrip(".")
    if bare.isdigit() and not text[begin : found.start()].strip():
        return True  # "1. Inleiding"
    if word.lower() in _MAYBE_FINAL:
        return False
    initial = len(bare.split(".")[-1]) == 1 and bare[-1].isupper()
    return initial or word.lower() in _NEVER_FINAL

"""parts in file order -> the same parts, each footnote after the paragraph that refers to it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace

from assistant.vocabulary import BlockKind
from ingest.parts import Part


def place_footnotes(parts: list[Part]) -> list[Part]:
    """Move footnotes behind their first mark; they speak with the voice of the paragraph that holds it.

    A label may occur twice (each annex counts anew): a mark takes the nearest note of its label that follows, else
    the nearest before. A note that nothing refers to stays where it is.
    """
    homes = _homes(parts)
    placed: list[Part] = []
    guests: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for note, (home, place) in homes.items():
        guests[home].append((place, note))
    for index, part in enumerate(parts):
        if index in homes:
            continue
        placed.append(part)
        notes = sorted(guests.get(index, ()))
        placed += [
            replace(parts[note], voice=part.voice, asks=part.asks, answers=part.answers, label=parts[note].raw.label)
            for _, note in notes
        ]
    return [
        replace(part, label=part.raw.label) if part.kind is BlockKind.FOOTNOTE and part.label is None else part
        for part in placed
    ]


def _homes(parts: list[Part]) -> dict[int, tuple[int, int]]:
    """Return for each note that is referred to the index of its paragraph, and its mark's place in it."""
    free: defaultdict[str | None, list[int]] = defaultdict(list)
    for index, part in enumerate(parts):
        if part.kind is BlockKind.FOOTNOTE:
            free[part.raw.label].append(index)
    homes: dict[int, tuple[int, int]] = {}
    for index, part in enumerate(parts):
        if part.kind is BlockKind.FOOTNOTE:
            continue
        for place, mark in enumerate(part.raw.marks):
            candidates = free.get(mark.label, [])
            if candidates:
                after = bisect_right(candidates, index)
                homes[candidates.pop(min(after, len(candidates) - 1))] = (index, place)
    return homes

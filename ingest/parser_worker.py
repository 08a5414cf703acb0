"""requests on standard input -> parsed letters on standard output: the process in which hostile files are read.

A letter file is anybody's bytes, and a parser can run out of memory or never end. So files are parsed in a process of
their own with a limit on its memory, and the parent ends it when a file takes too long. What goes over the pipe is
JSON: nothing that the parent would execute.

    request  {"source": …, "size": N, "url": …, "fields": {…}} newline, then N bytes
    reply    {"letter": {…}, "passages": […], "derived": {…}, "format": "pdf"} or {"reason": …, "remedy": …}, newline
    before it, where another program has to read the file first:  {"patience": seconds} newline
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import IO, Any

from assistant.errors import UnreadableFile
from assistant.ledger_derived import derive
from assistant.ledger_rows import dump_blocks, dump_header, load_blocks, load_header, passage_of, passage_row
from assistant.vocabulary import Letter, Passage

MEMORY_LIMIT = 2 * 2**30  # bytes of address space


def parse(data: bytes, request: dict[str, Any], on_slow: Callable[[float], object] | None = None) -> dict[str, Any]:
    """Parse one file: the reply to a request."""
    from ingest.formats import read_letter, sniff
    from ingest.passages import split_passages

    source = str(request["source"])
    try:
        kind = sniff(data, source)
        letter = read_letter(data, source, url=request.get("url"), fields=request.get("fields"), on_slow=on_slow)
        passages = split_passages(letter)
        derived = derive(letter)
    except UnreadableFile as fault:
        return {"reason": str(fault.values["reason"]), "remedy": str(fault.values["remedy"])}
    except MemoryError:
        return {"reason": "it needs more memory than a letter may", "remedy": "Check what this file is"}
    return {
        "format": kind,
        "letter": {
            "header": dump_header(letter.header),
            "text": letter.text,
            "blocks": dump_blocks(letter.blocks),
            "page_count": letter.page_count,
            "pages_estimated": letter.pages_estimated,
        },
        "passages": [passage_row(passage) for passage in passages],
        "derived": derived,
    }


def letter_of(reply: dict[str, Any]) -> tuple[Letter, list[Passage]]:
    """The letter and passages of a reply that holds them."""
    values = reply["letter"]
    letter = Letter(
        load_header(values["header"]),
        values["text"],
        load_blocks(values["blocks"]),
        values["page_count"],
        values["pages_estimated"],
    )
    rows = [SimpleNamespace(**row) for row in reply["passages"]]
    return letter, [passage_of(row, letter.text[row.start : row.end]) for row in rows]


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Answer requests until there are no more."""

    def send(reply: dict[str, Any]) -> None:
        replies.write(json.dumps(reply).encode("ascii") + b"\n")
        replies.flush()

    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(int(request["size"]))
        send(parse(data, request, on_slow=lambda seconds: send({"patience": seconds})))


def _limit_memory() -> None:
    """Limit the memory of this process and of those that it starts; some systems know no such limit."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    except (ImportError, ValueError, OSError):  # Windows; macOS
        return


def main() -> None:
    """Limit this process, then serve; what a parser prints goes to standard error, never into a reply."""
    _limit_memory()
    replies = sys.stdout.buffer
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()

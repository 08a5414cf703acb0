"""library folder, questions a line -> for each the subjects found, as JSON: a web machine of the tests' own.

Its servers are those of the environment, as for every command.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.settings import read_settings
from assistant.vocabulary import Question


def main(folder: str) -> None:
    """Answer until the questions end."""
    library = Library.from_settings(read_settings(os.environ, library=Path(folder)))
    pipeline = QuestionPipeline(library)
    print("ready", flush=True)  # noqa: T201 - what the test waits for
    for line in sys.stdin:
        found = pipeline.search(Question(line.strip()))
        print(json.dumps([scored.header.subject for scored in found]), flush=True)  # noqa: T201
    library.close()


if __name__ == "__main__":
    main(sys.argv[1])

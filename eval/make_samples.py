"""readable sources of the sample letters -> the letter files, byte for byte the same each time.

Run `python -m eval.make_samples` after changing a source in eval/samples/source; the made files are committed.
"""

from __future__ import annotations

from pathlib import Path

from eval.sample_docx import write_docx
from eval.sample_html import write_html
from eval.sample_odt import write_odt
from eval.sample_pdf import write_pdf
from eval.sample_source import read_source
from eval.sample_txt import write_dump, write_plain
from eval.sample_xml import write_xml

SAMPLES = Path(__file__).parent / "samples"
SOURCES, LETTERS = SAMPLES / "source", SAMPLES / "letters"
WRITERS = {
    "docx": ("docx", write_docx),
    "pdf": ("pdf", write_pdf),
    "xml": ("xml", write_xml),
    "odt": ("odt", write_odt),
    "html": ("html", write_html),
    "dump.txt": ("txt", write_dump),
    "txt": ("txt", write_plain),
}


def make_samples(sources: Path, letters: Path) -> list[Path]:
    """Write every sample letter in the formats that its source names; files of sources that are gone are removed.

    Returns:
        The files written, in order of name.

    Raises:
        GoldError: A source is broken.
    """
    letters.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for source in sorted(sources.glob("*.brief")):
        letter = read_source(source)
        for form in letter.formats:
            extension, write = WRITERS[form]
            path = letters / f"{letter.name}.{extension}"
            path.write_bytes(write(letter))
            made.append(path)
    for stale in set(letters.iterdir()) - set(made):
        stale.unlink()
    return sorted(made)


if __name__ == "__main__":
    make_samples(SOURCES, LETTERS)

"""the filters in use -> the fields of a form to change them; and what such a form sends -> the filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui import texts
from ui.cabinets import cabinets
from ui.escaping import escape_text
from ui.letter_choice import LetterChoice

_LONGEST = 200  # characters of a field


def read_choice(sent: Mapping[str, str]) -> LetterChoice:
    """The filters that a form sends; what it doesn't name is not set."""
    return LetterChoice(
        ministry=_field(sent, "ministerie"),
        since=_field(sent, "vanaf"),
        until=_field(sent, "tot"),
        letter_id=_field(sent, "brief"),
        cabinet=_field(sent, "kabinet"),
        dossier=_field(sent, "dossier"),
        samples=_field(sent, "voorbeeld"),
    )


def _field(sent: Mapping[str, str], name: str) -> str:
    return sent.get(name, "").strip()[:_LONGEST]


def choice_fields(choice: LetterChoice) -> dict[str, str]:
    """The filters as a form sends them: what `read_choice` reads, without what is not set."""
    fields = {
        "ministerie": choice.ministry,
        "vanaf": choice.since,
        "tot": choice.until,
        "brief": choice.letter_id,
        "kabinet": choice.cabinet,
        "dossier": choice.dossier,
        "voorbeeld": choice.samples,
    }
    return {name: value for name, value in fields.items() if value}


def filter_fields(choice: LetterChoice, ministries: Sequence[str], *, samples: bool) -> str:
    """The fields of a form, filled in.

    Args:
        choice: What is chosen.
        ministries: The names to choose from.
        samples: Whether there are sample letters beside others, so that there is something to choose.
    """
    periods = [(one.name, texts.say_cabinet(one.name)) for one in cabinets()]
    fields = [
        select(
            "ministerie", texts.FILTER_MINISTRY, choice.ministry, texts.ALL_MINISTRIES, [(n, n) for n in ministries]
        ),
        select("kabinet", texts.FILTER_CABINET, choice.cabinet, texts.ALL_PERIODS, periods),
        text_field("vanaf", texts.FILTER_SINCE, choice.since, texts.FILTER_DATE_HINT),
        text_field("tot", texts.FILTER_UNTIL, choice.until, texts.FILTER_DATE_HINT),
        text_field("dossier", texts.FILTER_DOSSIER, choice.dossier, texts.FILTER_DOSSIER_HINT),
    ]
    if samples:
        fields.append(
            select("voorbeeld", texts.FILTER_SAMPLES, choice.samples, texts.SAMPLES_ALL, list(texts.SAMPLES_CHOICES))
        )
    return "".join(fields)


def select(name: str, label: str, chosen: str, none: str, options: Sequence[tuple[str, str]]) -> str:
    """A list to choose one value from, or none.

    Args:
        name: Under which the form sends it.
        label: What it is called.
        chosen: The value that is chosen; empty for none.
        none: What "none" is called.
        options: Each value with what it is called.
    """
    items = "".join(
        f'<option value="{escape_text(value)}"{" selected" if value == chosen else ""}>{escape_text(shown)}</option>'
        for value, shown in [("", none), *options]
    )
    return f'<label class="bw-veld"><span>{label}</span><select name="{name}">{items}</select></label>'


def text_field(name: str, label: str, value: str, hint: str = "", *, wide: bool = False) -> str:
    """A line to write in."""
    style = "bw-veld bw-breed" if wide else "bw-veld"
    return (
        f'<label class="{style}"><span>{label}</span><input type="text" name="{name}" value="{escape_text(value)}" '
        f'placeholder="{escape_text(hint)}" autocomplete="off"></label>'
    )

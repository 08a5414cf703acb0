import pytest

from ingest.ministries import ministry_in, official_name


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DE MINISTER VAN DEFENSIE", "Ministerie van Defensie"),
        ("De Minister van Justitie en Veiligheid,", "Ministerie van Justitie en Veiligheid"),
        (
            "De minister van Volksgezondheid, Welzijn en Sport, E. Voorbeeld",
            "Ministerie van Volksgezondheid, Welzijn en Sport",
        ),
        ("DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT,", "Ministerie van Infrastructuur en Waterstaat"),
        ("De Minister voor Rechtsbescherming", "Ministerie van Justitie en Veiligheid"),
        ("De minister voor Langdurige Zorg en Sport,", "Ministerie van Volksgezondheid, Welzijn en Sport"),
        ("DE MINISTER-PRESIDENT, MINISTER VAN ALGEMENE ZAKEN", "Ministerie van Algemene Zaken"),
        ("de Staatssecretaris van Veiligheid en Justitie", "Ministerie van Veiligheid en Justitie"),
        ("BRIEF VAN DE MINISTER VAN FINANCIËN", "Ministerie van Financiën"),
        ("Ministerie van Ruimte en Sterren", "Ministerie van Ruimte en Sterren"),
        ("De Minister van Ruimte en Sterren, Anna Bakker", "Ministerie van Ruimte en Sterren"),
        ("DE MINISTER VAN RUIMTE EN STERREN", "Ministerie van Ruimte en Sterren"),
        ("De Minister van Zeezaken, A.B. Jansen", "Ministerie van Zeezaken"),
        ("De Minister van Defensie en de Minister van Financiën", "Ministerie van Defensie"),
        ("een minister van staat", None),
        ("Hoogachtend,", None),
    ],
)
def test_the_ministry_is_named_in_full(line, expected):
    assert ministry_in(line) == expected


def test_an_abbreviation_stands_for_the_full_name():
    assert official_name("OCW") == "Ministerie van Onderwijs, Cultuur en Wetenschap"
    assert official_name(" ") is None

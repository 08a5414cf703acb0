"""nothing -> fictional letters as plain text, for the tests of what is made of them."""

LETTER = """> Retouradres Postbus 1 1000 AA Voorbeeldstad

Aan de Voorzitter van de Tweede Kamer
der Staten-Generaal

Datum
3 mei 2024
Betreft
Voortgang bruggen en sluizen

Ministerie van Bruggen en Sluizen
Ons kenmerk
BRUG-2024/1234
Bijlagen
Rapport onderhoud; Overzicht sluizen

Geachte voorzitter,
Met deze brief informeer ik uw Kamer over de voortgang van het onderhoud aan bruggen en sluizen in ons land. Ik ga \
daarbij eerst in op de bruggen en daarna op de sluizen.

Bruggen
Onderhoud
In 2023 zijn 41 bruggen hersteld.[footnoteRef:1] Dat zijn er 7 meer dan in het jaar daarvoor. De kosten bedroegen \
€ 12,5 miljoen. [1:  Kamerstuk 99 123, nr. 4]

Planning
De planning voor 2025 is als volgt:
a. de brug bij Voorbeeldstad;
b. de brug bij Zeedorp.

Sluizen
Voor de sluizen is € 3 miljoen beschikbaar. De werkzaamheden beginnen in het najaar van 2024 en duren tot 2026.

Hoogachtend,
DE MINISTER VAN BRUGGEN EN SLUIZEN,
A.B. van der Voorbeeld
"""

QUESTIONS = """Datum
3 mei 2024
Betreft
Beantwoording vragen over bruggen

In antwoord op uw brief van 1 april 2024 deel ik u mede dat de vragen worden beantwoord zoals in de bijlage.

De Minister van Bruggen en Sluizen,
A.B. Voorbeeld

Antwoorden van de minister van Bruggen en Sluizen op vragen van het lid Vrager over bruggen

Vraag 1
Kent u het bericht over de brug? [1]

Antwoord op vraag 1
Ja.

Vraag 2
Hoeveel bruggen zijn er?

Vraag 3
Hoeveel daarvan zijn er open?

Antwoord op de vragen 2 en 3
Er zijn 41 bruggen, waarvan er 38 open zijn voor al het verkeer.

Vraag 4
Wat kost een brug?

Vraag 5
Wanneer komt er een brug bij?

Antwoord op vraag 5
De volgende brug is er in 2026.

Antwoord 4
Een brug kost gemiddeld € 300.000.

[1] Voorbeeldkrant, 30 maart 2024
"""

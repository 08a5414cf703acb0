"""a word -> the other words by which Dutch government letters name the same thing.

General knowledge of Dutch, one line for each thing. Each word stands in its dictionary form, after folding: lower case,
without diacritics. What is only like another thing (school and universiteit, boete and dwangsom) is not the same.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from assistant.analyser import Token, analyse

_SAME = """
loon salaris beloning bezoldiging
reiziger passagier
leerling scholier
leraar docent leerkracht onderwijzer
inwoner bewoner
werknemer medewerker personeel personeelslid arbeidskracht
bedrijf onderneming
boer agrarier landbouwer
huis woning
arts dokter
hulp steun ondersteuning
budget bedrag middel geld
subsidie bijdrage
kosten kost uitgave last
inkomsten opbrengst ontvangst bate
prijs tarief kosten kost
boete geldboete
controle inspectie
onderzoek studie
rapport verslag rapportage
evaluatie beoordeling
maatregel ingreep
afspraak overeenkomst akkoord convenant
verdrag overeenkomst
kans waarschijnlijkheid
oorzaak reden aanleiding
toename stijging groei
afname daling vermindering krimp
tekort gebrek
locatie plek plaats
gebied regio streek
oudere senior bejaarde
jongere jeugd jeugdige
slachtoffer gedupeerde
aanvraag verzoek
vergunning toestemming
krijgsmacht defensie
militair soldaat
deelname participatie
begin start aanvang
eind einde afloop
termijn periode
doel doelstelling streefcijfer streefwaarde
grens drempel limiet
hoeveelheid volume
uitstoot emissie
stroom elektriciteit
gas aardgas
voedsel levensmiddel voeding
medicijn geneesmiddel
zorg gezondheidszorg
opleiding training cursus scholing
baan arbeidsplaats
vliegveld luchthaven
schip boot vaartuig
spoor spoorweg
criminaliteit misdaad misdrijf
agent politieagent
gevangene gedetineerde
klant consument afnemer
belasting heffing
lening krediet
ongeval ongeluk
fout vergissing
probleem knelpunt
overleg gesprek
bijeenkomst vergadering
advies aanbeveling
besluit beslissing
regel voorschrift
raming schatting prognose
gebouw pand
bouw aanleg nieuwbouw
renovatie verbouwing
sloop afbraak
neerslag regen
ziekte aandoening
besmetting infectie
vaccinatie inenting
bericht melding
website site
gegeven data
app applicatie
apparaat toestel
rit reis
vervoer transport
aankoop aanschaf koop
export uitvoer
import invoer
kopie afschrift
beveiliging security
zitting vergadering
dode overledene
werkzaamheid werk
vergoeding tegemoetkoming compensatie
huur huurprijs
voorraad reserve
""".strip()


def synonyms_of(word: Token) -> frozenset[str]:
    """The first terms of the words that mean the same."""
    return _synonyms().get(word.terms[0], frozenset())


@functools.cache
def _synonyms() -> Mapping[str, frozenset[str]]:
    """By the first term of a word: the first terms of the words that mean the same."""
    found: dict[str, set[str]] = {}
    for line in _SAME.splitlines():
        terms = {analyse(word)[0] for word in line.split() if analyse(word)}
        for term in terms:
            found.setdefault(term, set()).update(terms - {term})
    return {term: frozenset(others) for term, others in found.items()}

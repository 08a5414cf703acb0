"""a word that names something -> the other words that name the same: countries and their adjectives, abbreviations.

General knowledge of Dutch government letters, one line for each thing named. Each word is written as it is indexed,
after folding: lower case, without diacritics. Several words together stand for one only where all of them occur.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from assistant.analyser import fold

# "word word …": the same thing in one word each.
_SAME = """
nederland nederlands nederlandse
belgie belgisch belgische
duitsland duits duitse
frankrijk frans franse
engeland engels engelse
vk brits britse
spanje spaans spaanse
italie italiaans italiaanse
portugal portugees portugese
polen pools poolse
oekraine oekraiens oekraiense
rusland russisch russische
denemarken deens deense
zweden zweeds zweedse
noorwegen noors noorse
finland fins finse
estland ests estse estische
letland lets letse
litouwen litouws litouwse
ierland iers ierse
griekenland grieks griekse
turkije turks turkse
oostenrijk oostenrijks oostenrijkse
zwitserland zwitsers zwitserse
hongarije hongaars hongaarse
roemenie roemeens roemeense
tsjechie tsjechisch tsjechische
china chinees chinese
japan japans japanse
israel israelisch israelische
amerika amerikaans amerikaanse
afrika afrikaans afrikaanse
europa europees europese
friesland fryslan fries friese
groningen gronings groningse
zeeland zeeuws zeeuwse
limburg limburgs limburgse
brabant brabants brabantse
drenthe drents drentse
gelderland gelders gelderse
utrecht utrechts utrechtse
curacao curacaos curacaose
aruba arubaans arubaanse
bonaire bonairiaans bonairiaanse
suriname surinaams surinaamse
oeganda oegandees oegandese
kenia keniaans keniaanse
irak iraaks iraakse
iran iraans iraanse
syrie syrisch syrische
afghanistan afghaans afghaanse
navo nato
covid corona coronavirus
"""
# An abbreviation or another word, and the words that all have to occur.
_SHORT = """
vws: volksgezondheid welzijn sport
bzk: binnenlandse koninkrijksrelaties
ienw: infrastructuur waterstaat
iw: infrastructuur waterstaat
ezk: economische klimaat
ez: economische zaken
szw: sociale werkgelegenheid
ocw: onderwijs cultuur wetenschap
lnv: landbouw natuur voedselkwaliteit
lvvn: landbouw visserij voedselzekerheid natuur
jenv: justitie veiligheid
jv: justitie veiligheid
kgg: klimaat groene groei
vro: volkshuisvesting ruimtelijke
bz: buitenlandse zaken
bhos: buitenlandse handel ontwikkelingssamenwerking
eu: europese unie
vn: verenigde naties
vs: verenigde staten
vk: verenigd koninkrijk
brits: verenigd koninkrijk
britse: verenigd koninkrijk
ek: europese commissie
tk: tweede kamer
nza: nederlandse zorgautoriteit
rivm: rijksinstituut volksgezondheid milieu
cbs: centraal bureau statistiek
cpb: centraal planbureau
scp: sociaal planbureau
pbl: planbureau leefomgeving
rvo: rijksdienst ondernemend
rdw: rijksdienst wegverkeer
duo: dienst uitvoering onderwijs
ind: immigratie naturalisatiedienst
coa: centraal orgaan asielzoekers
uwv: uitvoeringsinstituut werknemersverzekeringen
svb: sociale verzekeringsbank
nvwa: voedsel warenautoriteit
acm: autoriteit consument markt
afm: autoriteit financiele markten
ap: autoriteit persoonsgegevens
dnb: nederlandsche bank
om: openbaar ministerie
vng: vereniging gemeenten
ipo: interprovinciaal overleg
hbo: hoger beroepsonderwijs
mbo: middelbaar beroepsonderwijs
vo: voortgezet onderwijs
bso: buitenschoolse opvang
zzp: zelfstandigen personeel
aow: ouderdomswet
wia: werk inkomen arbeidsvermogen
avg: verordening gegevensbescherming
"""


# Towns, as they are folded: at the beginning of a sentence nothing else tells that these are names.
TOWNS = frozenset(
    """
    amsterdam rotterdam haag eindhoven tilburg almere breda nijmegen apeldoorn arnhem haarlem enschede amersfoort
    zaanstad hertogenbosch zwolle leiden zoetermeer leeuwarden maastricht dordrecht ede alphen alkmaar emmen delft venlo
    deventer helmond hilversum heerlen oss amstelveen sittard geleen hengelo purmerend lelystad roosendaal schiedam
    spijkenisse vlaardingen almelo gouda assen zaandam veenendaal katwijk zeist nieuwegein hardenberg doetinchem hoorn
    middelburg vlissingen terneuzen goes kampen harderwijk wageningen woerden houten weert roermond kerkrade sneek
    heerenveen drachten stadskanaal hoogeveen meppel steenwijk coevorden delfzijl veendam winschoten texel terschelling
    vlieland ameland schiermonnikoog moerdijk tiel culemborg barneveld urk dronten emmeloord schiphol ijmuiden velsen
    beverwijk heemskerk hoofddorp aalsmeer nijkerk ermelo zutphen winterswijk oldenzaal rijswijk wassenaar waddinxveen
    """.split()
)


_NO_PLACES = frozenset({"nederland", "europa", "navo", "covid"})  # what is meant where nothing is said, and other names


def places_in(text: str) -> frozenset[str]:
    """The countries, provinces and towns that a text names, each by one word; the Netherlands are not among them."""
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper()}
    return frozenset(_places()[word] for word in words if word in _places())


@functools.cache
def _places() -> Mapping[str, str]:
    """By a folded word that names a place, or is its adjective: the place."""
    lines = [line.split() for line in _SAME.strip().splitlines()]
    named = {word: line[0] for line in lines if line[0] not in _NO_PLACES for word in line}
    return named | {town: town for town in TOWNS}


@functools.cache
def abbreviations() -> Mapping[str, str]:
    """By an abbreviation in lower case: the words that it stands for."""
    return dict(line.split(": ") for line in _SHORT.strip().splitlines())


@functools.cache
def name_variants() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """By a folded word: the words, or words together, that name the same."""
    variants: dict[str, list[tuple[str, ...]]] = {}
    for line in _SAME.strip().splitlines():
        words = line.split()
        for word in words:
            variants.setdefault(word, []).extend((other,) for other in words if other != word)
    for line in _SHORT.strip().splitlines():
        short, _, meaning = line.partition(": ")
        variants.setdefault(short, []).append(tuple(meaning.split()))
    return {word: tuple(others) for word, others in variants.items()}

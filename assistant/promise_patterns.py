"""nothing -> the patterns by which promises to the Kamer are found in Dutch letters, and how often one recurs."""

from __future__ import annotations

import re

_KAMER = r"(?:(?:uw|de|beide|het)\s(?:Tweede\s|Eerste\s)?(?:kamers?|parlement|staten-generaal)|\bu\b)"
_I = r"(?:ik|wij|het\skabinet|de\s(?:minister|staatssecretaris)(?:\svan\s[\w,& ]{2,60})?)"
# What is done for the Kamer, as a verb form that takes its recipient, and as an infinitive or participle.
_TELL_NOW = (
    r"(?:informeer(?:t)?|informeren|stuur(?:t)?|sturen|zend(?:t)?|zenden|bericht(?:en)?|meld(?:t)?|melden|rapporteer(?:t)?"
    r"|rapporteren|deel|delen|bied(?:t)?|bieden|verstrek(?:t)?|doe|laat|breng(?:t)?|leg(?:t)?|dien|geef|kom|houd)"
)
_TELL_THEN = (
    r"(?:(?:te\s|toe\s?te\s|aan\s?te\s|voor\s?te\s|in\s?te\s|terug\s?te\s)?"
    r"(?:informeren|ge[iï]nformeerd|sturen|toesturen|toegestuurd|gestuurd|zenden|toezenden|toegezonden|gezonden|doen\stoekomen|berichten|bericht|melden"
    r"|gemeld|rapporteren|gerapporteerd|delen|gedeeld|meedelen|aanbieden|aangeboden|bieden|verstrekken|verstrekt|voorleggen|voorgelegd|leggen"
    r"|indienen|ingediend|dienen|terugkomen|teruggekomen|komen|toelichten|toegelicht|beantwoorden|beantwoord|ontvangen|reageren"
    r"|(?:op\sde\shoogte)\s(?:houden|brengen|stellen|gehouden|gebracht|gesteld)|toegevoegd)(?!\svan\s(?:de|het)\s(?:kamer|parlement)))"
)
# Every sentence about a promise holds one of these, in lower case: looked for first, they spare nine tenths of the time.
CUE = re.compile(
    r"\b(?=[kuthgwisvz])(?:(?:kamers?|u|toe|vragen|stuur|zend|volgt|volgen|(?:ik|wij)\sga(?:an)?)\b|hierbij|terug|ga(?:an)?\s(?:ik|wij))"
    r"|toegezegd|toezegg|parlement|staten-generaal|bijgaand|bijgevoegd|deze\s(?:\w+\s)?brief|rapporte|bericht|afgedaan|beloofd"
)
# "Ik zeg uw Kamer toe"; also "zeggen wij toe" and "ik kan u toezeggen".
EXPLICIT = re.compile(
    r"\b(?:(?:ik|wij)\s(?:zeg|zeggen)|(?:zeg|zeggen)\s(?:ik|wij))\b[^.;]{0,160}?\btoe\b"
    r"|\b(?:kan|kunnen|wil|willen|durf)\s(?:ik|wij|u)\b[^.;]{0,60}\btoezeggen\b|\b(?:ik|wij)\s(?:kan|kunnen|wil|willen)\b[^.;]{0,60}\btoezeggen\b",
    re.IGNORECASE,
)
# Something will be done for the Kamer: no time needs to be named.
WILL = re.compile(
    rf"\b(?:zal|zullen)\b(?=[^;]*{_KAMER})(?=[^;]*\b{_TELL_THEN}\b)"
    rf"|{_KAMER}\b[^;,]*\b(?:zal|zullen)\b[^;,]*\b{_TELL_THEN}\b"
    rf"|\b(?:zal|zullen)\s{_I}\b[^;]*\b(?:terugkomen|rapporteren|berichten)\b|\b{_I}\s(?:zal|zullen)\b[^;]*\b(?:terugkomen|rapporteren|berichten)\b"
    rf"|\b(?:kom(?:en)?)\s{_I}\b[^;]*\b(?:later|nog|nader|separaat|te\szijner\stijd|binnenkort|spoedig)\b[^;]*\bterug\b",
    re.IGNORECASE,
)
# Something is aimed at, meant or offered for the Kamer.
MEANT = re.compile(
    rf"\b(?:streef|streven|verwacht|verwachten|hoop|hopen|wil|willen|ben|zijn|beoog|probeer)\b[^;]*(?:{_KAMER}|\bvragen\b)[^;]*\b{_TELL_THEN}\b"
    rf"|\b(?:streef|streven|verwacht|verwachten|hoop|hopen|wil|willen|ben|zijn|beoog|probeer)\b[^;]*\b{_TELL_THEN}\b[^;]*(?:aan|naar|bij)\s{_KAMER}",
    re.IGNORECASE,
)
MEANT_BY_ME = re.compile(
    r"\b(?:ik|wij|het\skabinet)\s(?:streef|streven|streeft|verwacht|verwachten|hoop|hopen|wil|willen|beoog|probeer|ben\s(?:voornemens|bereid|van\splan))"
    r"|\b(?:streef|streven|streeft|verwacht|verwachten|hoop|hopen|wil|willen|beoog|probeer)\s(?:ik|wij|het\skabinet)"
    r"|\bben\sik\b[^;]{0,30}\b(?:voornemens|bereid|van\splan)",
    re.IGNORECASE,
)
# Something is done for the Kamer in the present tense: a promise only with a time that is still to come.
NOW = re.compile(
    rf"\b(?:{_TELL_NOW}\s{_I}|{_I}\s{_TELL_NOW})\b[^;]*{_KAMER}"
    rf"|{_KAMER}[^;]*\b(?:{_TELL_NOW}\s{_I}|{_I}\s{_TELL_NOW})\b"
    rf"|\b(?:informeer|bericht)\s{_KAMER}"
    rf"|\b(?:ontvang(?:t|en)|krijg(?:t|en)?)\s{_KAMER}|{_KAMER}\s(?:ontvang(?:t|en)|krijg(?:t|en))\b"
    rf"|\b{_I}\s{_KAMER}\b[^;,]*\b(?:informeer|stuur|zend|bericht|meld|aanbied|toestuur|toezend)\b|\bdie\s{_KAMER}\b[^;,]*\bontvangt\b"
    rf"|\b(?:gaat|gaan|komt|komen|volgt|volgen)\b[^;]*\b(?:naar|aan|bij|in)\s{_KAMER}"
    r"|\b(?:volgt|volgen)\b[^;]*(?:brief|rapportage|wetsvoorstel|reactie)\b|(?:brief|rapportage|wetsvoorstel|reactie)\s(?:volgt|volgen)\b"
    rf"|\b(?:wordt|worden)\b[^;]*{_KAMER}[^;]*\b{_TELL_THEN}\b|{_KAMER}\s(?:wordt|worden)\b[^;]*\b{_TELL_THEN}\b"
    rf"|\b(?:kom|komen)\s{_I}\b[^;]*\bterug\b|\b{_I}\s(?:kom|komen)\b[^;]*\bterug\b"
    rf"|\b(?:ga|gaan)\s{_I}\b[^;]*\bin\s(?:op\b|(?:voor|na|begin|eind|het|de)\s)|\b{_I}\s(?:rapporteer|bericht)\b|\b(?:rapporteer|bericht)\s{_I}\b"
    rf"|(?:brief|rapportage|evaluatie|wetsvoorstel|verslag|monitor|agenda|reactie)\b[^;]*\b(?:stuur|zend)\s{_I}\b"
    rf"|\b(?:stuur|zend)\s{_I}\b[^;]*(?:brief|rapportage|evaluatie|wetsvoorstel|verslag|monitor|agenda|reactie)\b",
    re.IGNORECASE,
)
LATER = re.compile(
    r"\b(?:na\s(?:elke|iedere|ommekomst|afronding|ontvangst|afloop|afweging|het|de)|zodra|wanneer|mocht(?:en)?|indien|nadat|dan)\b"
    r"|\bvolgens\sde\sgebruikelijke\sprocedure|\bvan\s(?:dat|ieder|elk)\sjaar\b"
    r"|\b(?:eerst)?volgende\s\w*(?:brief|rapportage|monitor|verslag|overleg|debat)\b|\bnader\s(?:informeren|ge[iï]nformeerd|berichten|bericht)\b",
    re.IGNORECASE,
)
# What this very letter does is no promise: it is what keeps one.
HERE = re.compile(
    r"\b(?:hierbij|hiermee|hierdoor|bijgaand|bijgevoegd|bijgesloten|onderstaand|hieronder|met\s(?:deze|dit)\s(?:\w+\s)?(?:brief|antwoord|fiche|schrijven)"
    r"|in\s(?:deze|dit)\s(?:\w+\s){0,2}(?:brief|antwoord|verslag|schrijven)|deze\s(?:\w+\s)?brief|als\svolgt|treft\su|van\sde\sgelegenheid|maak\sik\s(?:graag\s)?gebruik"
    r"|daarnaast\skom\sik\sterug|deel\sik\su\smede?e)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:heb|hebben|heeft|had|hadden|is|was|zijn|werd|werden)\b[^,;]*\b(?:ge[iï]nformeerd|gemeld|gestuurd|gezonden|toegezonden|toegestuurd|aangeboden"
    r"|aangegeven|bericht|toegezegd|verstuurd|verzonden|gesproken|verzocht|gevraagd|afgesproken|ingediend|aangenomen)\b",
    re.IGNORECASE,
)
SUPPOSED = re.compile(r"\bzou(?:den)?\b|\b(?:zal|zullen)\b[^;,]*\bmoeten\b", re.IGNORECASE)
NOTHING = re.compile(r"\b(?:niet|geen|nooit)\b", re.IGNORECASE)
NOT = re.compile(rf"\b(?:niet|geen|nooit)\b(?=[^,;]*\b{_TELL_THEN}\b)|\bkan\b[^,;]*\bniet\b", re.IGNORECASE)
# An earlier promise, by the one who signed, a predecessor or the cabinet; others promise too, but not to the Kamer.
RECALLED = re.compile(
    r"\b(?:heb|had|hebben)\s(?:ik|wij)\b[^.;]*\btoegezegd\b|\b(?:ik|wij)\s(?:heb|had|hebben)\b[^.;]*\btoegezegd\b"
    r"|\b(?:heeft|had|hebben)\s(?:mijn|onze|de|het)\s(?:\w+\s)?(?:(?:ambts)?voorgangers?|minister|staatssecretaris|kabinet)\b[^.;]*\btoegezegd\b"
    r"|\bmijn\s(?:ambts)?voorganger\s(?:heeft|had)\b[^.;]*\btoegezegd\b"
    r"|\b(?:is|was|werd|zijn|waren|werden)\b(?=[^.;]*(?:brief|kamer|debat|overleg|vragenuur|\blid|\bleden|antwoord\w*)\b)[^.;]*\btoegezegd\b"
    r"|(?:brief|kamer|debat|overleg|vragenuur|\blid|\bleden|antwoorden)\b[^;]*\b(?:is|was|werd|zijn)\b[^.;]*\btoegezegd\b"
    r"|\b(?:zoals|als|conform|overeenkomstig)\s(?:(?:eerder|door\s(?:mij|mijn\sambtsvoorganger)|aan\suw\skamer|ik)\s)*(?:\w+\s){0,4}?toegezegd\b"
    r"|\b(?:mijn|onze|deze|die|drie|twee|vier|eerdere|gedane)\s(?:\w+\s){0,2}?toezegging(?:en)?\b|\btoezegging(?:en)?\s(?:van|aan|uit|in|om|tijdens|gedaan|die|zoals)\b"
    r"|\bdan\s(?:beloofd|toegezegd)\b",
    re.IGNORECASE,
)
TOLD = re.compile(r"(?<!zoals\s)(?<!als\s)(?<!conform\s)\btoegezegd\b", re.IGNORECASE)
OTHERS = re.compile(
    r"\b(?:gemeenten?|provincies?|regio|corporaties|sector|bedrijven|partijen|nederland|lidstaten|commissie|woningcorporaties|aannemers?|vervoerders?)\s"
    r"(?:\w+\s){0,3}?(?:heeft|hebben|had|hadden)\b[^.;]*\btoegezegd\b|\bheeft\snederland\b[^.;]*toegezegd|\btoegezegde\b",
    re.IGNORECASE,
)
FULFILS = re.compile(
    r"\bgestand\b|\b(?:als\s)?afgedaan\b|\bafgehandeld\b|\bnagekomen\b|\b(?:kom|komen|komt)\b[^.;]*\bna\b(?=\s*[.;,]|$)"
    r"|\b(?:heb|hebben|is|wordt|voldoe|voldoen|voldoet)\b[^.;]*\b(?:voldaan|voldoe|voldoen)?\s?(?:aan\s(?:deze|die|mijn|de|onze|dit)\s?(?:\w+\s)?(?:toezegging|verzoek))"
    r"|\bter\svoldoening\saan\b|\bvoldo(?:e|et|en|aan)\b[^.;]*\btoezegging|\btoezegging(?:en)?\b[^.;]*\bvoldaan\b"
    r"|\b(?:geef|geven|geeft|wordt|worden)\b[^.;]*\b(?:invulling|gevolg|uitvoering)\b"
    r"|\b(?:hierbij|hiermee|bijgaand|bijgevoegd|met\s(?:deze|dit|onderstaand|bovenstaand)\s?(?:brief|antwoord)?|(?:in|via)\sdeze\sbrief|deze\sbrief\s(?:bevat|geeft|bied))\b"
    r"|\btreft\su\b|\b(?:doe|doen)\s(?:ik|wij)\s(?:dat|dit)\b|\bis\s(?:nu|inmiddels|onlangs)?\s?(?:\w+\s){0,6}?(?:gereed|afgerond|gepubliceerd|verschenen|ontvangen)\b|\bnu\sgereed\b"
    r"|\bontvangt\su\s(?:die\s)?nu\b|\bis\sde\skamer\sregelmatig\sge[iï]nformeerd|\bhet\santwoord\sis\b",
    re.IGNORECASE,
)
HANDED_OVER = re.compile(  # earlier than this letter
    rf"\b(?:heb|hebben)\s(?:ik|wij)\b[^.;]*\baan\s{_KAMER}\s(?:gezonden|gestuurd|toegezonden|aangeboden)\b",
    re.IGNORECASE,
)
# What this letter hands over or tells, and what was handed over between letters.
DELIVERS = re.compile(
    rf"\b(?:hierbij|bijgaand|bijgevoegd)\b[^.;]*(?:\b(?:ontvangt|ontvangen|zend|stuur|bied|doe)\b|treft\su)"
    rf"|\b(?:ontvangt|ontvangen)\s{_KAMER}\s(?:hierbij|bijgaand|nu)\b|\btreft\su\b[^.;]*\b(?:aan|hierbij|bijgevoegd)\b"
    r"|\b(?:met|in)\sdeze\s(?:\w+\s)?brief\b|\bik\sga\s(?:ook|verder|tevens|daarnaast)?\s?in\sop\b|\b(?:ook|verder|tevens|daarnaast)\sga\sik\sin\sop\b"
    rf"|{HANDED_OVER.pattern}",
    re.IGNORECASE,
)
# A promise to tell something is kept by the letter that recalls it, unless that says that it comes later.
TO_TELL = re.compile(
    r"\b(?:in\ste\sgaan|zou(?:den)?\s(?:ingaan|informeren|terugkomen)|te\s(?:informeren|melden|berichten|beantwoorden|antwoorden|reageren|rapporteren)|terug\ste\skomen)\b",
    re.IGNORECASE,
)
STILL_TO_COME = re.compile(
    r"\b(?:nog\s(?:niet|geen)|later|uitgesteld|vertra(?:ging|agd)|helaas|lukt\sniet|haal\sik\sniet|volgt|blijft\sstaan)\b",
    re.IGNORECASE,
)
RECURS = re.compile(
    r"\b(?:jaarlijks|halfjaarlijks|kwartaallijks|maandelijks|periodiek|regelmatig|tweejaarlijks)\b"
    r"|\b(?:elk|elke|ieder|iedere)\s(?:half\sjaar|halfjaar|jaar|voorjaar|najaar|zomer|kwartaal|maand|week|twee\sjaar)\b"
    r"|\b(?:twee|drie|vier)\s?(?:keer|maal)\sper\sjaar\b|\b(?:één|een|eens)\s(?:keer\s|maal\s)?per\s(?:jaar|kwartaal|half\sjaar)\b|\bna\s(?:elke|iedere)\s\w+",
    re.IGNORECASE,
)
LEANS = re.compile(
    r"\b(?:dit|dat|die|deze|het|hierover|daarover|hierop|daarop|hiervan|daarvan|daarbij|hierin|daarin|daaraan|hieraan|de\suitkomst(?:en)?|de\sresultaten|de\svoortgang)\b",
    re.IGNORECASE,
)

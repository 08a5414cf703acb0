"""nothing -> the pattern of numbers that are names and no figures: documents, articles, types, addresses, telephones."""

from __future__ import annotations

# Labels whose number names a part of a text or a kind of thing.
_LABEL = (
    r"\w*artikel(?:en)?|kamervra(?:ag|gen)|bladzijden?|bladzij|model|kenmerk|art\.|artt\.|lid|leden|nr\.?|nrs\.?|no\.|\w*nummers?|bijlage|bijlagen|blz\.?|p\.|pp\.|pag\.|pagina"
    r"|pagina's|pagina’s|vraag|vragen|antwoord|antwoorden|noot|voetnoot|paragraaf|paragrafen|par\.|\w*hoofdstuk(?:ken)?|postbus|item|fiche|factsheet"
    r"|\w*onderdeel|tabel|figuur|grafiek|kader|stap|fase|versie|variant|scenario|pijler|spoor|tranche|categorie|type|niveau|groep|klasse"
    r"|schaal|box|boek|deel|titel|afdeling|aanbeveling(?:en)?|conclusies?|maatregel|punt|toezegging|motienummer|doelstelling|actielijn|programmalijn"
    r"|sdg|bus|lijn|kamer(?!\s(?:19|20)\d\d)|zaal|gate|ruling|overweging|xi+|[ivx]+\.|kst|iso|nen|covid|mbo|havo|vmbo"
)
# Words with which a numbered question or note opens: the number before them counts nothing.
_OPENS = (
    r"(?-i:Kunt|Kan|Welke?|Wat|Hoe(?:veel)?|Waarom|Is|Zijn|Ziet|Zie|De|Het|Een|In|Op|Bij|Wanneer|Waar|Heeft|Hebben|Wordt|Worden|Deelt|Bent"
    r"|Klopt|Deze|Dit|Er|Kamerstuk(?:ken)?|Tweede|Ibid\.?|Ook|Met|Voor|Uit|Van|Door|Als|Hebt|Heb|Ik|Wij|Bron:?|Acht|Vindt|Erkent|Bijlagen?|Stcrt\.?|Stb\.?|Trb\.?)"
)
# How the name of a street ends; it needs a capital, and after its number no thing that could be counted.
_STREET = (
    r"(?-i:[A-Z]\w*(?:straat|weg|laan|plein|hof|hout|kade|gracht|singel|dijk|dreef|markt|steeg|plantsoen|boulevard))"
)
# What one may hold a thing to be: behind these "acht" is a verb.
HELD = r"nodig|gewenst|passend|zinvol|(?!uiteindelijk|waarschijnlijk|vermoedelijk|gelijk)\w+(?:lijk|baar|zaam|isch)|verstandig|belangrijk|nuttig|gunstig"


def names_pattern(month: str, scale: str) -> str:
    """The pattern of a number that is a name, to be read with white space ignored and case too.

    Args:
        month: The pattern of a month: what stands before one is a day.
        scale: The pattern of a word like "miljoen": what stands before one is an amount.
    """
    return rf"""
        (?<![\d.,]) \d{{2}}[ \u00a0\u202f]?\d{{3}} (?:[ -](?-i:[IVX]+[A-E]?|[A-Z])\b)? (?: ,?\s*[nmh]r[sc]?[.,]?\s*[‘’']?\d+ (?:(?:,|\sen|\st/m|-)\s?\d+\b)* | -\d+(?:-\d+)? )
      | \(\d{{2}}[ \u00a0\u202f]\d{{3}}(?:[ -][IVX]+)?\) | (?<![\d.,])\d{{2}}[ \u00a0\u202f]\d{{3}}[ -](?-i:[IVX]+)\b
      | \b(?:kamerstuk(?:ken|nummers?)?|dossier(?:nummer)?|wetsvoorstel|handelingen|aanhangsel(?:\s+van\s+de)?(?:\s+handelingen)?) \s+
        (?:(?:II?|EK|TK)\s*)? (?:,?\s*(?:vergaderjaar\s+)?\d{{4}}\s?[/–-]\s?\d{{2,4}},?\s+)? (?:nrs?\.?\s*)?
        (?:\d{{2}}[ \u00a0\u202f]?\d{{3}}|\d+) (?:[ -][IVX]+\b)? (?: ,?\s*(?:[nmh]rs?[.,]?|item|p\.)\s*\d+ | -\d+ )*
      | \b(?:stb\.|stcrt\.|staatsblad|staatscourant|trb\.|tractatenblad|pb\s?eu|pbeu|pb) \s* (?:van\s+)? (?:\d{{4}}|[lc]\s?\d+)
        (?:\s*(?:,|nr\.|/)\s*(?:nr\.\s*)?\d+)*
      | \b(?-i:COM|SWD|JOIN|SEC|C)\s?\((?:19|20)\d\d\),?\s*\d+
      | \b(?:dossierstuk|kamerstuk(?:ken)?)\s+\d{{4}}[-–/]\d{{2,4}}
      | \b(?:ecli:[\w:]+ | https?://\S+ | www\.\S+ | \S+@\S+\.\w+)
      | \(e[ug]\)\s*(?:nr\.\s*)?\d{{1,4}}/\d{{1,4}} | \b(?:richtlijn|verordening|besluit|beschikking|aanbeveling)\s+(?:\(\w+(?:,\s*\w+)?\)\s*)?(?:nr\.\s*)?\d{{1,4}}/\d{{1,4}}(?:/\w+)*
      | \b(?-i:EN|NEN|ISO|ISAE|IFRS|IAS|NEN-EN)\s+\d+
      | \b(?:{_LABEL}) (?:\s+|(?<=\.)) \d+(?:[.:]\d+)*[a-z]?\b(?:\(\d{{1,2}}\))? (?!\s?(?:%|procent|euro|{scale}|,\d))
        (?:\s*(?:,\s*en|,|en|tot\ en\ met|t/m|[-–—/])\s*\d+(?:[.:]\d+)*\b(?!\s?(?:%|procent|euro|{scale}|,\d)|\s(?:{month})))*
      | \b(?:vragen|antwoorden|artikelen|bijlagen|pagina['’]s)\s+\d+(?:,\d+){{2,}}\b
      | § \s? \d+(?:\.\d+)*
      | (?<![\d.,])\d{{5}}-(?:[IVX]+-)?\d+\b
      | (?-i:\b\d{{4}}[ ]?[A-Z]{{2}}\b(?![A-Za-z]))
      | \b(?!q[1-4]\b(?!-))[A-Za-z]+[-/]?\d[\w\-/]* (?!,\d)
      | (?<![\d.,])0\d{{1,3}}[- ]\d{{3}}[ ]?\d{{2,4}}(?:[ ]?\d{{2}})*\b(?![.,]\d)
      | (?<![\w.,])(?:0800|0900)[ -]\d{{4}}\b | \+\d{{2}}[ (]?[\d() -]{{7,}}\d | (?<![\d.,])\d{{1,2}}/7\b
      | (?<![\d.,])\d{{4}}-\d{{7,}}\b | (?<![\d.,])\d+(?:\.\d+){{2,}}(?!\d)(?<!\.\d\d\d) | \b\d+-\d+-\d+-\d+\b
      | (?<![\d.,€])\b\d{{1,3}}\s+(?=https?:) | ^\s*\d{{1,3}}\s+(?={_OPENS}\s|(?-i:dat\swil\szeggen|zie|vgl|idem|ibid)\b) | (?<![\d.,€/-])(?:\d{{1,2}}/\d{{1,2}}\s+)?\b\d{{1,2}}\s+(?={_OPENS}\s)
      | (?:^|(?<=[.:?!)”»]\s)|(?<=\.\d\s))\d{{1,2}}\.?\s(?!(?:{month})\b)(?=(?-i:[A-Z‘“])) | (?<![\d.,€])\b\d{{1,2}}\.(?=\s(?-i:[a-z]))
      | (?<![\d.,])\d{{5}}\s?/\s?\d{{5}}(?:,?\s*nr\.?\s*\d+)?
      | \bvergaderjaar\s+\d{{2}}\s?\d\d\s?[-–—/]\s?\d\d(?:\s?\d\d)?(?:,\s*\d{{2}}[ \u00a0]?\d{{3}}\b(?:[ ](?-i:[IVX]+[A-E]?)\b)?(?:,\s*(?:[a-z]\S{{0,3}}\s*)?[‘’']?\d+(?:(?:,|\sen|[-–—])\s?\d+\b)*)?)? | \b(?:19|20)\d\d\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d),\s*\d{{2}}[ \u00a0]?\d{{3}}\b
      | \bjaren\s\d{{1,2}}\s(?:en|tot|tot\ en\ met|t/m)\s\d{{1,2}}\b(?!\s?{scale}) | \bjaren\s+(?:[’']?[2-9]0\b | (?:twin|der|veer|vijf|zes|zeven|tach|negen)tig\b) | \d+\^\d+ | \((?-i:[A-Zt])\s?[-–+]\s?\d\) | \b[eé][eé]n[- ]op[- ][eé][eé]n\b
      | (?<![\d.,])\d{{1,3}}(?:\(\d{{1,2}}\))?:\s?\d+[–-]\d+
      | (?<![\d.,€])\b\d\.0\b(?![.,]?\d|\s?(?:%|procent|{scale})) | (?<![\d.,€])\b\d{{1,3}}\s(?:e|ste)(?=\s)
      | (?<![\d.,])0\d\d[—–]\d{{6,7}} | (?<![\d.,])0\d{{1,3}}\s?[-–—]\s?\d{{3}}(?:\s?\d{{2,4}}){{1,2}}\b(?![.,]\d) | (?<![\d.,€])\b14\s0\d{{2,3}}\b
      | \b{_STREET}\s\d{{1,4}}(?:\s?[a-z]\b)?(?=\s*(?:$|[,;(]|0\d|\d{{4}}\s?(?-i:[A-Z]{{2}})\b|(?-i:[A-Z])))
      | (?<!per\s)(?<!(?:dit|dat|elk|het|een)\s)(?<!vorig\s)(?<!afgelopen\s)(?<!komend\s)(?<!komende\s)\bjaar\s\d{{1,2}}(?=\s?[:;)–-]|,?\s(?:en|tot|halverwege)\b|,\s|\s*$)
      | \bx\s?(?:€\s?)?1(?:[. ]000|\s{scale})\b(?:\s?(?:€|euro\b))? | \b\d{{1,3}}\s?-\s?(?:(?:en|tot|of)\s\d{{1,3}}\s?-\s?)?(?:jarigen|plussers)\b
      | \bcovid\s?-\s?19\b | (?<!\d)20\s?\d\d\s?[dz]\s?\d\d\s?\d{{3}}\b
      | (?<![\d.,])\b\d{{1,2}}\s(?:\S{{1,4}}\s|[‘’']\d\s)?(?=1[5-8]\d\d\s?[-–]\s?(?:19|20)\d\d\b)
      | (?<=:\s)\d{{1,2}}\.(?=\s*$) | (?<=[)”»])\d{{1,2}}\b(?![.,]?\d|\s?(?:%|procent))
      | (?:^|(?<=[.?!)\d]\s))\d{{1,2}}\s(?=(?-i:[A-Z])[^\d().;:]{{2,60}}\((?:19|20)\d\d\))
      | \b(?:{HELD})\s+acht\b(?=[.,;:!?)]|\s(?:en|om|dat|of|is|wordt)\b|$)
      | (?<![\d.,€])(?<!€\s)\b\d{{7,}}\b(?![.,]\d|\s?(?:%|euro|{scale}))
      | ^\s*\(?\d{{1,3}}[.)](?=\s) | (?<=\s)\(\d{{1,2}}\)(?=\s[a-z])
"""

"""a generated sentence -> whether it has the form of a sentence that may be shown: Dutch prose, no links, no markup."""

from __future__ import annotations

import re
import unicodedata

from assistant.analyser import fold
from assistant.compounds import word_counts

MAX_LENGTH = 600  # characters; what is longer is no sentence
_MARKUP = re.compile(
    r"""
    \b[a-z][a-z0-9+.\-]*:// | \bwww\. | \b(?:mailto|javascript|data|tel): | \S@\S   # addresses
    | \b[\w\-]+(?:\.[\w\-]+)*\.(?:com|net|org|eu|info|io|ai|nl|be|de|example|test)\b (?![.]\w)
    | !?\[[^\]]*\]\s*[(\[:] | \]\( | </?[a-z!] | &\#?\w+; | [`{}<>|\\] | \*\* | ^\s*\#
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Words that one language has and the other hasn't; those that both know ("in", "is", "of", "was", "over") tell nothing.
_DUTCH = frozenset(
    """
    aan af al als bij bijna daar dan dat de deze die dit door dus een eind er eerst en geen haar heeft hebben het hier
    hij hun ik ieder is in jaar kan kosten kost maar meer met miljoen miljard minder moet na naar niet nog nu of om
    omdat onder ongeveer ook op over per procent ruim sinds te ten ter tot tussen uit van vanaf veel volgens voor vorig
    waar waarbij wanneer was waren wel werd werden wordt worden zal zich zijn zo zou zullen euro
    """.split()
)
_SHARED = frozenset("in is of was over per met men al had door die en de te ten ter een".split())
_FOREIGN = frozenset(
    """
    the and to for with that this these those by from are will has have been it its which on an not were be they their
    there what about costs cost according would should can could please answer million billion
    und der das den dem ist nicht ein eine mit für von zu auf sich des werden wird
    le la les des est et une un du pour dans que qui sur pas au aux sont
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+")
_KNOWN_SHARE = 0.6  # of the longer words; a sentence without function words is Dutch if its other words are
_LONG = 4  # letters; shorter words are not counted (see `assistant.word_counts`)


def is_plain(text: str) -> bool:
    """Whether a sentence is plain text of a sentence's length: no address, link, image, markup or hidden character."""
    if not 0 < len(text.strip()) <= MAX_LENGTH or "\n" in text.strip():
        return False
    if any(unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"} and char not in "\t\u00ad" for char in text):
        return False
    return _MARKUP.search(text) is None


def is_dutch(text: str) -> bool:
    """Whether a sentence is Dutch: by its function words, or where it has none by all others."""
    words = [fold(word) for word in _WORD.findall(text)]
    dutch = sum(word in _DUTCH and word not in _SHARED for word in words)
    shared = sum(word in _SHARED for word in words)
    foreign = sum(word in _FOREIGN for word in words)
    if foreign > dutch:
        return False
    if dutch:
        return True
    long = [word for word in words if len(word) >= _LONG]
    known = sum(word in word_counts() for word in long)
    return (bool(shared) or not foreign) and known >= _KNOWN_SHARE * len(long)

"""Words as the index sees them: folded, stemmed lightly, cut into letter groups.

Everything that compares text with text goes through here, so that a title, a question and a sentence are
always folded the same way. Nothing here knows what a standard is.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_APOSTROPHES = str.maketrans("", "", "'\u2018\u2019\u02bc`")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")
# co-ordinate and coordinate are one word, and so are well-being and wellbeing
_SPLIT_PREFIX = re.compile(r"\b(co|well)-(?=\w)")
_CODE_NOISE = re.compile(r"[\s\-_]+")

# Words that say nothing about the work: little words, and the verbs that stand in any question.
_SAY_NOTHING = """
    a about add after again ago all allowed also always am an and another any anybody anyone anything
    are as ask asks at away be because been before being bit but by came can cant come comes coming
    could did didnt do does doesnt doing done dont each else even ever every for from get gets getting
    give gives giving go goes going got had hard has have havent having he her here hers him his how i
    id if im in into is isnt it its ive just keep keeps know knows let like lot made make makes making
    many me might much my need needs never no nobody nor not nothing now of off on once one only or
    other others our ours out over put puts really said same say says see sees she should since so some
    somebody someone something start still stop such sure take takes taking tell telling tells than that
    the their theirs them then there these they thing things think thinks this those though through to
    too two up us use used very want wants was way we well were weve what when where whether which while
    who whose why will with without wont would year years yes yet you your yours
"""
STOP_WORDS = frozenset(_SAY_NOTHING.split())

_DOUBLED = re.compile(r"(?<=..)([bdfgklmnprt])\1$")
# Longest first; each with the fewest letters that must be left for it to be an ending at all.
_ENDINGS = (
    ("isation", 4),
    ("ization", 4),
    ("ational", 4),
    ("ation", 4),
    ("ment", 4),
    ("ness", 3),
    ("ing", 3),
    ("ate", 4),
    ("ful", 4),
    ("ed", 3),
    ("er", 4),
    ("or", 4),
    ("ly", 4),
    ("ty", 4),
)


def fold(text: str) -> str:
    """The text without case, accents or apostrophes, with `well-being`, `co-ordinate` as one word."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return _SPLIT_PREFIX.sub(r"\1", bare.casefold().translate(_APOSTROPHES))


def words(text: str) -> list[str]:
    """The folded words of a text in reading order, punctuation left out."""
    return _WORD.findall(fold(text))


def content_words(text: str) -> list[str]:
    """The folded words that say something: without the stop words."""
    return [word for word in words(text) if word not in STOP_WORDS]


def stem(word: str) -> str:
    """A folded word without its commonest English endings, so that `counsellor` meets `counselling`.

    Light on purpose: it never has to be a real word, only the same for words of one family. Words of up to
    three letters and words holding a digit (codes) are left as they are.
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    return _smooth(_without_ending(_singular(word)))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _smooth(word: str) -> str:
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("y"):
        word = word[:-1] + "i"
    if word.endswith("iz"):
        word = word[:-1] + "s"
    return _DOUBLED.sub(r"\1", word)


def trigrams(text: str) -> list[str]:
    """The groups of three letters of each folded word, with two marks before it and one after.

    >>> trigrams("Plan")
    ['  p', ' pl', 'pla', 'lan', 'an ']
    """
    return [
        padded[at : at + 3]
        for padded in (f"  {word} " for word in words(text))
        for at in range(len(padded) - 2)
    ]


def likeness(one: str, other: str) -> float:
    """How alike two words are by their letter groups: 0 (nothing shared) to 1 (the same), Dice's measure."""
    mine, theirs = _letter_groups(one), _letter_groups(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


@lru_cache(maxsize=20_000)  # a misspelt word is held against every word of the index
def _letter_groups(text: str) -> frozenset[str]:
    return frozenset(trigrams(text))


def code_key(text: str) -> str:
    """A code as it is compared: `CM D7`, `cm-d7` and `CMD7` are one. Dots and `@` stay, for the edition."""
    return _CODE_NOISE.sub("", text.casefold())


def runs(text: str, length: int = 6) -> Iterator[str]:
    """Every run of `length` neighbouring folded words, each as one string.

    Two words glued together where a capital follows a small letter (`healthThis`) are read as two: sources
    that lost a line break hold such pairs.
    """
    spoken = words(_GLUED.sub(" ", text))
    for at in range(len(spoken) - length + 1):
        yield " ".join(spoken[at : at + length])


def run_hash(run: str) -> str:
    """The first ten hex digits of a run's SHA-256: enough to recognise it, too little to give it back."""
    return hashlib.sha256(run.encode()).hexdigest()[:10]

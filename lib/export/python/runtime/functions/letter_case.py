"""Small and capital letters, and names made of words."""

import re
import unicodedata
from itertools import pairwise

from ..javascript_pattern import LETTER_OR_NUMBER, is_space
from .null_stays import null_stays


@null_stays
def lower(text: str) -> str:
    return text.lower()


@null_stays
def upper(text: str) -> str:
    return text.upper()


@null_stays
def title(text: str) -> str:
    """First letter of every word large, the rest as it is."""
    return "".join(
        letter.upper() if letter.isalpha() and is_space(before) else letter
        for before, letter in pairwise(f" {text}")
    )


@null_stays
def capitalize(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1].isalpha() else text


@null_stays
def slug(text: str) -> str:
    """`Fix: Memory leak!` → `fix-memory-leak`.

    Small letters and digits, everything else one hyphen, accents dropped.
    """
    return "-".join(_pieces(_without_marks(text).lower()))


@null_stays
def kebab(text: str) -> str:
    """Like `slug`, but capitals begin a word too: `dueDate` → `due-date`."""
    return "-".join(_words(text))


@null_stays
def snake(text: str) -> str:
    return "_".join(_words(text))


@null_stays
def camel(text: str) -> str:
    first, *others = _words(text) or [""]
    return first + "".join(word[0].upper() + word[1:] for word in others)


@null_stays
def initials(text: str) -> str:
    """The first letters of all words, in capitals: `Ada King Lovelace` gives `AKL`."""
    words = re.findall(f"{LETTER_OR_NUMBER}(?:{LETTER_OR_NUMBER}|['\u2019])*", text)
    return "".join(word[0].upper() for word in words)


def _words(text: str) -> list[str]:
    """Words in small letters, accents dropped; a capital after a small letter begins one."""
    plain = _without_marks(text)
    parted = "".join(
        f" {letter}" if _begins_word(before, letter) else letter
        for before, letter in pairwise(f" {plain}")
    )
    return _pieces(parted.lower())


def _without_marks(text: str) -> str:
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", text)
        if not unicodedata.category(character).startswith("M")
    )


def _begins_word(before: str, letter: str) -> bool:
    if unicodedata.category(letter) != "Lu":
        return False
    kind = unicodedata.category(before)
    return kind == "Ll" or kind.startswith("N")


def _pieces(text: str) -> list[str]:
    return re.findall(f"{LETTER_OR_NUMBER}+", text)

"""Texts as JavaScript counts them: in UTF-16 code units, of which an emoji has two.

The functions that workflows call count characters. Where texts are put in order and where messages
are cut, code units show.
"""


def order_key(text: str) -> bytes:
    """What to compare instead of a text, to put texts in order by code unit."""
    return text.encode("utf-16-be", "surrogatepass")


def units_in(text: str) -> int:
    return len(text) if text.isascii() else len(order_key(text)) // 2


def first_units(text: str, count: int) -> str:
    """The first so many code units."""
    if text.isascii():
        return text[:count]
    return order_key(text)[: 2 * count].decode("utf-16-be", "surrogatepass")


def joined_pairs(text: str) -> str:
    """The text with surrogates that came to stand side by side as the character that they make."""
    return order_key(text).decode("utf-16-be", "surrogatepass")

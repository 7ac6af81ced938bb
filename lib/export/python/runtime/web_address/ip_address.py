"""Addresses of hosts as numbers (WHATWG URL, 3.5)."""

from ipaddress import AddressValueError, IPv4Address, IPv6Address


def ipv4_text(text: str) -> str:
    """`192.168.1`, `0x7f.1` and `2130706433` are addresses too. Raises ValueError for others."""
    parts = text.removesuffix(".").split(".")
    if len(parts) > 4:
        raise ValueError(text)
    *leading, last = map(_number, parts)
    if any(number > 255 for number in leading) or last >= 256 ** (5 - len(parts)):
        raise ValueError(text)
    return str(IPv4Address(last + sum(n << 8 * (3 - at) for at, n in enumerate(leading))))


def ipv6_text(text: str) -> str:
    """The address in its short form. Raises ValueError where it is none."""
    if "%" in text:
        raise ValueError(text)
    try:
        address = IPv6Address(text)
    except AddressValueError as error:
        raise ValueError(text) from error
    # Other than Python's newer versions, URLs never write the last four bytes with points.
    pieces = [f"{int(address) >> 16 * (7 - at) & 0xFFFF:x}" for at in range(8)]
    start, length = _longest_zeros(pieces)
    if length < 2:
        return ":".join(pieces)
    return f"{':'.join(pieces[:start])}::{':'.join(pieces[start + length :])}"


def _longest_zeros(pieces: list[str]) -> tuple[int, int]:
    """Where the first longest run of zeros begins, and how long it is."""
    best = (0, 0)
    for start in range(len(pieces)):
        length = 0
        while start + length < len(pieces) and pieces[start + length] == "0":
            length += 1
        if length > best[1]:
            best = (start, length)
    return best


def _number(text: str) -> int:
    if text[:2] in ("0x", "0X"):
        return int(text[2:] or "0", 16)
    if len(text) > 1 and text[0] == "0":
        return int(text, 8)
    return int(text) if text.isascii() and text.isdigit() else _refuse(text)


def _refuse(text: str) -> int:
    raise ValueError(text)

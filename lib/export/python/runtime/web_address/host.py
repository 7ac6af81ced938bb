"""Hosts of URLs (WHATWG URL, 3.5)."""

import re
import unicodedata

from .ip_address import ipv4_text, ipv6_text
from .percent_encoding import decoded_bytes, encoded

_FORBIDDEN = re.compile("[\x00\t\n\r #/:<>?@\\[\\\\\\]^|]")
_FORBIDDEN_IN_DOMAIN = re.compile("[\x00-\x20#%/:<>?@\\[\\\\\\]^|\x7f]")
_ENDS_IN_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\.?", re.DOTALL)
_IGNORED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u034f\u180b\u180c\u180d"))


class BadHost(ValueError):
    """There is no such host."""


def read_host(text: str, special: bool) -> str:
    """A host as URLs write it. `special`: of a scheme of the web, where hosts are domains."""
    if text.startswith("["):
        if not text.endswith("]"):
            raise BadHost(text)
        return f"[{ipv6_text(text[1:-1])}]"
    if special:
        return _domain(decoded_bytes(text).decode(errors="replace"))
    if _FORBIDDEN.search(text):
        raise BadHost(text)
    return encoded(text)


def _domain(text: str) -> str:
    """By UTS 46 as far as Python's tables go: letters small, labels beyond ASCII in Punycode."""
    domain = ".".join(map(_label, re.split("[.\u3002\uff0e\uff61]", text)))
    if domain == "" or _FORBIDDEN_IN_DOMAIN.search(domain):
        raise BadHost(text)
    return ipv4_text(domain) if _ENDS_IN_NUMBER.fullmatch(domain) else domain


def _label(text: str) -> str:
    small = unicodedata.normalize("NFKC", text.translate(_IGNORED)).lower()
    label = unicodedata.normalize("NFKC", small)
    kinds = [unicodedata.category(character)[0] for character in label]
    if "." in label or "\ufffd" in label or kinds[:1] == ["M"] or {"Z", "C"} & set(kinds):
        raise BadHost(text)
    if not label.isascii():
        return f"xn--{label.encode('punycode').decode()}"
    if label.startswith("xn--"):
        _check_punycode(label[4:])
    return label


def _check_punycode(text: str) -> None:
    """Whether the label says anything that it could not say without."""
    try:
        shown = text.encode().decode("punycode")
    except UnicodeError:
        raise BadHost(text) from None
    if text and shown.isascii():
        raise BadHost(text)

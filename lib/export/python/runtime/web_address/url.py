"""Taking URLs apart (WHATWG URL, 4.4)."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from ..code_units import order_key
from .host import read_host
from .path import read_path
from .percent_encoding import FRAGMENT, QUERY, SPECIAL_QUERY, encoded

DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21, "file": None}
"""The special schemes, those of the web."""


@dataclass(frozen=True)
class Url:
    """Parts as URLs write them: encoded. `host` has the port where that says something."""

    scheme: str
    host: str
    path: str
    query: str
    fragment: str

    @property
    def origin(self) -> str:
        if self.scheme == "blob":
            inner = read_url(self.path)
            return inner.origin if inner and inner.scheme in ("http", "https") else "null"
        tuple_origin = self.scheme in DEFAULT_PORTS and self.scheme != "file"
        return f"{self.scheme}://{self.host}" if tuple_origin else "null"

    def query_value(self, name: str) -> str | None:
        """The first value of a name in the query, decoded."""
        pairs = parse_qsl(self.query, keep_blank_values=True, max_num_fields=None)
        return next((value for key, value in pairs if key == name), None)


def read_url(text: str) -> Url | None:
    """The parts of an absolute URL, or None where it is none."""
    clean = re.sub("[\t\n\r]", "", _scalar_values(text).strip(_CONTROLS_AND_SPACE))
    found = _PARTS.fullmatch(clean)
    if found is None:
        return None
    scheme, rest = found["scheme"].lower(), found["rest"]
    special = scheme in DEFAULT_PORTS
    try:
        host, path = _host_and_path(scheme, rest.replace("\\", "/") if special else rest)
    except ValueError:
        return None
    return Url(
        scheme,
        host,
        path,
        encoded(found["query"] or "", SPECIAL_QUERY if special else QUERY),
        encoded(found["fragment"] or "", FRAGMENT),
    )


_CONTROLS_AND_SPACE = "".join(map(chr, range(0x21)))
_PARTS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)


def _host_and_path(scheme: str, rest: str) -> tuple[str, str]:
    special = scheme in DEFAULT_PORTS
    if scheme == "file":
        return _file(rest)
    if special:
        rest = f"//{rest.lstrip('/')}"
    if not rest.startswith("//"):
        return "", read_path(rest, special) if rest.startswith("/") else encoded(rest)
    authority, slash, path = rest[2:].partition("/")
    return _authority(authority, scheme), read_path(slash + path, special)


def _file(rest: str) -> tuple[str, str]:
    if not rest.startswith("//"):
        return "", read_path(f"/{rest.removeprefix('/')}", True, drives=True)
    name, slash, path = rest[2:].partition("/")
    if re.fullmatch("[A-Za-z][:|]", name):
        return "", read_path(f"/{name}{slash}{path}", True, drives=True)
    host = read_host(name, True) if name else ""
    return "" if host == "localhost" else host, read_path(slash + path, True, drives=True)


def _authority(text: str, scheme: str) -> str:
    _, at, place = text.rpartition("@")
    found = re.fullmatch(r"(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>[0-9]*))?", place)
    if found is None:
        raise ValueError(text)
    if found["host"] == "" and (scheme in DEFAULT_PORTS or at or found["port"] is not None):
        raise ValueError(text)
    port = int(found["port"]) if found["port"] else None
    if port is not None and port > 65535:
        raise ValueError(text)
    host = read_host(found["host"], scheme in DEFAULT_PORTS) if found["host"] else ""
    return host if port in (None, DEFAULT_PORTS.get(scheme)) else f"{host}:{port}"


def _scalar_values(text: str) -> str:
    """Surrogates without their other half become the mark of what cannot be read."""
    return order_key(text).decode("utf-16-be", "replace")

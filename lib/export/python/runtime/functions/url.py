"""URLs and paths of files."""

from ..json_value import is_number
from ..web_address.percent_encoding import decoded_component
from ..web_address.url import read_url
from .expression_error import ExpressionError, describe_value
from .list import at
from .null_stays import null_stays


def url_part(text: str | None, part: str, which: str | float | None = None) -> str | None:
    """A part of an absolute URL, decoded.

    `host`, `origin`, `path`, `hash`, `last` (last path segment), `segment` (with a position from 0,
    from the end where negative), `query` (with a name). None where there is none.
    """
    url = None if text is None else read_url(text)
    if url is None:
        return None
    segments = [segment for segment in url.path.split("/") if segment != ""]
    match part:
        case "host":
            return url.host
        case "origin":
            return url.origin
        case "path":
            return decoded_component(url.path)
        case "hash":
            return _decoded(url.fragment or None)
        case "last":
            return _decoded(at(segments, -1))
        case "segment":
            return _decoded(at(segments, _position(which)))
        case "query":
            return url.query_value(_name(which))
        case _:
            raise ExpressionError(
                "urlPart knows host, origin, path, hash, last, segment and query, "
                f'but not "{part}".'
            )


@null_stays
def path_base(path: str) -> str:
    """`a/b/report.pdf` → `report.pdf`."""
    return path.rstrip("/").rpartition("/")[2]


@null_stays
def path_stem(path: str) -> str:
    """`a/b/report.pdf` → `report`."""
    base = path_base(path)
    dot = base.rfind(".")
    return base[:dot] if dot > 0 else base


@null_stays
def path_ext(path: str) -> str:
    """`a/b/report.pdf` → `pdf`; empty where there is none."""
    base = path_base(path)
    dot = base.rfind(".")
    return base[dot + 1 :] if dot > 0 else ""


@null_stays
def path_dir(path: str) -> str:
    """`a/b/report.pdf` → `a/b`; `/x` → `/`; empty where there is no folder."""
    clean = path.rstrip("/")
    slash = clean.rfind("/")
    return "/" if slash == 0 else clean[: max(0, slash)]


def _position(which: object) -> int:
    if which is None:
        return 0
    if is_number(which) and which == int(which):
        return int(which)
    raise ExpressionError(f"A segment has a position, but it is {describe_value(which)}.")


def _name(which: object) -> str:
    if isinstance(which, str):
        return which
    raise ExpressionError(f"What a query says has a name, but it is {describe_value(which)}.")


def _decoded(text: str | None) -> str | None:
    return None if text is None else decoded_component(text)

"""TSV and CSV."""

from ..javascript_pattern import trimmed


def delimited_rows(text: str, delimiter: str) -> list[list[str]] | None:
    """Header and rows, or None where the text is no table with this delimiter.

    The header has two different names or more, none of them empty, and every row as many cells.
    """
    rows = _parse(trimmed(text), delimiter)
    header = rows[0]
    if len(header) < 2 or len(set(header)) < len(header) or "" in header:
        return None
    return rows if all(len(row) == len(header) for row in rows) else None


def _parse(text: str, delimiter: str) -> list[list[str]]:
    """RFC 4180: quoted cells may hold delimiters, line ends and doubled quotes.

    Python's csv module reads quotes inside of cells in another way.
    """
    rows: list[list[str]] = []
    row: list[str] = []
    cell = ""
    quoted = False
    at = 0
    while at <= len(text):
        character = text[at : at + 1]
        if quoted and character:
            if character != '"':
                cell += character
            elif text[at + 1 : at + 2] == '"':
                cell += '"'
                at += 1
            else:
                quoted = False
        elif character == '"' and cell == "":
            quoted = True
        elif character == delimiter:
            row.append(cell)
            cell = ""
        elif character in ("\n", ""):
            row.append(cell.removesuffix("\r"))
            rows.append(row)
            row, cell = [], ""
        else:
            cell += character
        at += 1
    return rows

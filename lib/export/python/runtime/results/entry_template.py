"""How an entry is written in a line."""

import re
from dataclasses import dataclass
from typing import Any

from ..javascript_pattern import ANY, LETTER_OR_NUMBER, NO_SPACE, trimmed

_HOLE = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")
_WORD_OR_MARK = re.compile(f"{LETTER_OR_NUMBER}+|{NO_SPACE}")


@dataclass(frozen=True)
class EntryTemplate:
    """A template taken apart: `- #{name} ({id}), {members} members`."""

    pattern: re.Pattern[str]
    """A whole line, without blanks at its ends.

    The last member takes the rest; each before it ends where the fixed text begins.
    """
    names: list[str]
    """Names of the members, in the order of the groups of the pattern."""
    signs: list[str]
    """The fixed words and marks: `-`, `#`, `(`, `)`, `,`, `members`."""
    lead: list[str]
    """Those with which every entry begins: `-`, `#`."""
    is_open: bool
    """Whether the last member ends the line, so that a line below may go on with it."""


def parse_entry_template(text: str) -> EntryTemplate:
    # Every second piece is the name of a member: `split` keeps what it splits at.
    pieces = _HOLE.split(text)
    fixed = pieces[::2]
    return EntryTemplate(
        pattern=re.compile(f"({ANY}*?)".join(map(re.escape, fixed))),
        names=pieces[1::2],
        signs=[sign for piece in fixed for sign in words_and_marks(piece)],
        lead=words_and_marks(fixed[0]),
        is_open=fixed[-1] == "",
    )


def read_entry(line: str, template: EntryTemplate) -> dict[str, Any] | None:
    """The members of a line that is an entry, as text; None for any other line."""
    found = template.pattern.fullmatch(trimmed(line))
    if found is None:
        return None
    members = zip(template.names, found.groups(), strict=True)
    return {name: trimmed(value) for name, value in members}


def bears_sign(line: str, template: EntryTemplate) -> bool:
    """Whether anything in a line could belong to an entry that is written otherwise."""
    return any(sign in template.signs for sign in words_and_marks(line))


def is_title(line: str, template: EntryTemplate) -> bool:
    """Whether a line ends in a colon and cannot be the start of an entry: `Rooms (2):`.

    It begins otherwise than all entries do, or bears none of their signs where they begin with a
    member.
    """
    line = trimmed(line)
    title = trimmed(line[:-1])
    if not line.endswith(":") or title == "":
        return False
    if template.lead:
        return words_and_marks(title)[0] not in template.lead
    return template.signs[:1] != [":"] and not bears_sign(title, template)


def words_and_marks(text: str) -> list[str]:
    """Words, numbers and single marks, in their order."""
    return _WORD_OR_MARK.findall(text)

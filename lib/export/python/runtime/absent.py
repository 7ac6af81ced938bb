"""The mark of what is left out."""

from enum import Enum
from typing import Final


class Absent(Enum):
    """Stands for an argument, member or item that is left out; null is a value, this is none."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT

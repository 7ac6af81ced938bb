"""What a run did, for people."""

from collections import Counter

from ..agent_setup import Mode
from ..effects.effect import EffectRecord
from ..json_text import json_text
from .run_pass import PassResult

SIGNS = {"write": "+", "destroy": "-", "read": " "}

DONE = {"created": "done", "found": "already there", "recorded": "done while recording"}


def print_result(mode: Mode, result: PassResult) -> str:
    """Every change with its exact arguments, then counts, then how it ended."""
    lines = [_line_of(record) for record in result.effects]
    counts = Counter(outcome_of(record) for record in result.effects)
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    hint = ""
    if mode == "plan" and "planned" in counts:
        hint = ' Nothing was sent; "python main.py apply" makes them.'
    listed = "".join(f"{line}\n" for line in lines) + ("\n" if lines else "")
    end = "" if result.error is None else f"\n{result.status}: {result.error}\n"
    return f"{listed}{mode}: {told or 'no changes'}.{hint}\n{end}"


def outcome_of(record: EffectRecord) -> str:
    """What became of a change, in a word or two."""
    return DONE[record.how or "created"] if record.state == "confirmed" else record.state


def _line_of(record: EffectRecord) -> str:
    effect = record.effect
    sign = "=" if record.how in ("found", "recorded") else SIGNS[effect.effect]
    said = f"  ({record.error})" if record.error else ""
    return f"{sign} {effect.name} {json_text(dict(effect.args))}  {outcome_of(record)}{said}"

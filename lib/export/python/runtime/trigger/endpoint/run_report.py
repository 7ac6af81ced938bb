"""What a caller is told of a run."""

from collections.abc import Mapping
from typing import Any

from ...absent import ABSENT
from ...agent_setup import Mode
from ...command.print_result import outcome_of
from ...command.run_pass import PassResult
from ..delivery_queue import DeliveryLook, DeliveryState

STATUS: Mapping[DeliveryState, str] = {
    "received": "queued",
    "running": "running",
    "waiting": "waiting",
    "done": "succeeded",
    "failed": "failed",
}
ENDED = frozenset({"done", "failed", "waiting"})


def kept_result(mode: Mode, result: PassResult) -> dict[str, Any]:
    """What is kept of a run for its caller."""
    return {
        "mode": mode,
        "output": result.output,
        "effects": [
            {
                "server": record.effect.server,
                "tool": record.effect.tool,
                "args": dict(record.effect.args),
                "outcome": outcome_of(record),
            }
            for record in result.effects
        ],
    }


def report_of(run: str, look: DeliveryLook, kept: Any, mode: Mode) -> dict[str, Any]:
    """A report as `RUN_SCHEMA` has it. `kept`: what was kept of the run, or `ABSENT`.

    `waiting`: somebody has to approve or settle something, then it goes on.
    """
    nothing: Mapping[str, Any] = {}
    known: Mapping[str, Any] = nothing if kept is ABSENT else kept
    shown = known if look.state in ENDED else nothing
    return {
        "run": run,
        "status": STATUS[look.state],
        "mode": known.get("mode", mode),
        "output": shown.get("output"),
        "effects": shown.get("effects", []),
        **({} if look.error is None or look.state == "done" else {"error": look.error}),
    }


RUN_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["run", "status", "mode", "output", "effects"],
    "additionalProperties": False,
    "properties": {
        "run": {
            "type": "string",
            "description": "Names the run; GET /runs/{run} tells how it is",
        },
        "status": {
            "enum": ["queued", "running", "waiting", "succeeded", "failed"],
            "description": "waiting: somebody has to approve or settle a change, then it goes on",
        },
        "mode": {
            "enum": ["plan", "apply"],
            "description": "A plan reads, and shows what would change; it changes nothing",
        },
        "output": {"description": "What the workflow gives; null while it has not ended"},
        "effects": {
            "type": "array",
            "description": "Every change, with its exact arguments",
            "items": {
                "type": "object",
                "required": ["server", "tool", "args", "outcome"],
                "properties": {
                    "server": {"type": "string"},
                    "tool": {"type": "string"},
                    "args": {"type": "object"},
                    "outcome": {
                        "type": "string",
                        "description": "planned, done, already there, unknown, …",
                    },
                },
            },
        },
        "error": {"type": "string", "description": "Why it failed, or what it waits for"},
    },
}
"""The JSON Schema of a report."""

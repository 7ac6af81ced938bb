"""Settings of an agent that serves."""

from dataclasses import dataclass
from datetime import timedelta

from ..agent_setup import Mode
from ..environment import Environment
from ..failures import AgentError
from ..trigger.due_slots import MissedRuns


@dataclass(frozen=True, kw_only=True)
class ServeSettings:
    """`grace_seconds`: how long a run may go on once the agent is told to stop.

    `most_waiting`: deliveries that may wait; while there are as many, no more are taken.
    `longest_wait_seconds`: how long whoever calls the agent waits for the end at most; then it is
    told where to look. `claim_after_seconds`: a message that was taken from a queue and not stored
    for so long is taken by another.
    """

    mode: Mode
    host: str
    port: int
    grace_seconds: int
    most_waiting: int
    missed_runs: MissedRuns
    longest_wait_seconds: int
    claim_after_seconds: int


def serve_settings(environment: Environment) -> ServeSettings:
    """Reads them. Raises where one is wrong. Only `DRY_RUN=false` changes anything."""
    dry = environment.get("DRY_RUN") or "true"
    if dry not in ("true", "false"):
        raise AgentError(f'DRY_RUN must be true or false, not "{dry}".')
    missed = environment.get("MISSED_RUNS") or "once"
    if missed not in ("skip", "once"):
        raise AgentError(f'MISSED_RUNS must be skip or once, not "{missed}".')
    grace = _number(environment, "MISSED_GRACE_SECONDS", 3600, most=86_400)
    return ServeSettings(
        mode="apply" if dry == "false" else "plan",
        host=environment.get("HOST") or "127.0.0.1",
        port=_number(environment, "PORT", 8080, most=65535),
        grace_seconds=_number(environment, "STOP_GRACE_SECONDS", 50, most=3600),
        most_waiting=_number(environment, "QUEUE_LIMIT", 100, most=1_000_000),
        missed_runs=MissedRuns(mode=missed, grace=timedelta(seconds=grace)),
        longest_wait_seconds=_number(environment, "INVOKE_WAIT_SECONDS", 25, most=600),
        claim_after_seconds=_number(environment, "QUEUE_CLAIM_SECONDS", 60, most=3600),
    )


def _number(environment: Environment, name: str, fallback: int, *, most: int) -> int:
    text = environment.get(name) or str(fallback)
    if text.isascii() and text.isdecimal() and int(text) <= most:
        return int(text)
    raise AgentError(f'{name} must be a whole number up to {most}, not "{text}".')

"""Slots of a schedule."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from ..failures import AgentError

NICKNAMES = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}


def next_slot(cron: str, time_zone: str, after: datetime) -> datetime:
    """The first slot after an instant, in UTC. Five fields, or six with seconds in front.

    Raises where the expression or the zone is not known, or there is no slot.
    """
    # Some write `?` for a field that says nothing.
    text = " ".join("*" if field == "?" else field for field in cron.split())
    try:
        # A zone that is not known raises a KeyError; an expression without a slot is at its end.
        slots = CronSim(NICKNAMES.get(text, text), after.astimezone(ZoneInfo(time_zone)))
        return next(slots).astimezone(UTC)
    except (CronSimError, StopIteration, KeyError, ValueError) as error:
        raise AgentError(
            f'The schedule "{cron}" in {time_zone} cannot be kept: {error}.'
        ) from error

"""The schedule of an agent that serves."""

from collections.abc import Callable

from ..agent_program import ScheduleTrigger
from ..instant import iso_instant, utc_now
from ..observe.metrics import Metrics
from ..trigger.delivery_queue import DeliveryQueue
from ..trigger.due_slots import DueSlots, MissedRuns
from ..trigger.keep_schedule import MachineWallClock, keep_schedule
from ..trigger.offer_slots import last_slot, offer_slots
from ..trigger.schedule import next_slot
from .open_agent import OpenAgent


def schedule_of(agent: OpenAgent) -> ScheduleTrigger | None:
    """None where `SCHEDULE=external`: something outside, such as a CronJob, keeps it."""
    trigger = agent.program.trigger
    if not isinstance(trigger, ScheduleTrigger) or agent.environment.get("SCHEDULE") == "external":
        return None
    return trigger


def first_slot(schedule: ScheduleTrigger) -> str:
    """The next slot from now on, as an instant."""
    return iso_instant(next_slot(schedule.cron, schedule.time_zone, utc_now()))


async def serve_schedule(
    agent: OpenAgent,
    schedule: ScheduleTrigger,
    *,
    queue: DeliveryQueue,
    metrics: Metrics,
    missed_runs: MissedRuns,
    on_slot: Callable[[], None],
) -> None:
    """Every slot is a delivery with a name of its own, so that replicas run it once.

    Until it is cancelled.
    """

    async def on_due(due: DueSlots) -> None:
        try:
            await offer_slots(due, queue=queue, log=agent.log, count=metrics.slots)
        except Exception as error:
            name = None if due.run is None else iso_instant(due.run)
            agent.log.error("slot of the schedule was lost", slot=name, error=str(error))
        on_slot()

    clock = MachineWallClock()
    await keep_schedule(
        next_slot=lambda after: next_slot(schedule.cron, schedule.time_zone, after),
        last=await last_slot(queue, clock.now()),
        clock=clock,
        missed_runs=missed_runs,
        on_due=on_due,
    )

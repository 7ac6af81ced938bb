"""`serve`."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence

from ..agent_program import ManualTrigger, ScheduleTrigger, Trigger
from ..agent_setup import Mode
from ..check_schema import schema_problem
from ..effects.effect import ApproveAll, Approver
from ..instant import iso_instant, utc_now
from ..observe.metrics import Metrics
from ..trigger.answer_request import Doors, answer_request
from ..trigger.delivery_queue import Delivery, DeliveryQueue
from ..trigger.delivery_worker import DeliveryWorker
from ..trigger.due_slots import DueSlots
from ..trigger.http_endpoint import EndpointRequest, EndpointResponse, http_endpoint
from ..trigger.keep_schedule import MachineWallClock, keep_schedule
from ..trigger.offer_slots import last_slot, offer_slots
from ..trigger.schedule import next_slot
from .open_agent import OpenAgent
from .pass_command import BookApprover
from .run_pass import PassResult
from .serve_settings import ServeSettings, serve_settings
from .stop_signal import stop_signal

CONNECT_AGAIN_SECONDS = 15


async def serve_command(agent: OpenAgent) -> int:
    """Runs until SIGTERM or SIGINT: takes webhooks and starts by hand, keeps the schedule.

    On the signal it says that it is not ready, takes nothing new, lets the running pass end (after
    `STOP_GRACE_SECONDS` it is stopped between two calls; a write under way is waited for) and
    closes. Exit code 0. Raises where a setting is missing or the port is taken.
    """
    agent.require_settings()
    settings = serve_settings(agent.environment)
    metrics = Metrics()
    agent.meter = metrics
    try:
        with stop_signal() as told_to_stop:
            await _Serving(agent, settings, metrics, told_to_stop).serve()
    finally:
        metrics.close()
    return 0


class _Serving:
    def __init__(
        self,
        agent: OpenAgent,
        settings: ServeSettings,
        metrics: Metrics,
        told_to_stop: asyncio.Event,
    ) -> None:
        self._agent = agent
        self._metrics = metrics
        self._settings = settings
        self._told_to_stop = told_to_stop
        self._grace_is_over = asyncio.Event()
        self._queue = DeliveryQueue(database=agent.database, owner=agent.owner, now=utc_now)
        self._worker = DeliveryWorker(queue=self._queue, run=self._run, log=agent.log)
        self._schedule = _schedule_of(agent)

    async def serve(self) -> None:
        log, settings, schedule = self._agent.log, self._settings, self._schedule
        doors = self._doors()

        async def answer(request: EndpointRequest) -> EndpointResponse:
            return await answer_request(request, doors)

        trigger = _name_of(self._agent.program.trigger)
        facts = {} if schedule is None else {"next": _first_slot(schedule)}
        endpoint = http_endpoint(host=settings.host, port=settings.port, answer=answer, log=log)
        async with endpoint as port, self._working():
            log.info("serving", port=port, mode=settings.mode, trigger=trigger, **facts)
            await self._told_to_stop.wait()
            log.info("stopping")
        log.info("stopped")

    @contextlib.asynccontextmanager
    async def _working(self) -> AsyncGenerator[None]:
        """What goes on beside the endpoint, until the last run has ended."""
        self._worker.start()
        beside = [asyncio.create_task(self._keep_connected())]
        if self._schedule is not None:
            beside.append(asyncio.create_task(self._keep_schedule(self._schedule)))
        try:
            yield
        finally:
            for task in beside:
                task.cancel()
            loop = asyncio.get_running_loop()
            grace = loop.call_later(self._settings.grace_seconds, self._grace_is_over.set)
            await self._worker.stop()
            grace.cancel()
            await asyncio.gather(*beside, return_exceptions=True)

    def _doors(self) -> Doors:
        agent = self._agent
        return Doors(
            trigger=agent.program.trigger,
            inputs=agent.program.inputs,
            schema_problem=schema_problem,
            queue=self._queue,
            most_waiting=self._settings.most_waiting,
            on_delivery=self._worker.wake,
            secret=agent.environment.get,
            not_ready=self._missing_parts,
            metrics=self._metrics.text,
            now=utc_now,
        )

    async def _run(self, delivery: Delivery) -> PassResult | None:
        """A run for a delivery.

        None where the agent was stopped on the way, so that the next start goes on with it.
        """
        agent, stop = self._agent, self._grace_is_over
        mode: Mode = self._settings.mode
        result = await agent.run(
            mode=mode, inputs=delivery.inputs, approver=_approver_of(agent), stop=stop
        )
        if result.status != "stopped":
            return result
        if stop.is_set():
            return None
        await agent.propose(inputs=delivery.inputs, stop=stop)
        return result

    async def _keep_schedule(self, schedule: ScheduleTrigger) -> None:
        """Every slot is a delivery with a name of its own, so that replicas run it once."""

        async def on_due(due: DueSlots) -> None:
            count = self._metrics.slots
            try:
                await offer_slots(due, queue=self._queue, log=self._agent.log, count=count)
            except Exception as error:
                name = None if due.run is None else iso_instant(due.run)
                self._agent.log.error("slot of the schedule was lost", slot=name, error=str(error))
            self._worker.wake()

        clock = MachineWallClock()
        await keep_schedule(
            next_slot=lambda after: next_slot(schedule.cron, schedule.time_zone, after),
            last=await last_slot(self._queue, clock.now()),
            clock=clock,
            missed_runs=self._settings.missed_runs,
            on_due=on_due,
        )

    async def _keep_connected(self) -> None:
        """Connects servers that are away again, so that readiness is true between runs."""
        servers, log = self._agent.servers, self._agent.log
        while True:
            if servers.missing():
                try:
                    await servers.connect_all()
                except Exception as error:
                    log.warn("servers are not all connected", error=str(error))
            await asyncio.sleep(CONNECT_AGAIN_SECONDS)

    async def _missing_parts(self) -> Sequence[str]:
        reasons = ["The agent is stopping."] if self._told_to_stop.is_set() else []
        for alias in self._agent.servers.missing():
            reasons.append(f'The server "{alias}" is not connected.')
        ledger_is_there = False
        with contextlib.suppress(Exception):
            await self._agent.database.query("SELECT 1")
            ledger_is_there = True
        return reasons if ledger_is_there else [*reasons, "The ledger cannot be reached."]


def _schedule_of(agent: OpenAgent) -> ScheduleTrigger | None:
    """None where `SCHEDULE=external`: something outside, such as a CronJob, keeps it."""
    trigger = agent.program.trigger
    if not isinstance(trigger, ScheduleTrigger) or agent.environment.get("SCHEDULE") == "external":
        return None
    return trigger


def _first_slot(schedule: ScheduleTrigger) -> str:
    return iso_instant(next_slot(schedule.cron, schedule.time_zone, utc_now()))


def _approver_of(agent: OpenAgent) -> Approver:
    agrees = agent.environment.get("APPROVALS") == "auto"
    return ApproveAll() if agrees else BookApprover(agent.approvals)


def _name_of(trigger: Trigger) -> str:
    if isinstance(trigger, ManualTrigger):
        return "manual"
    return "schedule" if isinstance(trigger, ScheduleTrigger) else "webhook"

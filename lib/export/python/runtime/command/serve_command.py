"""`serve`."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence

from ..agent_program import KeepTrigger, trigger_name
from ..check_schema import schema_problem
from ..instant import utc_now
from ..keep.agent_keeper import Keeper
from ..observe.metrics import Metrics
from ..trigger.answer_request import Doors, answer_request
from ..trigger.delivery_queue import Delivery, DeliveryQueue
from ..trigger.delivery_worker import DeliveryWorker
from ..trigger.endpoint.invocations import is_invoked
from ..trigger.endpoint.open_calls import OpenCalls, open_calls
from ..trigger.endpoint.run_report import kept_result
from ..trigger.http_endpoint import (
    Application,
    EndpointRequest,
    EndpointResponse,
    http_endpoint,
)
from ..trigger.queue.open_queue import open_queue, require_queue
from .connections import keep_connected, missing_parts
from .open_agent import OpenAgent
from .run_delivery import approver_of, run_delivery
from .run_pass import PassResult
from .serve_schedule import first_slot, schedule_of, serve_schedule
from .serve_settings import ServeSettings, serve_settings
from .stop_signal import stop_signal

MOST_ATTEMPTS = 6
"""Of deliveries whose senders wait for nothing."""


async def serve_command(agent: OpenAgent) -> int:
    """Runs until SIGTERM or SIGINT: whenever its trigger wakes it, or somebody starts it by hand.

    On the signal it says that it is not ready, takes nothing new, lets the running pass end (after
    `STOP_GRACE_SECONDS` it is stopped between two calls; a write under way is waited for) and
    closes. Exit code 0. Raises where a setting is missing or the port is taken.
    """
    agent.require_settings()
    require_queue(agent)
    settings = serve_settings(agent.environment)
    metrics = agent.open_metrics()
    with stop_signal() as told_to_stop:
        await _Serving(agent, settings, metrics, told_to_stop).serve()
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
        self._worker = DeliveryWorker(
            queue=self._queue,
            run=self._run,
            most_attempts=lambda delivery: 1 if is_invoked(delivery.id) else MOST_ATTEMPTS,
            on_given_up=self._give_up,
            log=agent.log,
        )
        self._calls: OpenCalls | None = None
        self._messages = open_queue(
            agent,
            queue=self._queue,
            settings=settings,
            metrics=metrics,
            on_delivery=self._worker.wake,
        )
        self._schedule = schedule_of(agent)
        self._ending = asyncio.Event()
        self._keeper = self._keeper_of(agent) if _keeps(agent) else None

    async def serve(self) -> None:
        agent, settings, queue = self._agent, self._settings, self._queue
        log, schedule = agent.log, self._schedule
        wake = self._worker.wake
        async with open_calls(agent, queue=queue, settings=settings, on_delivery=wake) as calls:
            self._calls = calls
            doors = self._doors()

            async def answer(request: EndpointRequest) -> EndpointResponse | Application:
                return await answer_request(request, doors)

            trigger = trigger_name(agent.program.trigger)
            facts = {} if schedule is None else {"next": first_slot(schedule)}
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
        if self._messages is not None:
            self._messages.start()
        beside = [asyncio.create_task(keep_connected(self._agent))]
        if self._schedule is not None:
            slots = serve_schedule(
                self._agent,
                self._schedule,
                queue=self._queue,
                metrics=self._metrics,
                missed_runs=self._settings.missed_runs,
                on_slot=self._worker.wake,
            )
            beside.append(asyncio.create_task(slots))
        keeping = None
        if self._keeper is not None:
            keeping = asyncio.create_task(self._keeper.loop(self._ending).run())
        try:
            yield
        finally:
            self._ending.set()
            for task in beside:
                task.cancel()
            if self._messages is not None:
                await self._messages.stop()
            loop = asyncio.get_running_loop()
            grace = loop.call_later(self._settings.grace_seconds, self._grace_is_over.set)
            await self._worker.stop()
            if keeping is not None:
                await self._end_of_loop(keeping)
            grace.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            if self._calls is not None:
                self._calls.stopped.set()

    async def _end_of_loop(self, keeping: asyncio.Task[None]) -> None:
        try:
            await keeping
        except Exception as error:
            self._agent.log.error("the control loop ended", error=str(error))

    def _keeper_of(self, agent: OpenAgent) -> Keeper:
        return Keeper(
            agent,
            mode=self._settings.mode,
            inputs={},
            approver=approver_of(agent),
            stop=self._grace_is_over,
        )

    def _doors(self) -> Doors:
        agent = self._agent
        return Doors(
            trigger=agent.program.trigger,
            inputs=agent.program.inputs,
            schema_problem=schema_problem,
            queue=self._queue,
            most_waiting=self._settings.most_waiting,
            calls=None if self._calls is None else self._calls.doors,
            status=None if self._keeper is None else self._keeper.status,
            on_delivery=self._worker.wake,
            secret=agent.environment.get,
            not_ready=self._not_ready,
            metrics=self._metrics.text,
            now=utc_now,
        )

    async def _run(self, delivery: Delivery) -> PassResult | None:
        mode = self._settings.mode
        result = await run_delivery(self._agent, delivery, mode=mode, stop=self._grace_is_over)
        if result is not None and self._calls is not None and is_invoked(delivery.id):
            await self._calls.results.keep(delivery.id, kept_result(mode, result))
        return result

    async def _give_up(self, delivery: Delivery, reason: str) -> None:
        if self._messages is not None:
            await self._messages.give_up(delivery, reason)

    async def _not_ready(self) -> Sequence[str]:
        stopping = ["The agent is stopping."] if self._told_to_stop.is_set() else []
        taking = self._messages is None or self._messages.is_connected
        away = [] if taking else ["The queue cannot be reached."]
        return [*stopping, *away, *await missing_parts(self._agent)]


def _keeps(agent: OpenAgent) -> bool:
    return isinstance(agent.program.trigger, KeepTrigger)

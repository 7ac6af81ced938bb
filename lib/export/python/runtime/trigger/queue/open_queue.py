"""Begins to take messages where a queue wakes the agent."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...agent_program import QueueTrigger
from ...check_schema import schema_problem
from ...command.open_agent import OpenAgent
from ...command.serve_settings import ServeSettings
from ...environment import Environment
from ...failures import AgentError
from ...observe.metrics import Metrics
from ..delivery_queue import DeliveryQueue

if TYPE_CHECKING:
    from .redis_queue import RedisQueue


def open_queue(
    agent: OpenAgent,
    *,
    queue: DeliveryQueue,
    settings: ServeSettings,
    metrics: Metrics,
    on_delivery: Callable[[], None],
) -> "RedisQueue | None":
    """None where the agent is woken by something else."""
    trigger = agent.program.trigger
    if not isinstance(trigger, QueueTrigger):
        return None
    # Only the bundles of agents that messages wake bring the package.
    from .redis_queue import RedisQueue, RedisQueueParts

    parts = RedisQueueParts(
        trigger=trigger,
        inputs=agent.program.inputs,
        schema_problem=schema_problem,
        url=lambda: _queue_url(agent.environment),
        consumer=agent.owner,
        queue=queue,
        most_waiting=settings.most_waiting,
        claim_after_ms=1000 * settings.claim_after_seconds,
        on_delivery=on_delivery,
        on_lag=lambda messages: metrics.queue_lag(trigger.name, messages),
        log=agent.log,
    )
    return RedisQueue(parts)


def require_queue(agent: OpenAgent) -> None:
    """Raises one line where the queue that wakes the agent is not named."""
    if isinstance(agent.program.trigger, QueueTrigger):
        _queue_url(agent.environment)


def _queue_url(environment: Environment) -> str:
    url = environment.get("QUEUE_URL")
    if url:
        return url
    raise AgentError(
        "QUEUE_URL is not set; it names the Redis server whose messages wake this agent."
    )

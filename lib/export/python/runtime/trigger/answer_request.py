"""What the agent's endpoint answers."""

import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..absent import ABSENT
from ..agent_program import DeclaredInput, Trigger, WebhookTrigger
from ..agent_setup import SchemaCheck
from ..failures import AgentError
from ..json_path import value_at
from ..json_value import is_object
from ..observe.tracing import trace_context_in
from ..resolve_inputs import resolve_inputs
from .check_signature import InvalidDelivery, check_bearer, check_signature
from .delivery_queue import DeliveryQueue
from .endpoint.answer_call import CallDoors, answer_call
from .http_endpoint import Application, EndpointRequest, EndpointResponse
from .parse_body import parse_body

PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8"
LONGEST_ID = 300
RETRY_AFTER = {"retry-after": "30"}


@dataclass(frozen=True, kw_only=True)
class Doors:
    """What the endpoint leads to.

    `secret` is read at each request, so that a rotated one holds at once. `not_ready`: why the
    agent cannot do its work now; nothing: it can. `most_waiting`: deliveries that may wait; more
    are turned away until some have ended. `calls`: of an agent that can be called.
    `status`: how the control loop stands, where there is one.
    """

    trigger: Trigger
    inputs: Sequence[DeclaredInput]
    schema_problem: SchemaCheck
    queue: DeliveryQueue
    most_waiting: int
    calls: CallDoors | None
    status: Callable[[], Awaitable[Mapping[str, Any]]] | None
    on_delivery: Callable[[], None]
    secret: Callable[[str], str | None]
    not_ready: Callable[[], Awaitable[Sequence[str]]]
    metrics: Callable[[], str]
    now: Callable[[], datetime]


async def answer_request(request: EndpointRequest, doors: Doors) -> EndpointResponse | Application:
    """A delivery is answered 202 only after it is committed."""
    match request.method, request.path:
        case "GET", "/healthz":
            return EndpointResponse(200, {"status": "alive"})
        case "GET", "/readyz":
            reasons = list(await doors.not_ready())
            if reasons:
                return EndpointResponse(503, {"status": "not ready", "reasons": reasons})
            return EndpointResponse(200, {"status": "ready"})
        case "GET", "/metrics":
            return EndpointResponse(200, doors.metrics(), PROMETHEUS_TEXT)
        case "GET", "/status" if doors.status is not None:
            return EndpointResponse(200, await doors.status())
        case "POST", "/run":
            return await _start_by_hand(request, doors)
        case "POST", path if isinstance(doors.trigger, WebhookTrigger):
            if path == webhook_path(doors.trigger.path):
                return await _take_webhook(request, doors, doors.trigger)
        case _:
            pass
    called = None if doors.calls is None else await answer_call(request, doors.calls)
    return called or EndpointResponse(404, {"error": "There is nothing here."})


def webhook_path(path: str) -> str:
    return f"/webhooks/{path.lstrip('/')}"


async def _start_by_hand(request: EndpointRequest, doors: Doors) -> EndpointResponse:
    token = doors.secret("RUN_TOKEN")
    if not token:
        return EndpointResponse(503, {"error": "RUN_TOKEN is not set, so nobody may start a run."})
    if not check_bearer(request.headers.get("authorization"), token):
        return EndpointResponse(401, {"error": "The token does not fit."})
    given = parse_body(request.body)
    if not is_object(given):
        return EndpointResponse(400, {"error": "The body must be a JSON object of inputs."})
    identity = request.headers.get("webhook-id") or str(uuid.uuid4())
    return await _take(f"run:{identity}", given, doors, request)


async def _take_webhook(
    request: EndpointRequest, doors: Doors, trigger: WebhookTrigger
) -> EndpointResponse:
    secret = doors.secret("WEBHOOK_SECRET")
    if not secret:
        error = "WEBHOOK_SECRET is not set, so no delivery can be trusted."
        return EndpointResponse(503, {"error": error})
    check = check_signature(
        body=request.body, headers=request.headers, secret=secret, now=doors.now()
    )
    if isinstance(check, InvalidDelivery):
        return EndpointResponse(401, {"error": check.reason})
    body = parse_body(request.body)
    if body is ABSENT:
        return EndpointResponse(400, {"error": "The body is not JSON."})
    given = {
        name: value
        for name, path in trigger.inputs.items()
        if (value := value_at(body, path)) is not ABSENT
    }
    return await _take(f"webhook:{check.delivery_id}", given, doors, request)


async def _take(
    identity: str, given: Mapping[str, Any], doors: Doors, request: EndpointRequest
) -> EndpointResponse:
    try:
        resolve_inputs(doors.inputs, given, "input", doors.schema_problem)
    except AgentError as error:
        return EndpointResponse(422, {"error": str(error)})
    name = identity[:LONGEST_ID]
    full = await doors.queue.length() >= doors.most_waiting
    if full and await doors.queue.look(name) is None:
        error = f"{doors.most_waiting} runs wait already. Send it again later."
        return EndpointResponse(503, {"error": error}, headers=RETRY_AFTER)
    is_new = await doors.queue.add(name, given, trace_context_in(request.headers))
    if is_new:
        doors.on_delivery()
    taken = "now" if is_new else "before"
    return EndpointResponse(202, {"delivery": identity, "taken": taken})

"""What an agent answers that can be called."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ...json_text import json_text
from ...json_value import is_object
from ...observe.tracing import trace_context_in
from ..check_signature import check_bearer
from ..http_endpoint import Application, EndpointRequest, EndpointResponse
from ..parse_body import parse_body
from .invocations import Invocations, Refused, Report

RETRY_AFTER = {"retry-after": "30"}
RUNS = "/runs/"

_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_NO_WAIT = re.compile(r"(?:^|,)\s*respond-async\s*(?:,|$)")
_WAIT = re.compile(r"(?:^|,)\s*wait=([0-9]{1,6})\s*(?:,|$)")


@dataclass(frozen=True, kw_only=True)
class CallDoors:
    """What calls lead to.

    `token` is `RUN_TOKEN`, read at each request. `longest_wait_seconds`: how long a caller waits
    for the end at most. `mcp` speaks MCP.
    """

    invocations: Invocations
    token: Callable[[], str | None]
    longest_wait_seconds: float
    open_api: Callable[[], Mapping[str, Any]]
    mcp: Application


async def answer_call(
    request: EndpointRequest, doors: CallDoors
) -> EndpointResponse | Application | None:
    """None where the path is not one of these. Nothing is told without the token."""
    match request.method, request.path:
        case _, "/mcp":
            return _token_problem(request, doors) or _speak_mcp(request, doors)
        case "POST", "/invoke":
            return _token_problem(request, doors) or await _invoke(request, doors)
        case "GET", "/openapi.json":
            return _token_problem(request, doors) or EndpointResponse(
                200, json_text(doors.open_api()), "application/json"
            )
        case "GET", path if path.startswith(RUNS) and path != RUNS:
            return _token_problem(request, doors) or await _tell_run(path.removeprefix(RUNS), doors)
        case _:
            return None


def _token_problem(request: EndpointRequest, doors: CallDoors) -> EndpointResponse | None:
    token = doors.token()
    if not token:
        error = "RUN_TOKEN is not set, so nobody may call this agent."
        return EndpointResponse(503, {"error": error})
    if check_bearer(request.headers.get("authorization"), token):
        return None
    error = "The token does not fit."
    return EndpointResponse(401, {"error": error}, headers={"www-authenticate": "Bearer"})


def _speak_mcp(request: EndpointRequest, doors: CallDoors) -> EndpointResponse | Application:
    # There is nothing to listen for and no session to end: one tool, and nothing kept of a client.
    if request.method == "POST":
        return doors.mcp
    error = "The agent is called with POST here."
    return EndpointResponse(405, {"error": error}, headers={"allow": "POST"})


async def _invoke(request: EndpointRequest, doors: CallDoors) -> EndpointResponse:
    inputs = parse_body(request.body)
    if not is_object(inputs):
        return EndpointResponse(400, {"error": "The body must be a JSON object of inputs."})
    key = request.headers.get("idempotency-key")
    if key is not None and not _KEY.fullmatch(key):
        error = "An Idempotency-Key is 1 to 200 visible ASCII characters."
        return EndpointResponse(400, {"error": error})
    wait = _wait_of(request.headers.get("prefer", ""), doors.longest_wait_seconds)
    result = await doors.invocations.invoke(
        inputs, key=key, wait_seconds=wait, trace=trace_context_in(request.headers)
    )
    if not isinstance(result, Refused):
        return _report_response(result)
    body = {"error": result.reason}
    if result.because == "busy":
        return EndpointResponse(503, body, headers=RETRY_AFTER)
    return EndpointResponse(422, body)


def _wait_of(prefer: str, longest: float) -> float:
    """RFC 7240: a caller may say how long it waits, up to what the agent allows.

    `respond-async` does not wait at all.
    """
    if _NO_WAIT.search(prefer):
        return 0
    wait = _WAIT.search(prefer)
    return longest if wait is None else min(float(wait[1]), longest)


def _report_response(report: Report) -> EndpointResponse:
    status = {"succeeded": 200, "failed": 500}.get(report["status"], 202)
    location = RUNS + quote(report["run"], safe="!*'()")
    return EndpointResponse(status, report, headers={"location": location})


async def _tell_run(run: str, doors: CallDoors) -> EndpointResponse:
    report = await doors.invocations.report(run)
    if report is None:
        return EndpointResponse(404, {"error": "There is no such run."})
    return EndpointResponse(200, report)

"""Requests to a model's endpoint."""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx2

from .failures import AgentError
from .json_text import json_text
from .observe.tracing import Tracing

LONGEST_ANSWER_SECONDS = 120
LARGEST_ANSWER = 1024 * 1024
ATTEMPTS = 4
FIRST_PAUSE_MS = 500
LONGEST_PAUSE_MS = 60_000


async def ask_endpoint(
    url: str, key: str | None, request: Mapping[str, Any], tracing: Tracing
) -> str:
    """The text of the answer; asks again, with growing pauses, while the endpoint is busy."""
    headers = {"content-type": "application/json"}
    if key is not None:
        headers["authorization"] = f"Bearer {key}"
    body = json_text(request).encode()
    async with httpx2.AsyncClient(follow_redirects=False, timeout=None) as client:
        for attempt in range(1, ATTEMPTS + 1):
            asked_to_wait = 0.0
            try:
                async with asyncio.timeout(LONGEST_ANSWER_SECONDS):
                    response, text = await _post(client, url, headers, body)
            except TimeoutError:
                # It took all the time it had, and is not given as much again.
                raise AgentError(f"{url} cannot be reached: it did not answer in time.") from None
            except httpx2.TransportError as error:
                if attempt == ATTEMPTS:
                    raise AgentError(f"{url} cannot be reached: {error}") from error
            else:
                if response.is_success:
                    return text
                busy = response.status_code == 429 or response.status_code >= 500
                if attempt == ATTEMPTS or not busy:
                    raise AgentError(f"{url} answered {response.status_code}: {text[:200]}")
                asked_to_wait = _seconds(response.headers.get("retry-after")) * 1000
            growing = FIRST_PAUSE_MS * 2.0 ** (attempt - 1)
            pause = min(LONGEST_PAUSE_MS, asked_to_wait or growing)
            tracing.event("retry", {"mcp_agent.attempt": attempt, "mcp_agent.pause_ms": pause})
            await asyncio.sleep(pause / 1000)
    raise AssertionError("The last attempt returns or raises.")


async def _post(
    client: httpx2.AsyncClient, url: str, headers: Mapping[str, str], body: bytes
) -> tuple[httpx2.Response, str]:
    async with client.stream("POST", url, headers=dict(headers), content=body) as response:
        chunks: list[bytes] = []
        size = 0
        async for chunk in response.aiter_bytes():
            size += len(chunk)
            if size > LARGEST_ANSWER:
                raise AgentError("its answer is larger than 1 MiB.")
            chunks.append(chunk)
        return response, b"".join(chunks).decode("utf-8", "replace")


def _seconds(header: str | None) -> float:
    try:
        return max(0.0, float(header or "0"))
    except ValueError:
        return 0.0

"""`trigger`."""

import uuid

import httpx2

from ..environment import Environment
from ..failures import AgentError

ANSWER_SECONDS = 30


async def trigger_command(environment: Environment) -> int:
    """Starts a run of an agent that runs elsewhere, and waits for no more than its promise."""
    url = httpx2.URL(environment.get("AGENT_URL") or "http://127.0.0.1:8080").join("/run")
    token = environment.get("RUN_TOKEN")
    if token is None:
        raise AgentError("RUN_TOKEN is not set; the agent takes no trigger without it.")
    headers = {
        "authorization": f"Bearer {token}",
        "webhook-id": environment.get("TRIGGER_ID") or str(uuid.uuid4()),
        "content-type": "application/json",
    }
    async with httpx2.AsyncClient(timeout=ANSWER_SECONDS) as client:
        response = await client.post(url, headers=headers, content=b"{}")
    print(f"{response.status_code} {response.text.strip()}")
    return 0 if response.is_success else 1

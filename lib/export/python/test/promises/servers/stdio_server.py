"""An MCP server on stdin and stdout that misbehaves on demand; it needs nothing but Python."""

import json
import os
import signal
import sys
import time
from typing import Any


def answer(request: dict[str, Any], result: dict[str, Any]) -> None:
    print(json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result}), flush=True)


def text(said: str) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": said}]}


def call(request: dict[str, Any]) -> None:
    tool, arguments = request["params"]["name"], request["params"].get("arguments", {})
    match tool:
        case "process":
            answer(request, text(str(os.getpid())))
        case "environment":
            answer(request, text(json.dumps(dict(os.environ))))
        case "die":
            print("about to die", file=sys.stderr, flush=True)
            os._exit(3)
        case "noise":
            print("this is no message", flush=True)
            answer(request, text("heard"))
        case "long":
            answer(request, text("x" * arguments["length"]))
        case "refuse":
            error = {"code": -32602, "message": "There is no such project."}
            print(json.dumps({"jsonrpc": "2.0", "id": request["id"], "error": error}), flush=True)
        case "silent":
            return
        case _:
            answer(request, {**text(json.dumps(arguments)), "structuredContent": arguments})


def main() -> None:
    if "stubborn" in sys.argv:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for line in sys.stdin:
        request = json.loads(line)
        if request["method"] == "initialize":
            version = request["params"]["protocolVersion"]
            greeting: dict[str, Any] = {
                "protocolVersion": version,
                "capabilities": {"tools": {}},
                "serverInfo": {"name": "test", "version": "1"},
            }
            answer(request, greeting)
        elif request["method"] == "tools/call":
            call(request)
    while "stubborn" in sys.argv:
        time.sleep(60)


main()

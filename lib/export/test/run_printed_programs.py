"""Runs printed Python programs, each in its world, and writes what they did.

Usage: python3 run_printed_programs.py <folder>. The folder holds `runtime`, `cases.json` (worlds and
answers of the model) and the programs in `0`, `1`, …; `outcomes.json` holds a plan and an apply of
each. One process for all: starting Python is what takes time.
"""

import asyncio
import importlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(sys.argv[1]).resolve()
sys.path.insert(0, str(FOLDER))

from runtime.absent import ABSENT  # noqa: E402
from runtime.agent_program import AgentProgram  # noqa: E402
from runtime.agent_setup import Mode, Question  # noqa: E402
from runtime.command.run_pass import PassOptions, run_pass  # noqa: E402
from runtime.effects.effect import ApproveAll  # noqa: E402
from runtime.effects.memory_ledger import MemoryLedger  # noqa: E402
from runtime.json_equal import json_equal  # noqa: E402
from runtime.json_text import canonical_json, json_text, parse_json  # noqa: E402
from runtime.recorded.silent import Forgetful, SilentLog, SilentMeter  # noqa: E402
from runtime.results.tool_result import ToolResult  # noqa: E402
from runtime.tool_caller import ToolCall, ToolCallFailure  # noqa: E402

Rule = Mapping[str, Any]
PROGRAM_MODULES = ("inputs", "judgements", "main", "tools", "workflow")


class World:
    """Answers by the first rule that fits and is not used up; notes every call, `!` before a failed one."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._used = [0] * len(rules)
        self.calls: list[str] = []

    async def call(self, call: ToolCall, stop: asyncio.Event | None = None) -> ToolResult:
        name = f"{call.name} {canonical_json(call.args)}"
        for at, rule in enumerate(self._rules):
            if self._fits(rule, call) and self._used[at] < rule.get("times", sys.maxsize):
                self._used[at] += 1
                failed = "error" in rule or "lost" in rule or rule.get("result", {}).get("isError")
                self.calls.append(f"!{name}" if failed else name)
                if "lost" in rule:
                    raise ToolCallFailure(rule["lost"], call, "The world went dark.")
                return answer_of(rule)
        self.calls.append(f"!{name}")
        return ToolResult([{"type": "text", "text": f"This world has no {call.tool}."}], is_error=True)

    def example(self, server: str, tool: str, which: str) -> ToolResult | None:
        fitting = [rule for rule in self._rules if rule["tool"] == tool and is_good(rule)]
        if not fitting:
            return None
        return answer_of(fitting[0 if which == "first" else -1])

    @staticmethod
    def _fits(rule: Rule, call: ToolCall) -> bool:
        if rule["tool"] != call.tool or rule.get("server", call.server) != call.server:
            return False
        args = rule.get("args", {})
        if rule.get("exact"):
            return json_equal(call.args, args)
        return all(json_equal(call.args.get(name), value) for name, value in args.items())


def is_good(rule: Rule) -> bool:
    result = rule.get("result")
    return "data" in rule or "text" in rule or (result is not None and not result.get("isError"))


def answer_of(rule: Rule) -> ToolResult:
    if "result" in rule:
        result = rule["result"]
        return ToolResult(
            result["content"],
            structured_content=result.get("structuredContent", ABSENT),
            is_error=result.get("isError", False),
        )
    if "error" in rule:
        return ToolResult([{"type": "text", "text": rule["error"]}], is_error=True)
    text = rule["text"] if "text" in rule else json_text(rule["data"])
    return ToolResult([{"type": "text", "text": text}])


class ScriptedModel:
    """Gives these answers, one after the other, and then none."""

    def __init__(self, answers: Sequence[Any]) -> None:
        self._answers = iter(answers)

    async def answer(self, question: Question, stop: asyncio.Event | None) -> Any:
        for answer in self._answers:
            return answer
        raise RuntimeError("No model here.")


class NoPauses:
    """Time that passes by itself."""

    def __init__(self) -> None:
        self._time = 0.0

    async def pause(self, milliseconds: float, stop: asyncio.Event | None) -> None:
        self._time += milliseconds

    def milliseconds(self) -> float:
        return self._time


def schema_problem(value: Any, schema: Mapping[str, Any]) -> str | None:
    """As much of JSON Schema as these programs ask for, so that no package is needed."""
    types = {"string": str, "number": int | float, "integer": int, "boolean": bool, "array": list, "object": dict}
    wanted = types.get(schema.get("type", ""))
    if wanted is not None and not isinstance(value, wanted):
        return f"it is not {schema['type']}"
    if "enum" in schema and value not in schema["enum"]:
        return "it is none of the choices"
    if not isinstance(value, dict):
        return None
    missing = [name for name in schema.get("required", []) if name not in value]
    if missing:
        return f"{missing[0]} is missing"
    members = schema.get("properties", {}).items()
    problems = (schema_problem(value[name], inner) for name, inner in members if name in value)
    return next((problem for problem in problems if problem is not None), None)


def load(folder: Path) -> AgentProgram:
    """The program of a folder. Its modules are called like those of every other."""
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module("main").PROGRAM
    finally:
        sys.path.remove(str(folder))
        for name in PROGRAM_MODULES:
            sys.modules.pop(name, None)


async def outcome(program: AgentProgram, mode: Mode, case: Mapping[str, Any]) -> dict[str, Any]:
    world = World(case["world"])
    now = case["now"]
    result = await run_pass(
        PassOptions(
            program=program,
            mode=mode,
            inputs={},
            config={},
            now=now,
            time_zone=case["timeZone"],
            caller=world,
            ledger=MemoryLedger(lambda: now),
            approver=ApproveAll(),
            model=ScriptedModel(case["answers"]),
            judgements=Forgetful(),
            example=world.example,
            schema_problem=schema_problem,
            log=SilentLog(),
            meter=SilentMeter(),
            clock=NoPauses(),
        )
    )
    effects = [
        {"key": each.effect.key, "state": each.state, **({} if each.how is None else {"how": each.how})}
        for each in result.effects
    ]
    return {
        "calls": world.calls,
        "status": result.status,
        "output": result.output,
        "effects": effects,
        **({} if result.error is None else {"error": result.error}),
    }


async def run() -> None:
    cases = parse_json((FOLDER / "cases.json").read_text(encoding="utf-8"))
    outcomes: list[dict[str, Any]] = []
    for index, case in enumerate(cases):
        program = load(FOLDER / str(index))
        outcomes += [await outcome(program, "plan", case), await outcome(program, "apply", case)]
    (FOLDER / "outcomes.json").write_text(json_text(outcomes), encoding="utf-8")


asyncio.run(run())

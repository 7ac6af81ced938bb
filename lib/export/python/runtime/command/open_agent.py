"""The agent with everything it stands on, open."""

import asyncio
import os
import re
import socket
import uuid
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..agent_program import AgentProgram, ScheduleTrigger
from ..agent_setup import Meter, Mode
from ..check_schema import schema_problem
from ..effects.effect import ApproveAll, Approver, EffectRecord, Ledger
from ..effects.ledger_over_recording import LedgerOverRecording
from ..environment import Environment
from ..failures import AgentError
from ..instant import iso_instant, utc_now
from ..ledger.approval_book import ApprovalBook
from ..ledger.database import Database
from ..ledger.judgement_book import LastingJudgements
from ..ledger.open_database import open_database
from ..ledger.sql_ledger import SqlLedger
from ..lock.check_tools import check_tools
from ..lock.compare_tools import compare_tools
from ..lock.tool_lock import read_lock
from ..model import EndpointModel
from ..observe.log import JsonLog, open_log
from ..observe.telemetry import Telemetry, open_telemetry
from ..recorded.judged_while_recording import JudgedWhileRecording
from ..recorded.recorded_effects import recorded_effects
from ..recorded.recording import read_recorded_job
from ..recorded.silent import SilentMeter
from ..resolve_inputs import parse_input
from ..servers.server_settings import read_server_settings
from .require_settings import require_settings
from .run_pass import PassOptions, PassResult, RunOrigin, run_pass

if TYPE_CHECKING:
    from ..observe.metrics import Metrics
    from ..servers.live_caller import LiveCaller


class OpenAgent:
    """Opens nothing by itself: servers are connected when they are first called.

    `meter` counts nothing unless somebody sets one that does.
    """

    def __init__(
        self,
        program: AgentProgram,
        folder: Path,
        environment: Environment,
        log: JsonLog,
        database: Database,
        telemetry: Telemetry,
    ) -> None:
        self.program = program
        self.environment = environment
        self.log = log
        self.database = database
        self.meter: Meter = SilentMeter()
        self.telemetry = telemetry
        self._metrics: Metrics | None = None
        if telemetry.readers is not None:
            self.open_metrics()
        # A process id comes again after a restart, and in a container it is always 1: only the
        # random part tells owners apart.
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4()}"
        self.ledger = SqlLedger(database=database, owner=self.owner, now=utc_now)
        self.approvals = ApprovalBook(database, utc_now)
        self.judgements = LastingJudgements(database, utc_now)
        self.lock_path = folder / "mcp.lock"
        self._folder = folder
        self._job = read_recorded_job(folder / "trace.json")
        self.config = _read_config(program, environment)
        self._knows_recording = _knows_recording(environment)
        self._recorded: dict[str, EffectRecord] | None = None

    @cached_property
    def servers(self) -> "LiveCaller":
        # Loading the SDK takes longer than all else, and only runs need it.
        from ..servers.live_caller import LiveCaller

        return LiveCaller(
            name="mcp-agent",
            settings=lambda: read_server_settings(self._mcp_json(), self.environment),
            tracing=self.telemetry.tracing,
            on_log=lambda server, line: self.log.debug("server says", server=server, line=line),
        )

    async def run(
        self,
        *,
        mode: Mode,
        inputs: Mapping[str, Any],
        approver: Approver,
        stop: asyncio.Event | None,
        ledger: Ledger | None = None,
        origin: RunOrigin | None = None,
    ) -> PassResult:
        """Runs the workflow once; over the ledger with what recording did, where none is given."""

        async def check() -> None:
            compared = await compare_tools(read_lock(self.lock_path), self.servers.describe, stop)
            check_tools(compared.changes, self.log)

        trigger = self.program.trigger
        scheduled = isinstance(trigger, ScheduleTrigger)
        options = PassOptions(
            program=self.program,
            mode=mode,
            inputs=inputs,
            config=self.config,
            now=iso_instant(utc_now()),
            time_zone=trigger.time_zone if scheduled else self.environment.get("TZ") or "UTC",
            caller=self.servers,
            ledger=ledger or await self._ledger_that_knows(),
            approver=approver,
            model=EndpointModel(self.environment, self.telemetry.tracing),
            judgements=JudgedWhileRecording(self.judgements, self.program, self._job),
            # A plan gives what a write would answer the shape that was recorded.
            example=self._job.answer_of,
            schema_problem=schema_problem,
            log=self.log,
            meter=self.meter,
            tracing=self.telemetry.tracing,
            origin=origin,
            stop=stop,
            check_tools=check,
        )
        return await run_pass(options)

    def open_metrics(self) -> "Metrics":
        """Counts from now on."""
        if self._metrics is None:
            # Loading the packages takes a while, and only an agent that serves or sends needs it.
            from ..observe.metrics import Metrics

            self._metrics = Metrics(self.telemetry.readers)
            self.meter = self._metrics
        return self._metrics

    async def recorded(self) -> Mapping[str, EffectRecord]:
        """What recording did in this world; empty under `RECORDED_EFFECTS=ignore`."""
        if not self._knows_recording:
            return {}
        if self._recorded is None:
            self._recorded = await recorded_effects(self.program, self._job)
        return self._recorded

    async def propose(self, *, inputs: Mapping[str, Any], stop: asyncio.Event | None) -> None:
        """Plans, and writes every planned change down as waiting for approval.

        For a run that stopped at the first of them.
        """
        planned = await self.run(mode="plan", inputs=inputs, approver=ApproveAll(), stop=stop)
        for record in planned.effects:
            if record.state == "planned":
                await self.approvals.decision(record.effect)

    def require_settings(self) -> None:
        """Raises where a setting is missing that a run needs."""
        require_settings(self.program, self._mcp_json(), self.environment)

    async def close(self) -> None:
        """Ends connections and children, sends what is to be sent, and closes the database."""
        if "servers" in self.__dict__:
            await self.servers.close()
        await self.telemetry.close(*([] if self._metrics is None else [self._metrics.close]))
        await self.ledger.stop()
        await self.database.close()

    def _mcp_json(self) -> str:
        return (self._folder / "mcp.json").read_text("utf-8")

    async def _ledger_that_knows(self) -> Ledger:
        """The ledger with what recording has done; found out when the first run needs it."""
        if not self._knows_recording:
            return self.ledger
        return LedgerOverRecording(self.ledger, await self.recorded())


async def open_agent(
    program: AgentProgram, folder: Path, environment: Environment, *, quiet: bool
) -> OpenAgent:
    """Opens the ledger. Raises one line that says what is missing."""
    log = open_log(environment, quiet=quiet)
    telemetry = open_telemetry(
        environment,
        service=program.name,
        on_problem=lambda problem: log.warn("telemetry could not be sent", problem=problem),
    )
    log.tracing = telemetry.tracing
    database = await open_database(environment, folder)
    try:
        return OpenAgent(program, folder, environment, log, database, telemetry)
    except BaseException:
        await database.close()
        raise


def _knows_recording(environment: Environment) -> bool:
    """False where `RECORDED_EFFECTS=ignore`.

    Then this agent works in another world than the one that was recorded, or shall do it again.
    """
    wish = environment.get("RECORDED_EFFECTS") or "done"
    if wish not in ("done", "ignore"):
        raise AgentError(f'RECORDED_EFFECTS must be done or ignore, not "{wish}".')
    return wish == "done"


def _read_config(program: AgentProgram, environment: Environment) -> dict[str, Any]:
    config: dict[str, Any] = {}
    for setting in program.config:
        name = re.sub("([a-z0-9])([A-Z])", r"\1_\2", setting.name).upper()
        text = environment.get(f"CONFIG_{name}")
        if text is not None:
            config[setting.name] = parse_input(program.config, setting.name, text)
    return config

"""Settings, servers and what is written to the log."""

import io
import json
import tempfile
import unittest
from pathlib import Path

from runtime.agent_program import DeclaredInput
from runtime.check_schema import schema_problem
from runtime.environment import ProcessEnvironment, expand_variables
from runtime.failures import AgentError
from runtime.observe.log import JsonLog
from runtime.resolve_inputs import parse_input, resolve_inputs
from runtime.servers.server_settings import (
    RemoteServer,
    StdioServer,
    missing_variables,
    read_server_settings,
)


class Settings(unittest.TestCase):
    environment = ProcessEnvironment({"TOKEN": "t", "EMPTY": "", "SECRETS_DIR": "/nowhere"})

    def test_are_filled_in_by_name_with_a_fallback_or_missed_by_name(self) -> None:
        def fill(text: str) -> str:
            return expand_variables(text, self.environment, "a test")

        self.assertEqual(fill("a ${TOKEN} ${NONE:-b} $HOME"), "a t b $HOME")
        with self.assertRaisesRegex(AgentError, "EMPTY is not set; a test needs it."):
            fill("${EMPTY}")
        self.assertIsNone(self.environment.get("../etc/passwd"))

    def test_are_read_from_files_anew_each_time(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            secret = Path(folder) / "TOKEN"
            secret.write_text("one\n")
            mounted = ProcessEnvironment({"SECRETS_DIR": folder, "OTHER_FILE": str(secret)})
            self.assertEqual((mounted.get("TOKEN"), mounted.get("OTHER")), ("one", "one"))
            secret.write_text("two\n")
            self.assertEqual(mounted.get("TOKEN"), "two")

    def test_of_servers_are_read_as_other_clients_write_them(self) -> None:
        text = json.dumps(
            {
                "mcpServers": {
                    "a": {"command": "node", "args": ["${TOKEN}"]},
                    "b": {"url": "http://x", "headers": {"authorization": "Bearer ${TOKEN}"}},
                }
            }
        )
        self.assertEqual(
            read_server_settings(text, self.environment),
            {
                "a": StdioServer(command="node", args=["t"]),
                "b": RemoteServer(
                    kind="http", url="http://x", headers={"authorization": "Bearer t"}
                ),
            },
        )
        self.assertEqual(missing_variables("${B} ${TOKEN} ${A} ${B}", self.environment), ["B", "A"])

    def test_of_servers_that_are_wrong_say_where(self) -> None:
        for wrong in ('{"mcpServers":{"a":{}}}', '{"mcpServers":{"a":{"command":1}}}', "[]"):
            with self.assertRaisesRegex(AgentError, "not usable"):
                read_server_settings(wrong, self.environment)
        with self.assertRaisesRegex(AgentError, "not JSON"):
            read_server_settings("nonsense", self.environment)


class Inputs(unittest.TestCase):
    declared = (
        DeclaredInput(name="month", schema={"type": "string", "pattern": "^\\d{4}-\\d{2}$"}),
        DeclaredInput(name="limit", schema={"type": "integer", "minimum": 1}, default=5),
    )

    def resolve(self, **given: object) -> dict[str, object]:
        return resolve_inputs(self.declared, given, "input", schema_problem)

    def test_take_their_defaults(self) -> None:
        self.assertEqual(self.resolve(month="2026-11"), {"month": "2026-11", "limit": 5})

    def test_that_are_missing_unknown_or_do_not_fit_are_named(self) -> None:
        with self.assertRaisesRegex(AgentError, 'The input "month" has no value and no default.'):
            self.resolve()
        with self.assertRaisesRegex(AgentError, 'There is no input "x". Declared: month, limit.'):
            self.resolve(x=1)
        with self.assertRaisesRegex(AgentError, 'The input "limit" does not fit: the value: '):
            self.resolve(month="2026-11", limit=0)

    def test_are_text_on_a_command_line_where_they_are_text(self) -> None:
        self.assertEqual(parse_input(self.declared, "month", "11"), "11")
        self.assertEqual(parse_input(self.declared, "limit", "11"), 11)
        self.assertEqual(parse_input(self.declared, "other", "no JSON"), "no JSON")


class LogLines(unittest.TestCase):
    def test_are_json_and_hold_no_secret(self) -> None:
        written = io.StringIO()
        log = JsonLog("info", written)
        log.debug("not shown")
        log.info("pass began", inputs={"token": "canary", "a": {"password": "canary"}}, n=1.0)
        line = json.loads(written.getvalue())
        self.assertEqual((line["level"], line["msg"], line["n"]), ("info", "pass began", 1))
        self.assertNotIn("canary", written.getvalue())
        self.assertNotIn("not shown", written.getvalue())

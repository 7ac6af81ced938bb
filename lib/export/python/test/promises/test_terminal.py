"""Questions at a terminal."""

import json
import os
import pty
import select
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parent.parent

PROGRAM = """
from pathlib import Path
from runtime.agent_program import AgentProgram
from runtime.command.run_command import run_command
from runtime.request import WriteRequest


async def run(agent, inputs, config):
    for title in ("one", "two", "three"):
        await agent.ensure("create", WriteRequest(server="s", tool="create", args={"title": title}))


program = AgentProgram(identity="asked", name="asked", run=run)
if __name__ == "__main__":
    raise SystemExit(run_command(program, Path(__file__).parent))
"""


class Terminal:
    """An agent that applies at a terminal of its own."""

    def __init__(self, folder: str) -> None:
        server = {"command": sys.executable, "args": [str(HERE / "servers" / "stdio_server.py")]}
        (Path(folder) / "mcp.json").write_text(json.dumps({"mcpServers": {"s": server}}))
        (Path(folder) / "main.py").write_text(PROGRAM)
        self._screen, inside = pty.openpty()
        self._said = ""
        self.process = subprocess.Popen(
            [sys.executable, "main.py", "apply"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(FOLDER)},
            stdin=inside,
            stdout=inside,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(inside)

    def wait_for(self, text: str) -> str:
        """What the screen shows until then."""
        while text not in self._said:
            ready, _, _ = select.select([self._screen], [], [], 30)
            if not ready:
                raise AssertionError(f"{text!r} did not come: {self._said!r}")
            try:
                self._said += os.read(self._screen, 4096).decode()
            except OSError as ended:
                raise AssertionError(f"{text!r} did not come: {self._said!r}") from ended
        shown, self._said = self._said.split(text, 1)
        return shown

    def type(self, text: str) -> None:
        os.write(self._screen, text.encode())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._screen)


class AskingAtTheTerminal(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.terminal = Terminal(folder.name)
        self.addCleanup(self.terminal.close)

    def test_shows_each_change_and_agrees_to_the_rest_where_it_is_told_all(self) -> None:
        shown = self.terminal.wait_for("[N]o: ")
        self.assertIn('write s/create {\r\n  "title": "one"\r\n}', shown)
        self.terminal.type("y\n")
        self.assertIn('"title": "two"', self.terminal.wait_for("[N]o: "))
        self.terminal.type("all\n")
        self.terminal.wait_for("apply: 3 done.")
        self.assertEqual(self.terminal.process.wait(30), 0)

    def test_takes_nothing_for_a_no(self) -> None:
        self.terminal.wait_for("[N]o: ")
        self.terminal.type("\n")
        self.terminal.wait_for("was not approved: Denied at the terminal.")
        self.assertEqual(self.terminal.process.wait(30), 1)

    def test_ends_at_a_question_that_nobody_answers(self) -> None:
        self.terminal.wait_for("[N]o: ")
        self.terminal.process.terminate()
        self.terminal.wait_for("stopped: The run was stopped.")
        self.assertEqual(self.terminal.process.wait(30), 1)

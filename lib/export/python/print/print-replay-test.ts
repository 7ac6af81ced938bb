/** `tests/test_replay.py`: always the same, and laid out here as the formatter would. */
export function printReplayTest(): string {
  return `"""Replays what was recorded: offline, and without any package."""

import unittest
from pathlib import Path

from main import PROGRAM
from runtime.recorded.replay_recording import replay_recordings

RECORDINGS = replay_recordings(PROGRAM, Path(__file__).parent.parent)


class ReplayTest(unittest.TestCase):
    """What was recorded, once more; runs of a recording remember what the ones before have done."""

    def test_recordings(self) -> None:
        for replay in RECORDINGS:
            with self.subTest(f"a plan reads and changes nothing{replay.of}"):
                plan = replay.plan()
                self.assertIsNone(plan.result.error)
                self.assertEqual(plan.sent, [])

            with self.subTest(f"an apply makes the changes that were recorded{replay.of}"):
                replay.expect_recorded_writes(replay.apply())

            with self.subTest(f"an apply after that makes none{replay.of}"):
                again = replay.apply()
                self.assertIsNone(again.result.error)
                self.assertEqual(again.sent, [])


if __name__ == "__main__":
    unittest.main()
`;
}

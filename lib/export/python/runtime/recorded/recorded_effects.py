"""What recording has done to the world in which this agent works."""

from collections.abc import Sequence
from dataclasses import replace

from ..agent_program import AgentProgram
from ..effects.effect import EffectRecord
from ..effects.memory_ledger import MemoryLedger
from .recorded_caller import RecordedCaller
from .recorded_pass import recorded_pass
from .recording import RecordedJob, Recording


async def recorded_effects(program: AgentProgram, job: RecordedJob) -> dict[str, EffectRecord]:
    """The writes that a run on the recording makes again, by the keys under which a run does them.

    A program that has left its recording names only those before that place.
    """
    found: dict[str, EffectRecord] = {}
    for recording in job.recordings:
        for record in await _effects_of(program, job, recording):
            found[record.effect.key] = record
    return found


async def _effects_of(
    program: AgentProgram, job: RecordedJob, recording: Recording
) -> Sequence[EffectRecord]:
    done = [call for call in recording.calls if call.id in recording.done]
    if not done:
        return []
    result = await recorded_pass(
        program=program,
        job=job,
        recording=recording,
        mode="apply",
        caller=RecordedCaller(job, recording),
        ledger=MemoryLedger(lambda: recording.now),
    )
    # Answers are handed through as they are, so that each effect leads to the call that made it.
    return [
        replace(record, how="recorded", updated_at=recording.now)
        for record in result.effects
        if record.state == "confirmed" and any(call.result is record.result for call in done)
    ]

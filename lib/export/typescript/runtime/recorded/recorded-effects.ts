import type { EffectRecord } from '#core/effects/ledger.ts';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import type { AgentProgram } from '../command/agent-program.ts';
import { answerFromRecording } from './answer-from-recording.ts';
import { recordedPass } from './recorded-pass.ts';
import type { RecordedJob, Recording } from './recording.ts';

/**
 * What recording has done to the world in which this agent works, by the keys under which a run would do it: the writes
 * that a run on the recording makes again. A program that has left its recording names only those before that place.
 */
export async function recordedEffects(
  program: AgentProgram,
  job: RecordedJob,
): Promise<ReadonlyMap<string, EffectRecord>> {
  const found = await Promise.all(job.recordings.map((recording) => effectsOf(program, job, recording)));
  return new Map(found.flat().map((effect) => [effect.key, effect]));
}

async function effectsOf(
  program: AgentProgram,
  job: RecordedJob,
  recording: Recording,
): Promise<readonly EffectRecord[]> {
  const done = recording.calls.filter(({ id }) => recording.done.includes(id));
  if (done.length === 0) return [];
  const answer = answerFromRecording(job, recording);
  const { effects } = await recordedPass({
    program,
    job,
    recording,
    mode: 'apply',
    caller: { call: answer },
    ledger: memoryLedger(() => recording.now),
  });
  // Answers are handed through as they are, so that each effect leads to the call that made it.
  return effects
    .filter((effect) => effect.state === 'confirmed' && done.some(({ result }) => result === effect.result))
    .map((effect) => ({ ...effect, how: 'recorded', updatedAt: recording.now }));
}

import type { StepOverlay } from '#components/workflow/step-overlay.tsx';
import type { RunModel } from './run-model.ts';

/** How each step stands, for the graph: steps that the run came to, with how often. */
export function stepStates(model: RunModel, steps: Iterable<string>): Map<string, StepOverlay> {
  const over = model.status !== 'running';
  const waiting = new Set(
    model.effects.filter(({ state }) => state === 'awaiting' || state === 'unknown').map(({ step }) => step),
  );
  const states = new Map<string, StepOverlay>();
  for (const id of steps) {
    const step = model.steps.get(id);
    const diverged = model.divergence?.step === id;
    if (!step || step.started === 0) {
      states.set(id, diverged ? { state: 'failed', note: 'not repeated' } : { state: over ? 'skipped' : 'idle' });
      continue;
    }
    const open = step.started - step.ended - step.failed;
    const state =
      diverged || step.failed > 0
        ? 'failed'
        : waiting.has(id)
          ? 'waiting'
          : open > 0 && !over
            ? 'running'
            : open > 0
              ? 'failed'
              : 'done';
    const note = diverged
      ? 'diverged'
      : step.started > 1
        ? open > 0 || step.failed > 0
          ? `${step.ended} of ${step.started}`
          : `${step.started}×`
        : undefined;
    states.set(id, { state, ...(note && { note }) });
  }
  return states;
}

import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import type { StudioEvent } from '#core/live/studio-event.ts';
import type { PrototypeState } from './prototype-state.ts';

/**
 * The state after an event. An event that the snapshot already holds changes nothing. `gap` means that events in between
 * were missed, so the caller has to load the snapshot again.
 */
export function applyEvent(state: PrototypeState, event: StudioEvent): PrototypeState | 'gap' {
  if (event.seq <= state.snapshot.seq) return state;
  if (event.seq > state.snapshot.seq + 1) return 'gap';
  return changed({ ...state, snapshot: { ...state.snapshot, seq: event.seq } }, event);
}

function changed(state: PrototypeState, event: StudioEvent): PrototypeState {
  const { snapshot } = state;
  const withSnapshot = (part: Partial<PrototypeSnapshot>) => ({ ...state, snapshot: { ...snapshot, ...part } });
  const stale = (part: 'snapshot' | 'servers') => ({
    ...state,
    stale: { ...state.stale, [part]: state.stale[part] + 1 },
  });
  switch (event.type) {
    case 'turn': {
      const others = snapshot.trace.turns.filter((turn) => turn.id !== event.turn.id);
      return withSnapshot({ trace: { ...snapshot.trace, turns: [...others, event.turn] } });
    }
    case 'call-started':
      return withSnapshot({ pending: [...snapshot.pending.filter(({ id }) => id !== event.call.id), event.call] });
    case 'call-progress':
      return { ...state, progress: new Map(state.progress).set(event.call, event.progress) };
    case 'call-ended': {
      const progress = new Map(state.progress);
      progress.delete(event.call.id);
      const calls = [...snapshot.trace.calls.filter(({ id }) => id !== event.call.id), event.call];
      const pending = snapshot.pending.filter(({ id }) => id !== event.call.id);
      // The snapshot was read after its number was taken, so it may hold the call already.
      const known = snapshot.trace.calls.some(({ id }) => id === event.call.id);
      const workflow = known
        ? snapshot.workflow
        : snapshot.workflow && { ...snapshot.workflow, behind: snapshot.workflow.behind + 1 };
      const cutResults = event.cut ? [...snapshot.cutResults, event.call.id] : snapshot.cutResults;
      return { ...withSnapshot({ trace: { ...snapshot.trace, calls }, cutResults, pending, workflow }), progress };
    }
    case 'approval-asked':
      return withSnapshot({
        approvals: [...snapshot.approvals.filter(({ id }) => id !== event.approval.id), event.approval],
      });
    case 'approval-settled':
      return withSnapshot({ approvals: snapshot.approvals.filter(({ id }) => id !== event.id) });
    case 'question-asked': {
      const others = snapshot.questions.filter(({ id }) => id !== event.question.id);
      return withSnapshot({ questions: [...others, event.question] });
    }
    case 'question-over':
      return withSnapshot({ questions: snapshot.questions.filter(({ id }) => id !== event.id) });
    case 'run-event': {
      const { type: _, seq: __, run, ...placed } = event;
      const events = [...(state.runEvents.get(run) ?? []), placed];
      const next = { ...state, runEvents: new Map(state.runEvents).set(run, events) };
      // How a run stands is kept with the prototype; a start and an end change it.
      const listed = snapshot.runs.some(({ id }) => id === run);
      const ends = event.event.type === 'run-ended' || !listed;
      return ends ? { ...next, stale: { ...next.stale, snapshot: next.stale.snapshot + 1 } } : next;
    }
    case 'workflow-changed':
    case 'prototype-changed':
      return stale('snapshot');
    case 'server-changed':
      return stale('servers');
    default: {
      const never: never = event;
      throw new Error(`Unknown event ${JSON.stringify(never)}.`);
    }
  }
}

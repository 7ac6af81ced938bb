import { z } from 'zod';
import { requirePrototype } from '#lib/studio/prototypes/prototype-view.ts';
import { runView } from '#lib/studio/runs/run-view.ts';
import { startRun } from '#lib/studio/runs/start-run.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

/** Runs of the prototype, newest first: `RunView[]`. */
export const GET = handle({ params }, async ({ studio, params }) => {
  await requirePrototype(studio, params.id);
  return (await studio.store.runs.list(params.id)).map(runView);
});

const body = z.object({
  mode: z.enum(['replay', 'plan', 'apply']),
  inputs: z.record(z.string(), z.json()).default({}),
  version: z.number().int().positive().optional(),
  repeatRecorded: z.boolean().optional(),
  askAnew: z.boolean().optional(),
});

/** Begins a run: its `RunView`, at once. What happens in it comes as events. */
export const POST = handle({ params, body, maxBody: 10_000_000 }, ({ studio, params, body }) =>
  startRun(studio, { prototypeId: params.id, ...body }),
);

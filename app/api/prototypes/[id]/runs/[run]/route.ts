import { z } from 'zod';
import { readRun, readRunAnswer } from '#lib/studio/runs/read-run.ts';
import { resolveEffect } from '#lib/studio/runs/resolve-effect.ts';
import { resumeRun } from '#lib/studio/runs/resume-run.ts';
import { stopRun } from '#lib/studio/runs/stop-run.ts';
import { handle } from '../../../../handle.ts';
import { prototypeFields } from '../../../prototype-fields.ts';

const params = z
  .object({ id: prototypeFields.id, run: z.string().min(1).max(100) })
  .transform(({ id, run }) => ({ prototypeId: id, runId: run }));

const query = z.object({ event: z.coerce.number().int().nonnegative().optional() });

/** The run with all that happened in it: `RunDetail`. With `?event=`: the whole answer that this event tells of. */
export const GET = handle({ params, query }, ({ studio, params, query: { event } }) =>
  event === undefined ? readRun(studio, params) : readRunAnswer(studio, { ...params, index: event }),
);

/** Stops the run. */
export const DELETE = handle({ params }, ({ studio, params }) => stopRun(studio, params));

const body = z.union([
  z.object({ resume: z.literal(true) }),
  z.object({ effect: z.string().min(1).max(2_000), verdict: z.enum(['retry', 'done', 'abort']) }),
]);

/** Resumes the run, or says what became of an effect whose answer was lost and goes on. */
export const POST = handle({ params, body }, ({ studio, params, body }) =>
  'resume' in body
    ? resumeRun(studio, params)
    : resolveEffect(studio, { ...params, key: body.effect, verdict: body.verdict }),
);

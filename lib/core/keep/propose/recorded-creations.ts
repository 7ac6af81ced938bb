import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { resultData } from '../../tool/extract.ts';
import { errorOf } from '../../tool/in-band-error.ts';
import type { ToolRef } from '../../tool/tool-ref.ts';
import type { Trace } from '../../trace/trace.ts';
import type { CallStep, StepCommon } from '../../workflow/workflow.ts';

/** One recorded call of a creating step that succeeded. */
export interface Creation {
  readonly args: JsonObject;
  readonly made: Json;
}

/** What recording made by this step; by its tool where the step has left its recording. */
export function recordedCreations(step: StepCommon & CallStep, trace: Trace): readonly Creation[] {
  const origin = new Set(step.origin);
  const all = answered(step, trace);
  const own = all.filter(({ id }) => origin.has(id));
  return (own.length > 0 ? own : all).flatMap(({ args, result }): Creation[] => {
    try {
      return [{ args, made: resultData(result, step.extract) }];
    } catch {
      return [];
    }
  });
}

/** Data of every recorded answer of a read. */
export function recordedAnswers(tool: ToolRef, trace: Trace): readonly Json[] {
  return answered(tool, trace).map(({ result }) => resultData(result));
}

function answered(tool: ToolRef, trace: Trace) {
  return trace.calls.flatMap(({ id, server, tool: name, args, outcome }) =>
    server === tool.server && name === tool.tool && outcome.status === 'answered' && errorOf(outcome.result) === null
      ? [{ id, args, result: outcome.result }]
      : [],
  );
}

/** Members of created items that can name them, the likeliest first: of one value each, and not what was asked for. */
export function idMembers(creations: readonly Creation[]): readonly string[] {
  const [first] = creations;
  if (!first || !isJsonObject(first.made)) return [];
  const named = Object.keys(first.made).filter((name) => {
    const values = creations.map(({ made }) => (isJsonObject(made) ? made[name] : undefined));
    const scalars = values.every((value) => typeof value === 'string' || typeof value === 'number');
    const own = new Set(values).size === values.length;
    const asked = creations.some(({ args }, at) => Object.values(args).some((arg) => jsonEqual(arg, values[at])));
    return scalars && own && !asked && rankOf(name) < ID_NAMES.length;
  });
  return named.sort((a, b) => rankOf(a) - rankOf(b));
}

/** What APIs call the member by which an item is asked for again, the usual ones first. */
const ID_NAMES = ['key', 'id', 'number', 'iid', 'identifier', 'uuid', 'guid', 'slug', 'sha', 'ref', 'name', 'url'];

function rankOf(name: string): number {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const rank = ID_NAMES.findIndex((known) => words === known || words.endsWith(`_${known}`));
  return rank < 0 ? ID_NAMES.length : rank;
}

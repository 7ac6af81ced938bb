import { isJsonObject, type Json } from '../../json/json.ts';
import type { Trace } from '../../trace/trace.ts';
import { mapResults } from './map-trace.ts';

/** The recording as a newer server would have answered it: every record has members more, in another order. */
export function addMembers(trace: Trace): Trace {
  return mapResults(trace, { data: grow, text: (text) => text });
}

function grow(value: Json): Json {
  if (Array.isArray(value)) return value.map(grow);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([key, member]): [string, Json] => [key, grow(member)]);
  return Object.fromEntries([['apiRevision', 7], ...members.reverse(), ['traceMark', 'n/a']]);
}

import { isJsonObject, type Json } from '../../json/json.ts';
import type { Trace } from '../../trace/trace.ts';
import { mapResults } from './map-trace.ts';

/** The recording with every list of records the other way round. */
export function reverseLists(trace: Trace): Trace {
  return mapResults(trace, { data: reverse, text: (text) => text });
}

function reverse(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value.map(reverse);
    return value.some((item) => isJsonObject(item)) ? items.reverse() : items;
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, reverse(member)]));
}

import { canonicalJson } from '../json/canonical.ts';
import { jsonEqual } from '../json/equal.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json/json.ts';

/** One way in which a tool is not what it was. `stops`: a call that was right may be wrong, or may do something else. */
export interface ToolChange {
  readonly stops: boolean;
  /** `parameter "limit": type was "integer", is "string"`. */
  readonly text: string;
}

/** Parameters may become more permissive, answers less so; what goes the other way stops. */
export type SchemaSide = 'input' | 'output';

/** How a JSON Schema differs from what it was, by the name of each member. */
export function compareSchema(was: Json, is: Json, side: SchemaSide, path = ''): readonly ToolChange[] {
  if (jsonEqual(was, is)) return [];
  if (!isJsonObject(was) || !isJsonObject(is))
    return [{ stops: true, text: `${placeOf(side, path)}${wasIs(was, is)}` }];
  const keywords = namesOf(was, is).filter((keyword) => keyword !== 'properties' && keyword !== 'required');
  const pair = { was, is, side, path };
  return [...compareMembers(pair), ...keywords.flatMap((keyword) => compareKeyword(keyword, pair))];
}

interface Pair {
  readonly was: JsonObject;
  readonly is: JsonObject;
  readonly side: SchemaSide;
  readonly path: string;
}

/** Keywords that only tell people something. */
const NOTES = new Set(['$comment', '$schema', 'deprecated', 'description', 'examples', 'title']);

function compareKeyword(keyword: string, { was, is, side, path }: Pair): readonly ToolChange[] {
  const [before, after] = [own(was, keyword), own(is, keyword)];
  if (jsonEqual(before, after)) return [];
  const differs = `${placeOf(side, path)}${keyword} ${wasIs(before, after)}`;
  if (NOTES.has(keyword)) return [{ stops: false, text: `${placeOf(side, path)}${keyword} changed` }];
  if (keyword === 'enum' && isJsonArray(before) && isJsonArray(after)) {
    const [narrow, wide] = side === 'input' ? [before, after] : [after, before];
    return [{ stops: !narrow.every((value) => wide.some((other) => jsonEqual(value, other))), text: differs }];
  }
  if ((keyword === 'items' || keyword === 'additionalProperties') && isJsonObject(before) && isJsonObject(after)) {
    return compareSchema(before, after, side, keyword === 'items' ? `${path}[]` : join(path, '*'));
  }
  if (UNIONS.has(keyword) && isJsonArray(before) && isJsonArray(after) && before.length === after.length) {
    return before.flatMap((each, index) => compareSchema(each, after[index] ?? null, side, path));
  }
  if (DEFINITIONS.has(keyword) && isJsonObject(before) && isJsonObject(after)) {
    // One that came or went is referred to by something that changed.
    return Object.entries(before).flatMap(([name, schema]) => {
      const now = own(after, name);
      return now === undefined ? [] : compareSchema(schema, now, side, join(path, `#${name}`));
    });
  }
  return [{ stops: true, text: differs }];
}

const UNIONS = new Set(['allOf', 'anyOf', 'oneOf']);
const DEFINITIONS = new Set(['$defs', 'definitions']);

function compareMembers({ was, is, side, path }: Pair): readonly ToolChange[] {
  const [before, after] = [objectOf(was.properties), objectOf(is.properties)];
  const [needed, needs] = [namesIn(was.required), namesIn(is.required)];
  const input = side === 'input';
  return namesOf(before, after).flatMap((name): readonly ToolChange[] => {
    const [old, now] = [own(before, name), own(after, name)];
    const member = `${input ? 'parameter' : 'member'} ${JSON.stringify(join(path, name))}`;
    if (now === undefined) return [{ stops: true, text: `${member} is gone (was ${typeOf(old)})` }];
    if (old === undefined) {
      const how = !input ? '' : needs.has(name) ? ' and required' : ' and optional';
      return [{ stops: input && needs.has(name), text: `${member} is new${how} (${typeOf(now)})` }];
    }
    const turned: readonly ToolChange[] =
      needs.has(name) === needed.has(name)
        ? []
        : needs.has(name)
          ? [{ stops: input, text: `${member} is required now, was optional` }]
          : [{ stops: !input, text: `${member} is optional now, was required` }];
    return [...turned, ...compareSchema(old, now, side, join(path, name))];
  });
}

function placeOf(side: SchemaSide, path: string): string {
  if (path === '') return side === 'input' ? 'parameters: ' : 'answer: ';
  return `${side === 'input' ? 'parameter' : 'member'} ${JSON.stringify(path)}: `;
}

/** `was "a", is "b"`. */
export function wasIs(was: Json | undefined, is: Json | undefined): string {
  return `was ${shown(was)}, is ${shown(is)}`;
}

const LONGEST_VALUE = 160;

function shown(value: Json | undefined): string {
  if (value === undefined) return 'not there';
  const text = [...canonicalJson(value)];
  return text.length <= LONGEST_VALUE ? text.join('') : `${text.slice(0, LONGEST_VALUE).join('')}…`;
}

function typeOf(schema: Json | undefined): string {
  const type = isJsonObject(schema) ? schema.type : undefined;
  return typeof type === 'string' ? type : isJsonArray(type) ? type.map(String).join(' or ') : 'of any type';
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function namesOf(was: JsonObject, is: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])];
}

/** A member may be called like one that every object has. */
function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function namesIn(value: Json | undefined): ReadonlySet<Json> {
  return new Set(isJsonArray(value) ? value : []);
}

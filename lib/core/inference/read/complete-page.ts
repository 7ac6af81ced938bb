import { isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import type { ObservedCall } from './observed-call.ts';
import { isCursorName, isOffset, isPageNumber, isPlaceAfter, isStart, isVague } from './page-names.ts';
import { listAt, type PageRule } from './page-rule.ts';
import { cursorField, flagPath, lastPagePath, mainList, totalPath } from './page-signs.ts';

/**
 * A list that was read in one call and says that there is no more, from a tool that can page: the program reads all
 * pages. Null where the tool cannot page or the result does not say that it is complete.
 */
export function completePage(call: ObservedCall): PageRule | null {
  const properties = isJsonObject(call.spec?.inputSchema.properties) ? call.spec.inputSchema.properties : {};
  const itemsPath = mainList(call.data);
  if (itemsPath === null) return null;
  const names = Object.keys(properties).filter((name) => call.args[name] === undefined || isStart(call.args[name]));
  const cursorParam =
    names.find((name) => isCursorName(name)) ?? names.find((name) => hasMember(call.data, `next${name}`));
  // A text called `from` is a day or a person and no place in a list; what the result echoes is surely one.
  const echoed = new Set(isJsonObject(call.data) ? Object.keys(call.data) : []);
  const counts = names
    .filter((name) => takesNumbers(properties[name]))
    .sort((a, b) => Number(echoed.has(b)) - Number(echoed.has(a)) || Number(isVague(a)) - Number(isVague(b)));
  const cursor = cursorParam === undefined ? null : cursorField(call.data, itemsPath, cursorParam);
  const start = (name: string) => (call.args[name] === undefined ? {} : { first: call.args[name] ?? null });
  if (cursorParam !== undefined && cursor !== null) {
    return { param: cursorParam, style: 'cursor', nextPath: cursor.path, itemsPath, ...start(cursorParam) };
  }
  const items = listAt(call.data, itemsPath);
  const placed = afterLastItem(call, names, items);
  if (placed !== null) return { ...placed, style: 'lastItem', itemsPath, ...start(placed.param) };
  const total = totalPath([call], itemsPath);
  const offsetParam = counts.find((name) => isOffset(name));
  if (offsetParam !== undefined && total !== null) {
    return { param: offsetParam, style: 'offset', itemsPath, totalPath: total, ...start(offsetParam) };
  }
  const pageParam = counts.find((name) => isPageNumber(name));
  if (pageParam === undefined) return null;
  const more = flagPath([call]);
  if (more !== null) return { param: pageParam, style: 'number', itemsPath, morePath: more, ...start(pageParam) };
  const lastPage = lastPagePath([call]);
  if (lastPage !== null)
    return { param: pageParam, style: 'number', itemsPath, lastPagePath: lastPage, ...start(pageParam) };
  if (total !== null) return { param: pageParam, style: 'number', itemsPath, totalPath: total, ...start(pageParam) };
  const size = pageSizeOf(call, properties);
  if (size === null || items.length > size) return null;
  return { param: pageParam, style: 'number', itemsPath, pageSize: size, ...start(pageParam) };
}

/** The parameter that takes the id of the last item, where a flag says whether more follows: as payment services page. */
function afterLastItem(
  call: ObservedCall,
  names: readonly string[],
  items: readonly Json[],
): Pick<PageRule, 'param' | 'nextPath' | 'morePath'> | null {
  const param = names.find((name) => isPlaceAfter(name));
  const morePath = flagPath([call]);
  const last = items.at(-1);
  if (param === undefined || morePath === null || !isJsonObject(last)) return null;
  const own = /([a-z]+_?(id|key))$/i.exec(param)?.[1]?.toLowerCase().replace(/_/g, '');
  const keys = Object.keys(last);
  const member =
    keys.find(
      (key) => own !== undefined && key.toLowerCase().replace(/_/g, '') === own.replace(/^(after|since|last)/, ''),
    ) ??
    keys.find((key) => /^_?(id|uuid|key)$/i.test(key)) ??
    keys.find((key) => /(_id|Id)$/.test(key));
  return member === undefined ? null : { param, nextPath: [member], morePath };
}

/** Whether an object has a member of this name at its top or one level down, however it is written. */
function hasMember(data: Json, name: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[_-]/g, '');
  const named = (value: Json): boolean =>
    isJsonObject(value) && Object.keys(value).some((key) => plain(key) === plain(name));
  return named(data) || (isJsonObject(data) && Object.values(data).some(named));
}

/** Whether a parameter may be a number: one without a type may, a text or a list may not. */
function takesNumbers(schema: Json | undefined): boolean {
  if (!isJsonObject(schema)) return true;
  const { type } = schema;
  if (Array.isArray(type)) return type.includes('integer') || type.includes('number');
  if (type === undefined) return schema.enum === undefined && schema.format === undefined;
  return type === 'integer' || type === 'number';
}

function pageSizeOf(call: ObservedCall, properties: JsonObject): number | null {
  for (const [name, schema] of Object.entries(properties)) {
    if (!/^(per_?page|page_?size|limit|max_?results|size|count|first|top)$/i.test(name)) continue;
    const given = call.args[name];
    if (typeof given === 'number') return given;
    if (isJsonObject(schema) && typeof schema.default === 'number') return schema.default;
  }
  return null;
}

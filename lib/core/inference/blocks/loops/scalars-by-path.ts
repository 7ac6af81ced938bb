import { isJsonObject, type Json } from '../../../json/json.ts';

export function scalarsByPath(item: Json): [string, Json][] {
  const found: [string, Json][] = [];
  const walk = (value: Json, path: string): void => {
    if (isJsonObject(value)) for (const [key, member] of Object.entries(value)) walk(member, `${path}/${key}`);
    else if (typeof value === 'string' || typeof value === 'number') found.push([path, value]);
  };
  walk(item, '');
  return found;
}

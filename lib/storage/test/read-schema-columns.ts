import { readFileSync } from 'node:fs';

const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  Boolean: 'boolean',
  Int: 'integer',
  DateTime: 'timestamp with time zone',
};

/** Every column that prisma/schema.prisma describes, as `table.column type?`, sorted. Relations are no columns. */
export function readSchemaColumns(): readonly string[] {
  const schema = readFileSync(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8');
  return [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)]
    .flatMap(([, body = '']) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
      return [...body.matchAll(/^ {2}(\w+)\s+(\w+)(\?|\[\])?(.*)$/gm)].flatMap(
        ([, field, type = '', mark, rest = '']) => {
          const known = TYPES[type];
          if (!known) return [];
          return [`${table}.${/@map\("(\w+)"\)/.exec(rest)?.[1] ?? field} ${known}${mark === '?' ? '?' : ''}`];
        },
      );
    })
    .sort();
}

import { Document, isPair, isScalar, isSeq, type Node, Scalar, visit } from 'yaml';
import type { TemplateFile } from './template-file.ts';

const SHORT: Readonly<Record<string, string>> = {
  Ref: '!Ref',
  'Fn::GetAtt': '!GetAtt',
  'Fn::Sub': '!Sub',
  'Fn::If': '!If',
};

/** YAML by serializer only, with the short forms that people write: `!Ref Ledger` for `{ Ref: Ledger }`. */
export function printTemplate(template: TemplateFile): string {
  const document = new Document(template, { aliasDuplicateObjects: false, version: '1.1' });
  visit(document, {
    Map(_, map) {
      const [pair, ...others] = map.items;
      if (!isPair(pair) || !isScalar(pair.key) || others.length > 0) return undefined;
      const tag = SHORT[String(pair.key.value)];
      return tag === undefined ? undefined : tagged(tag, pair.value);
    },
  });
  return document.toString({ lineWidth: 0 });
}

function tagged(tag: string, value: unknown): Node | undefined {
  if (isScalar(value)) {
    const short = new Scalar(value.value);
    short.tag = tag;
    return short;
  }
  if (!isSeq(value)) return undefined;
  value.tag = tag;
  return value;
}

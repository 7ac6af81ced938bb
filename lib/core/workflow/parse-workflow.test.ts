import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import { exampleWorkflow } from './example-workflow.ts';
import { parseWorkflow, WorkflowFormatError } from './parse-workflow.ts';
import { migrateWorkflow } from './versions/migrate-workflow.ts';

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value));

describe('reading a workflow file', () => {
  test('gives back what was written', () => {
    expect(parseWorkflow(plain(exampleWorkflow))).toEqual(exampleWorkflow);
  });

  test.each([
    ['text', 'This is no workflow: it must be a JSON object.'],
    [
      { ...exampleWorkflow, version: 9 },
      'This workflow has version 9; this program reads up to version 1. Update the program.',
    ],
    [{ ...exampleWorkflow, nmae: 'x' }, 'This is no workflow: the document: Unrecognized key: "nmae".'],
    [
      { ...exampleWorkflow, inputs: [{ name: 'Bad name', schema: {} }] },
      'This is no workflow: inputs[0].name: must be an identifier',
    ],
    [{ ...exampleWorkflow, body: [{ id: 'x', do: 'shell', command: 'rm' }] }, 'This is no workflow: body[0].do:'],
    [{ ...exampleWorkflow, output: { $: 'code', text: '1+1' } }, 'This is no workflow: output.$:'],
    [{ ...exampleWorkflow, output: { $: 'ref', of: 'global', id: 'process' } }, 'This is no workflow: output.of:'],
  ])('says in one line what is wrong with %#', (document, message) => {
    expect(() => parseWorkflow(plain(document))).toThrow(WorkflowFormatError);
    expect(() => parseWorkflow(plain(document))).toThrow(message);
  });

  test('lets a file say where its schema is', () => {
    expect(parseWorkflow({ $schema: './workflow.schema.json', ...(plain(exampleWorkflow) as object) })).toEqual(
      exampleWorkflow,
    );
  });

  test('refuses nesting that would exhaust the stack', () => {
    let deep: Json = { $: 'absent' };
    for (let level = 0; level < 50_000; level += 1) deep = { $: 'arr', items: [deep] };
    expect(() => parseWorkflow({ ...(plain(exampleWorkflow) as object), output: deep } as Json)).toThrow(
      'nested too deeply',
    );
  });

  test('migrates older versions step by step', () => {
    const chain = {
      1: (document: object) => ({ ...document, version: 2, a: 1 }),
      2: (document: object) => ({ ...document, version: 3, b: 2 }),
    };
    expect(migrateWorkflow({ version: 1 }, chain)).toEqual({ version: 3, a: 1, b: 2 });
    expect(migrateWorkflow({ version: 3 }, chain)).toEqual({ version: 3 });
  });
});

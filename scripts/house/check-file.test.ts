import { describe, expect, test } from 'vitest';
import { checkFile } from './check-file.ts';
import { rooms } from './house-rules.ts';

const check = (file: string, source: string) => checkFile(file, source, rooms).map((one) => one.message);

describe('imports go one way', () => {
  test('a core file may not see Node, React, an SDK or storage, not even their types', () => {
    const source = [
      `import { readFile } from 'node:fs/promises';`,
      `import type { ReactNode } from 'react';`,
      `import { Client } from '@modelcontextprotocol/client';`,
      `import type { Store } from '#lib/storage/store.ts';`,
    ].join('\n');
    expect(check('lib/core/trace/x.ts', source)).toEqual([
      'lib/core/trace may not import the package node:fs/promises.',
      'lib/core/trace may not import the package react.',
      'lib/core/trace may not import the package @modelcontextprotocol/client.',
      'lib/core/trace may not see lib/storage (it imports #lib/storage/store.ts).',
    ]);
  });

  test('inference and execution never see each other', () => {
    expect(check('lib/core/inference/x.ts', `import { a } from '../execution/run-event.ts';`)).toHaveLength(1);
    expect(check('lib/core/execution/x.ts', `export * from '#core/inference/infer.ts';`)).toHaveLength(1);
  });

  test('mcp, chat and storage never see each other, and studio joins them', () => {
    expect(check('lib/mcp/x.ts', `import type { Store } from '#lib/storage/store.ts';`)).toHaveLength(1);
    expect(check('lib/chat/x.ts', `const m = await import('#lib/mcp/connections.ts');`)).toHaveLength(1);
    expect(check('lib/studio/x.ts', `import type { Store } from '#lib/storage/store.ts';`)).toEqual([]);
  });

  test('the AI SDK stays in chat; studio may name its types', () => {
    expect(check('lib/studio/x.ts', `import { streamText } from 'ai';`)).toHaveLength(1);
    expect(check('lib/studio/x.ts', `import type { UIMessageChunk } from 'ai';`)).toEqual([]);
    expect(check('lib/chat/x.ts', `import { streamText } from 'ai';`)).toEqual([]);
  });

  test('components do not reach for use cases', () => {
    expect(check('components/chat/x.tsx', `import { callTool } from '#lib/studio/calls/call-tool.ts';`)).toHaveLength(
      1,
    );
  });

  test('a relative path may not leave its house, whatever may be seen', () => {
    expect(check('lib/studio/x.ts', `import { a } from '../storage/store.ts';`)).toEqual([
      '../storage/store.ts leaves lib/studio: between houses use the alias (#core/…, #lib/…, #components/…).',
    ]);
    expect(check('lib/core/trace/x.ts', `import type { Json } from '../json/json.ts';`)).toEqual([]);
  });

  test('imports over several lines and side effects count; comments and texts do not', () => {
    const source = `
// import { a } from 'react';
/* import 'next'; */
const text = "import x from 'react'";
import {
  a,
  b,
} from 'react';
import 'next/server';
`;
    expect(checkFile('lib/mcp/x.ts', source, rooms).map(({ line }) => line)).toEqual([8, 9]);
  });

  test('nobody turns text into code', () => {
    expect(check('app/api/x.ts', `import { runInNewContext } from 'node:vm';`)).toHaveLength(1);
    expect(check('lib/mcp/x.ts', `const f = new Function('return 1');`)).toHaveLength(1);
    expect(check('lib/mcp/x.ts', `const f = eval(text);`)).toHaveLength(1);
    expect(check('lib/mcp/x.ts', `export function evaluate(f: Function) {}`)).toEqual([]);
  });
});

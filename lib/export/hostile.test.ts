import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { TargetId } from './bundle.ts';
import { exportBundle } from './export-bundle.ts';
import { markdownCode, markdownText } from './print/markdown.ts';
import { printString, printTemplateText, printValue } from './print/print-value.ts';
import { printYaml } from './print/print-yaml.ts';
import { hostileCase } from './test/hostile-workflow.ts';
import { pythonShape } from './test/python-shape.ts';
import { syntaxShape } from './test/syntax-shape.ts';
import { isSafePath, unzipBundle, zipBundle } from './zip-bundle.ts';

const TRICKS = [
  ...['"', "'", '`', '\\', '${', '}', '{{', '*/', '/*', '//', '-->', '<!--', '</script>', '<script>'],
  ...['\n', '\r\n', '\u2028', '\u2029', '\0', '\u202e', '\ufeff', '\t', '\u001b[31m', '😀', '\ud800', 'é', '𝒜'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'then',
    'class',
    'await',
    'eval',
    '..',
    '../../etc/passwd',
    'C:\\x',
    'con',
    '~',
  ],
  ...[
    '---',
    '\n---\nkind: ClusterRoleBinding',
    '&a',
    '*a',
    '!!js/function',
    '!!python/object',
    'no',
    '1e3',
    '0x10',
    'null',
    ': ',
  ],
  ...[
    '#',
    '%',
    '@',
    '|',
    '>',
    '$(id)',
    '`id`',
    '; rm -rf /',
    '&& id',
    '\n```\n',
    '](javascript:alert(1))',
    '<img src=x onerror=y>',
  ],
];

/** Begins with `!`, so that it is never by chance one of the plain names that may become an identifier. */
const hostile = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...TRICKS) }, fc.string({ maxLength: 12, unit: 'binary' })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => `!${parts.join('')}`);

const library = {
  files: [],
  temporal: [],
  python: { files: [], requirements: '', redisRequirements: '' },
  lock: {
    packages: new Proxy({}, { get: () => ({ version: '1.0.0' }) }) as never,
  },
};

/** One hostile text after the other, none twice: equal keys would be one key. */
function supply(texts: readonly string[]): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${texts[count % texts.length] ?? '!'}${count}`;
  };
}

async function filesOf(texts: readonly string[], target: TargetId = 'typescript') {
  const { workflow, trace, servers } = hostileCase(supply(texts));
  return exportBundle({ workflow, traces: [trace], target, options: { servers }, library });
}

const CODE = ['workflow.ts', 'tools.ts', 'inputs.ts', 'judgements.ts', 'main.ts'];
const PYTHON_CODE = ['workflow.py', 'tools.py', 'inputs.py', 'judgements.py', 'main.py'];

describe('hostile names, texts and values', () => {
  test('change nothing in the code but literals, and never stand in a comment', async () => {
    const plain = await filesOf(['!']);
    const shapes = new Map(
      plain.files.filter(({ path }) => CODE.includes(path)).map(({ path, text }) => [path, syntaxShape(text)]),
    );
    expect(shapes.size).toBe(CODE.length);
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 12 }), async (texts) => {
        const bundle = await filesOf(texts);
        for (const { path, text } of bundle.files) {
          expect(isSafePath(path)).toBe(true);
          const shape = shapes.get(path);
          if (shape) expect(syntaxShape(text)).toEqual(shape);
          if (path.endsWith('.ts') || path.endsWith('.md')) {
            // What stands between backticks in Markdown is no markup.
            expect(text.replace(/(`+)[^\n]*?\1/g, '')).not.toMatch(/<\/?script|<img/i);
            expect(text).not.toMatch(/[\u2028\u2029\u202e\0]/);
          }
        }
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  test('change nothing in Python code but literals, and never stand in a comment', async () => {
    const plain = await filesOf(['!'], 'python');
    const shapes = new Map(
      plain.files.filter(({ path }) => PYTHON_CODE.includes(path)).map(({ path, text }) => [path, pythonShape(text)]),
    );
    expect(shapes.size).toBe(PYTHON_CODE.length);
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 12 }), async (texts) => {
        const bundle = await filesOf(texts, 'python');
        for (const { path, text } of bundle.files) {
          expect(isSafePath(path)).toBe(true);
          const shape = shapes.get(path);
          if (shape) expect(pythonShape(text), path).toEqual(shape);
          if (path.endsWith('.py') || path.endsWith('.toml')) expect(text).not.toMatch(/[\u2028\u2029\u202e\0]/);
        }
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  test('are the same values again when the literals are read', () => {
    fc.assert(
      fc.property(fc.jsonValue(), hostile, (value, text) => {
        const read = (source: string): unknown => new Function(`return (${source});`)();
        expect(JSON.stringify(read(printValue(value as never)))).toBe(JSON.stringify(value));
        expect(read(printString(text))).toBe(text);
        expect(read(`\`${printTemplateText(text)}\``)).toBe(text);
        const holder = JSON.parse(`{"__proto__":${JSON.stringify(text)}}`);
        expect(Object.getOwnPropertyDescriptor(read(printValue(holder)), '__proto__')?.value).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('are one YAML document that says the same', () => {
    fc.assert(
      fc.property(hostile, hostile, (key, value) => {
        const object = { metadata: { name: value, [key]: value }, list: [value] };
        const documents = parseAllDocuments(printYaml(object), { version: '1.1' });
        expect(documents).toHaveLength(1);
        expect(documents[0]?.toJS()).toEqual(object);
      }),
      { numRuns: 1000 },
    );
  });

  test('are words in Markdown and nothing else', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const written of [markdownText(text), markdownCode(text)]) expect(written).not.toMatch(/[\n\r\0\u2028]/);
        expect(markdownText(text)).not.toMatch(/<|>|(?<!\\)[`[\]*_|]/);
      }),
      { numRuns: 2000 },
    );
  });

  test('give Kubernetes objects that are valid, and the same zip twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 8 }), async (texts) => {
        const [one, two] = [await filesOf(texts, 'kubernetes'), await filesOf(texts, 'kubernetes')];
        for (const { path, text } of one.files.filter(({ path: each }) => each.endsWith('.yaml'))) {
          expect(parseAllDocuments(text), path).toHaveLength(1);
        }
        const zip = zipBundle(one);
        expect(Buffer.compare(zip, zipBundle(two))).toBe(0);
        expect([...unzipBundle(zip).keys()]).toEqual(one.files.map(({ path }) => path));
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

test.each(['compose', 'systemd', 'github-actions', 'airflow', 'lambda', 'temporal'] as const)(
  'hostile names, texts and values are in no file that %s adds',
  async (target) => {
    const added = async (texts: readonly string[]) => {
      const { workflow, trace, servers } = hostileCase(supply(texts));
      const options = { servers, state: 'postgres', trigger: { on: 'manual' } } as const;
      const { files } = await exportBundle({ workflow, traces: [trace], target, options, library });
      return files.filter(({ role, path }) => role === 'place' && path !== 'sbom.cdx.json');
    };
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 8 }), async (texts) => {
        for (const { path, text } of await added(texts)) {
          // What is left of a name are small letters, digits and hyphens, and names of variables.
          expect([path, /[^\n -~…]/.exec(text)?.[0]]).toEqual([path, undefined]);
          for (const line of text.split('\n'))
            expect([path, /<script|\$\(id\)|; rm /.exec(line)?.[0]]).toEqual([path, undefined]);
        }
      }),
      { numRuns: 15 },
    );
  },
);

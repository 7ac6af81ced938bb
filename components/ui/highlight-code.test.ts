import { expect, it } from 'vitest';
import { highlightCode, languageOf } from './highlight-code.ts';

it('colours code by token and loses no character', async () => {
  const code = 'const answer = 42; // why\nexport { answer };';
  const lines = await highlightCode(code, 'typescript');
  expect(lines.map((line) => line.map((token) => token.text).join('')).join('\n')).toBe(code);
  const classOf = (text: string) => lines.flat().find((token) => token.text.trim() === text)?.className;
  expect(classOf('const')).toBe('text-code-keyword');
  expect(classOf('42')).toBe('text-code-constant');
  expect(classOf('// why')).toBe('text-code-comment');
});

it.each(['json', 'yaml', 'python', 'shell', 'dockerfile', 'markdown', 'javascript'] as const)(
  'can read %s',
  async (language) => {
    const lines = await highlightCode('FROM "a": 1 # x', language);
    expect(
      lines
        .flat()
        .map((token) => token.text)
        .join(''),
    ).toBe('FROM "a": 1 # x');
  },
);

it('knows the language of a file by its name', () => {
  expect(['src/workflow.ts', 'k8s/base/cron-job.yaml', 'Dockerfile', 'run.sh', 'LICENSE'].map(languageOf)).toEqual([
    'typescript',
    'yaml',
    'dockerfile',
    'shell',
    'text',
  ]);
});

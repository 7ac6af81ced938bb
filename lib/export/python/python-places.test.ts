import { describe, expect, test } from 'vitest';
import { LANGUAGE_TRIGGERS } from '#core/deploy/target.ts';
import { TARGET_IDS, TARGETS } from '../targets.ts';
import { placedBundle, TRIGGERS, takesExample, textOf } from '../test/placed-bundle.ts';
import { lintPython } from './format-python.ts';

const PLACES = TARGET_IDS.filter((id) => TARGETS[id].languages.includes('python'));

describe.each(PLACES)('an agent in Python for %s', (id) => {
  const place = TARGETS[id];
  const state = place.states.sqlite === 'taken' ? 'sqlite' : 'postgres';
  const triggers = TRIGGERS.filter(
    (trigger) =>
      place.triggers[trigger.on] === 'taken' &&
      LANGUAGE_TRIGGERS.python[trigger.on] === 'taken' &&
      takesExample(id, trigger),
  );

  test.each(triggers)('is started as Python is, $on', async (trigger) => {
    const { language, files } = await placedBundle(id, trigger, state, 'python');
    expect(language).toBe('python');
    const placed = files.filter(({ role }) => role === 'place');
    for (const { path, text } of placed) {
      expect(text, path).not.toMatch(/\bnpm\b|node_modules|\bmain\.ts\b|package\.json/);
      if (path.endsWith('.py')) expect(lintPython(text), path).toEqual([]);
    }
  });
});

test('the image holds every file that the program is made of, and nothing else is sent to its build', async () => {
  const bundle = await placedBundle('kubernetes', { on: 'manual' }, 'sqlite', 'python');
  const sent = textOf(bundle, '.dockerignore')
    .split('\n')
    .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
  const copied = [...textOf(bundle, 'Dockerfile').matchAll(/^COPY (?!--)(.*) \S+$/gm)].flatMap(([, words = '']) =>
    words.split(' '),
  );
  const fits = (globs: readonly string[], path: string) =>
    globs.some((glob) => path === glob || path.startsWith(`${glob}/`) || (glob === '*.py' && /^[^/]+\.py$/.test(path)));
  const program = bundle.files
    .map(({ path }) => path)
    .filter((path) => /^[^/]+\.py$|^runtime\/|^(?:mcp|trace)\.json$|^requirements\.txt$/.test(path));
  expect(program).toContain('workflow.py');
  for (const path of program) expect([path, fits(sent, path), fits(copied, path)]).toEqual([path, true, true]);
  for (const path of ['.env.example', 'README.md', 'tests/test_replay.py', 'pyproject.toml'])
    expect([path, fits(sent, path)]).toEqual([path, false]);
});

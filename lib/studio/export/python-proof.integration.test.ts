import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportBundle } from '#lib/export/export-bundle.ts';
import { ticketsForPullRequests, ticketsTrace } from '#lib/export/test/tickets-for-pull-requests.ts';
import { readRuntimeLibrary } from '#lib/export/typescript/runtime-library.ts';
import { proveBundle } from './export-prove.ts';

const installation = resolve(import.meta.dirname, '../../..');

const REQUEST = {
  workflow: ticketsForPullRequests,
  traces: [ticketsTrace],
  options: {},
  library: readRuntimeLibrary(installation),
} as const;

async function prove(change: (path: string, text: string) => string = (_path, text) => text) {
  const bundle = await exportBundle({ ...REQUEST, target: 'python' });
  const files = bundle.files.map((file) => ({ ...file, text: change(file.path, file.text) }));
  const { proved, checks } = await proveBundle({ bundle: { ...bundle, files }, installation, secrets: [] });
  return { proved, checks, failed: checks.filter(({ state }) => state === 'failed') };
}

const inWorkflow = (from: string, to: string) => (path: string, text: string) =>
  path === 'workflow.py' ? text.replace(from, to) : text;

describe('an agent in Python', () => {
  test('is proved: linted, type-checked, and its recording replayed without any package', async () => {
    const { proved, checks } = await prove();
    expect(checks.map(({ id, state, detail }) => `${id} ${state} ${state === 'failed' ? detail : ''}`.trim())).toEqual([
      'paths passed',
      'secrets passed',
      'python passed',
      'lint passed',
      'types passed',
      'replay passed',
    ]);
    expect(checks.at(-1)?.detail).toBe(
      'a plan reads and changes nothing · an apply makes the changes that were recorded · an apply after that makes none',
    );
    expect(proved).toBe(true);
  }, 120_000);

  test('is proved for a cluster too, with the objects around it', async () => {
    const bundle = await exportBundle({ ...REQUEST, target: 'kubernetes', options: { language: 'python' } });
    const { proved, checks } = await proveBundle({ bundle, installation, secrets: [] });
    expect(checks.filter(({ state }) => state !== 'passed')).toEqual([]);
    expect(checks.map(({ id }) => id)).toContain('manifests');
    expect(proved).toBe(true);
  }, 120_000);

  test('is not offered where it does not parse', async () => {
    const { failed } = await prove(inWorkflow('async def', 'async fed'));
    expect(failed).toMatchObject([{ id: 'lint', detail: expect.stringContaining('workflow.py:') }]);
  });

  test('is not offered where a tool is called with what it does not take', async () => {
    const { failed } = await prove(inWorkflow('pull["url"]', 'pull["number"]'));
    expect(failed).toMatchObject([{ id: 'types', detail: expect.stringContaining('"description"') }]);
  }, 60_000);

  test('is not offered where it does something else than was recorded', async () => {
    const { failed } = await prove(inWorkflow('description=pull["url"]', 'description=pull["title"]'));
    expect(failed).toMatchObject([{ id: 'replay', detail: expect.stringContaining('No recorded call of') }]);
  }, 60_000);
});

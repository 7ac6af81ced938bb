import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const SONGS: Readonly<Record<string, readonly string[]>> = {
  studio: ['take.five = Five', 'so.what = What', 'blue.train = Train', 'naima = N', 'giant.steps = Steps'],
  stage: ['blue.train = live 1', 'old.folks = live 2', 'take.five = live 3'],
};

const WORLD: SmallWorld = {
  'band/list_places': { run: () => ['studio', 'stage', 'garden'] },
  'band/list_songs': { run: ({ place }) => (SONGS[String(place)] ?? []).join('\n') },
  'band/rehearse': { run: () => 'ok' },
};

test('two reads for words of their own are two calls, and lines of names and values a list to compare', async () => {
  const prompt = 'Which songs of the studio are not played on stage yet? Rehearse each of them.';
  const trace = await record(prompt, WORLD, async (call) => {
    await call('band/list_places');
    await call('band/list_songs', { place: 'studio' });
    await call('band/list_songs', { place: 'stage' });
    for (const song of ['so.what', 'naima', 'giant.steps']) await call('band/rehearse', { song });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(
    /for \w+ of filter\((\w+), (\w+) => not\(has\(map\((\w+), \w+ => \w+\.key\), \2\.key\)\)\)/,
  );
  expect(questions).toEqual([]);
});

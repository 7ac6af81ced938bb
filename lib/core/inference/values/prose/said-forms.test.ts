import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, runIn, type SmallWorld } from '../../testing/small-world.ts';

const alerts = [
  { ref: 'al-31ed', message: 'CPU load at 91% on mail-01' },
  { ref: 'al-87db', message: 'memory at 68% on mail-30' },
  { ref: 'al-16ae', message: 'swap usage at 82% on cache-24' },
];

const worldOf = (listed: Json): SmallWorld => ({
  'watch/list_alerts': { run: () => listed },
  'desk/open_ticket': { run: () => 'ok' },
});

/** Opens a ticket for each alert, as the request says, and gives what was derived. */
async function derived(prompt: string, ticketFor: (what: string, percent: string, host: string) => JsonObject) {
  const trace = await record(prompt, worldOf(alerts), async (call) => {
    await call('watch/list_alerts');
    for (const { message } of alerts) {
      const [, what = '', percent = '', host = ''] = /^(.*) at (.*) on (.*)$/.exec(message) ?? [];
      await call('desk/open_ticket', ticketFor(what, percent, host));
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { workflow, shown: showWorkflow(workflow), questions };
}

const FORM = 'The alerts read "<what> at <percent> on <host>".';

describe('a text that has the form that the user wrote', () => {
  test('is taken apart by it, and put together otherwise', async () => {
    const { workflow, shown, questions } = await derived(
      `Open a ticket per alert. ${FORM} The title is "<host>: <what> <percent>".`,
      (what, percent, host) => ({ title: `${host}: ${what} ${percent}` }),
    );
    expect(shown).toContain(
      'title: `${textAfter(textAfter(alert.message, " at "), " on ")}: ${textBefore(alert.message, " at ")} ${textBetween(alert.message, " at ", " on ")}`',
    );
    expect(questions).toEqual([]);
    if (workflow === null) throw new Error('No workflow.');
    // A mark that stands in an earlier piece too is no end of a later one.
    const { made } = await runIn(worldOf([{ ref: 'al-9', message: 'load on disk at 7% on web-2' }]), workflow, {
      writes: ['desk/open_ticket'],
    });
    expect(made.map(({ args }) => args)).toEqual([{ title: 'web-2: load on disk 7%' }]);
  });

  test('gives its pieces to arguments of their names', async () => {
    const { shown, questions } = await derived(
      `Open a ticket per alert, with its host and the level in percent. ${FORM}`,
      (_what, percent, host) => ({ host, level: percent }),
    );
    expect(shown).toContain('host: textAfter(textAfter(alert.message, " at "), " on ")');
    expect(shown).toContain('level: textBetween(alert.message, " at ", " on ")');
    expect(questions).toEqual([]);
  });

  test('stops the run where it has another', async () => {
    const { workflow } = await derived(
      `Open a ticket per alert. ${FORM} The title is "<host>: <what> <percent>".`,
      (what, percent, host) => ({ title: `${host}: ${what} ${percent}` }),
    );
    if (workflow === null) throw new Error('No workflow.');
    const { status, made } = await runIn(worldOf([{ ref: 'al-9', message: 'web-2 is down' }]), workflow, {
      writes: ['desk/open_ticket'],
    });
    expect({ status, made }).toEqual({ status: 'failed', made: [] });
  });
});

test('a form that the texts do not have takes nothing apart', async () => {
  const { shown } = await derived(
    'Open a ticket per alert. The alerts read "<what> is <percent> on <host>". The title is "<host>: <what> <percent>".',
    (what, percent, host) => ({ title: `${host}: ${what} ${percent}` }),
  );
  expect(shown).not.toContain('textAfter');
});

import { describe, expect, test } from 'vitest';
import { shown } from '../testing/shown.ts';
import type { SmallWorld } from '../testing/small-world.ts';

const boats = [
  { boat: 'b-7710', name: 'Heron', state: 'leaking', crew: 4 },
  { boat: 'b-7711', name: 'Osprey', state: 'sound', crew: 2 },
  { boat: 'b-7712', name: 'Tern', state: 'leaking', crew: 7 },
  { boat: 'b-7713', name: 'Gull', state: 'worn', crew: 3 },
];
const world: SmallWorld = {
  'port/list_boats': { run: () => boats },
  'port/make_job': { run: () => ({ ok: true }) },
};

describe('one tool that is called for items of two kinds', () => {
  test('is a call for each kind, with the arguments of that kind', async () => {
    const said =
      'For boats that are leaking the dock gets the job "Pump out <name>"; for all others the office gets the job "Call the crew of <crew>".';
    const { program, questions } = await shown(said, world, async (call) => {
      await call('port/list_boats');
      for (const { boat, name, state, crew } of boats)
        await call(
          'port/make_job',
          state === 'leaking'
            ? { boat, team: 'dock', text: `Pump out ${name}` }
            : { boat, team: 'office', text: `Call the crew of ${crew}` },
        );
    });
    expect(program).toMatch(/if eq\(boat\.state, "leaking"\)|if eq\(boat\.state, \$state\)/);
    expect(program).toContain('text: `Pump out ${boat.name}`');
    expect(program).toMatch(/else\n\s+makeJob2 = .*`Call the crew of \$\{boat\.crew\}`/);
    expect(program).not.toContain('judge(');
    expect(questions).toEqual([]);
  });

  test('stays one call where the argument is a member of the item', async () => {
    const { program } = await shown('Make a job with its state for each boat.', world, async (call) => {
      await call('port/list_boats');
      for (const { boat, state } of boats) await call('port/make_job', { boat, team: state });
    });
    expect(program).toContain('make_job(boat: boat.boat, team: boat.state)');
  });
});

import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const crates = [
  { crate: 'cr-81', size: 'small' },
  { crate: 'cr-82', size: 'huge' },
  { crate: 'cr-83', size: 'large' },
  { crate: 'cr-84', size: 'small' },
  { crate: 'cr-85', size: 'medium' },
  { crate: 'cr-86', size: 'huge' },
];

async function program(prompt: string, gateOf: Readonly<Record<string, string>>) {
  const world: SmallWorld = {
    'dock/list_crates': { run: () => ({ crates }) },
    'dock/send': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_crates');
    for (const { crate, size } of crates) await call('dock/send', { crate, gate: gateOf[size] ?? 'yard' });
  });
  return showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
}

describe('a table that the user gave in words', () => {
  test('says also what all others become', async () => {
    const shown = await program(
      'Send every crate to its gate: huge ones to crane, large ones to ramp, everything else to yard.',
      { huge: 'crane', large: 'ramp' },
    );
    expect(shown).toMatch(
      /gate: coalesce\(find\(\[.*"huge".*"crane".*\], \w+ => eq\(\w+\.from, crate\.size\)\)\.to, "yard"\)/,
    );
    expect(shown).not.toContain('medium');
  });

  test('ends the run at a value that it does not hold, where nothing was said of others', async () => {
    const shown = await program(
      'Send every crate to its gate: huge ones to crane, large ones to ramp, small ones and medium ones to yard.',
      { huge: 'crane', large: 'ramp' },
    );
    expect(shown).toMatch(/gate: only\(\[/);
  });

  test('is none where others go to different places', async () => {
    const shown = await program(
      'Send every crate to its gate: huge ones to crane, all others to yard or to shed as you like.',
      { huge: 'crane', small: 'shed' },
    );
    expect(shown).not.toContain('"from"');
  });
});

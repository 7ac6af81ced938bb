import type { OpenAgent } from './open-agent.ts';
import type { CommandArguments } from './run-command.ts';

/** `judgements`: the model's answers that are kept. `judgements forget <id>|all`: asks again the next time. */
export async function judgementsCommand(agent: OpenAgent, { words, json }: CommandArguments): Promise<number> {
  try {
    const [what, wanted] = words;
    const kept = await agent.judgements.list();
    if (what === 'forget') {
      const chosen = kept.filter(({ id }) => wanted === 'all' || id === wanted);
      if (chosen.length === 0 && wanted !== 'all') throw new Error(`No judgement has the id "${wanted ?? ''}".`);
      for (const { id } of chosen) await agent.judgements.forget(id);
      process.stdout.write(`${chosen.length} forgotten.\n`);
      return 0;
    }
    if (json) process.stdout.write(`${JSON.stringify(kept, null, 2)}\n`);
    else if (kept.length === 0) process.stdout.write('The model was not asked yet.\n');
    for (const { id, step, answer, at } of json ? [] : kept)
      process.stdout.write(`${at}  ${step}  ${JSON.stringify(answer)}  ${id}\n`);
    return 0;
  } finally {
    await agent.close();
  }
}

import type { ProofCheck } from '../../workflow/inference-result.ts';
import type { ProgramRunner } from './program-runner.ts';
import type { NoWorld, ProofWorld } from './proof-world.ts';
import { worldCaller } from './world-caller.ts';

/** Runs the program in every world, one check for all worlds of one name: the first problem is what it says. */
export async function climb(
  rungs: readonly (ProofWorld | NoWorld)[],
  runner: ProgramRunner,
): Promise<readonly ProofCheck[]> {
  const checks = new Map<string, ProofCheck>();
  for (const rung of rungs) {
    if (checks.get(rung.name)?.status === 'failed') continue;
    checks.set(rung.name, 'reason' in rung ? skipped(rung) : await tried(rung, runner));
  }
  return [...checks.values()];
}

function skipped({ name, reason }: NoWorld): ProofCheck {
  return { name, status: 'skipped', detail: reason };
}

async function tried({ name, world, problem, shows }: ProofWorld, runner: ProgramRunner): Promise<ProofCheck> {
  const found = problem(await runner({ ...world, caller: worldCaller(world) }));
  return found === null ? { name, status: 'passed', detail: shows } : { name, status: 'failed', detail: found };
}

import type { ProgramRun } from './program-runner.ts';
import type { World } from './world.ts';

/** A world that a program is tried in: one rung of the ladder. */
export interface ProofWorld {
  readonly name: string;
  readonly world: World;
  /** What is wrong with the run, in one sentence; null where it is what it should be. */
  readonly problem: (run: ProgramRun) => string | null;
  /** What a run without a problem shows, in one sentence. */
  readonly shows: string;
}

/** A rung that says nothing about this program, and why. */
export interface NoWorld {
  readonly name: string;
  readonly reason: string;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../environment.ts';
import { missingModelSettings } from '../model.ts';
import { missingVariables, readServerSettings } from '../servers/server-settings.ts';
import type { AgentProgram } from './agent-program.ts';

/**
 * Checks before anything is done that the servers and the model of a program can be reached as far as settings go.
 * Throws one message that names everything that is missing.
 */
export function requireSettings(program: AgentProgram, folder: string, environment: Environment): void {
  const text = readFileSync(join(folder, 'mcp.json'), 'utf8');
  const variables = missingVariables(text, environment);
  const judges = program.judgements ?? [];
  const model = judges.length === 0 ? null : missingModelSettings(environment);
  const steps = judges.map(({ step }) => `"${step}"`).join(', ');
  const problems = [
    ...(variables.length === 0
      ? []
      : [`Not set, and mcp.json needs ${variables.length === 1 ? 'it' : 'them'}: ${variables.join(', ')}.`]),
    ...(model === null ? [] : [`A model is asked in ${judges.length === 1 ? 'step' : 'the steps'} ${steps}: ${model}`]),
  ];
  if (problems.length > 0) throw new Error(`${problems.join('\n')}\nSee .env.example for what each setting is.`);
  readServerSettings(text, environment);
}

import type { Language } from '#core/deploy/target.ts';
import type { ExportFacts } from '../export-facts.ts';
import { agentNeeds } from './agent-needs.ts';
import type { AgentPackage, PrintedAgent } from './agent-package.ts';

/** Who prints an agent in which language. Loaded when it is needed. */
const PRINTERS: Readonly<Record<Language, (facts: ExportFacts) => Promise<PrintedAgent>>> = {
  typescript: async (facts) => (await import('../typescript/typescript-agent.ts')).typescriptAgent(facts),
  python: async (facts) => (await import('../python/python-agent.ts')).pythonAgent(facts),
};

/** The agent of a workflow in a language, with everything that a place has to know of it. */
export async function printAgent(language: Language, facts: ExportFacts): Promise<AgentPackage> {
  return { ...agentNeeds(facts), ...(await PRINTERS[language](facts)) };
}

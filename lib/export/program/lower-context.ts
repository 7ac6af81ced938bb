import { FUNCTION_FILES } from '#core/functions/functions.ts';
import type { LanguageRules } from './language-rules.ts';
import { nameScope } from './names.ts';
import type { AgentMember, FailureName, Imports, ValueFunction } from './program.ts';
import { holdsUnknown, type Type } from './type.ts';

/** What an expression may refer to: the variable of each thing in scope and what is known of its value. */
export interface Variable {
  readonly name: string;
  readonly type: Type;
}

/** A workflow that validation would have refused reached the exporter. The message names the step and what is wrong. */
export class CannotLower extends Error {
  override readonly name = 'CannotLower';
}

/** Collects what the program needs from elsewhere while it is lowered. */
export interface ImportCollector {
  agent(member: AgentMember): void;
  /** A function of the expression library. */
  library(name: string): void;
  value(name: ValueFunction): void;
  failure(name: FailureName): void;
  server(variable: string): void;
  /** A variable of this type is declared. */
  type(type: Type): void;
  collect(): Imports;
}

export function importCollector(): ImportCollector {
  const agent = new Set<AgentMember>();
  const functions = new Set<string>();
  const values = new Set<ValueFunction>();
  const failures = new Set<FailureName>();
  const servers = new Set<string>();
  let loose = false;
  return {
    agent: (member) => void agent.add(member),
    library: (name) => void functions.add(name),
    value: (name) => void values.add(name),
    failure: (name) => void failures.add(name),
    server: (variable) => void servers.add(variable),
    type: (type) => {
      loose ||= holdsUnknown(type);
    },
    collect: () => ({
      agent: AGENT_ORDER.filter((member) => agent.has(member)),
      functions: [...functions].sort().map((name) => ({ name, file: FUNCTION_FILES[name] ?? 'logic' })),
      values: [...values].sort(),
      failures: [...failures].sort(),
      servers: [...servers].sort(),
      loose,
    }),
  };
}

const AGENT_ORDER: readonly AgentMember[] = [
  'read',
  'ensure',
  'poll',
  'pages',
  'forEach',
  'judge',
  'approve',
  'now',
  'timeZone',
];

/**
 * Variables by kind and id; a child sees its parents and adds its own. It also gives names: what a block or a lambda
 * declares gets the plainest name that nothing visible there has, so names come again where they cannot be confused.
 */
export interface Scope {
  find(of: 'input' | 'config' | 'step' | 'var', id: string): Variable | undefined;
  with(of: 'step' | 'var', id: string, variable: Variable): Scope;
  /** The first wish that nothing visible has, else the last one with a number: `wish2`, `wish3`, … */
  nameFor(...wishes: readonly [string, ...string[]]): string;
  /** The scope inside a block before which this name is declared. */
  without(name: string): Scope;
  /** Variables that were found, keyed by kind and id, here or in any scope made from the same root. */
  readonly used: ReadonlySet<string>;
}

/** A scope with these variables, keyed by kind and id (`input phrase`); `taken` are names of other things in sight. */
export function scopeOf(
  variables: ReadonlyMap<string, Variable>,
  taken: ReadonlySet<string>,
  spell: LanguageRules['spell'],
  used: Set<string> = new Set(),
): Scope {
  return {
    used,
    find: (of, id) => {
      const variable = variables.get(`${of} ${id}`);
      if (variable) used.add(`${of} ${id}`);
      return variable;
    },
    with: (of, id, variable) =>
      scopeOf(new Map(variables).set(`${of} ${id}`, variable), new Set([...taken, variable.name]), spell, used),
    nameFor: (...wishes) => nameScope(taken, spell).take(...wishes),
    without: (name) => scopeOf(variables, new Set([...taken, name]), spell, used),
  };
}

/** Shared by the whole lowering of one workflow. */
export interface Lowering {
  readonly imports: ImportCollector;
  readonly rules: LanguageRules;
}

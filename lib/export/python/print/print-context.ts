import type { Program, ProgramMethod } from '../../program/program.ts';
import type { ToolRequest } from '../../program/value.ts';
import type { RuntimeName } from '../runtime-names.ts';
import { runtimeFunction } from '../runtime-names.ts';
import type { TypeContext } from './print-type.ts';

/** What the printing of `workflow.py` stands on. */
export interface PrintContext extends TypeContext {
  /** The class and the method of a request. */
  method(request: ToolRequest): { readonly owner: string; readonly method: ProgramMethod };
  /** The name of a thing of the runtime; it is imported. */
  runtime(thing: RuntimeName): string;
  /** The name of a function of the library or of the runtime's values; it is imported. */
  function(name: string): string;
}

export function printContext(program: Program, types: TypeContext): PrintContext {
  const { module } = types;
  const runtime = ({ module: from, name }: RuntimeName) => module.from(from, name);
  return {
    ...types,
    runtime,
    function: (name) => runtime(runtimeFunction(name)),
    method(request) {
      const server = program.servers.find(({ variable }) => variable === request.server);
      const method = server?.methods.find(({ name }) => name === request.method);
      if (!server || !method) throw new Error(`The program has no ${request.server}.${request.method}.`);
      return { owner: module.from('tools', server.typeName), method };
    },
  };
}

import type { Program, ProgramMethod, ProgramServer } from '../../program/program.ts';
import { argumentsName, type TypeNames } from '../type-names.ts';
import { printType, printWideType, type TypeContext } from './print-type.ts';
import { printTypedDict } from './print-typed-dict.ts';
import { printString } from './print-value.ts';
import { indent, pythonModule } from './python-module.ts';

/** `tools.py`: a class per server, a function per tool, and the types of what goes in and what comes out. */
export function printTools(program: Program, names: TypeNames): string {
  const module = pythonModule();
  const context: TypeContext = { module, here: 'tools', names };
  const methods = program.servers.flatMap((server) => server.methods);
  const results = names.types
    .filter((type) => type.module === 'tools')
    .map(({ name, members }) =>
      printTypedDict(name, members, { module, print: ({ type }) => printType(type, context) }),
    );
  const args = methods.flatMap(({ typeName, args: type }) =>
    type.kind === 'object' && type.members.length > 0
      ? [
          printTypedDict(argumentsName(typeName), type.members, {
            module,
            print: (member) => printWideType(member.type, module),
          }),
        ]
      : [],
  );
  const servers = program.servers.map((server) => printServer(server, context));
  return `"""The tools that the workflow calls, with their types."""

${module.imports()}
${[...results, ...args, ...servers].join('\n\n')}`;
}

function printServer({ typeName, alias, methods }: ProgramServer, context: TypeContext): string {
  return `class ${typeName}:
${methods.map((method) => indent(printMethod(alias, method, context))).join('\n')}`;
}

function printMethod(alias: string, method: ProgramMethod, context: TypeContext): string {
  const { module } = context;
  const kind = module.from('runtime.request', method.effect === 'read' ? 'ReadRequest' : 'WriteRequest');
  const given = method.takesArguments ? 'args' : '{}';
  const parts = [`server=${printString(alias)}`, `tool=${printString(method.tool)}`, `args=${given}`];
  if (method.effect === 'destroy') parts.push('effect="destroy"');
  if (method.extract !== 'auto') parts.push(`extractor=${printString(method.extract)}`);
  return `@staticmethod
def ${method.name}(${printParameter(method, context)}) -> ${kind}[${printType(method.result, context)}]:
    return ${kind}(${parts.join(', ')})
`;
}

function printParameter({ args, byName, takesArguments, typeName }: ProgramMethod, { module }: TypeContext): string {
  if (!takesArguments) return '';
  const known = args.kind === 'object' && args.members.length > 0;
  if (byName) {
    const type = known
      ? `${module.from('typing', 'Unpack')}[${argumentsName(typeName)}]`
      : module.from('typing', 'Any');
    return `**args: ${type}`;
  }
  if (known) return `args: ${argumentsName(typeName)}`;
  return `args: ${module.from('collections.abc', 'Mapping')}[str, ${module.from('typing', 'Any')}]`;
}

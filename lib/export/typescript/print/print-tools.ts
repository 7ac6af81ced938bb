import { printType } from '../../print/print-type.ts';
import { printString } from '../../print/print-value.ts';
import type { Program, ProgramMethod, ProgramServer } from '../../program/program.ts';
import { holdsUnknown } from '../../program/type.ts';

/** `tools.ts`: one object per server, one method per tool, and the types of what goes in and what comes out. */
export function printTools(program: Program): string {
  const methods = program.servers.flatMap((server) => server.methods);
  const types = methods.flatMap((method) => [
    `export type ${method.typeName}Args = ${printType(method.args)};`,
    `export type ${method.typeName}Result = ${printType(method.result)};`,
  ]);
  const uses = new Set(methods.map((method) => (method.effect === 'read' ? 'readRequest' : 'writeRequest')));
  const loose = methods.some(({ args, result }) => holdsUnknown(args) || holdsUnknown(result));
  return `import { ${[...uses].sort().join(', ')} } from './runtime/request.ts';
${loose ? `import type { Loose } from './runtime/values.ts';\n` : ''}
${program.servers.map(printServer).join('\n\n')}

${types.join('\n\n')}
`;
}

function printServer({ variable, alias, methods }: ProgramServer): string {
  return `export const ${variable} = {
${methods.map((method) => printMethod(alias, method)).join('\n')}
};`;
}

function printMethod(alias: string, { name, tool, effect, extract, typeName }: ProgramMethod): string {
  const make = effect === 'read' ? 'readRequest' : 'writeRequest';
  const parts = [printString(alias), printString(tool), 'args'];
  if (effect !== 'read') parts.push(`'${effect}'`);
  if (extract !== 'auto') parts.push(`'${extract}'`);
  return `${name}: (args: ${typeName}Args) => ${make}<${typeName}Result>(${parts.join(', ')}),`;
}

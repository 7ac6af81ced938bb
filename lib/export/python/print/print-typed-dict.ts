import type { TypeMember } from '../../program/type.ts';
import { PYTHON_RULES } from '../language-rules.ts';
import { printString } from './print-value.ts';
import type { PythonModule } from './python-module.ts';

/** An object type: a class where its members can be written as names, else a call that takes them as texts. */
export function printTypedDict(
  name: string,
  members: readonly TypeMember[],
  { module, print }: { readonly module: PythonModule; readonly print: (member: TypeMember) => string },
): string {
  const base = module.from('typing', 'TypedDict');
  const typed = members.map((member) => {
    const type = print(member);
    return [member.name, member.optional ? `${module.from('typing', 'NotRequired')}[${type}]` : type] as const;
  });
  if (members.every((member) => PYTHON_RULES.canName(member.name))) {
    return `class ${name}(${base}):\n${typed.map(([key, type]) => `    ${key}: ${type}`).join('\n')}\n`;
  }
  return `${name} = ${base}(${printString(name)}, {${typed.map(([key, type]) => `${printString(key)}: ${type}`).join(', ')}})\n`;
}

import { singular } from '../program/name-items.ts';
import { methodName, nameScope, pascalCase } from '../program/names.ts';
import type { Program } from '../program/program.ts';
import type { Type, TypeMember } from '../program/type.ts';

/** An object type that has a name: Python has no way to write one in place. */
export interface NamedType {
  readonly name: string;
  /** Module that declares it. */
  readonly module: 'tools' | 'inputs' | 'judgements';
  readonly members: readonly TypeMember[];
}

export interface TypeNames {
  /** In order of declaration: what a type is made of comes before it. */
  readonly types: readonly NamedType[];
  /** The name of an object type that tools, inputs or judgements have. */
  find(type: Type): NamedType | undefined;
}

/** Names that stand in the same files. */
const TAKEN = [
  ...['Agent', 'AgentProgram', 'Any', 'AssertionFailed', 'Config', 'DeclaredInput', 'Find', 'Inputs', 'Judgement'],
  ...['Literal', 'ManualTrigger', 'Mapping', 'NotRequired', 'ReadRequest', 'Retry', 'ScheduleTrigger', 'Self'],
  ...['Sequence', 'ToolRefused', 'TypedDict', 'Undemonstrated', 'Unpack', 'WebhookTrigger', 'WriteRequest'],
];

/** Names every object type that a value of the program may be known by; types that are alike have one name. */
export function nameTypes(program: Program): TypeNames {
  const methods = program.servers.flatMap((server) => server.methods);
  const scope = nameScope(
    [
      ...TAKEN,
      ...program.servers.map(({ typeName }) => typeName),
      ...methods.map(({ typeName }) => argumentsName(typeName)),
    ],
    (name) => name,
  );
  const types: NamedType[] = [];
  const byShape = new Map<string, NamedType>();

  const declare = (type: Type, wish: string, module: NamedType['module']): void => {
    switch (type.kind) {
      case 'array':
        declare(type.items, wish, module);
        break;
      case 'union':
        for (const each of type.of) declare(each, wish, module);
        break;
      case 'object': {
        const shape = JSON.stringify(type);
        if (byShape.has(shape) || type.members.length === 0) break;
        for (const member of type.members) declare(member.type, memberWish(member.name, wish), module);
        const named: NamedType = { name: scope.take(wish), module, members: type.members };
        byShape.set(shape, named);
        types.push(named);
        break;
      }
      default:
        break;
    }
  };

  for (const { typeName, result } of methods) declare(result, `${typeName}Result`, 'tools');
  for (const { name, type } of [...program.inputs, ...program.config])
    declare(type, `${pascalCase(name)}Input`, 'inputs');
  for (const { step, answer } of program.judgements) declare(answer, `${pascalCase(step)}Answer`, 'judgements');
  return { types, find: (type) => byShape.get(JSON.stringify(type)) };
}

/** `CreateIssue` → `CreateIssueArgs`: what a tool takes. */
export function argumentsName(typeName: string): string {
  return `${typeName}Args`;
}

/** `pull_requests` → `PullRequest`; where the server's name is no plain word, something of the holder's. */
function memberWish(key: string, holder: string): string {
  const plain = methodName(singular(key), '');
  return plain.length < 2 || plain.length > 40 ? `${holder}Part` : pascalCase(plain);
}

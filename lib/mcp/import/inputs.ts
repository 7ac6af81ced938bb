import type { ImportedSecret, ImportFinding } from '#core/server/import-result.ts';
import type { ConfigValue, ServerTransport } from '#core/server/server-config.ts';
import { isRecord } from '../untrusted-json.ts';
import { own } from './own-member.ts';

interface Input {
  readonly description?: string;
  readonly default?: string;
  readonly password: boolean;
}

export type Inputs = ReadonlyMap<string, Input>;

/** VS Code's `inputs`: what it would ask the user for. */
export function readInputs(list: readonly unknown[]): Inputs {
  const inputs = new Map<string, Input>();
  for (const entry of list) {
    const id = own(entry, 'id');
    if (!isRecord(entry) || typeof id !== 'string') continue;
    const description = own(entry, 'description');
    const fallback = own(entry, 'default');
    inputs.set(id, {
      ...(typeof description === 'string' ? { description } : {}),
      ...(typeof fallback === 'string' ? { default: fallback } : {}),
      password: own(entry, 'password') === true,
    });
  }
  return inputs;
}

/**
 * Replaces `${input:id}`: by its default where it has one and is no password, otherwise by a reference to the vault,
 * which the user then gives a value.
 */
export function replaceInputs(
  transport: ServerTransport,
  inputs: Inputs,
): {
  readonly transport: ServerTransport;
  readonly secrets: readonly ImportedSecret[];
  readonly findings: readonly ImportFinding[];
} {
  const secrets: ImportedSecret[] = [];
  const findings: ImportFinding[] = [];

  const inText = (value: string): string =>
    value.replace(/\$\{input:([^}]+)\}/g, (_, id: string) => {
      const input = inputs.get(id);
      if (input?.default !== undefined && !input.password) return input.default;
      const what = input?.description === undefined ? '' : ` (${input.description})`;
      findings.push({
        level: 'info',
        message: `It needs "${id}"${what}: give the secret "${secretName(id)}" a value.`,
      });
      return `\${secret:${secretName(id)}}`;
    });
  const inValues = (place: 'env' | 'headers', values: Readonly<Record<string, ConfigValue>>) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]): [string, ConfigValue] => {
        if (typeof value !== 'string') return [key, value];
        const whole = /^\$\{input:([^}]+)\}$/.exec(value)?.[1];
        const input = whole === undefined ? undefined : inputs.get(whole);
        if (whole === undefined || (input?.default !== undefined && !input.password)) return [key, inText(value)];
        const name = secretName(whole);
        const description = input?.description;
        secrets.push({ place, key, name, ...(description === undefined ? {} : { description }) });
        return [key, { secret: name }];
      }),
    );

  if (transport.kind === 'stdio') {
    const replaced = {
      ...transport,
      command: inText(transport.command),
      args: transport.args.map(inText),
      env: inValues('env', transport.env),
    };
    return { transport: replaced, secrets, findings };
  }
  const replaced = { ...transport, url: inText(transport.url), headers: inValues('headers', transport.headers) };
  return { transport: replaced, secrets, findings };
}

/** A name for the vault out of any text. */
export function secretName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '');
  return name === '' ? 'secret' : name.slice(0, 80);
}

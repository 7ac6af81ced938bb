import type { ImportedSecret } from '#core/server/import-result.ts';
import type { ConfigValue, ServerTransport } from '#core/server/server-config.ts';

export type NamedSecret = Pick<ImportedSecret, 'place' | 'key' | 'name' | 'value'>;

/** The same transport with each of these values replaced by its name in the vault, wherever it stood. */
export function nameSecrets(transport: ServerTransport, secrets: readonly NamedSecret[]): ServerTransport {
  if (transport.kind === 'stdio') {
    return { ...transport, args: inArguments(transport.args, secrets), env: inValues(transport.env, 'env', secrets) };
  }
  const { oauth } = transport;
  const clientSecret = secrets.find(({ place }) => place === 'oauth');
  return {
    ...transport,
    url: inUrl(transport.url, secrets),
    headers: inValues(transport.headers, 'headers', secrets),
    ...(oauth && clientSecret ? { oauth: { ...oauth, clientSecret: { secret: clientSecret.name } } } : {}),
  };
}

function inValues(
  values: Readonly<Record<string, ConfigValue>>,
  place: ImportedSecret['place'],
  secrets: readonly NamedSecret[],
): Record<string, ConfigValue> {
  const named = secrets
    .filter((secret) => secret.place === place)
    .map(({ key, name }) => [key, { secret: name }] as const);
  return { ...values, ...Object.fromEntries(named) };
}

function inArguments(args: readonly string[], secrets: readonly NamedSecret[]): readonly string[] {
  return args.map((argument, index) => {
    const secret = secrets.find(({ place, key }) => place === 'args' && key === String(index));
    if (!secret) return argument;
    const reference = `\${secret:${secret.name}}`;
    // `--token=value` keeps its flag; without a known value the whole argument is the secret.
    return secret.value === undefined ? reference : argument.replace(secret.value, () => reference);
  });
}

/** By text, because a parsed URL would escape the reference. */
function inUrl(url: string, secrets: readonly NamedSecret[]): string {
  const [, before = url, query = '', after = ''] = /^([^?#]*\?)([^#]*)(.*)$/.exec(url) ?? [];
  if (query === '') return url;
  const parameters = query.split('&').map((parameter) => {
    const [key = ''] = new URLSearchParams(parameter).keys();
    const secret = secrets.find((each) => each.place === 'url' && each.key === key);
    return secret ? `${parameter.slice(0, parameter.indexOf('=') + 1)}\${secret:${secret.name}}` : parameter;
  });
  return `${before}${parameters.join('&')}${after}`;
}

/** Names in the vault that a transport refers to. */
export function secretNames(transport: ServerTransport): ReadonlySet<string> {
  const values = [
    ...Object.values(transport.kind === 'stdio' ? transport.env : transport.headers),
    ...(transport.kind !== 'stdio' && transport.oauth?.clientSecret !== undefined
      ? [transport.oauth.clientSecret]
      : []),
  ];
  const texts = [
    ...(transport.kind === 'stdio' ? [transport.command, ...transport.args, transport.cwd ?? ''] : [transport.url]),
    ...values.filter((value) => typeof value === 'string'),
  ];
  return new Set([
    ...values.flatMap((value) => (typeof value === 'string' ? [] : [value.secret])),
    ...texts.flatMap((text) => [...text.matchAll(/\$\{secret:([^}]+)\}/g)].flatMap((match) => match[1] ?? [])),
  ]);
}

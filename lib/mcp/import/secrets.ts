import type { ImportedSecret, ImportFinding } from '#core/server/import-result.ts';
import type { ConfigValue, ServerTransport } from '#core/server/server-config.ts';
import { SECRET_NAME } from '../resolve-config.ts';
import { secretName } from './inputs.ts';

/** Tokens that show by themselves what they are. */
const TOKEN =
  /^(Bearer\s+|Basic\s+|token\s+)?(gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|sk-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|AKIA[A-Z0-9]{16}|AIza[\w-]{30,}|ya29\.[\w.-]{20,}|npm_\w{30,}|hf_\w{20,}|lin_api_\w{20,}|ntn_\w{20,}|secret_\w{30,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*)$/;
/** What examples write where the reader's own value belongs. */
const EXAMPLE =
  /^(Bearer\s+|Basic\s+)?(<.*>|\{.*\}|\[.*\]|your[-_ ]?.*|my[-_ ].*|.*your[-_](api|token|key|access).*|x{3,}.*|\.{3,}|…|\*+|change-?me|insert.*|replace.*|todo|placeholder|secret|token|api[-_]?key)$/i;

/** Finds values that belong into the vault, by their names and by their looks. Changes nothing. */
export function findSecrets(
  transport: ServerTransport,
  alias: string,
): { readonly secrets: readonly ImportedSecret[]; readonly findings: readonly ImportFinding[] } {
  const secrets: ImportedSecret[] = [];
  const findings: ImportFinding[] = [];
  const add = (place: ImportedSecret['place'], key: string, shown: string, value: string) => {
    const example = EXAMPLE.test(value);
    const name = secretName(place === 'env' ? shown : `${alias}-${shown.toLowerCase()}`);
    secrets.push({ place, key, name, ...(example ? {} : { value }) });
    if (example) {
      findings.push({ level: 'warning', message: `"${shown}" holds an example, not a value: give your own.` });
    }
  };
  const inValues = (place: 'env' | 'headers', values: Readonly<Record<string, ConfigValue>>) => {
    for (const [key, value] of Object.entries(values)) {
      if (typeof value !== 'string' || !isSecret(key, value)) continue;
      add(place, key, key, value);
    }
  };

  if (transport.kind === 'stdio') {
    inValues('env', transport.env);
    transport.args.forEach((argument, index) => {
      const flag = /^--?([\w-]+)=([\s\S]+)$/.exec(argument);
      const before = transport.args[index - 1];
      if (flag && isSecret(flag[1] ?? '', flag[2] ?? '')) add('args', String(index), flag[1] ?? '', flag[2] ?? '');
      else if (before && /^--?[\w-]+$/.test(before) && !argument.startsWith('-') && isSecret(before, argument)) {
        add('args', String(index), before.replace(/^-+/, ''), argument);
      } else if (!flag && TOKEN.test(argument)) add('args', String(index), 'token', argument);
    });
    return { secrets, findings };
  }
  inValues('headers', transport.headers);
  const clientSecret = transport.oauth?.clientSecret;
  if (typeof clientSecret === 'string' && !clientSecret.includes('${')) {
    add('oauth', 'clientSecret', 'client secret', clientSecret);
  }
  for (const [key, value] of queryOf(transport.url)) if (isSecret(key, value)) add('url', key, key, value);
  return { secrets, findings };
}

/** A path, a flag, a number or a placeholder is none, whatever its name is. */
function isSecret(name: string, value: string): boolean {
  if (value === '' || value.includes('${') || /^(true|false|\d{1,6}|[./~][\w./-]*|https?:\/\/\S*)$/i.test(value))
    return false;
  return SECRET_NAME.test(name) || TOKEN.test(value);
}

function queryOf(url: string): [string, string][] {
  try {
    return [...new URL(url).searchParams];
  } catch {
    return [];
  }
}

import type { ImportPreview, PreviewedServer } from '#core/server/import-preview.ts';
import type { ServerConfig } from '#core/server/server-config.ts';
import type { GivenSecret } from './server-actions.ts';

/** What the user makes of each previewed server, by its place in the list. */
export type ImportChoice = Readonly<Record<number, ServerChoice>>;

export interface ServerChoice {
  readonly take: boolean;
  readonly alias: string;
  /** Values typed for secrets that the text does not hold, by the secret's name. */
  readonly typed: Readonly<Record<string, string>>;
}

/** Takes all that can be taken, under names that are free. */
export function chooseAll(preview: ImportPreview, taken: readonly string[]): ImportChoice {
  const used = new Set(taken);
  return Object.fromEntries(
    preview.servers.map((server, at): [number, ServerChoice] => {
      const alias = freeAlias(server.config.alias, used);
      used.add(alias);
      return [at, { take: !server.disabled && !hasError(server), alias, typed: {} }];
    }),
  );
}

export function hasError(server: PreviewedServer): boolean {
  return server.findings.some((finding) => finding.level === 'error');
}

/** `tracker`, else `tracker-2`, `tracker-3` …, never more than 20 characters. */
function freeAlias(alias: string, used: ReadonlySet<string>): string {
  if (!used.has(alias)) return alias;
  for (let number = 2; ; number += 1) {
    const candidate = `${alias.slice(0, 19 - String(number).length)}-${number}`;
    if (!used.has(candidate)) return candidate;
  }
}

export interface ChosenServers {
  readonly servers: readonly { readonly config: ServerConfig; readonly secrets: readonly GivenSecret[] }[];
  /** Why they cannot be added as they stand. */
  readonly problem: string | null;
}

export function chosenServers(preview: ImportPreview, choice: ImportChoice): ChosenServers {
  const chosen = preview.servers.flatMap((server, at) => {
    const made = choice[at];
    return made?.take ? [{ server, made }] : [];
  });
  const aliases = chosen.map(({ made }) => made.alias);
  const wrong = aliases.find((alias) => !/^[a-z0-9_-]{1,20}$/.test(alias));
  const twice = aliases.find((alias, at) => aliases.indexOf(alias) !== at);
  const problem =
    wrong !== undefined
      ? `“${wrong}” is no name: a to z, 0 to 9, _ and -, at most 20.`
      : twice !== undefined
        ? `Two servers are called “${twice}”.`
        : null;
  return {
    problem,
    servers: chosen.map(({ server, made }) => ({
      config: { ...server.config, alias: made.alias },
      secrets: server.secrets.map(({ place, key, name, value }): GivenSecret => {
        const given = value ?? (made.typed[name] || undefined);
        return given === undefined ? { place, key, name } : { place, key, name, value: given };
      }),
    })),
  };
}

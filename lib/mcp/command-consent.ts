import { hashJson } from '#core/json/hash.ts';
import type { Json } from '#core/json/json.ts';
import type { ConfigValue, ServerTransport } from '#core/server/server-config.ts';

type StdioTransportConfig = Extract<ServerTransport, { kind: 'stdio' }>;

/**
 * Hash of everything that decides what a stdio server runs as: command, arguments, folder, and the environment with
 * secrets by name. A plain value counts too, because `NODE_OPTIONS` or `LD_PRELOAD` are as good as a command.
 * A consent is bound to this hash: another argument is another consent. `null` for servers that start no process.
 */
export function consentHash(transport: ServerTransport): string | null {
  if (transport.kind !== 'stdio') return null;
  return hashJson({
    command: transport.command,
    args: [...transport.args],
    cwd: transport.cwd ?? null,
    env: Object.fromEntries(
      Object.entries(transport.env).map(([name, value]): [string, Json] => [
        name,
        typeof value === 'string' ? { value } : { secret: value.secret },
      ]),
    ),
  });
}

/** What a person consents to, whole, with everything invisible made visible. */
export interface CommandDescription {
  /** The command and its arguments as one line that a POSIX shell would read the same way. */
  readonly line: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The folder, or `null` for the one Tracewright was started in. */
  readonly cwd: string | null;
  readonly env: readonly { readonly name: string; readonly value: string; readonly secret: boolean }[];
  /** Things worth a second look, as sentences. */
  readonly warnings: readonly string[];
}

export function describeCommand(transport: StdioTransportConfig): CommandDescription {
  const everything = [
    transport.command,
    ...transport.args,
    transport.cwd ?? '',
    ...Object.entries(transport.env).flat().map(plain),
  ];
  return {
    line: [transport.command, ...transport.args].map(quote).join(' '),
    command: showInvisible(transport.command),
    args: transport.args.map(showInvisible),
    cwd: transport.cwd === undefined ? null : showInvisible(transport.cwd),
    env: Object.entries(transport.env).map(([name, value]) => ({
      name: showInvisible(name),
      value: typeof value === 'string' ? showInvisible(value) : value.secret,
      secret: typeof value !== 'string',
    })),
    warnings: [
      ...(everything.some((text) => showInvisible(text) !== text)
        ? ['It contains invisible or direction-changing characters, shown here as \\u{…}.']
        : []),
      ...commandWarnings(transport),
    ],
  };
}

function commandWarnings({ command, args, env }: StdioTransportConfig): string[] {
  const name = command.split(/[\\/]/).at(-1) ?? command;
  const warnings: string[] = [];
  if (/^(ba|z|da|k|fi)?sh$|^(cmd|powershell|pwsh)(\.exe)?$/i.test(name)) {
    warnings.push('It runs a shell: the text after it is a program of its own.');
  } else if (
    args.some((arg) => /^(-e|-c|--eval|-p|--print)$/.test(arg)) &&
    /^(node|python3?|deno|bun|ruby|perl)/.test(name)
  ) {
    warnings.push('It runs code that is written in its arguments.');
  }
  if (/^(npx|bunx|pnpx|uvx|pipx|dnx)$/.test(name)) {
    const target = args.find((arg) => !arg.startsWith('-')) ?? '';
    if (!/@\d|==\d/.test(target)) warnings.push('It downloads the newest version of a package each time and runs it.');
  }
  if (/^(sudo|doas|su)$/.test(name)) warnings.push('It runs with the rights of another user.');
  if (/^docker$|^podman$/.test(name) && args.some((arg) => /^--privileged|\/var\/run\/docker\.sock/.test(arg))) {
    warnings.push('The container gets control over this machine.');
  }
  for (const variable of Object.keys(env)) {
    if (
      /^(LD_PRELOAD|LD_LIBRARY_PATH|DYLD_|NODE_OPTIONS$|PYTHONPATH$|PYTHONSTARTUP$|BASH_ENV$|ENV$|PATH$)/.test(variable)
    ) {
      warnings.push(`The variable ${showInvisible(variable)} changes which code is loaded.`);
    }
  }
  return warnings;
}

/** Control, format (bidi, zero width), tag, and unusual space characters; a lone surrogate too. */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\u115F\u1160\u3164\uFFA0]|[\u{E0100}-\u{E01EF}]|[\uFE00-\uFE0F]/gu;

/** The same text with every character that a reader cannot see written as `\u{hex}`. */
export function showInvisible(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

function quote(argument: string): string {
  const shown = showInvisible(argument);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}

function plain(value: string | ConfigValue): string {
  return typeof value === 'string' ? value : value.secret;
}

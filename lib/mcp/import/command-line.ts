import { parse } from 'shell-quote';
import type { ImportResult } from '#core/server/import-result.ts';
import { failedImport } from './failed-import.ts';
import { importJson } from './json-config.ts';
import { importServers } from './server-entry.ts';

/**
 * A command line: the server's own (`npx -y foo --x`, with `NAME=value` before it), or one that adds a server to another
 * application (`claude mcp add …`, `gemini mcp add …`, `codex mcp add …`, `code --add-mcp '{…}'`).
 */
export function importCommandLine(text: string): ImportResult {
  const line = text
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('#'))
    .join('\n');
  if (line.includes('\n')) return importLines(line.split('\n'));
  const words = splitWords(line.replace(/^[$>]\s+/, ''));
  if (words === null) {
    return failedImport(
      'a command line',
      'This uses the shell (a pipe, a redirection or several commands). Tracewright starts servers without a shell: give the one command of the server.',
    );
  }
  const added = readAddCommand(words);
  if (added) return added;
  return importServers({ source: 'a command line', entries: [{ name: null, entry: commandEntry(words) }], inputs: [] });
}

function importLines(lines: readonly string[]): ImportResult {
  const results = lines.map(importCommandLine);
  const servers = results.flatMap((result) => result.servers);
  const readable = results.every((result) => result.servers.length > 0);
  const isList = lines.every((line) =>
    /^([$>]\s+)?((claude|gemini|codex)\s+mcp\s|code|npx|uvx|docker|https?:)/.test(line),
  );
  if (!readable || !isList) return failedImport('a text', 'This is neither JSON, TOML, a URL nor one command line.');
  return { source: 'command lines', servers, findings: results.flatMap((result) => result.findings) };
}

/** The words of a line as a shell would split them, with variables left as `${NAME}`; `null` where it needs a shell. */
function splitWords(line: string): string[] | null {
  const words = shellWords(line);
  const texts = words.map((word) => {
    if (typeof word === 'string') return word;
    // A star or a question mark is taken as it is written; no file is looked for.
    return 'op' in word && word.op === 'glob' ? word.pattern : null;
  });
  return texts.every((word) => word !== null) && texts.length > 0 ? texts : null;
}

/** A variable that is left open (`${`) is none that a shell would take: nothing is read from the line. */
function shellWords(line: string): ReturnType<typeof parse> {
  try {
    return parse(line, (name) => `\${${name}}`);
  } catch {
    return [];
  }
}

/** `NAME=value … command args…` as an entry of a settings file. */
function commandEntry(words: readonly string[]) {
  const env: Record<string, string> = {};
  let at = words[0] === 'env' ? 1 : 0;
  for (let match = assignment(words[at]); match; match = assignment(words[at])) {
    env[match.name] = match.value;
    at += 1;
  }
  const [command, ...args] = words.slice(at);
  return command !== undefined && /^https?:\/\//.test(command) && args.length === 0
    ? { url: command }
    : { command: command ?? '', args, env };
}

function assignment(word: string | undefined): { readonly name: string; readonly value: string } | null {
  const match = word === undefined ? null : /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word);
  return match ? { name: match[1] ?? '', value: match[2] ?? '' } : null;
}

function readAddCommand(words: readonly string[]): ImportResult | null {
  const [program = '', ...rest] = words;
  const addAt = rest.indexOf('--add-mcp');
  if (/^(code|code-insiders|cursor|windsurf)$/.test(program) && addAt >= 0) {
    return { ...importJson(rest[addAt + 1] ?? ''), source: `${program} --add-mcp` };
  }
  if (!/^(claude|gemini|codex|qwen)$/.test(program) || rest[0] !== 'mcp') return null;
  const source = `${program} mcp add`;
  if (rest[1] === 'add-json') {
    try {
      const entry: unknown = JSON.parse(rest.at(-1) ?? '');
      return importServers({ source, entries: [{ name: rest.at(-2) ?? null, entry }], inputs: [] });
    } catch {
      return failedImport(source, 'The JSON of this command cannot be read.');
    }
  }
  return rest[1] === 'add' ? importAdd(source, rest.slice(2)) : null;
}

const TAKES_VALUE =
  /^(-s|--scope|-t|--transport|-e|--env|-H|--header|--url|--bearer-token-env-var|--timeout|--client-id|--callback-port|--description)$/;

function importAdd(source: string, words: readonly string[]): ImportResult {
  const env: Record<string, string> = {};
  const headers: Record<string, string> = {};
  const plain: string[] = [];
  let type: string | undefined;
  let url: string | undefined;
  let bearer: string | undefined;
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') break;
    // After the name and the command, everything belongs to the command; after a URL, options may still come.
    const isCommand = plain.length >= 2 && !/^https?:\/\//.test(plain[1] ?? '');
    if (isCommand || !word.startsWith('-')) {
      plain.push(word);
      continue;
    }
    const [flag = '', inline] = word.startsWith('--') ? splitOnce(word, '=') : [word];
    const value = inline ?? (TAKES_VALUE.test(flag) ? (words[++at] ?? '') : '');
    if (flag === '-t' || flag === '--transport') type = value;
    else if (flag === '--url') url = value;
    else if (flag === '--bearer-token-env-var') bearer = value;
    else if (flag === '-e' || flag === '--env') {
      const pair = assignment(value);
      if (pair) env[pair.name] = pair.value;
      // `-e A=1 B=2`: the option takes several.
      for (let more = assignment(words[at + 1]); more; more = assignment(words[at + 1])) {
        env[more.name] = more.value;
        at += 1;
      }
    } else if (flag === '-H' || flag === '--header') {
      const [name = '', content = ''] = splitOnce(value, ':');
      headers[name.trim()] = content.trim();
    }
  }
  const [name = null, ...target] = [...plain, ...words.slice(at + 1)];
  const address =
    url ?? (type === 'http' || type === 'sse' || /^https?:\/\//.test(target[0] ?? '') ? target[0] : undefined);
  const entry =
    address === undefined
      ? { type, command: target[0] ?? '', args: target.slice(1), env }
      : { type, url: address, headers, bearer_token_env_var: bearer };
  return importServers({ source, entries: [{ name, entry }], inputs: [] });
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

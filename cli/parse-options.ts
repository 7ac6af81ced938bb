import { parseArgs } from 'node:util';
import { UsageError } from './command.ts';

type OptionKinds = Readonly<Record<string, 'text' | 'texts' | 'flag'>>;

export type OptionValues<Kinds extends OptionKinds> = {
  readonly [Name in keyof Kinds]: Kinds[Name] extends 'text'
    ? string | undefined
    : Kinds[Name] extends 'texts'
      ? readonly string[]
      : boolean;
};

/** Takes arguments apart. Unknown options and missing values throw `UsageError` with what was wrong. */
export function parseOptions<Kinds extends OptionKinds>(
  argv: readonly string[],
  kinds: Kinds,
): { readonly options: OptionValues<Kinds>; readonly files: readonly string[] } {
  const { values, positionals } = parsed(argv, kinds);
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      values[name] ?? (kind === 'flag' ? false : kind === 'texts' ? [] : undefined),
    ]),
  );
  // The loop above gives every name a value of its kind; TypeScript cannot follow that through `fromEntries`.
  return { options: options as OptionValues<Kinds>, files: positionals };
}

export function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageError(`--${option} is missing.`);
  return value;
}

export function onlyFile(files: readonly string[], what: string): string {
  const [file, extra] = files;
  if (file === undefined) throw new UsageError(`the ${what} is missing.`);
  if (extra !== undefined) throw new UsageError(`there is one argument too many: "${extra}".`);
  return file;
}

function parsed(argv: readonly string[], kinds: OptionKinds) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      strict: true,
      options: Object.fromEntries(
        Object.entries(kinds).map(([name, kind]) => [
          name,
          kind === 'flag' ? { type: 'boolean' as const } : { type: 'string' as const, multiple: kind === 'texts' },
        ]),
      ),
    });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    throw new UsageError(`${message.charAt(0).toLowerCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`);
  }
}

import type { JsonObject } from '../../json/json.ts';
import { argsText } from '../../trace/call-key.ts';

/** One write as canonical JSON: equal texts are equal writes. */
export function effectText({
  server,
  tool,
  args,
}: {
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
}): string {
  return `{"args":${argsText(args)},"server":${JSON.stringify(server)},"tool":${JSON.stringify(tool)}}`;
}

/** What is in `from` and not in `what`, each as often as it is there more often. */
export function subtract(from: readonly string[], what: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const text of what) left.set(text, (left.get(text) ?? 0) + 1);
  return from.filter((text) => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count === 0;
  });
}

/** One sentence on how two bags of writes differ; null where they do not. */
export function differenceOf(wanted: readonly string[], made: readonly string[]): string | null {
  const missing = subtract(wanted, made);
  const extra = subtract(made, wanted);
  if (missing.length + extra.length === 0) return null;
  const [first = ''] = [...missing, ...extra];
  return `${missing.length} writes are missing and ${extra.length} are new, the first: ${first.slice(0, 200)}`;
}

import type { Log } from '../agent-setup.ts';
import { RunEnded } from '../failures.ts';
import type { ToolComparison } from './compare-tools.ts';

/** Ends a run before its first call where a tool is not what it was when the program was proved; tells what else changed. */
export function checkTools({ changes }: Pick<ToolComparison, 'changes'>, log: Log): void {
  for (const { stops, text } of changes) if (!stops) log.warn({ change: text }, 'a tool is not as it was locked');
  const stops = changes.filter((change) => change.stops).map(({ text }) => `  ${text}`);
  if (stops.length === 0) return;
  throw new RunEnded(
    'waiting',
    [
      'Tools are not what they were when this program was proved, so nothing was called:',
      ...stops,
      'Where the program is still right, accept that with: npm run lock -- --accept. Otherwise record again and export anew.',
    ].join('\n'),
  );
}

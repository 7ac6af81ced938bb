import type { Column } from '../../columns/column.ts';
import type { PromptText } from '../../words/prompt-text.ts';
import { promptWords } from '../../words/prompt-words.ts';

/** How much the prompt speaks of this member: its words, or the words of what it belongs to. */
export function fieldGround(column: Column, prompt: PromptText): number {
  const words = promptWords(prompt);
  const named = column.words.filter(
    (word) => word.length > 2 && words.some((other) => other === word || related(other, word)),
  ).length;
  return named > 0 ? 1 : 0;
}

/** Words of one stem: `unread` and `read`, `assigned` and `assignee`, `stale` and `staled`. */
function related(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4) return false;
  if (long.startsWith(short.slice(0, Math.max(5, short.length - 2)))) return true;
  return /^(un|in|non|dis)/.test(long) && long.endsWith(short);
}

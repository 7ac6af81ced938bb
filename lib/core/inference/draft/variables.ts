import type { Id } from '../../workflow/workflow.ts';
import { camelName } from '../words/words.ts';

/** Hands out draft ids of loop and item variables; real names come at the end, when all are known. */
export class Variables {
  private readonly hints = new Map<Id, string>();

  make(words: readonly string[]): Id {
    const id = `var$${this.hints.size + 1}`;
    this.hints.set(id, camelName(words.slice(-2), 'item'));
    return id;
  }

  hint(id: Id): string {
    return this.hints.get(id) ?? 'item';
  }
}

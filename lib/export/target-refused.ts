import type { TargetRefusal } from '#core/deploy/find-refusals.ts';

/** A place does not take a choice. The message is for whoever chose. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
  readonly field: TargetRefusal['field'];

  constructor({ field, message }: TargetRefusal) {
    super(message);
    this.field = field;
  }
}

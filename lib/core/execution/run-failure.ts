import type { Divergence } from './run-event.ts';

/** A step failed; the message names it. `answer` is what a tool said where the tool itself said no. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  readonly step: string;
  readonly path: readonly number[];
  readonly answer: string | undefined;

  constructor(
    place: { readonly step: string; readonly path: readonly number[] },
    message: string,
    options?: ErrorOptions & { readonly answer?: string },
  ) {
    super(message, options);
    this.step = place.step;
    this.path = place.path;
    this.answer = options?.answer;
  }
}

/** The run ends here whatever is around: nobody may catch it but the run itself. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  readonly status: 'stopped' | 'waiting' | 'diverged';
  readonly divergence: Divergence | undefined;

  constructor(status: RunStopped['status'], message: string, divergence?: Divergence) {
    super(message);
    this.status = status;
    this.divergence = divergence;
  }
}

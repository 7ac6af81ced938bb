/** A tool was reached and said no: its answer is an error. */
export class ToolRefused extends Error {
  override readonly name = 'ToolRefused';
  /** The server's own words. */
  readonly said: string;

  constructor(tool: string, said: string) {
    super(`${tool} ${said.trim() === '' ? 'failed and did not say why.' : `answered with an error: ${said}`}`);
    this.said = said;
  }
}

/** The recording never showed this side of a branch, so nobody knows what is right there. */
export class Undemonstrated extends Error {
  override readonly name = 'Undemonstrated';

  constructor(step: string) {
    super(`Step "${step}" came to a case that was never demonstrated. Record it, or write it into workflow.ts.`);
  }
}

/** Something that the workflow relies on does not hold. */
export class AssertionFailed extends Error {
  override readonly name = 'AssertionFailed';
}

/** A member or item was read that the server did not send. `message` holds its path. */
export class MissingValue extends Error {
  override readonly name = 'MissingValue';
}

/** Some items of a list failed; the others were done. `message` lists what went wrong. */
export class ItemsFailed extends Error {
  override readonly name = 'ItemsFailed';
}

/**
 * The run ends here whatever is around it: it was stopped, somebody said no, or it waits for somebody.
 * A workflow must let it pass.
 */
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
  readonly status: 'stopped' | 'waiting';

  constructor(status: 'stopped' | 'waiting', message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Whether an error is a tool's refusal that says one of these, ignoring case; any refusal where none is given. */
export function isRefusal(error: unknown, ...says: readonly string[]): error is ToolRefused {
  if (!(error instanceof ToolRefused)) return false;
  const said = error.said.toLowerCase();
  return says.length === 0 || says.some((text) => said.includes(text.toLowerCase()));
}

/** What went wrong in a use case, in words for the user. `app/api/error-response.ts` maps codes to statuses. */
export type StudioErrorCode = 'invalid' | 'not-found' | 'conflict' | 'refused' | 'unavailable' | 'too-large' | 'failed';

/** A broken promise that the user can understand: what happened (message) and what to do (advice). */
export class StudioError extends Error {
  override readonly name = 'StudioError';
  readonly code: StudioErrorCode;
  readonly advice: string | undefined;

  constructor(code: StudioErrorCode, message: string, options?: ErrorOptions & { readonly advice?: string }) {
    super(message, options);
    this.code = code;
    this.advice = options?.advice;
  }
}

/** By name: Next loads this module once per bundle layer, so `instanceof` would miss errors of another layer. */
export function isStudioError(error: unknown): error is StudioError {
  return error instanceof Error && error.name === 'StudioError' && 'code' in error && 'advice' in error;
}

import { ZodError, z } from 'zod';
import { isStudioError, type StudioErrorCode } from '#lib/studio/studio-error.ts';

const STATUS: Readonly<Record<StudioErrorCode, number>> = {
  invalid: 400,
  refused: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  failed: 502,
  unavailable: 503,
};

/** Typed errors of the rooms below, by name: a class of another bundle layer is another class. */
const BY_NAME: Readonly<Record<string, StudioErrorCode>> = {
  ConflictError: 'conflict',
  LedgerRuleError: 'conflict',
  SecretMissingError: 'conflict',
  SecretNameError: 'invalid',
  SecretUnreadableError: 'conflict',
};

/** The one place where errors become answers: `{error: {code, message, advice?}}`, never a stack or a path. */
export function errorResponse(error: unknown): Response {
  if (isStudioError(error)) return answer(STATUS[error.code], error.code, error.message, error.advice);
  if (error instanceof ZodError) return answer(400, 'invalid', sentenceOf(error));
  if (error instanceof Error) {
    const code = Object.hasOwn(BY_NAME, error.name) ? BY_NAME[error.name] : undefined;
    if (code) return answer(STATUS[code], code, error.message);
  }
  console.error('A request failed unexpectedly:', error);
  return answer(
    500,
    'internal',
    'The studio failed to do this.',
    'The reason is in the terminal where the studio runs.',
  );
}

export function answer(status: number, code: string, message: string, advice?: string): Response {
  return Response.json(
    { error: { code, message, ...(advice !== undefined && { advice }) } },
    { status, headers: { 'Cache-Control': 'no-store' } },
  );
}

/** `name: A name has at least one character. · servers[0]: …` */
function sentenceOf(error: ZodError): string {
  return error.issues
    .map((issue) => {
      const place = z.core.toDotPath(issue.path);
      return place === '' ? issue.message : `${place}: ${issue.message}`;
    })
    .join(' · ');
}

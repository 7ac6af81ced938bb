import { APICallError } from '@ai-sdk/provider';
import { AISDKError, RetryError } from 'ai';
import type { ChatProblem } from '#core/live/chat-message.ts';

const SHOWN = 400;

/** Why a request to a model failed and what to do, from whatever the SDK or the network threw. */
export function explainModelError(error: unknown): ChatProblem {
  // A retried request hides its reason.
  if (RetryError.isInstance(error)) return explainModelError(error.lastError);
  if (APICallError.isInstance(error)) return explainAnswer(error);
  const text = messageOf(error);
  const whole = `${text} ${causeOf(error)}`;
  // A connection that broke in the middle says so before it says that it is a network error.
  if (/terminated|other side closed|ECONNRESET|premature|aborted/i.test(whole)) {
    return cutOff('the connection to the provider broke.');
  }
  if (/fetch failed|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|network/i.test(whole)) {
    return unreachable(causeOf(error) || text);
  }
  if (AISDKError.isInstance(error))
    return { kind: 'provider', message: cut(text), advice: 'Try again, or choose another model.' };
  return { kind: 'studio', message: cut(text), advice: 'Try again. If it stays, the log of the studio says more.' };
}

function explainAnswer(error: APICallError): ChatProblem {
  const status = error.statusCode;
  const said = cut(error.message);
  if (status === undefined) return unreachable(causeOf(error) || said);
  // It began well and then the stream broke.
  if (status < 300) return cutOff(causeOf(error) || said);
  if (status === 401 || status === 403) {
    return {
      kind: 'unauthorized',
      message: `The model's provider refused the key (${status}): ${said}`,
      advice: 'Check the API key in Settings, Models.',
    };
  }
  if (status === 429) {
    return {
      kind: 'rate-limited',
      message: `The model's provider is asked too often, or the account is used up (429): ${said}`,
      advice: 'Wait a little and press Continue; nothing that was done is done again.',
    };
  }
  if (status === 404) {
    return {
      kind: 'not-found',
      message: `The provider does not know this model or address (404): ${said}`,
      advice: 'Choose another model, or check the base URL in Settings, Models.',
    };
  }
  if (status === 413 || /context.{0,20}(length|window)|too (many tokens|long)|maximum.{0,20}tokens/i.test(said)) {
    return {
      kind: 'too-long',
      message: `The conversation is too long for this model: ${said}`,
      advice: 'Start a new prototype, use fewer servers, or choose a model with a larger context.',
    };
  }
  return {
    kind: 'provider',
    message: `The model's provider answered ${status}: ${said}`,
    advice: status >= 500 ? 'Press Continue to try again from here.' : 'Try another model, or change the prompt.',
  };
}

function unreachable(reason: string): ChatProblem {
  return {
    kind: 'unreachable',
    message: `The model cannot be reached: ${cut(reason)}`,
    advice: 'See that it is running and that its address in Settings, Models is right, then press Continue.',
  };
}

export function cutOff(reason: string): ChatProblem {
  return {
    kind: 'cut-off',
    message: `The answer ended in the middle: ${cut(reason)}`,
    advice: 'Press Continue to go on from here; nothing that was done is done again.',
  };
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error));
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return '';
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return [cause.message, code].filter((part) => part !== '').join(' ');
}

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text;
}

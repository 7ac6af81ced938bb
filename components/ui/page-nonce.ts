/**
 * The nonce of the policy that this page was answered with; empty while it is made on the server. Read from the page,
 * since what the server sends later carries nonces of later answers.
 */
export function pageNonce(): string {
  if (typeof document === 'undefined') return '';
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
}

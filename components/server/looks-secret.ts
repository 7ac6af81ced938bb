/** Whether a value of this name is most likely a secret, so that it is proposed for the vault. */
export function looksSecret(name: string): boolean {
  return /(key|token|secret|passw|credential|authorization|cookie|\bpat\b|_pat$)/i.test(name);
}

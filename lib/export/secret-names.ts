/** Names that tell a secret by themselves. A token that leads to the next page is none. */
export function isSecretName(name: string): boolean {
  if (/(?:page|next|prev|previous|cursor|continuation|continue|sync|change)[-_]?token$/i.test(name)) return false;
  return /(?:^|[^a-z])(?:api[-_]?key|access[-_]?key|auth|authorization|bearer|cookie|credentials?|passphrase|passwd|password|pat|private[-_]?key|pwd|secret|session[-_]?id|signature|token)s?(?:$|[^a-z])/i.test(
    name.replace(/([a-z])([A-Z])/g, '$1_$2'),
  );
}

/** Whether printed types name `Loose` outside their string literals. */
export function mentionsLoose(types: string): boolean {
  return /\bLoose\b/.test(types.replaceAll(/"(?:[^"\\]|\\.)*"/g, ''));
}

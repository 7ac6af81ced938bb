/** A name for folders, packages and Kubernetes objects: `[a-z][a-z0-9-]{0,39}`, from the words of a workflow's name. */
export function bundleName(workflow: string): string {
  const words = workflow
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^[^a-z]+|-+$/g, '');
  return words.length < 2 ? 'mcp-agent' : words;
}

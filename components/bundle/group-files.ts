import type { BundlePreviewFile } from '#core/live/export-event.ts';

/** Files that are read together, in the order in which people read them. */
export interface FileGroup {
  readonly title: string;
  /** Whether the list is open at first. */
  readonly open: boolean;
  readonly files: readonly BundlePreviewFile[];
}

const FIRST = ['workflow.ts', 'tools.ts', 'inputs.ts', 'main.ts', 'README.md', 'test/replay.test.ts', 'mcp.json'];

export function groupFiles(files: readonly BundlePreviewFile[]): readonly FileGroup[] {
  const rank = (path: string) => (FIRST.includes(path) ? FIRST.indexOf(path) : FIRST.length);
  const isManifest = (path: string) =>
    path.startsWith('kubernetes/') || path.startsWith('Dockerfile') || path === '.dockerignore';
  const generated = files.filter(({ role, path }) => role === 'generated' && !isManifest(path));
  const program = [...generated, ...files.filter(({ path }) => path === 'mcp.json')];
  const groups: readonly FileGroup[] = [
    { title: 'Program', open: true, files: program.toSorted((a, b) => rank(a.path) - rank(b.path)) },
    { title: 'Kubernetes', open: true, files: files.filter(({ path }) => isManifest(path)) },
    { title: 'Data', open: true, files: files.filter(({ role, path }) => role === 'data' && path !== 'mcp.json') },
    { title: 'Runtime, copied as it is', open: false, files: files.filter(({ role }) => role === 'copied') },
  ];
  return groups.filter((group) => group.files.length > 0);
}

import type { BundlePreviewFile } from '#core/live/export-event.ts';

/** Files that are read together, in the order in which people read them. */
export interface FileGroup {
  readonly title: string;
  /** Whether the list is open at first. */
  readonly open: boolean;
  readonly files: readonly BundlePreviewFile[];
}

const FIRST = ['workflow.ts', 'tools.ts', 'inputs.ts', 'main.ts', 'README.md', 'test/replay.test.ts', 'mcp.json'];

export function groupFiles(files: readonly BundlePreviewFile[], place: string): readonly FileGroup[] {
  const rank = (path: string) => (FIRST.includes(path) ? FIRST.indexOf(path) : FIRST.length);
  const generated = files.filter(({ role }) => role === 'generated');
  const program = [...generated, ...files.filter(({ path }) => path === 'mcp.json')];
  const groups: readonly FileGroup[] = [
    { title: 'Program', open: true, files: program.toSorted((a, b) => rank(a.path) - rank(b.path)) },
    { title: place, open: true, files: files.filter(({ role }) => role === 'place') },
    { title: 'Data', open: true, files: files.filter(({ role, path }) => role === 'data' && path !== 'mcp.json') },
    { title: 'Runtime, copied as it is', open: false, files: files.filter(({ role }) => role === 'copied') },
  ];
  return groups.filter((group) => group.files.length > 0);
}

/** Files under their folders: first those that stand in none, then folder by folder in order of first sight. */
export function byFolder(files: readonly BundlePreviewFile[]): readonly {
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly name: string }[];
}[] {
  const folders = Map.groupBy(files, ({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/'))));
  return [...folders]
    .toSorted(([a], [b]) => Number(a !== '') - Number(b !== ''))
    .map(([folder, inside]) => ({
      folder,
      files: inside.map(({ path }) => ({ path, name: path.slice(path.lastIndexOf('/') + 1) })),
    }));
}

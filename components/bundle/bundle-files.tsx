'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { CodeView } from '#components/ui/code-view.tsx';
import { languageOf } from '#components/ui/highlight-code.ts';
import { Select } from '#components/ui/select.tsx';
import type { BundlePreviewFile } from '#core/live/export-event.ts';
import { byFolder, type FileGroup, groupFiles } from './group-files.ts';

/** The files of a bundle: what to read first, then data, then what is copied; one of them beside the list. */
export function BundleFiles(props: {
  readonly files: readonly BundlePreviewFile[];
  /** Title of the place whose files are among them. */
  readonly place: string;
}) {
  const { files, place } = props;
  const [wanted, setWanted] = useState('workflow.ts');
  const groups = groupFiles(files, place);
  const shown =
    files.find(({ path }) => path === wanted) ?? files.find(({ path }) => path === 'workflow.ts') ?? files[0];
  if (!shown) return null;
  return (
    <section aria-label="Files" className="flex min-h-96 flex-1 flex-col md:flex-row">
      <nav aria-label="Files" className="hidden w-56 shrink-0 overflow-auto border-hairline border-r py-2 md:block">
        {groups.map((group) => (
          <FileList key={group.title} group={group} shown={shown.path} onChoose={setWanted} />
        ))}
      </nav>
      <div className="border-hairline border-b p-2 md:hidden">
        <Select
          label="File"
          value={shown.path}
          onChange={setWanted}
          options={groups.flatMap(({ title, files: inside }) =>
            inside.map(({ path }) => ({ value: path, label: path, group: title })),
          )}
          className="w-full"
        />
      </div>
      <CodeView
        key={shown.path}
        code={shown.text}
        language={shown.text.length > 100_000 ? 'text' : languageOf(shown.path)}
        label={shown.path}
        lineNumbers
        className="min-h-96 flex-1 bg-sunken"
      />
    </section>
  );
}

function FileList(props: {
  readonly group: FileGroup;
  readonly shown: string;
  readonly onChoose: (path: string) => void;
}) {
  const { group, shown, onChoose } = props;
  const current = group.files.some(({ path }) => path === shown);
  return (
    <details open={group.open || current} className="group/files px-2 pb-2">
      <summary className="flex cursor-default list-none items-center gap-1 px-2 py-1 text-2xs font-medium text-faint select-none hover:text-fg [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3 shrink-0 transition-transform group-open/files:rotate-90" />
        <span className="min-w-0 flex-1 truncate">{group.title}</span>
        <span className="figures">{group.files.length}</span>
      </summary>
      {byFolder(group.files).map(({ folder, files }) => (
        <ul key={folder} aria-label={folder === '' ? undefined : folder}>
          {folder !== '' && <li className="truncate px-2 pt-1.5 pb-0.5 text-2xs text-faint">{folder}</li>}
          {files.map(({ path, name }) => (
            <li key={path}>
              <button
                type="button"
                aria-current={path === shown ? 'true' : undefined}
                title={path}
                onClick={() => onChoose(path)}
                className={classNames(
                  'block w-full truncate rounded-md py-1 pr-2 text-left font-mono text-xs',
                  folder === '' ? 'pl-2' : 'pl-4',
                  path === shown ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-raised hover:text-fg',
                )}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      ))}
    </details>
  );
}

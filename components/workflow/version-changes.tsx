import { classNames } from '#components/ui/class-names.ts';
import type { WorkflowChange } from '#core/workflow/diff-workflows.ts';

const signs: Record<WorkflowChange['kind'], { readonly sign: string; readonly word: string; readonly colour: string }> =
  {
    added: { sign: '+', word: 'added', colour: 'text-ok' },
    removed: { sign: '−', word: 'removed', colour: 'text-bad' },
    changed: { sign: '~', word: 'changed', colour: 'text-warn' },
    moved: { sign: '↕', word: 'moved', colour: 'text-muted' },
  };

/** What became of an older version on its way to the current one, like a diff: what was, what is. */
export function VersionChanges({ changes }: { readonly changes: readonly WorkflowChange[] }) {
  if (changes.length === 0)
    return <p className="pt-1 pb-1.5 pl-8 text-muted">The same program as the current version.</p>;
  return (
    <div className="pt-1 pb-1.5 pl-8">
      <p className="text-2xs text-faint">From here to the current version</p>
      <ul className="mt-1 flex flex-col gap-1.5">
        {changes.map((change) => {
          const { sign, word, colour } = signs[change.kind];
          return (
            <li key={`${change.what}${change.subject}${change.kind}`} className="flex gap-2">
              <span title={word} className={classNames('w-3 shrink-0 font-mono', colour)}>
                <span aria-hidden="true">{sign}</span>
                <span className="sr-only">{word}</span>
              </span>
              <div className="min-w-0">
                {change.subject && <span className="mr-1 font-mono">{change.subject}</span>}
                {change.details ? (
                  <ul className="mt-0.5 flex flex-col gap-0.5">
                    {change.details.map(({ what, before, after }) => (
                      <li key={what} className="wrap-anywhere">
                        <span className="text-faint">{what}: </span>
                        {before !== null && <del className="text-bad decoration-bad/50">{before}</del>}
                        {before !== null && after !== null && <span className="text-faint"> → </span>}
                        {after !== null && <ins className="text-ok no-underline">{after}</ins>}
                      </li>
                    ))}
                  </ul>
                ) : (
                  <span className="text-muted">{change.sentence}</span>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

import { Badge } from '#components/ui/badge.tsx';
import type { BundleVariable } from '#core/live/export-event.ts';
import { Hint, Title } from './choice-words.tsx';

/** The names that the agent reads from its environment, each with what it is for. */
export function VariableList({ variables }: { readonly variables: readonly BundleVariable[] }) {
  return (
    <section aria-label="Secrets and settings" className="flex flex-col gap-2">
      <Title>Secrets and settings</Title>
      {variables.length === 0 ? (
        <Hint>This workflow’s servers need none.</Hint>
      ) : (
        <ul className="flex flex-col gap-2">
          {variables.map(({ name, purpose, secret }) => (
            <li key={name} className="min-w-0">
              <span className="flex items-center gap-2">
                <code className="truncate font-mono text-xs">{name}</code>
                {secret && <Badge>secret</Badge>}
              </span>
              <span className="text-xs text-muted">{purpose}</span>
            </li>
          ))}
        </ul>
      )}
      <Hint>Files hold the names only. Values come from the environment or from mounted files.</Hint>
    </section>
  );
}

'use client';

import { CircleCheck, FlaskConical, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useAction } from '#components/prototype/use-action.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { formatDuration, plural } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { Select } from '#components/ui/select.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { type ModelTrial, type OfferedProvider, settingsActions } from './settings-actions.ts';

export interface ProviderRowProps {
  readonly provider: OfferedProvider;
  readonly onEdit: () => void;
  readonly onRemove: () => Promise<void>;
}

const origins = {
  settings: null,
  environment: 'from the environment',
  local: 'running here',
  script: 'script',
} as const;

/** One provider: whether it answers, what it has, and a try that makes one real tool call. */
export function ProviderRow({ provider, onEdit, onRemove }: ProviderRowProps) {
  const { name, from, baseUrl, models, problem } = provider;
  const [model, setModel] = useState<string | null>(null);
  const [removing, setRemoving] = useState(false);
  const [trial, setTrial] = useState<{ readonly model: string; readonly result: ModelTrial } | null>(null);
  const chosen = model ?? models[0] ?? null;
  const test = useAction(async () => {
    if (chosen === null) return;
    setTrial(null);
    setTrial({ model: chosen, result: await settingsActions.test(`${provider.id}:${chosen}`) });
  });
  return (
    <li className="flex flex-col gap-2 px-4 py-3.5">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2">
        <StatusDot state={problem ? 'failed' : 'ok'} label={problem ? 'Does not answer' : 'Answers'} />
        <div className="min-w-0 flex-1">
          <p className="flex min-w-0 items-center gap-2">
            <span className="truncate font-medium">{name}</span>
            {origins[from] && <Badge>{origins[from]}</Badge>}
          </p>
          <p className="figures truncate text-xs text-muted">
            {problem ? 'no models' : plural(models.length, 'model')}
            {baseUrl && <span className="font-mono"> · {baseUrl}</span>}
          </p>
        </div>
        {models.length > 0 && (
          <div className="flex items-center gap-2">
            <Select
              label={`Model of ${name} to test`}
              size="sm"
              variant="quiet"
              value={chosen}
              onChange={setModel}
              options={models.map((each) => ({ value: each, label: each, text: each }))}
              className="max-w-48"
            />
            <Button size="sm" icon={FlaskConical} busy={test.busy} onClick={() => void test.run()}>
              Test
            </Button>
          </div>
        )}
        {from === 'settings' && (
          <Menu
            label={`Actions on ${name}`}
            trigger={<IconButton icon={MoreHorizontal} label="Actions" size="sm" />}
            entries={[
              { label: 'Change', icon: Pencil, onSelect: onEdit },
              { label: 'Remove', icon: Trash2, danger: true, onSelect: () => setRemoving(true) },
            ]}
          />
        )}
      </div>
      {problem && <p className="pl-5 text-sm wrap-anywhere text-bad">{problem}</p>}
      {test.error && <ErrorNote title={test.error.message} advice={test.error.advice} />}
      {trial && <TrialNote model={trial.model} trial={trial.result} />}
      {removing && (
        <ConfirmDialog
          title={`Remove ${name}?`}
          action="Remove"
          onClose={() => setRemoving(false)}
          onConfirm={onRemove}
        >
          Its key is deleted. Prototypes that use its models ask for another one.
        </ConfirmDialog>
      )}
    </li>
  );
}

function TrialNote({ model, trial }: { readonly model: string; readonly trial: ModelTrial }) {
  if (trial.problem) {
    return (
      <ErrorNote title={trial.problem.message} advice={trial.problem.advice} tone={trial.answers ? 'warn' : 'bad'} />
    );
  }
  const more = [
    trial.streams ? 'streams' : 'does not stream',
    trial.countsTokens ? 'counts tokens' : 'counts no tokens',
  ];
  return (
    <p role="status" className="flex min-w-0 items-center gap-1.5 pl-5 text-sm">
      <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
      <span className="min-w-0">
        {model} made the tool call in <span className="figures">{formatDuration(trial.milliseconds)}</span>
        <span className="text-muted">; it {more.join(' and ')}.</span>
      </span>
    </p>
  );
}

'use client';

import { KeyRound, Plus, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useAction } from '#components/prototype/use-action.ts';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import { Time } from '#components/ui/time.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SecretUse } from '#core/live/settings-view.ts';
import { SettingRows, SettingSection } from './setting-section.tsx';
import { settingsActions } from './settings-actions.ts';

export interface SecretSectionProps {
  readonly secrets: readonly SecretUse[];
  readonly onChange: (secrets: readonly SecretUse[]) => void;
}

type Asked =
  | { readonly what: 'put'; readonly name: string | null }
  | { readonly what: 'remove'; readonly secret: SecretUse }
  | null;

/** Names of secrets and who uses them. A value goes in and never comes out again. */
export function SecretSection({ secrets, onChange }: SecretSectionProps) {
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  const add = () => setAsked({ what: 'put', name: null });
  useCommands([{ id: 'settings.secret', label: 'Add a secret', group: 'Settings', icon: KeyRound, run: add }]);
  return (
    <SettingSection
      id="secrets"
      title="Secrets"
      description="Kept encrypted in the data folder. Servers and models refer to them by name; values are never shown again."
    >
      <div className="flex flex-col gap-4">
        {secrets.length === 0 ? (
          <div className="rounded-lg border border-hairline bg-surface">
            <EmptyState
              icon={KeyRound}
              title="No secrets yet"
              actions={
                <Button icon={Plus} onClick={add}>
                  Add a secret
                </Button>
              }
            >
              They come here by themselves when you add a server or a model with a key.
            </EmptyState>
          </div>
        ) : (
          <SettingRows>
            {secrets.map((secret) => (
              <li key={secret.name} className="flex min-w-0 items-center gap-3 px-4 py-2.5">
                <div className="min-w-0 flex-1">
                  <p className="truncate font-mono text-xs">{secret.name}</p>
                  <p className="truncate text-xs text-muted">
                    {secret.usedBy.length > 0 ? `used by ${secret.usedBy.join(', ')}` : 'not used'} ·{' '}
                    <Time at={secret.updatedAt} />
                  </p>
                </div>
                <IconButton
                  icon={RefreshCw}
                  size="sm"
                  label={`Replace the value of ${secret.name}`}
                  onClick={() => setAsked({ what: 'put', name: secret.name })}
                />
                <IconButton
                  icon={Trash2}
                  size="sm"
                  label={`Delete ${secret.name}`}
                  onClick={() => setAsked({ what: 'remove', secret })}
                />
              </li>
            ))}
          </SettingRows>
        )}
        {secrets.length > 0 && (
          <Button icon={Plus} className="self-end" onClick={add}>
            Add a secret
          </Button>
        )}
      </div>
      {asked?.what === 'put' && (
        <SecretDialog
          name={asked.name}
          onClose={close}
          onSave={async (name, value) => {
            onChange(await settingsActions.putSecret(name, value));
            close();
            toast({ title: `Kept “${name}”` });
          }}
        />
      )}
      {asked?.what === 'remove' && (
        <ConfirmDialog
          title={`Delete “${asked.secret.name}”?`}
          action="Delete"
          onClose={close}
          onConfirm={async () => {
            onChange(await settingsActions.removeSecret(asked.secret.name));
            close();
          }}
        >
          {asked.secret.usedBy.length > 0
            ? `It is used by ${asked.secret.usedBy.join(', ')}, which cannot connect without it.`
            : 'Nothing here uses it.'}
        </ConfirmDialog>
      )}
    </SettingSection>
  );
}

interface SecretDialogProps {
  /** The secret whose value is replaced; null adds one. */
  readonly name: string | null;
  readonly onClose: () => void;
  readonly onSave: (name: string, value: string) => Promise<void>;
}

function SecretDialog({ name: existing, onClose, onSave }: SecretDialogProps) {
  const [name, setName] = useState(existing ?? '');
  const [value, setValue] = useState('');
  const save = useAction(() => onSave(name.trim(), value));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={existing ? `Replace “${existing}”` : 'Add a secret'}
      description="The value is encrypted at once and never shown again."
      size="sm"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form="secret"
            busy={save.busy}
            disabled={name.trim() === '' || value === ''}
          >
            Keep
          </Button>
        </>
      }
    >
      <form
        id="secret"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save.run();
        }}
      >
        {existing === null && (
          <Field label="Name" hint="Letters, digits, _, . and -.">
            {(control) => (
              <TextInput
                {...control}
                mono
                maxLength={100}
                placeholder="GITHUB_TOKEN"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label="Value">
          {(control) => (
            <TextInput
              {...control}
              mono
              type="password"
              autoComplete="new-password"
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
          )}
        </Field>
        {save.error && <ErrorNote title={save.error.message} advice={save.error.advice} />}
      </form>
    </Dialog>
  );
}

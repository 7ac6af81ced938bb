'use client';

import { useState } from 'react';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Field } from '#components/ui/field.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { ProviderView, SettingsView } from '#core/live/settings-view.ts';
import { settingsActions } from './settings-actions.ts';

export interface ProviderDialogProps {
  /** The one that is changed; null adds one. */
  readonly provider: ProviderView | null;
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onSaved: (settings: SettingsView) => void;
}

const names = { openai: 'OpenAI', anthropic: 'Anthropic', compatible: 'Compatible' } as const;

/** A place where models are. The key is typed once, goes to the vault, and is never shown again. */
export function ProviderDialog({ provider, taken, onClose, onSaved }: ProviderDialogProps) {
  const [protocol, setProtocol] = useState<ProviderView['protocol']>(provider?.protocol ?? 'openai');
  const [name, setName] = useState(provider?.name ?? '');
  const [baseUrl, setBaseUrl] = useState(provider?.baseUrl ?? '');
  const [key, setKey] = useState('');
  const [chosenApi, setApi] = useState(provider?.api ?? null);
  const api = chosenApi ?? (baseUrl.trim() === '' ? 'responses' : 'chat');
  const save = useAction(async () => {
    const label = name.trim() || (baseUrl.trim() ? hostOf(baseUrl) : names[protocol]);
    onSaved(
      await settingsActions.saveProvider({
        id: provider?.id ?? freeId(label, taken),
        protocol,
        ...(protocol === 'openai' && { api }),
        name: label,
        ...(baseUrl.trim() && { baseUrl: baseUrl.trim() }),
        ...(key.trim() && { key: key.trim() }),
      }),
    );
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={provider ? `Change ${provider.name ?? provider.id}` : 'Add a model provider'}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form="provider" busy={save.busy}>
            {provider ? 'Save' : 'Add'}
          </Button>
        </>
      }
    >
      <form
        id="provider"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save.run();
        }}
      >
        <Segmented
          label="Kind of provider"
          size="md"
          value={protocol}
          onChange={setProtocol}
          segments={[
            { value: 'openai', label: 'OpenAI' },
            { value: 'anthropic', label: 'Anthropic' },
            { value: 'compatible', label: 'OpenAI-compatible' },
          ]}
          className="self-start"
        />
        <Field
          label="Base URL"
          note={protocol === 'compatible' ? undefined : 'optional'}
          hint={protocol === 'compatible' ? 'Usually ends with /v1.' : 'Only for a proxy or gateway of your own.'}
        >
          {(control) => (
            <TextInput
              {...control}
              mono
              inputMode="url"
              required={protocol === 'compatible'}
              placeholder={
                protocol === 'anthropic'
                  ? 'https://api.anthropic.com/v1'
                  : protocol === 'openai'
                    ? 'https://api.openai.com/v1'
                    : 'http://127.0.0.1:8000/v1'
              }
              value={baseUrl}
              onChange={(event) => setBaseUrl(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="API key"
          note={protocol === 'compatible' ? 'if it needs one' : undefined}
          hint={
            provider?.hasKey
              ? 'There is one; leave this empty to keep it.'
              : 'Kept encrypted, never shown again, never in a recording or an export.'
          }
        >
          {(control) => (
            <TextInput
              {...control}
              mono
              type="password"
              autoComplete="new-password"
              value={key}
              onChange={(event) => setKey(event.target.value)}
            />
          )}
        </Field>
        {protocol === 'openai' && (
          <div className="flex flex-col gap-1.5">
            <p className="text-sm font-medium">API</p>
            <Segmented
              label="API"
              value={api}
              onChange={setApi}
              segments={[
                { value: 'responses', label: 'Responses' },
                { value: 'chat', label: 'Chat completions' },
              ]}
              className="self-start"
            />
            <p className="text-xs text-muted">
              Responses at OpenAI itself; a proxy of your own may only have the other.
            </p>
          </div>
        )}
        <Field label="Name" note="optional">
          {(control) => (
            <TextInput
              {...control}
              maxLength={60}
              placeholder={names[protocol]}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {save.error && <ErrorNote title={save.error.message} advice={save.error.advice} />}
      </form>
    </Dialog>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url.trim()) ? new URL(url.trim()).host : url.trim();
}

/** An id out of the name that is not in use: `openai`, `openai-2`. */
function freeId(name: string, taken: readonly string[]): string {
  const base =
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9_-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 26) || 'provider';
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) {
    if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
  }
}

'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Field } from '#components/ui/field.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextArea, TextInput } from '#components/ui/text-input.tsx';
import type { ServerConfig } from '#core/server/server-config.ts';
import type { GivenSecret } from './server-actions.ts';
import { draftConfig, draftOf, emptyDraft, type ServerDraft } from './server-draft.ts';
import { ValueRows } from './value-rows.tsx';

export interface ServerFormProps {
  /** The server that is being changed; a new one where absent. */
  readonly config?: ServerConfig;
  readonly taken: readonly string[];
  readonly submitLabel: string;
  readonly onSubmit: (config: ServerConfig, secrets: readonly GivenSecret[]) => Promise<void>;
}

/** A server by hand. Secrets go to the vault; the form never shows them again. */
export function ServerForm({ config, taken, submitLabel, onSubmit }: ServerFormProps) {
  const [draft, setDraft] = useState<ServerDraft>(() => (config ? draftOf(config) : emptyDraft));
  const [tried, setTried] = useState(false);
  const result = draftConfig(draft, config ? [] : taken);
  const save = useAction(async () => {
    setTried(true);
    if (result.ok) await onSubmit(result.config, result.secrets);
  });
  const problems = tried && !result.ok ? result.problems : {};
  const set = (change: Partial<ServerDraft>) => setDraft({ ...draft, ...change });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <Field label="Name" hint="Prefixes its tools in the chat: a to z, 0 to 9, _ and -." error={problems.alias}>
        {(control) => (
          <TextInput
            {...control}
            mono
            value={draft.alias}
            maxLength={20}
            disabled={config !== undefined}
            placeholder="tracker"
            onChange={(event) => set({ alias: event.target.value.toLowerCase() })}
            className="max-w-60"
          />
        )}
      </Field>
      <div className="flex flex-col gap-1.5">
        <span className="text-sm font-medium">How it is reached</span>
        <Segmented
          label="How it is reached"
          value={draft.kind}
          onChange={(kind) => set({ kind })}
          size="md"
          segments={[
            { value: 'stdio', label: 'Command' },
            { value: 'http', label: 'URL' },
            { value: 'sse', label: 'Legacy SSE' },
          ]}
          className="self-start"
        />
      </div>
      {draft.kind === 'stdio' ? (
        <>
          <Field
            label="Command"
            hint="With its arguments, as you would type it. It is run without a shell."
            error={problems.command}
          >
            {(control) => (
              <TextArea
                {...control}
                mono
                rows={1}
                value={draft.command}
                placeholder="npx -y @modelcontextprotocol/server-everything"
                onChange={(event) => set({ command: event.target.value })}
              />
            )}
          </Field>
          <Field label="Folder" note="optional">
            {(control) => (
              <TextInput {...control} mono value={draft.cwd} onChange={(event) => set({ cwd: event.target.value })} />
            )}
          </Field>
        </>
      ) : (
        <Field label="URL" error={problems.url}>
          {(control) => (
            <TextInput
              {...control}
              mono
              inputMode="url"
              value={draft.url}
              placeholder="https://example.com/mcp"
              onChange={(event) => set({ url: event.target.value })}
            />
          )}
        </Field>
      )}
      <ValueRows
        label={draft.kind === 'stdio' ? 'Environment' : 'Headers'}
        rows={draft.values}
        onChange={(values) => set({ values })}
        addIcon={Plus}
        problem={problems.values}
      />
      {draft.kind !== 'stdio' && (
        <Disclosure open={draft.clientId !== ''} summary="Signing in with a client of your own">
          <div className="flex flex-col gap-4">
            <Field
              label="OAuth client id"
              note="optional"
              hint="Only for servers that know their clients beforehand. Register http://127.0.0.1 and this studio’s port, /oauth/callback, as redirect address there."
            >
              {(control) => (
                <TextInput
                  {...control}
                  mono
                  value={draft.clientId}
                  onChange={(event) => set({ clientId: event.target.value })}
                />
              )}
            </Field>
            {draft.clientId.trim() !== '' && (
              <Field label="OAuth client secret" note="optional">
                {(control) => (
                  <TextInput
                    {...control}
                    mono
                    type="password"
                    autoComplete="off"
                    value={draft.clientSecret}
                    placeholder={draft.storedClientSecret === null ? '' : 'kept as it is'}
                    onChange={(event) => set({ clientSecret: event.target.value })}
                  />
                )}
              </Field>
            )}
          </div>
        </Disclosure>
      )}
      <Field label="Protocol" hint="Automatic tries 2026-07-28 first and falls back to earlier revisions.">
        {(control) => (
          <Select
            {...control}
            value={draft.era}
            onChange={(era) => set({ era })}
            options={[
              { value: 'auto', label: 'Automatic' },
              { value: 'modern', label: '2026-07-28 only' },
              { value: 'legacy', label: '2025-11-25 and earlier' },
            ]}
            className="max-w-60"
          />
        )}
      </Field>
      {save.error && <ErrorNote title={save.error.message} advice={save.error.advice} />}
      <div className="sticky -bottom-5 z-1 -mx-5 -mb-5 flex justify-end border-t border-hairline bg-surface px-5 py-3">
        <Button type="submit" variant="primary" busy={save.busy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}

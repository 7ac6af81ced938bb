'use client';

import { Plus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ModelSettingsView, ProviderView, SettingsView } from '#core/live/settings-view.ts';
import { ProviderDialog } from './provider-dialog.tsx';
import { ProviderRow } from './provider-row.tsx';
import { SettingRows, SettingSection } from './setting-section.tsx';
import { type OfferedModels, settingsActions } from './settings-actions.ts';

export interface ModelSectionProps {
  readonly models: ModelSettingsView;
  readonly onChange: (settings: SettingsView) => void;
}

/** Where models come from, whether they answer, and which one prototypes use. */
export function ModelSection({ models, onChange }: ModelSectionProps) {
  const [offered, setOffered] = useState<OfferedModels | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [editing, setEditing] = useState<ProviderView | 'new' | null>(null);
  const look = useCallback((signal?: AbortSignal) => {
    settingsActions.models(signal).then(
      (found) => {
        setOffered(found);
        setProblem(null);
      },
      (error: unknown) => {
        if (!signal?.aborted) setProblem(error instanceof Error ? error.message : String(error));
      },
    );
  }, []);
  useEffect(() => {
    const controller = new AbortController();
    look(controller.signal);
    return () => controller.abort();
  }, [look]);
  useCommands([
    {
      id: 'settings.provider',
      label: 'Add a model provider',
      group: 'Settings',
      icon: Plus,
      keywords: ['openai', 'anthropic', 'ollama', 'key'],
      run: () => setEditing('new'),
    },
  ]);
  const saved = (settings: SettingsView) => {
    onChange(settings);
    look();
  };
  const usable = offered?.providers.filter((provider) => provider.from !== 'script') ?? [];
  return (
    <SettingSection
      id="models"
      title="Models"
      description="The model that drives a chat. Local servers are found by themselves while they run. Prototypes can also be made without any."
    >
      <div className="flex flex-col gap-4">
        {problem && <ErrorNote title="The models could not be looked up." detail={problem} />}
        {offered === null && problem === null ? (
          <ModelsLoading />
        ) : usable.length === 0 ? (
          <div className="rounded-lg border border-hairline bg-surface">
            <EmptyState
              title="No model yet"
              actions={
                <Button icon={Plus} onClick={() => setEditing('new')}>
                  Add a provider
                </Button>
              }
            >
              Add OpenAI, Anthropic or any OpenAI-compatible endpoint, or start Ollama, LM Studio or vLLM on this
              machine.
            </EmptyState>
          </div>
        ) : (
          <SettingRows>
            {usable.map((provider) => (
              <ProviderRow
                key={provider.id}
                provider={provider}
                onEdit={() => setEditing(models.providers.find(({ id }) => id === provider.id) ?? null)}
                onRemove={async () => {
                  saved(await settingsActions.removeProvider(provider.id));
                  toast({ title: `Removed ${provider.name}` });
                }}
              />
            ))}
          </SettingRows>
        )}
        {(usable.length > 0 || models.default !== null) && (
          <div className="flex flex-wrap items-end justify-between gap-3">
            <Field label="Used where a prototype names none" className="w-full max-w-80">
              {(control) => (
                <Select
                  {...control}
                  value={models.default ?? ''}
                  onChange={async (model) => onChange(await settingsActions.setDefault(model === '' ? null : model))}
                  options={[
                    { value: '', label: 'The first that answers', text: 'The first that answers' },
                    ...usable.flatMap((provider) =>
                      provider.models.map((model) => ({
                        value: `${provider.id}:${model}`,
                        label: model,
                        text: model,
                        group: provider.name,
                      })),
                    ),
                    ...missing(models.default, usable),
                  ]}
                />
              )}
            </Field>
            <Button icon={Plus} onClick={() => setEditing('new')}>
              Add a provider
            </Button>
          </div>
        )}
      </div>
      {editing !== null && (
        <ProviderDialog
          provider={editing === 'new' ? null : editing}
          taken={models.providers.map(({ id }) => id)}
          onClose={() => setEditing(null)}
          onSaved={(settings) => {
            setEditing(null);
            saved(settings);
          }}
        />
      )}
    </SettingSection>
  );
}

/** A default that no provider lists now is still the default; it must not vanish from its own box. */
function missing(chosen: string | null, providers: OfferedModels['providers']) {
  const listed = providers.some(({ id, models }) => models.some((model) => `${id}:${model}` === chosen));
  return chosen === null || listed
    ? []
    : [{ value: chosen, label: chosen, text: chosen, description: 'Not offered now' }];
}

function ModelsLoading() {
  return (
    <div role="status" className="rounded-lg border border-hairline bg-surface px-4 py-3.5">
      <span className="sr-only">Looking for models</span>
      <Skeleton className="w-32" />
      <Skeleton className="mt-2 h-3 w-64" />
    </div>
  );
}

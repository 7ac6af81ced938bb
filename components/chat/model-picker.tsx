'use client';

import { useEffect, useState } from 'react';
import { Select, type SelectOption } from '#components/ui/select.tsx';
import { type ListedModels, loadModels, saveModel } from './model-source.ts';

export interface ModelPickerProps {
  readonly prototypeId: string;
  /** `provider:model`, or null for the default. */
  readonly model: string | null;
  readonly disabled: boolean;
  /** Told once the studio has kept the choice. */
  readonly onChanged?: () => void;
}

/** Which model answers here. Models are asked for when the picker first shows; providers that do not answer are left out. */
export function ModelPicker({ prototypeId, model, disabled, onChanged }: ModelPickerProps) {
  const [listed, setListed] = useState<ListedModels | null>(null);
  const [chosen, setChosen] = useState(model);
  useEffect(() => setChosen(model), [model]);
  useEffect(() => {
    // Outside system: the studio asks every provider.
    const gone = new AbortController();
    loadModels(gone.signal).then(setListed, () => {});
    return () => gone.abort();
  }, []);
  const options = optionsOf(listed, chosen);
  return (
    <Select
      label="Model"
      variant="quiet"
      size="sm"
      className="max-w-full"
      disabled={disabled}
      value={chosen ?? ''}
      options={options}
      onChange={(value) => {
        const next = value === '' ? null : value;
        setChosen(next);
        void saveModel(prototypeId, next).then(onChanged);
      }}
    />
  );
}

function optionsOf(listed: ListedModels | null, chosen: string | null): readonly SelectOption<string>[] {
  const models = (listed?.providers ?? []).flatMap((provider) =>
    provider.models.map((name) => ({
      value: `${provider.id}:${name}`,
      label: provider.from === 'script' ? 'Scripted sample (no model)' : name,
      group: provider.name,
    })),
  );
  const standard = {
    value: '',
    label: listed === null ? 'Looking for models' : defaultLabel(listed, models.length > 0),
  };
  // A choice whose provider does not answer now is still the choice.
  const missing = chosen !== null && !models.some((option) => option.value === chosen);
  return [standard, ...(missing ? [{ value: chosen, label: chosen }] : []), ...models];
}

function defaultLabel(listed: ListedModels, any: boolean): string {
  if (listed.default !== null) return `Default: ${listed.default.slice(listed.default.indexOf(':') + 1)}`;
  const first = listed.providers.find((provider) => provider.from !== 'script' && provider.models.length > 0);
  if (first) return `Default: ${first.name}`;
  return any ? 'No model set up' : 'No model';
}

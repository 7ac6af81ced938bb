'use client';

import { Sparkles } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useCommands } from '#components/shell/use-commands.ts';
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
  const choose = (value: string) => {
    const next = value === '' ? null : value;
    setChosen(next);
    void saveModel(prototypeId, next).then(onChanged);
  };
  useCommands(
    options.slice(0, MOST_COMMANDS).map(({ value, text }) => ({
      id: `model.${value}`,
      label: `Model: ${text}`,
      group: 'Model',
      icon: Sparkles,
      disabled: disabled || value === (chosen ?? ''),
      run: () => choose(value),
    })),
  );
  return (
    <Select
      label="Model"
      variant="quiet"
      size="sm"
      className="max-w-full"
      disabled={disabled}
      value={chosen ?? ''}
      options={options}
      onChange={choose}
    />
  );
}

/** More would bury everything else in the palette; the picker has them all. */
const MOST_COMMANDS = 40;

type ModelOption = SelectOption<string> & { readonly text: string };

function optionsOf(listed: ListedModels | null, chosen: string | null): readonly ModelOption[] {
  const models = (listed?.providers ?? []).flatMap((provider) =>
    provider.models.map((name) => {
      const text = provider.from === 'script' ? 'Scripted sample (no model)' : name;
      return { value: `${provider.id}:${name}`, label: text, text, group: provider.name };
    }),
  );
  const label = listed === null ? 'Looking for models' : defaultLabel(listed, models.length > 0);
  const standard = { value: '', label, text: label };
  // A choice whose provider does not answer now is still the choice.
  const missing = chosen !== null && !models.some((option) => option.value === chosen);
  return [standard, ...(missing ? [{ value: chosen, label: chosen, text: chosen }] : []), ...models];
}

function defaultLabel(listed: ListedModels, any: boolean): string {
  if (listed.default !== null) return `Default: ${listed.default.slice(listed.default.indexOf(':') + 1)}`;
  const first = listed.providers.find((provider) => provider.from !== 'script' && provider.models.length > 0);
  if (first) return `Default: ${first.name}`;
  return any ? 'No model set up' : 'No model';
}

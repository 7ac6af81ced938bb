'use client';

import { Braces, ListChecks } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { JsonEditor } from '#components/ui/json-editor.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { jsonEqual } from '#core/json/equal.ts';
import type { JsonObject, JsonSchema } from '#core/json/json.ts';
import { parseArguments, writeArguments } from './arguments-text.ts';
import { SchemaForm } from './schema-form/schema-form.tsx';
import type { SchemaProblem } from './schema-form/schema-problems.ts';

export interface ToolFormProps {
  /** Distinguishes this form on the page; another tool is another id. */
  readonly id: string;
  readonly schema: JsonSchema;
  readonly args: JsonObject;
  readonly onChange: (args: JsonObject) => void;
  /** Shown at the fields; hand in `[]` until the user has tried to call. */
  readonly problems: readonly SchemaProblem[];
  /** The JSON does not parse: calling would send something else than what stands there. */
  readonly onBroken?: (broken: boolean) => void;
  readonly disabled?: boolean;
  /** `both` shows form and JSON side by side where there is room; `switch` one of them; `form` has no JSON. */
  readonly layout?: 'both' | 'switch' | 'form';
}

/** The arguments of a call: a form made from the tool's schema and the raw JSON, always saying the same. */
export function ToolForm(props: ToolFormProps) {
  const { id, schema, args, onChange, problems, onBroken, disabled, layout = 'both' } = props;
  const [text, setText] = useState(() => writeArguments(args));
  const [view, setView] = useState<'form' | 'json'>('form');
  const parsed = parseArguments(text);
  const broken = !parsed.ok;

  // What the form changed is written anew; what was typed as JSON keeps its spaces and its order.
  const typed = useRef(text);
  typed.current = text;
  useEffect(() => {
    const now = parseArguments(typed.current);
    if (now.ok && !jsonEqual(now.args, args)) setText(writeArguments(args));
  }, [args]);
  useEffect(() => onBroken?.(broken), [broken, onBroken]);

  const edit = (next: string) => {
    setText(next);
    const now = parseArguments(next);
    if (now.ok && !jsonEqual(now.args, args)) onChange(now.args);
  };
  const change = (next: JsonObject) => {
    if (!parsed.ok) setText(writeArguments(next));
    onChange(next);
  };
  const form = (
    <SchemaForm id={id} schema={schema} value={args} onChange={change} problems={problems} disabled={disabled} />
  );
  const raw = (
    <div className="flex min-w-0 flex-col gap-1.5">
      <p className="hidden text-xs text-faint @3xl:block">The same as JSON</p>
      <JsonEditor
        label="Arguments as JSON"
        value={text}
        onChange={edit}
        readOnly={disabled}
        className="max-h-[32rem]"
      />
      {!parsed.ok && (
        <p role="alert" className="text-xs text-bad">
          {parsed.problem}
        </p>
      )}
    </div>
  );
  if (layout === 'form') return form;
  const both = layout === 'both';
  return (
    <div className="@container min-w-0">
      <div className={classNames('mb-3', both && '@3xl:hidden')}>
        <Segmented
          label="Write the arguments as"
          value={view}
          onChange={setView}
          segments={[
            { value: 'form', label: 'Form', icon: ListChecks },
            { value: 'json', label: 'JSON', icon: Braces },
          ]}
        />
      </div>
      <div className={classNames('grid gap-6', both && '@3xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]')}>
        <div className={classNames('min-w-0', view === 'json' && 'hidden', both && '@3xl:block')}>{form}</div>
        <div className={classNames('min-w-0', view === 'form' && 'hidden', both && '@3xl:block')}>{raw}</div>
      </div>
    </div>
  );
}

'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Json } from '#core/json/json.ts';
import type { Place } from '#core/workflow/evidence.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { describeExpr } from './describe-expr.ts';
import { useWorkflowPage } from './workflow-context.tsx';

const TESTS = [
  { value: 'contains', label: 'contains' },
  { value: 'eq', label: 'is' },
  { value: 'ne', label: 'is not' },
  { value: 'startsWith', label: 'begins with' },
  { value: 'endsWith', label: 'ends with' },
  { value: 'lt', label: 'is less than' },
  { value: 'le', label: 'is at most' },
  { value: 'gt', label: 'is more than' },
  { value: 'ge', label: 'is at least' },
  { value: 'has', label: 'holds' },
] as const;

type Test = (typeof TESTS)[number]['value'];

interface ConditionProps {
  readonly place: Place;
  readonly expr: Expr;
}

/** Changes tests of two sides where they stand, each part of an `and` or `or` by itself. Other expressions are left alone. */
export function ConditionEditor({ place, expr }: ConditionProps) {
  if (expr.$ === 'fn' && (expr.name === 'and' || expr.name === 'or')) {
    return expr.args.map((part, index) => (
      <ConditionEditor
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place.
        key={index}
        place={{ step: place.step, slot: [...place.slot, 'args', index] }}
        expr={part}
      />
    ));
  }
  return <TestEditor place={place} expr={expr} />;
}

/** What is compared, how, and with what. */
function TestEditor({ place, expr }: ConditionProps) {
  const { view, edit, busy } = useWorkflowPage();
  const [left, right] = expr.$ === 'fn' ? expr.args : [];
  const known = TESTS.find(({ value }) => expr.$ === 'fn' && value === expr.name)?.value;
  const [test, setTest] = useState<Test>(known ?? 'eq');
  const input = right?.$ === 'ref' && right.of === 'input' ? right.id : null;
  const [source, setSource] = useState<string>(input ?? CONSTANT);
  const before =
    right?.$ === 'lit'
      ? asText(right.value)
      : input
        ? asText(view.workflow.inputs.find(({ name }) => name === input)?.default ?? '')
        : '';
  const [text, setText] = useState(before);
  if (!edit || !known || !left || !right || (right.$ !== 'lit' && input === null)) return null;
  const sources = [
    { value: CONSTANT, label: 'this constant' },
    ...view.workflow.inputs.map(({ name }) => ({ value: name, label: `input ${name}` })),
  ];
  const next: Expr =
    source === CONSTANT ? { $: 'lit', value: fromText(text, right) } : { $: 'ref', of: 'input', id: source };
  const changed = test !== known || source !== (input ?? CONSTANT) || (source === CONSTANT && text !== before);
  return (
    <form
      aria-label="Condition"
      className="flex flex-wrap items-center gap-2 rounded-md border border-hairline p-2"
      onSubmit={(event) => {
        event.preventDefault();
        void edit({ edit: 'setValue', place, expr: { $: 'fn', name: test, args: [left, next] } });
      }}
    >
      <span className="font-mono text-xs text-origin-reference">{describeExpr(left)}</span>
      <div className="w-32">
        <Select label="Test" value={test} onChange={setTest} options={TESTS} />
      </div>
      <div className="w-40">
        <Select label="Compared with" value={source} onChange={setSource} options={sources} />
      </div>
      {source === CONSTANT && (
        <div className="w-40">
          <TextInput
            mono
            aria-label="Constant to compare with"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      )}
      <Button type="submit" size="sm" busy={busy} disabled={!changed}>
        Set
      </Button>
    </form>
  );
}

/** No input can have this name. */
const CONSTANT = '(constant)';

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Numbers and flags stay what they were where the text still is one; anything else is text. */
function fromText(text: string, before: Expr): Json {
  if (before.$ !== 'lit' || typeof before.value === 'string') return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

'use client';

import { Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Select } from '#components/ui/select.tsx';
import { isJsonArray, type Json } from '#core/json/json.ts';
import { describeExpr, type Unsaid } from '#core/workflow/describe-expr.ts';
import { type Condition, isTestId, TESTS, type TestedKind } from '#core/workflow/edit/condition.ts';
import type { Place } from '#core/workflow/evidence.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { useWorkflowPage } from '../workflow-context.tsx';
import { OperandField } from './operand-field.tsx';
import { ValueField } from './value-field.tsx';
import { valuesInScope } from './values-in-scope.ts';

interface TestRowProps {
  readonly condition: Exclude<Condition, { kind: 'group' }>;
  readonly place: Place;
  readonly unsaid?: Unsaid;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove?: () => void;
}

/** One test: what is looked at, what has to hold, and what it is compared with. */
export function TestRow({ condition, place, unsaid, onChange, onRemove }: TestRowProps) {
  const sample = useSample(place, condition.kind === 'test' ? condition.subject : null);
  if (condition.kind === 'other') {
    return (
      <div className="flex items-start gap-1.5 rounded-md border border-hairline px-2 py-1 text-xs">
        <span className="min-w-0 flex-1 font-mono wrap-anywhere">{describeExpr(condition.expr, unsaid)}</span>
        {onRemove && <IconButton icon={Trash2} size="sm" label="Remove this test" onClick={onRemove} />}
      </div>
    );
  }
  const { test, subject, value } = condition;
  const kind = kindOf(sample, subject);
  const offered = TESTS.filter(
    ({ id, of }) => id === test || kind === null || of.some((one: TestedKind) => one === 'any' || one === kind),
  );
  const two = TESTS.find(({ id }) => id === test)?.two ?? false;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-1.5">
      <div className="flex min-w-0 flex-wrap items-start gap-1.5">
        <ValueField
          label="Field"
          place={place}
          expr={subject}
          unsaid={unsaid}
          onlyReferences
          onChange={(next) => onChange({ ...condition, subject: next })}
          className="max-w-full min-w-24 flex-[1_1_7rem]"
        />
        <Select
          size="sm"
          label="Test"
          value={test}
          onChange={(next) => {
            if (isTestId(next)) onChange({ ...condition, test: next });
          }}
          options={offered.map(({ id, words }) => ({ value: id, label: words }))}
          className="w-34"
        />
        {two && (
          <div className="min-w-24 flex-[1_1_8rem]">
            <OperandField
              place={place}
              expr={value ?? { $: 'lit', value: '' }}
              sample={sample}
              onChange={(next) => onChange({ ...condition, value: next })}
            />
          </div>
        )}
      </div>
      {onRemove && (
        <IconButton icon={Trash2} size="sm" label="Remove this test" className="mt-0.5" onClick={onRemove} />
      )}
    </div>
  );
}

/** What the field was in the recording. */
function useSample(place: Place, subject: Expr | null): Json | undefined {
  const { view } = useWorkflowPage();
  const trace = usePrototype(({ snapshot }) => snapshot.trace);
  const values = useMemo(() => valuesInScope(view.workflow, place, trace), [view.workflow, place, trace]);
  return values.find(({ expr }) => subject !== null && same(expr, subject))?.sample;
}

/** References to one thing, whether or not they stop where it is missing. */
function same(left: Expr, right: Expr): boolean {
  const plain = (expr: Expr) => JSON.stringify(expr.$ === 'get' ? [expr.from, expr.path] : expr);
  return plain(left) === plain(right);
}

/** What kind of value a field holds, as far as the recording tells; null where it does not. */
function kindOf(sample: Json | undefined, subject: Expr): TestedKind | null {
  if (sample === undefined || sample === null) return subject.$ === 'run' ? 'date' : null;
  if (typeof sample === 'boolean') return 'flag';
  if (typeof sample === 'number') return 'number';
  if (isJsonArray(sample)) return 'list';
  return typeof sample === 'string' && /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(sample) ? 'date' : 'text';
}

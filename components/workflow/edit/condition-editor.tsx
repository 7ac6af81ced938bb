'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import type { Unsaid } from '#core/workflow/describe-expr.ts';
import { type Condition, conditionExpr, readCondition } from '#core/workflow/edit/condition.ts';
import type { Place } from '#core/workflow/evidence.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { TestRow } from './test-row.tsx';

interface ConditionEditorProps {
  /** Where the condition stands; its parts see what is in scope there. */
  readonly place: Place;
  readonly expr: Expr;
  readonly unsaid?: Unsaid;
  /** A field that a new test begins with. */
  readonly subject: Expr;
  readonly busy: boolean;
  /** What setting it would break; null where nothing. */
  readonly check: (expr: Expr) => string | null;
  readonly onSet: (expr: Expr) => void;
  /** Takes the whole condition away; absent where there has to be one. */
  readonly onRemove?: () => void;
}

/**
 * A condition built of tests: field, test, value; joined by and, or; with groups inside. What is built is set as a whole,
 * so that a half-made condition never runs.
 */
export function ConditionEditor(props: ConditionEditorProps) {
  const { place, expr, unsaid, subject, busy, check, onSet, onRemove } = props;
  const [draft, setDraft] = useState<Condition>(() => readCondition(expr));
  const next = conditionExpr(draft);
  const changed = JSON.stringify(next) !== JSON.stringify(conditionExpr(readCondition(expr)));
  const problem = changed ? check(next) : null;
  return (
    <form
      aria-label="Condition"
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) onSet(next);
      }}
    >
      <ConditionPart
        condition={draft}
        place={place}
        unsaid={unsaid}
        subject={subject}
        onChange={(condition) => {
          if (condition) setDraft(condition);
          else onRemove?.();
        }}
        removable={onRemove !== undefined}
      />
      {problem && (
        <p role="alert" className="text-2xs text-bad">
          {problem}
        </p>
      )}
      {changed && (
        <div className="flex gap-2">
          <Button type="submit" size="sm" variant="primary" busy={busy}>
            Set the condition
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setDraft(readCondition(expr))}>
            Leave it
          </Button>
        </div>
      )}
    </form>
  );
}

interface PartProps {
  readonly condition: Condition;
  readonly place: Place;
  readonly unsaid?: Unsaid;
  readonly subject: Expr;
  /** Null: taken away. */
  readonly onChange: (condition: Condition | null) => void;
  readonly removable: boolean;
  readonly depth?: number;
}

function ConditionPart(props: PartProps) {
  const { condition, place, unsaid, subject, onChange, removable, depth = 0 } = props;
  const fresh: Condition = { kind: 'test', test: 'eq', subject, value: { $: 'lit', value: '' } };
  if (condition.kind !== 'group') {
    return (
      <div className="flex flex-col gap-1.5">
        <TestRow
          condition={condition}
          place={place}
          unsaid={unsaid}
          onChange={onChange}
          onRemove={removable ? () => onChange(null) : undefined}
        />
        {depth === 0 && (
          <AddTest
            onAdd={(join) => onChange({ kind: 'group', join, parts: [condition, fresh] })}
            joins={['and', 'or']}
          />
        )}
      </div>
    );
  }
  const { join, parts } = condition;
  const set = (index: number, part: Condition | null) => {
    const next = part ? parts.with(index, part) : parts.toSpliced(index, 1);
    const [only] = next;
    onChange(next.length === 1 && only ? only : { ...condition, parts: next });
  };
  return (
    <fieldset
      className={classNames('flex flex-col gap-1.5', depth > 0 && 'rounded-md border border-hairline bg-sunken p-2')}
    >
      <legend className="sr-only">{join === 'and' ? 'All of these hold' : 'One of these holds'}</legend>
      <div className="flex items-center gap-2 text-2xs text-faint">
        <Segmented
          label="How the tests are joined"
          value={join}
          onChange={(next) => onChange({ ...condition, join: next })}
          segments={[
            { value: 'and', label: 'all of' },
            { value: 'or', label: 'one of' },
          ]}
        />
        {depth > 0 && (
          <IconButton
            icon={Trash2}
            size="sm"
            label="Remove this group"
            className="ml-auto"
            onClick={() => onChange(null)}
          />
        )}
      </div>
      {parts.map((part, index) => (
        <ConditionPart
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place.
          key={index}
          condition={part}
          place={place}
          unsaid={unsaid}
          subject={subject}
          depth={depth + 1}
          removable
          onChange={(next) => set(index, next)}
        />
      ))}
      <AddTest
        onAdd={(kind) =>
          onChange({
            ...condition,
            parts: [
              ...parts,
              kind === 'group' ? { kind: 'group', join: join === 'and' ? 'or' : 'and', parts: [fresh, fresh] } : fresh,
            ],
          })
        }
        joins={depth < 2 ? ['test', 'group'] : ['test']}
      />
    </fieldset>
  );
}

const addWords = { and: 'and…', or: 'or…', test: 'Add a test', group: 'Add a group' } as const;

function AddTest<Kind extends keyof typeof addWords>(props: {
  readonly joins: readonly Kind[];
  readonly onAdd: (kind: Kind) => void;
}) {
  return (
    <div className="flex gap-1">
      {props.joins.map((kind) => (
        <Button key={kind} size="sm" variant="ghost" icon={Plus} onClick={() => props.onAdd(kind)}>
          {addWords[kind]}
        </Button>
      ))}
    </div>
  );
}

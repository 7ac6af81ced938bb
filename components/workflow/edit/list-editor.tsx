'use client';

import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Select } from '#components/ui/select.tsx';
import { orderWords, type Unsaid } from '#core/workflow/describe-expr.ts';
import { type ListStage, readStages, stageSlots } from '#core/workflow/edit/list-stages.ts';
import { uniqueName } from '#core/workflow/edit/names.ts';
import type { Place } from '#core/workflow/evidence.ts';
import type { Expr, Id } from '#core/workflow/workflow.ts';
import { useWorkflowPage } from '../workflow-context.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { useEditing } from './use-editing.ts';
import { ValueField } from './value-field.tsx';
import { ValueOrConstant } from './value-or-constant.tsx';

/** A list on its way into a loop: where it comes from, which items, none twice, in which order, how many. */
export function ListEditor({ place, expr }: { readonly place: Place; readonly expr: Expr }) {
  const { view } = useWorkflowPage();
  const editing = useEditing();
  if (!editing) return null;
  const { edit, check, busy } = editing;
  const { source, stages } = readStages(expr);
  const slots = stageSlots(expr);
  const slotOf = (kind: ListStage['kind']): Place => {
    const at = stages.findIndex((stage) => stage.kind === kind);
    return { step: place.step, slot: [...place.slot, ...(slots[at] ?? [])] };
  };
  const set = (kind: ListStage['kind'], stage?: ListStage) => void edit({ edit: 'setStage', place, kind, stage });
  const newItem = (): Id => uniqueName(view.workflow, 'item');
  const where = stages.find((stage) => stage.kind === 'where');
  const unique = stages.find((stage) => stage.kind === 'unique');
  const sort = stages.find((stage) => stage.kind === 'sort');
  const take = stages.find((stage) => stage.kind === 'take');
  const itemOf = (as: Id): Expr => ({ $: 'ref', of: 'var', id: as });
  return (
    <div className="flex flex-col gap-3">
      <Section label="Through">
        <ValueField
          label="List to go through"
          place={place}
          expr={source}
          schema={{ type: 'array' }}
          disabled={busy}
          onChange={(next) => void edit({ edit: 'setSource', place, expr: next })}
        />
      </Section>
      {where ? (
        <Section label="Only where">
          <ConditionEditor
            key={JSON.stringify(where.test)}
            place={slotOf('where')}
            expr={where.test}
            unsaid={{ items: new Set([where.as]) }}
            subject={itemOf(where.as)}
            busy={busy}
            check={(test) => check({ edit: 'setStage', place, kind: 'where', stage: { ...where, test } })}
            onSet={(test) => set('where', { ...where, test })}
            onRemove={() => set('where')}
          />
        </Section>
      ) : null}
      {unique && (
        <Section label="None twice by" onRemove={() => set('unique')} removeLabel="Take items twice as well">
          <ItemField
            label="What tells items apart"
            place={slotOf('unique')}
            as={unique.as}
            expr={unique.by}
            onChange={(by) => set('unique', { ...unique, by })}
          />
        </Section>
      )}
      {sort && (
        <Section label="Ordered by" onRemove={() => set('sort')} removeLabel="Keep the order of the list">
          <SortKeys stage={sort} place={slotOf('sort')} onSet={(stage) => set('sort', stage)} />
        </Section>
      )}
      {take && (
        <Section label="Only the first" onRemove={() => set('take')} removeLabel="Take all of them">
          <ValueOrConstant
            label="How many"
            place={slotOf('take')}
            expr={take.count}
            schema={{ type: 'integer' }}
            busy={busy}
            check={(count) => check({ edit: 'setStage', place, kind: 'take', stage: { kind: 'take', count } })}
            onSet={(count) => set('take', { kind: 'take', count })}
          />
        </Section>
      )}
      <div className="flex flex-wrap gap-1">
        {!where && (
          <Add
            label="Filter"
            onAdd={() => {
              const as = newItem();
              set('where', {
                kind: 'where',
                as,
                test: { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isNull', args: [itemOf(as)] }] },
              });
            }}
          />
        )}
        {!unique && (
          <Add
            label="None twice"
            onAdd={() => {
              const as = newItem();
              set('unique', { kind: 'unique', as, by: itemOf(as) });
            }}
          />
        )}
        {!sort && (
          <Add
            label="Order"
            onAdd={() => {
              const as = newItem();
              set('sort', { kind: 'sort', as, by: [{ key: itemOf(as), order: 'asc' }] });
            }}
          />
        )}
        {!take && <Add label="Limit" onAdd={() => set('take', { kind: 'take', count: { $: 'lit', value: 10 } })} />}
      </div>
    </div>
  );
}

function SortKeys(props: {
  readonly stage: ListStage & { readonly kind: 'sort' };
  readonly place: Place;
  readonly onSet: (stage: ListStage) => void;
}) {
  const { stage, place, onSet } = props;
  return (
    <div className="flex flex-col gap-1.5">
      {stage.by.map(({ key, order }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a key is known by its place.
        <div key={index} className="flex items-start gap-1.5">
          <ItemField
            label={index === 0 ? 'Ordered by' : 'Then by'}
            place={{ ...place, slot: [...place.slot, index, 'key'] }}
            as={stage.as}
            expr={key}
            onChange={(next) => onSet({ ...stage, by: stage.by.with(index, { key: next, order }) })}
          />
          <Select
            size="sm"
            label="Direction"
            value={order}
            onChange={(next) => onSet({ ...stage, by: stage.by.with(index, { key, order: next }) })}
            options={(['asc', 'desc'] as const).map((value) => ({ value, label: orderWords(key, value) }))}
            className="w-32 shrink-0"
          />
          {stage.by.length > 1 && (
            <IconButton
              icon={Trash2}
              size="sm"
              label="Remove this key"
              className="mt-0.5"
              onClick={() => onSet({ ...stage, by: stage.by.toSpliced(index, 1) })}
            />
          )}
        </div>
      ))}
      <Add
        label="Then by"
        onAdd={() =>
          onSet({ ...stage, by: [...stage.by, { key: { $: 'ref', of: 'var', id: stage.as }, order: 'asc' }] })
        }
      />
    </div>
  );
}

function ItemField(props: {
  readonly label: string;
  readonly place: Place;
  readonly as: Id;
  readonly expr: Expr;
  readonly onChange: (expr: Expr) => void;
}) {
  const unsaid: Unsaid = { items: new Set([props.as]) };
  return (
    <ValueField
      label={props.label}
      place={props.place}
      expr={props.expr}
      unsaid={unsaid}
      onlyReferences
      onChange={props.onChange}
      className="w-full"
    />
  );
}

function Section(props: {
  readonly label: string;
  readonly onRemove?: () => void;
  readonly removeLabel?: string;
  readonly children: ReactNode;
}) {
  const { label, onRemove, removeLabel = 'Remove', children } = props;
  return (
    <section aria-label={label} className="flex flex-col gap-1.5">
      <div className="flex h-5 items-center">
        <h3 className="text-2xs font-medium text-faint">{label}</h3>
        {onRemove && <IconButton icon={Trash2} size="sm" label={removeLabel} className="ml-auto" onClick={onRemove} />}
      </div>
      {children}
    </section>
  );
}

function Add({ label, onAdd }: { readonly label: string; readonly onAdd: () => void }) {
  return (
    <Button size="sm" variant="ghost" icon={Plus} onClick={onAdd} className="self-start">
      {label}
    </Button>
  );
}

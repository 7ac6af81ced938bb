'use client';

import { ArrowDownToLine, CircleMinus } from 'lucide-react';
import { useState } from 'react';
import { usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { formatPath } from '#core/json/path.ts';
import { applyEdit } from '#core/workflow/edit/apply-edit.ts';
import { readStages } from '#core/workflow/edit/list-stages.ts';
import { uniqueName } from '#core/workflow/edit/names.ts';
import { identifier } from '#core/workflow/edit/new-step.ts';
import { EditRefused } from '#core/workflow/edit/workflow-edit.ts';
import type { Place } from '#core/workflow/evidence.ts';
import { stepsById } from '#core/workflow/find-step.ts';
import { originOfExpr } from '#core/workflow/value-origin.ts';
import { innerExprs } from '#core/workflow/walk-exprs.ts';
import type { Expr, Workflow } from '#core/workflow/workflow.ts';
import { valueParts } from '../value-parts.ts';
import { ValueText } from '../value-text.tsx';
import { useWorkflowPage } from '../workflow-context.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { type ConditionRoot, conditionRoot } from './condition-root.ts';
import { ConstantField } from './constant-field.tsx';
import { ListEditor } from './list-editor.tsx';
import { placeSchema } from './place-schema.ts';
import { TemplateEditor } from './template-editor.tsx';
import { useEditing } from './use-editing.ts';
import { ValuePicker } from './value-picker.tsx';

/** Changes the value at a place, each kind in its own way; any value can be given any other source. */
export function PlaceEditor({ place, expr }: { readonly place: Place; readonly expr: Expr }) {
  const { view } = useWorkflowPage();
  const editing = useEditing();
  if (!editing) return null;
  const step = stepsById(view.workflow).get(place.step);
  const root = conditionRoot(view.workflow, place);
  if (root) return <RootCondition root={root} />;
  if (step?.do === 'forEach' && place.slot[0] === 'in' && (place.slot.length === 1 || inStages(place, step.in))) {
    return <ListEditor place={{ step: step.id, slot: ['in'] }} expr={step.in} />;
  }
  const { edit, check, tools, busy } = editing;
  const schema = placeSchema(view.workflow, tools, place);
  const set = (next: Expr) => void edit({ edit: 'setValue', place, expr: next });
  return (
    <div className="flex flex-col gap-3">
      {expr.$ === 'lit' && (
        <ConstantField
          key={JSON.stringify(expr.value)}
          label="Constant"
          value={expr.value}
          schema={schema}
          busy={busy}
          check={(value) => check({ edit: 'setValue', place, expr: { $: 'lit', value } })}
          onSet={(value) => set({ $: 'lit', value })}
        />
      )}
      {expr.$ === 'text' && (
        <TemplateEditor key={JSON.stringify(expr)} place={place} expr={expr} busy={busy} onSet={set} />
      )}
      {expr.$ !== 'lit' && expr.$ !== 'text' && <Parts place={place} expr={expr} />}
      <Actions place={place} expr={expr} />
    </div>
  );
}

function RootCondition({ root }: { readonly root: ConditionRoot }) {
  const editing = useEditing();
  if (!editing) return null;
  const { edit, check, busy } = editing;
  const { place, expr, unsaid, subject } = root;
  // The first filter of a loop's list is set as a stage, so that it holds over whatever the list becomes.
  const list = place.slot[0] === 'in' && place.slot.slice(1, -1).every((key) => key === 'in');
  const as = subject.$ === 'ref' ? subject.id : '';
  const change = (test: Expr) =>
    list
      ? ({
          edit: 'setStage',
          place: { step: place.step, slot: ['in'] },
          kind: 'where',
          stage: { kind: 'where', as, test },
        } as const)
      : ({ edit: 'setValue', place, expr: test } as const);
  return (
    <ConditionEditor
      key={JSON.stringify(expr)}
      place={place}
      expr={expr}
      unsaid={unsaid}
      subject={subject}
      busy={busy}
      check={(test) => check(change(test))}
      onSet={(test) => void edit(change(test))}
      onRemove={
        list
          ? () => void edit({ edit: 'setStage', place: { step: place.step, slot: ['in'] }, kind: 'where' })
          : undefined
      }
    />
  );
}

/** Whether a place inside a list is one of its stages or its source, not a part deeper inside. */
function inStages(place: Place, list: Expr): boolean {
  return place.slot.length <= 1 + 2 * readStages(list).stages.length + 2;
}

/** What an expression is made of, each part to be chosen and changed by itself. */
function Parts({ place, expr }: { readonly place: Place; readonly expr: Expr }) {
  const { view } = useWorkflowPage();
  const { select } = usePrototypeActions();
  const parts = innerExprs(expr);
  if (parts.length === 0 || expr.$ === 'get') return null;
  const steps = stepsById(view.workflow);
  return (
    <section aria-label="Made of">
      <h3 className="mb-1 text-2xs font-medium text-faint">Made of</h3>
      <ul className="flex flex-col">
        {parts.map(({ path, expr: part }) => (
          <li key={JSON.stringify(path)}>
            <button
              type="button"
              onClick={() => select({ kind: 'place', place: { step: place.step, slot: [...place.slot, ...path] } })}
              className="flex w-full items-baseline gap-2 rounded-md px-1 py-1 text-left text-xs hover:bg-raised"
            >
              <span className="w-16 shrink-0 truncate text-faint">{formatPath(path.slice(-1))}</span>
              <span className="line-clamp-2 min-w-0">
                <ValueText expr={part} parts={valueParts(part)} origin={originOfExpr(part, steps)} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Actions({ place, expr }: { readonly place: Place; readonly expr: Expr }) {
  const { view } = useWorkflowPage();
  const editing = useEditing();
  const [open, setOpen] = useState(false);
  if (!editing) return null;
  const { edit, tools, busy } = editing;
  const name = uniqueName(view.workflow, identifier(String(place.slot.at(-1) ?? 'value')));
  return (
    <div className="flex flex-wrap gap-1.5">
      <Popover
        label="Another value"
        open={open}
        onOpenChange={setOpen}
        className="w-84! p-0!"
        trigger={
          <Button size="sm" disabled={busy}>
            Use another value…
          </Button>
        }
      >
        <ValuePicker
          place={place}
          schema={placeSchema(view.workflow, tools, place)}
          onPick={(picked) => {
            setOpen(false);
            void edit({ edit: 'setValue', place, expr: picked });
          }}
        />
      </Popover>
      {expr.$ === 'lit' && (
        <Button
          size="sm"
          variant="ghost"
          icon={ArrowDownToLine}
          disabled={busy}
          onClick={() => void edit({ edit: 'makeInput', place, name })}
        >
          Make it an input
        </Button>
      )}
      {mayBeLeftOut(view.workflow, place) && (
        <Button
          size="sm"
          variant="ghost"
          icon={CircleMinus}
          disabled={busy}
          onClick={() => void edit({ edit: 'clearValue', place })}
        >
          Leave it out
        </Button>
      )}
    </div>
  );
}

function mayBeLeftOut(workflow: Workflow, place: Place): boolean {
  try {
    applyEdit(workflow, { edit: 'clearValue', place });
    return true;
  } catch (error) {
    if (error instanceof EditRefused) return false;
    throw error;
  }
}

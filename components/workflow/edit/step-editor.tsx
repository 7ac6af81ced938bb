'use client';

import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { emptyValue } from '#core/workflow/edit/new-step.ts';
import { findExpr } from '#core/workflow/find-step.ts';
import type { CallBody, Step } from '#core/workflow/workflow.ts';
import { useWorkflowPage } from '../workflow-context.tsx';
import { ListEditor } from './list-editor.tsx';
import { OptionFields } from './option-fields.tsx';
import { PlaceEditor } from './place-editor.tsx';
import { paramsOf } from './place-schema.ts';
import { ToolFields } from './tool-fields.tsx';
import { useEditing } from './use-editing.ts';
import { ValueRow } from './value-row.tsx';

/** Everything of a step that can be changed, kind by kind: its tool, its values, its list, its condition, its options. */
export function StepEditor({ step }: { readonly step: Step }) {
  switch (step.do) {
    case 'call':
      return (
        <>
          <ToolFields step={step} />
          <Arguments step={step} body={step} at={['args']} />
          <OptionFields step={step} />
        </>
      );
    case 'paginate':
      return (
        <>
          <ToolFields step={step} />
          <Arguments step={step} body={step.call} at={['call', 'args']} without={step.param} />
          <Section label="Pages">
            <Rows step={step} slots={[['items'], ['first'], ['next'], ['until']]} />
          </Section>
          <OptionFields step={step} />
        </>
      );
    case 'poll':
      return (
        <>
          <ToolFields step={step} />
          <Arguments step={step} body={step.call} at={['call', 'args']} />
          <Section label="Until">
            <Place step={step} slot={['until']} />
          </Section>
          <OptionFields step={step} />
        </>
      );
    case 'let':
      return (
        <Section label="Value">
          <Place step={step} slot={['value']} />
        </Section>
      );
    case 'forEach':
      return (
        <>
          <ListEditor place={{ step: step.id, slot: ['in'] }} expr={step.in} />
          <OptionFields step={step} />
        </>
      );
    case 'if':
    case 'assert':
      return (
        <>
          <Section label={step.do === 'if' ? 'If' : 'Stop unless'}>
            <Place step={step} slot={['cond']} />
          </Section>
          <OptionFields step={step} />
        </>
      );
    case 'try':
      return <OptionFields step={step} />;
    case 'llm':
      return (
        <>
          <Section label="It is given">
            <Rows step={step} slots={Object.keys(step.input).map((name) => ['input', name])} />
          </Section>
          <OptionFields step={step} />
        </>
      );
    case 'approve':
      return (
        <>
          <Section label="Showing">
            <Place step={step} slot={['show']} />
          </Section>
          {step.when && (
            <Section label="Only if">
              <Place step={step} slot={['when']} />
            </Section>
          )}
        </>
      );
    default: {
      const never: never = step;
      throw new Error(`No editor for ${JSON.stringify(never)}.`);
    }
  }
}

/** The arguments of a call as rows, and those that its tool takes and that are not given yet. */
function Arguments(props: {
  readonly step: Step;
  readonly body: CallBody;
  readonly at: readonly string[];
  /** The page parameter, which the step itself gives. */
  readonly without?: string;
}) {
  const { step, body, at, without } = props;
  const editing = useEditing();
  const { select } = usePrototypeActions();
  const names = Object.keys(body.args);
  const tool = editing?.tools.find(({ server, name }) => server === body.server && name === body.tool);
  const more = tool ? paramsOf(tool).filter(({ name }) => !names.includes(name) && name !== without) : [];
  return (
    <Section label="Arguments">
      <Rows step={step} slots={names.map((name) => [...at, name])} />
      {names.length === 0 && <p className="text-xs text-faint">None.</p>}
      {editing && more.length > 0 && (
        <Menu
          label="Arguments that the tool takes"
          align="start"
          trigger={
            <Button size="sm" variant="ghost" icon={Plus} disabled={editing.busy} className="self-start">
              Add an argument
            </Button>
          }
          entries={more.map(({ name, schema, required }) => ({
            label: required ? `${name} (required)` : name,
            onSelect: () => {
              const place = { step: step.id, slot: [...at, name] };
              void editing
                .edit({ edit: 'setValue', place, expr: { $: 'lit', value: emptyValue(schema) } })
                .then((made) => made && select({ kind: 'place', place }));
            },
          }))}
        />
      )}
    </Section>
  );
}

function Rows({ step, slots }: { readonly step: Step; readonly slots: readonly (readonly string[])[] }) {
  const { view } = useWorkflowPage();
  return (
    <ul className="flex flex-col">
      {slots.flatMap((slot) => {
        const place = { step: step.id, slot };
        const expr = findExpr(view.workflow, place);
        return expr ? [<ValueRow key={slot.join('.')} place={place} expr={expr} label={slot.at(-1) ?? ''} />] : [];
      })}
    </ul>
  );
}

function Place({ step, slot }: { readonly step: Step; readonly slot: readonly string[] }) {
  const { view } = useWorkflowPage();
  const place = { step: step.id, slot };
  const expr = findExpr(view.workflow, place);
  return expr && <PlaceEditor place={place} expr={expr} />;
}

function Section({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section aria-label={label} className="flex flex-col gap-1">
      <h3 className="text-2xs font-medium text-faint">{label}</h3>
      {children}
    </section>
  );
}

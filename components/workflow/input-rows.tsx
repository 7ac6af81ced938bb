'use client';

import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { OriginDot } from '#components/trace/origin-dot.tsx';
import { shortValue } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { Input } from '#core/workflow/workflow.ts';
import { useEditing } from './edit/use-editing.ts';
import { InlineName } from './inline-name.tsx';
import { useWorkflowPage } from './workflow-context.tsx';

/** The inputs of a workflow, one row each; the name is changed where it stands. */
export function InputRows() {
  const { view } = useWorkflowPage();
  const { inputs, config = [] } = view.workflow;
  return (
    <ul className="flex flex-col">
      {inputs.map((input, index) => (
        <InputRow key={input.name} input={input} index={index} kind="inputs" />
      ))}
      {config.map((input, index) => (
        <InputRow key={input.name} input={input} index={index} kind="config" />
      ))}
    </ul>
  );
}

interface InputRowProps {
  readonly input: Input;
  readonly index: number;
  readonly kind: 'inputs' | 'config';
}

function InputRow({ input, index, kind }: InputRowProps) {
  const { inputs: given } = useWorkflowPage();
  const editing = useEditing();
  const value = given?.[input.name] ?? input.default;
  const { select } = usePrototypeActions();
  const place = { step: '', slot: [kind, index] };
  const selected = usePrototype(
    ({ selection }) =>
      selection?.kind === 'place' &&
      selection.place.step === '' &&
      selection.place.slot[0] === kind &&
      selection.place.slot[1] === index,
  );
  const rename = (to: string) => ({ edit: 'renameInput', from: input.name, to }) as const;
  const renames = editing && !editing.busy && kind === 'inputs' ? editing : null;
  return (
    <li className={classNames('flex h-7 items-center gap-1.5 px-3 text-xs', selected && 'bg-accent-soft')}>
      <OriginDot origin="input" className="scale-75" />
      <span className="flex max-w-40 min-w-0 shrink-0">
        <InlineName
          what="input"
          name={input.name}
          onRename={renames ? (to) => void renames.edit(rename(to)) : undefined}
          check={(to) => renames?.check(rename(to)) ?? null}
          className="-ml-0.5 text-origin-input"
        />
      </span>
      <button
        type="button"
        onClick={() => select({ kind: 'place', place })}
        className="nodrag nopan min-w-0 flex-1 truncate rounded-[3px] px-1 text-left text-muted transition-colors hover:bg-raised hover:text-fg"
        title={value === undefined ? undefined : shortValue(value)}
      >
        {value === undefined ? <span className="text-faint">every run gives it</span> : shortValue(value)}
      </button>
      <span className="shrink-0 text-2xs text-faint">{kind === 'config' ? 'setting' : typeOf(input)}</span>
    </li>
  );
}

function typeOf({ schema }: Input): string {
  return typeof schema.type === 'string' ? schema.type : '';
}

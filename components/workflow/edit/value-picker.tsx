'use client';

import { Command as Cmdk } from 'cmdk';
import { Quote, Search, TextCursorInput } from 'lucide-react';
import { useMemo, useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { OriginDot } from '#components/trace/origin-dot.tsx';
import { shortValue } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { JsonSchema } from '#core/json/json.ts';
import type { Place } from '#core/workflow/evidence.ts';
import { stepsById } from '#core/workflow/find-step.ts';
import { fitsType, typeOfValue, typesOfSchema } from '#core/workflow/static-type.ts';
import { originOfExpr } from '#core/workflow/value-origin.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { useWorkflowPage } from '../workflow-context.tsx';
import { type ScopedValue, valuesInScope } from './values-in-scope.ts';

interface ValuePickerProps {
  /** Where the value is to stand: what is in scope there is offered. */
  readonly place: Place;
  /** What is wanted there; values of another type are marked. */
  readonly schema?: JsonSchema;
  /** Leaves out what does not name a member: a constant, a text. */
  readonly onlyReferences?: boolean;
  readonly onPick: (expr: Expr) => void;
}

/** Everything that may stand at a place, found by its name or by what it was in the recording. */
export function ValuePicker({ place, schema, onlyReferences = false, onPick }: ValuePickerProps) {
  const { view } = useWorkflowPage();
  const trace = usePrototype(({ snapshot }) => snapshot.trace);
  const [search, setSearch] = useState('');
  const steps = useMemo(() => stepsById(view.workflow), [view.workflow]);
  const values = useMemo(() => valuesInScope(view.workflow, place, trace), [view.workflow, place, trace]);
  const found = useMemo(() => matching(values, search), [values, search]);
  const groups = [...new Set(found.map(({ group }) => group))];
  const wanted = typesOfSchema(schema ?? {});
  const fits = ({ sample }: ScopedValue) =>
    sample === undefined || sample === null || wanted.some((type) => fitsType(typeOfValue(sample), type));
  const own = !onlyReferences && (
    <Cmdk.Group heading={search === '' ? 'A value of its own' : undefined} className={groupLook}>
      <PickItem
        id="(constant)"
        onPick={() => onPick({ $: 'lit', value: search })}
        icon={<Quote aria-hidden className="size-3 shrink-0 text-faint" />}
        label={search === '' ? 'A constant' : `The text “${search}”`}
      />
      {search === '' && (
        <PickItem
          id="(text)"
          onPick={() => onPick({ $: 'text', parts: [''] })}
          icon={<TextCursorInput aria-hidden className="size-3 shrink-0 text-faint" />}
          label="A text with values in it"
        />
      )}
    </Cmdk.Group>
  );
  return (
    <Cmdk label="Values in scope" shouldFilter={false} loop className="flex min-h-0 flex-col">
      <div className="flex items-center gap-2 border-b border-hairline px-3">
        <Search aria-hidden className="size-3.5 shrink-0 text-faint" />
        <Cmdk.Input
          autoFocus
          value={search}
          onValueChange={setSearch}
          aria-label="Search values in scope"
          placeholder="Name, or what it was in the recording"
          className="h-9 w-full bg-transparent text-sm outline-none"
        />
      </div>
      <Cmdk.List className="max-h-72 overflow-y-auto p-1">
        <Cmdk.Empty className="px-3 py-6 text-center text-xs text-muted">
          No value in scope is called or looks like that.
        </Cmdk.Empty>
        {search === '' && own}
        {groups.map((group) => (
          <Cmdk.Group key={group} heading={group} className={groupLook}>
            {found
              .filter((value) => value.group === group)
              .map((value) => (
                <PickItem
                  key={value.label}
                  id={`${group} ${value.label}`}
                  onPick={() => onPick(value.expr)}
                  icon={<OriginDot origin={originOfExpr(value.expr, steps)} className="scale-75" />}
                  label={value.label}
                  mono
                  sample={value.sample === undefined ? '' : shortValue(value.sample)}
                  dim={!fits(value)}
                />
              ))}
          </Cmdk.Group>
        ))}
        {search !== '' && own}
      </Cmdk.List>
    </Cmdk>
  );
}

const groupLook =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint';

function PickItem(props: {
  readonly id: string;
  readonly icon: React.ReactNode;
  readonly label: string;
  readonly mono?: boolean;
  readonly sample?: string;
  readonly dim?: boolean;
  readonly onPick: () => void;
}) {
  const { id, icon, label, mono = false, sample, dim = false, onPick } = props;
  return (
    <Cmdk.Item
      value={id}
      onSelect={onPick}
      className={classNames(
        'flex h-7 cursor-default items-center gap-2 rounded-md px-2 text-xs data-[selected=true]:bg-raised',
        dim && 'opacity-55',
      )}
    >
      <span className="flex w-3 shrink-0 justify-center">{icon}</span>
      <span className={classNames('min-w-0 shrink-0 truncate', sample && 'max-w-[58%]', mono && 'font-mono')}>
        {label}
      </span>
      {sample !== undefined && (
        <span className="min-w-0 flex-1 truncate text-right font-mono text-2xs text-faint">{sample}</span>
      )}
    </Cmdk.Item>
  );
}

/** What is called so comes before what only looks so. */
function matching(values: readonly ScopedValue[], search: string): readonly ScopedValue[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return values;
  const named = values.filter(({ label }) => label.toLowerCase().includes(wanted));
  const alike = values.filter(
    (value) => !named.includes(value) && shortValue(value.sample).toLowerCase().includes(wanted),
  );
  return [...named, ...alike];
}

'use client';

import { Check, CircleHelp, Minus, Undo2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { describeEdit } from '#core/workflow/edit/describe-edit.ts';
import type { Place } from '#core/workflow/evidence.ts';
import type { ProofCheck } from '#core/workflow/inference-result.ts';
import { checkWords } from './check-words.ts';
import { FindingLines } from './finding-lines.tsx';
import { type ProofItem, proofGroups } from './proof-groups.ts';
import { questionWords } from './question-words.ts';
import { statusLook } from './status-look.ts';
import { useWorkflowPage } from './workflow-context.tsx';

interface ProofPanelProps {
  /** Null while they run. */
  readonly checks: readonly ProofCheck[] | null;
  readonly busy: boolean;
  /** Takes one change by hand back. */
  readonly onForget: (index: number) => void;
}

/** Everything that the workflow says, by how sure it is and why; and the checks that it went through. */
export function ProofPanel({ checks, busy, onForget }: ProofPanelProps) {
  const { view } = useWorkflowPage();
  const { select } = usePrototypeActions();
  const { groups, open } = proofGroups(view);
  const show = (place: Place) =>
    select(place.slot.length === 0 ? { kind: 'step', step: place.step } : { kind: 'place', place });
  const kept = view.findings.filter(({ rule }) => rule === 'kept-edits');
  return (
    <div className="flex flex-col gap-5 px-4 py-4 text-xs">
      <Group title="Checks" count={checks?.length} lead="Run offline against the recording, without a model.">
        <Checks checks={checks} />
      </Group>
      {open.length > 0 && (
        <Group
          title="Asked"
          count={open.length}
          lead="Not proved by the recording. The default holds until you answer."
        >
          <ul>
            {open.map((question) => (
              <Line
                key={question.id}
                icon={<CircleHelp aria-hidden className="size-3.5 text-accent" />}
                what={questionWords(question.text)}
                onClick={question.place ? () => question.place && show(question.place) : undefined}
              />
            ))}
          </ul>
        </Group>
      )}
      <Items status="asked" title="Answered" lead="You said so." items={groups.asked} onShow={show} />
      <Items
        status="assumed"
        title="Assumed"
        lead="The likeliest reading, not proved. Underlined with dashes in the graph."
        items={groups.assumed}
        onShow={show}
      />
      {view.edits.length > 0 && (
        <Group title="By hand" count={view.edits.length} lead="Made again whenever the workflow is derived anew.">
          <ul>
            {view.edits.map(({ edit }, index) => (
              <Line
                // biome-ignore lint/suspicious/noArrayIndexKey: an edit is known by its place in the order.
                key={index}
                icon={<statusLook.edited.icon aria-hidden className="size-3.5 text-muted" />}
                what={describeEdit(edit)}
                onClick={'place' in edit ? () => show(edit.place) : undefined}
                action={
                  <IconButton
                    icon={Undo2}
                    size="sm"
                    label={`Take back: ${describeEdit(edit)}`}
                    disabled={busy}
                    onClick={() => onForget(index)}
                  />
                }
              />
            ))}
          </ul>
          <FindingLines findings={kept} />
        </Group>
      )}
      <Items
        status="proved"
        title="Proved"
        lead="The recorded values leave no other explanation."
        items={groups.proved}
        onShow={show}
      />
    </div>
  );
}

const outcomes = {
  passed: { icon: Check, colour: 'text-ok', word: 'passed' },
  failed: { icon: X, colour: 'text-bad', word: 'failed' },
  skipped: { icon: Minus, colour: 'text-faint', word: 'skipped' },
} as const;

function Checks({ checks }: { readonly checks: readonly ProofCheck[] | null }) {
  if (checks === null) {
    return (
      <p className="flex items-center gap-2 py-1 text-muted">
        <Spinner /> Checking what the change by hand does
      </p>
    );
  }
  if (checks.length === 0) return <p className="py-1 text-muted">Nothing was recorded that could be repeated.</p>;
  return (
    <ul>
      {checks.map(({ name, status, detail }) => {
        const { icon: Icon, colour, word } = outcomes[status];
        return (
          <Line
            key={name}
            icon={<Icon aria-hidden className={classNames('size-3.5', colour)} />}
            what={checkWords(name)}
            why={detail}
            mark={<span className={classNames('shrink-0 text-2xs', colour)}>{word}</span>}
          />
        );
      })}
    </ul>
  );
}

function Items(props: {
  readonly status: 'proved' | 'asked' | 'assumed';
  readonly title: string;
  readonly lead: string;
  readonly items: readonly ProofItem[];
  readonly onShow: (place: Place) => void;
}) {
  const { status, title, lead, items, onShow } = props;
  if (items.length === 0) return null;
  const { icon: Icon, colour } = statusLook[status];
  return (
    <Group title={title} count={items.length} lead={lead}>
      <ul>
        {items.map(({ key, place, what, why }) => (
          <Line
            key={key}
            icon={<Icon aria-hidden className={classNames('size-3.5', colour)} />}
            what={what}
            why={why}
            onClick={() => onShow(place)}
          />
        ))}
      </ul>
    </Group>
  );
}

function Group(props: {
  readonly title: string;
  readonly count?: number;
  readonly lead: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={props.title}>
      <h3 className="text-sm font-medium">
        {props.title} {props.count !== undefined && <span className="figures text-xs text-faint">{props.count}</span>}
      </h3>
      <p className="mb-1.5 text-faint">{props.lead}</p>
      {props.children}
    </section>
  );
}

function Line(props: {
  readonly icon: ReactNode;
  readonly what: string;
  readonly why?: string;
  readonly mark?: ReactNode;
  readonly action?: ReactNode;
  readonly onClick?: () => void;
}) {
  const { icon, what, why, mark, action, onClick } = props;
  const inside = (
    <>
      <span className="mt-0.5 shrink-0">{icon}</span>
      <span className="min-w-0 flex-1">
        <span className="wrap-anywhere">{what}</span>
        {why && <span className="line-clamp-3 text-muted wrap-anywhere">{why}</span>}
      </span>
      {mark}
    </>
  );
  return (
    <li className="flex items-start gap-1 border-b border-hairline last:border-b-0">
      {onClick ? (
        <button
          type="button"
          onClick={onClick}
          className="-mx-2 flex min-w-0 flex-1 gap-2 rounded-md px-2 py-1.5 text-left leading-4.5 transition-colors hover:bg-raised"
        >
          {inside}
        </button>
      ) : (
        <span className="flex min-w-0 flex-1 gap-2 py-1.5 leading-4.5">{inside}</span>
      )}
      {action}
    </li>
  );
}

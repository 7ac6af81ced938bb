'use client';

import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { stepOf } from '#components/prototype/selection.ts';
import { OriginDot } from '#components/trace/origin-dot.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { AddStepButton } from './add-step-button.tsx';
import { useEditing } from './edit/use-editing.ts';
import { InlineName } from './inline-name.tsx';
import { MeasuredHead } from './measured-heads.tsx';
import type { WorkflowGraphNode } from './project-workflow.ts';
import { QuestionCard } from './question-card.tsx';
import { SentenceRows, SentenceTitle } from './sentence.tsx';
import { StepKind } from './step-kind.tsx';
import { StepMark } from './step-mark.tsx';
import { StepMenu } from './step-menu.tsx';
import { type StepOverlay, useStepOverlay } from './step-overlay.tsx';
import { useWorkflowPage } from './workflow-context.tsx';

/** One step as a card: its sentence with its values, its questions, and in a run how it stands. */
export function StepCard(props: {
  readonly node: WorkflowGraphNode;
  readonly container?: boolean;
  readonly className: string;
}) {
  const { node, container = false, className } = props;
  const { select, point } = usePrototypeActions();
  const selected = usePrototype((state) => stepOf(state.selection) === node.id);
  const lit = usePrototype((state, derived) => derived.lit(state).steps.has(node.id));
  const overlay = useStepOverlay(node.id);
  const { step } = node;
  if (!step) return null;
  const server =
    step.do === 'call' ? step.server : step.do === 'paginate' || step.do === 'poll' ? step.call.server : '';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only lights up; the card's own button selects.
    <div
      data-step={node.id}
      onMouseEnter={() => point({ kind: 'step', step: node.id })}
      onMouseLeave={() => point(null)}
      className={classNames(
        'group/card relative rounded-lg border transition-[border-color,box-shadow]',
        'has-[>button:focus-visible]:shadow-[0_0_0_2px_var(--accent)]',
        className,
        rimOf(overlay),
        selected ? 'border-accent! shadow-[0_0_0_1px_var(--accent)]' : lit && 'border-fg/35!',
      )}
    >
      <button
        type="button"
        aria-label={`Step ${node.id}`}
        aria-pressed={selected}
        onClick={() => select({ kind: 'step', step: node.id })}
        className="absolute inset-x-0 top-0 rounded-lg outline-none"
        style={{ height: node.head }}
      />
      <MeasuredHead
        id={node.id}
        className={classNames(
          'pointer-events-none relative px-3 pt-2.5 pb-3 [&_a]:pointer-events-auto [&_button]:pointer-events-auto [&_input]:pointer-events-auto',
          container && 'pb-2.5',
        )}
      >
        <div className="flex items-start gap-2">
          <SentenceTitle segments={node.sentence.title} />
          <div className="flex h-5 shrink-0 items-center gap-1.5">
            {overlay?.note && <span className="figures text-2xs text-faint">{overlay.note}</span>}
            {overlay && <StepMark state={overlay.state} />}
            <StepProblem id={node.id} />
            {server && <span className="max-w-24 truncate text-2xs text-faint">{server}</span>}
            <StepKind step={step} />
          </div>
        </div>
        {step.note && <p className="mt-0.5 text-xs leading-4.5 text-muted wrap-anywhere">{step.note}</p>}
        <SentenceRows rows={node.sentence.rows} />
        {node.gives && <Gives id={node.gives} />}
        {node.questions.map((question) => (
          <div key={question.id} className="pointer-events-auto mt-2.5">
            <QuestionCard question={question} />
          </div>
        ))}
      </MeasuredHead>
      <AddStepButton node={node} />
      <StepMenu step={step} />
    </div>
  );
}

/** The name under which other steps take this step's value. */
function Gives({ id }: { readonly id: string }) {
  const editing = useEditing();
  const rename = (to: string) => ({ edit: 'renameStep', from: id, to }) as const;
  const renames = editing && !editing.busy ? editing : null;
  return (
    <p className="mt-1 flex min-w-0 items-center gap-1 text-2xs text-faint">
      gives
      <OriginDot origin="reference" className="ml-0.5 scale-75" />
      <InlineName
        what="step"
        name={id}
        onRename={renames ? (to) => void renames.edit(rename(to)) : undefined}
        check={(to) => renames?.check(rename(to)) ?? null}
        className="-ml-0.5 text-origin-reference"
      />
    </p>
  );
}

/** That something at this step would not run, or is worth a look. */
function StepProblem({ id }: { readonly id: string }) {
  const { view } = useWorkflowPage();
  const found = view.findings.filter(({ severity, place }) => place?.step === id && severity !== 'note');
  const [first] = found;
  if (!first) return null;
  const bad = found.some(({ severity }) => severity === 'error');
  return (
    <Tooltip content={first.message} side="top">
      <span
        role="img"
        aria-label={first.message}
        className={classNames(
          'pointer-events-auto inline-flex h-4 items-center rounded-sm px-1 text-2xs font-medium',
          bad ? 'bg-bad/12 text-bad' : 'bg-warn/12 text-warn',
        )}
      >
        {found.length}
      </span>
    </Tooltip>
  );
}

function rimOf(overlay: StepOverlay | null): string {
  if (!overlay) return 'border-hairline';
  const rims: Record<StepOverlay['state'], string> = {
    idle: 'border-dashed border-hairline-strong',
    skipped: 'border-dashed border-hairline-strong',
    running: 'border-accent/60 graph-node-running',
    done: 'border-hairline',
    failed: 'border-bad/50',
    waiting: 'border-dashed border-warn',
  };
  return rims[overlay.state];
}

'use client';

import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { OriginDot, originLook } from '#components/trace/origin-dot.tsx';
import { shortValue } from '#components/trace/short-arguments.ts';
import { Badge } from '#components/ui/badge.tsx';
import { formatPath } from '#core/json/path.ts';
import { describeExpr, type Unsaid } from '#core/workflow/describe-expr.ts';
import type { Fact, Place, ValueOrigin } from '#core/workflow/evidence.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { questionWords } from './question-words.ts';
import { statusLook } from './status-look.ts';
import { evidenceAt } from './value-origin.ts';
import { useWorkflowPage } from './workflow-context.tsx';

interface ExplanationProps {
  readonly place: Place;
  readonly expr: Expr;
  readonly origin: ValueOrigin;
  /** How members of the lists around are called. */
  readonly unsaid?: Unsaid;
}

/** Why a value is what it is, short: for pointing at it. */
export function ValueExplanation(props: ExplanationProps) {
  return (
    <div className="flex flex-col gap-2 text-xs">
      <ValueHead {...props} />
      <ValueReasons place={props.place} facts={3} alternatives={2} />
    </div>
  );
}

/** Where a value comes from, how sure that is, and what it is in words. */
export function ValueHead({ place, expr, origin, unsaid }: ExplanationProps) {
  const { view } = useWorkflowPage();
  const evidence = evidenceAt(view.evidence, place);
  const { word, meaning } = originLook[origin];
  return (
    <div className="flex flex-col gap-1.5 text-xs">
      <div className="flex items-center gap-2">
        <OriginDot origin={origin} />
        <span className="font-medium">{word}</span>
        <span className="min-w-0 flex-1 truncate text-faint">{meaning.toLowerCase()}</span>
        {evidence && <Badge tone={statusLook[evidence.status].tone}>{statusLook[evidence.status].word}</Badge>}
      </div>
      <p className="font-mono wrap-anywhere">
        {evidence ? questionWords(evidence.summary) : describeExpr(expr, unsaid)}
      </p>
    </div>
  );
}

interface ReasonsProps {
  readonly place: Place;
  /** How many are shown. */
  readonly facts?: number;
  readonly alternatives?: number;
}

/** The facts that justify a value, and what else would have fitted and lost. */
export function ValueReasons({ place, facts: most = 40, alternatives: few = 12 }: ReasonsProps) {
  const { view } = useWorkflowPage();
  const evidence = evidenceAt(view.evidence, place);
  const facts = evidence?.facts ?? [];
  const alternatives = evidence?.alternatives ?? [];
  // Where nothing speaks of the value itself, what is known of its step does: why this filter, why this loop.
  const notes = evidence ? [] : view.evidence.notes.filter((note) => note.step === place.step);
  return (
    <>
      {notes.map((note) => (
        <p key={note.text} className="text-xs text-muted">
          {questionWords(note.text)}
        </p>
      ))}
      {facts.length > 0 && (
        <section aria-label="Seen in the recording" className="border-t border-hairline pt-2 text-xs">
          <h3 className="mb-1 text-2xs font-medium text-faint">Seen in the recording</h3>
          <ul className="flex flex-col gap-1">
            {facts.slice(0, most).map((fact) => (
              <FactLine key={factKey(fact)} fact={fact} />
            ))}
            {facts.length > most && <li className="text-2xs text-faint">and {facts.length - most} more</li>}
          </ul>
        </section>
      )}
      {alternatives.length > 0 && (
        <section aria-label="Also fitted, and lost" className="border-t border-hairline pt-2 text-xs">
          <h3 className="mb-1 text-2xs font-medium text-faint">Also fitted, and lost</h3>
          <ul className="flex flex-col gap-1">
            {alternatives.slice(0, few).map((alternative) => (
              <li key={alternative.summary} className="text-muted">
                <span className="font-mono">{questionWords(alternative.summary)}</span>: {alternative.reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function factKey({ target, source, value, note }: Fact): string {
  return JSON.stringify([target, source, value, note]);
}

function FactLine({ fact }: { readonly fact: Fact }) {
  const { select } = usePrototypeActions();
  const calls = usePrototype((state, derived) => derived.calls(state));
  const name = (id: string) => calls.find((call) => call.id === id)?.tool ?? 'a call';
  const { source, target, value, note } = fact;
  const place =
    source?.kind === 'result'
      ? `${formatPath(source.path) || 'result'} of ${name(source.call)}`
      : source?.kind === 'turn'
        ? 'your words'
        : target
          ? `${formatPath(target.path)} of ${name(target.call)}`
          : '';
  return (
    <li className="flex items-baseline gap-2">
      <span className="max-w-1/2 shrink-0 truncate font-mono" title={shortValue(value)}>
        {shortValue(value)}
      </span>
      <button
        type="button"
        className="min-w-0 truncate text-left text-faint hover:text-fg hover:underline"
        onClick={() => {
          if (source?.kind === 'result')
            select({ kind: 'value', call: source.call, side: 'result', path: source.path });
          else if (source?.kind === 'turn') select({ kind: 'turn', turn: source.turn });
          else if (target) select({ kind: 'value', call: target.call, side: 'arguments', path: target.path });
        }}
      >
        {note ?? place}
      </button>
    </li>
  );
}

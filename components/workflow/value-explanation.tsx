'use client';

import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { OriginDot, originLook } from '#components/trace/origin-dot.tsx';
import { shortValue } from '#components/trace/short-arguments.ts';
import { Badge } from '#components/ui/badge.tsx';
import { formatPath } from '#core/json/path.ts';
import type { EvidenceStatus, Fact, Place, ValueOrigin } from '#core/workflow/evidence.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { describeExpr } from './describe-expr.ts';
import { evidenceAt } from './value-origin.ts';
import { useWorkflowPage } from './workflow-context.tsx';

const statusLook: Record<
  EvidenceStatus,
  { readonly word: string; readonly tone: 'ok' | 'accent' | 'warn' | 'neutral' }
> = {
  proved: { word: 'Proved', tone: 'ok' },
  asked: { word: 'You said so', tone: 'accent' },
  assumed: { word: 'Assumed', tone: 'warn' },
  edited: { word: 'Edited by hand', tone: 'neutral' },
};

interface ExplanationProps {
  readonly place: Place;
  readonly expr: Expr;
  readonly origin: ValueOrigin;
  /** For a hover: three facts and no alternatives beyond the first. */
  readonly short?: boolean;
}

/** Why a value is what it is: the facts that justify it, and what else would have fitted and lost. */
export function ValueExplanation({ place, expr, origin, short = false }: ExplanationProps) {
  const { view } = useWorkflowPage();
  const evidence = evidenceAt(view.evidence, place);
  const facts = evidence?.facts ?? [];
  const alternatives = evidence?.alternatives ?? [];
  const { word, meaning } = originLook[origin];
  // Where nothing speaks of the value itself, what is known of its step does: why this filter, why this loop.
  const notes = evidence ? [] : view.evidence.notes.filter((note) => note.step === place.step);
  return (
    <div className="flex flex-col gap-2 text-xs">
      <div className="flex items-center gap-2">
        <OriginDot origin={origin} />
        <span className="font-medium">{word}</span>
        <span className="min-w-0 flex-1 truncate text-faint">{meaning.toLowerCase()}</span>
        {evidence && <Badge tone={statusLook[evidence.status].tone}>{statusLook[evidence.status].word}</Badge>}
      </div>
      <p className="font-mono wrap-anywhere">{evidence?.summary ?? describeExpr(expr)}</p>
      {notes.map((note) => (
        <p key={note.text} className="text-muted">
          {note.text}
        </p>
      ))}
      {facts.length > 0 && (
        <ul className="flex flex-col gap-1 border-t border-hairline pt-2">
          {facts.slice(0, short ? 3 : 40).map((fact) => (
            <FactLine key={factKey(fact)} fact={fact} />
          ))}
          {facts.length > (short ? 3 : 40) && (
            <li className="text-2xs text-faint">and {facts.length - (short ? 3 : 40)} more</li>
          )}
        </ul>
      )}
      {alternatives.length > 0 && (
        <div className="border-t border-hairline pt-2">
          <p className="mb-1 text-2xs text-faint">Also fitted, and lost</p>
          <ul className="flex flex-col gap-1">
            {alternatives.slice(0, short ? 2 : 12).map((alternative) => (
              <li key={alternative.summary} className="text-muted">
                <span className="font-mono">{alternative.summary}</span>: {alternative.reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
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

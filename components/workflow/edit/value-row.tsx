'use client';

import { usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { Badge } from '#components/ui/badge.tsx';
import type { Place } from '#core/workflow/evidence.ts';
import { stepsById } from '#core/workflow/find-step.ts';
import { originOfExpr } from '#core/workflow/value-origin.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { statusLook } from '../status-look.ts';
import { evidenceAt, originOfEvidence, placeWithin } from '../value-origin.ts';
import { conditionParts, valueParts } from '../value-parts.ts';
import { ValueText } from '../value-text.tsx';
import { useWorkflowPage } from '../workflow-context.tsx';

/** One value of a step in the inspector: its name, what it is, how sure that is, what is wrong with it. Opens it. */
export function ValueRow({
  place,
  expr,
  label,
}: {
  readonly place: Place;
  readonly expr: Expr;
  readonly label: string;
}) {
  const { view } = useWorkflowPage();
  const { select } = usePrototypeActions();
  const evidence = evidenceAt(view.evidence, place);
  const origin = originOfEvidence(evidence, originOfExpr(expr, stepsById(view.workflow)));
  const found = view.findings.filter((finding) => finding.place && placeWithin(finding.place, place));
  const parts = label === 'until' ? conditionParts(expr) : valueParts(expr);
  return (
    <li>
      <button
        type="button"
        onClick={() => select({ kind: 'place', place })}
        className="-mx-1.5 flex w-[calc(100%+0.75rem)] items-baseline gap-2 rounded-md px-1.5 py-1 text-left text-xs transition-colors hover:bg-raised"
      >
        <span className="w-24 shrink-0 truncate text-muted" title={label}>
          {label}
        </span>
        <span className="line-clamp-2 min-w-0 flex-1">
          <ValueText expr={expr} parts={parts} origin={origin} />
        </span>
        {evidence && evidence.status !== 'proved' && (
          <Badge tone={statusLook[evidence.status].tone}>{statusLook[evidence.status].word}</Badge>
        )}
      </button>
      {found.map(({ message, severity }) => (
        <p key={message} className={severity === 'error' ? 'text-2xs text-bad' : 'text-2xs text-muted'}>
          {message}
        </p>
      ))}
    </li>
  );
}

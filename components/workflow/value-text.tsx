import { OriginDot, originLook } from '#components/trace/origin-dot.tsx';
import { classNames } from '#components/ui/class-names.ts';
import type { ValueOrigin } from '#core/workflow/evidence.ts';
import { stepsById } from '#core/workflow/find-step.ts';
import { originOfExpr } from '#core/workflow/value-origin.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { type ValuePart, valueParts } from './value-parts.ts';
import { useWorkflowPage } from './workflow-context.tsx';

interface ValueTextProps {
  readonly expr: Expr;
  readonly parts: readonly ValuePart[];
  readonly origin: ValueOrigin;
}

/** A value in words, coloured and marked by where it comes from; inputs and the holes of a text have their own colours. */
export function ValueText({ expr, parts, origin }: ValueTextProps) {
  return (
    <span className={classNames('font-mono text-xs wrap-anywhere', originLook[origin].text)}>
      <OriginDot origin={origin} className="mr-1.5 scale-75 align-middle" />
      {expr.$ === 'text' ? <Template parts={expr.parts} /> : <Words parts={parts} inside={origin !== 'input'} />}
    </span>
  );
}

function Words({ parts, inside }: { readonly parts: readonly ValuePart[]; readonly inside: boolean }) {
  return parts.map(({ text, input }, index) =>
    input && inside ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a sentence have no identity but their order.
      <span key={index} className="text-origin-input">
        {text}
      </span>
    ) : (
      text
    ),
  );
}

function Template({ parts }: { readonly parts: (Expr & { readonly $: 'text' })['parts'] }) {
  const { view } = useWorkflowPage();
  const steps = stepsById(view.workflow);
  return (
    <span className="text-muted">
      {parts.map((part, index) =>
        typeof part === 'string' ? (
          part
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their order.
            key={index}
            className={classNames('rounded-[3px] bg-raised px-0.5', originLook[originOfExpr(part, steps)].text)}
          >
            <Words parts={valueParts(part)} inside={false} />
          </span>
        ),
      )}
    </span>
  );
}

import { GitBranch, type LucideIcon, Repeat2, ShieldQuestion, Sparkles, TriangleAlert, Variable } from 'lucide-react';
import { EffectBadge } from '#components/ui/effect-badge.tsx';
import type { Step } from '#core/workflow/workflow.ts';

export const stepKinds: Readonly<
  Record<Exclude<Step['do'], 'call' | 'paginate' | 'poll'>, { icon: LucideIcon; label: string }>
> = {
  let: { icon: Variable, label: 'Value' },
  forEach: { icon: Repeat2, label: 'Loop' },
  if: { icon: GitBranch, label: 'Choice' },
  try: { icon: GitBranch, label: 'Try' },
  llm: { icon: Sparkles, label: 'Judgement by a model' },
  approve: { icon: ShieldQuestion, label: 'Approval' },
  assert: { icon: TriangleAlert, label: 'Guard' },
};

/** What kind of step it is, as one small mark: for a call what it does to the world. */
export function StepKind({ step }: { readonly step: Step }) {
  if (step.do === 'call') return <EffectBadge effect={step.effect} show="icon" />;
  if (step.do === 'paginate' || step.do === 'poll') return <EffectBadge effect="read" show="icon" />;
  const { icon: Icon, label } = stepKinds[step.do];
  return (
    <span title={label} className="inline-flex text-faint">
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{label}</span>
    </span>
  );
}

'use client';

import { Badge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { KeepProposal, SightProposal } from '#core/keep/propose/keep-proposal.ts';
import { ruleOf } from '#core/keep/propose/rule-of.ts';
import type { Keep, KeepRule, KeepSight } from '#core/workflow/keep.ts';

interface KeepRulesProps {
  readonly proposals: readonly KeepProposal[];
  readonly keep: Keep | undefined;
  readonly busy: boolean;
  readonly onChange: (keep: Keep | undefined) => void;
}

/** What is kept, and how it is seen and brought back: proposed from the recording, chosen by the user. */
export function KeepRules({ proposals, keep, busy, onChange }: KeepRulesProps) {
  const rules = keep?.rules ?? [];
  const put = (step: string, rule: KeepRule | null) => {
    const others = rules.filter((other) => other.step !== step);
    const next = rule ? [...others, rule] : others;
    onChange(next.length === 0 ? undefined : { ...keep, rules: next });
  };
  return (
    <Card title="What is kept" description="Proposed from what was recorded and from the tools on offer.">
      <ul className="flex flex-col gap-5">
        {proposals.map((proposal) => (
          <li key={proposal.step}>
            <RuleChoices
              proposal={proposal}
              rule={rules.find(({ step }) => step === proposal.step)}
              busy={busy}
              onChange={(rule) => put(proposal.step, rule)}
            />
          </li>
        ))}
      </ul>
      {proposals.length === 0 && (
        <p className="text-sm text-muted">No step of this workflow creates something that could be kept.</p>
      )}
    </Card>
  );
}

interface RuleChoicesProps {
  readonly proposal: KeepProposal;
  readonly rule: KeepRule | undefined;
  readonly busy: boolean;
  readonly onChange: (rule: KeepRule | null) => void;
}

const SIGHTS: Readonly<Record<KeepSight['by'], string>> = {
  search: 'one search for all',
  get: 'one look for each',
  ledger: 'not at all: the ledger counts',
};

function RuleChoices({ proposal, rule, busy, onChange }: RuleChoicesProps) {
  const { step, sights, change, remove } = proposal;
  const sight = sights.find(({ see }) => see.by === (rule ?? proposal.rule).see.by) ?? sights[0];
  if (!sight) return null;
  const rebuilt = (next: SightProposal, writes: Pick<KeepRule, 'change' | 'remove'>, settleMs = rule?.settleMs) => ({
    ...ruleOf(step, next, writes),
    ...(settleMs === undefined ? {} : { settleMs }),
  });
  const writes = rule ?? {};
  return (
    <div className="flex flex-col gap-3">
      <Checkbox
        label={
          <>
            What <span className="font-mono text-xs">{step}</span> makes
          </>
        }
        checked={rule !== undefined}
        disabled={busy}
        onChange={(on) => onChange(on ? proposal.rule : null)}
      />
      {rule && (
        <div className="ml-6 flex flex-col gap-4">
          <Field label="How it is seen" hint={sight.why}>
            {(control) => (
              <Select
                {...control}
                value={sight.see.by}
                disabled={busy}
                options={sights.map(({ see }) => ({
                  value: see.by,
                  label: `${SIGHTS[see.by]}${see.by === 'ledger' ? '' : ` (${see.call.tool})`}`,
                }))}
                onChange={(by) => {
                  const next = sights.find(({ see }) => see.by === by);
                  if (next) onChange(rebuilt(next, writes, next.settleMs));
                }}
              />
            )}
          </Field>
          {change && Object.keys(sight.fields).length > 0 && (
            <Switch
              label="Bring changed fields back"
              hint={
                <>
                  {change.why}{' '}
                  {Object.keys(rule.fields ?? {}).map((name) => (
                    <Badge key={name} className="mr-1">
                      {name}
                    </Badge>
                  ))}
                </>
              }
              checked={rule.change !== undefined}
              disabled={busy}
              onChange={(on) =>
                onChange(rebuilt(sight, { remove: rule.remove, ...(on ? { change: change.call } : {}) }))
              }
            />
          )}
          {remove && sight.see.by !== 'ledger' && (
            <Switch
              label="Remove what is no longer wanted"
              hint={`${remove.why} Only what this workflow made itself, and never while nothing at all is wanted.`}
              checked={rule.remove !== undefined}
              disabled={busy}
              onChange={(on) =>
                onChange(rebuilt(sight, { change: rule.change, ...(on ? { remove: remove.call } : {}) }))
              }
            />
          )}
          {sight.see.by !== 'ledger' && (
            <Field
              label="Time to settle"
              hint="What was done less than this ago may not be seen yet, and is not missing."
            >
              {(control) => (
                <Select
                  {...control}
                  value={String(rule.settleMs ?? 0)}
                  disabled={busy}
                  options={settleOptions(rule.settleMs ?? 0)}
                  onChange={(value) => onChange(rebuilt(sight, writes, Number(value)))}
                />
              )}
            </Field>
          )}
        </div>
      )}
    </div>
  );
}

const SETTLE: readonly (readonly [milliseconds: number, words: string])[] = [
  [0, 'none: it is seen at once'],
  [10_000, '10 seconds'],
  [60_000, '1 minute'],
  [300_000, '5 minutes'],
  [900_000, '15 minutes'],
];

/** The usual ones, and the one that holds where it is none of them. */
function settleOptions(now: number) {
  const known = SETTLE.some(([milliseconds]) => milliseconds === now);
  const all = known ? SETTLE : [...SETTLE, [now, `${now / 1000} seconds`] as const];
  return all.map(([milliseconds, label]) => ({ value: String(milliseconds), label }));
}

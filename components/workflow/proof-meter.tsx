'use client';

import { LoaderCircle, Shield, ShieldAlert, ShieldCheck } from 'lucide-react';
import type { ProofCheck } from '#core/workflow/inference-result.ts';
import { proofGroups } from './proof-groups.ts';
import { useWorkflowPage } from './workflow-context.tsx';

interface ProofMeterProps {
  readonly checks: readonly ProofCheck[] | null;
  /** Opens the list of what was proved, asked and assumed. */
  readonly onOpen: () => void;
  readonly open: boolean;
}

/** `proved 14 · asked 2 · assumed 0 · by hand 1`, and whether the checks hold; opens what stands behind each. */
export function ProofMeter({ checks, onOpen, open }: ProofMeterProps) {
  const { view } = useWorkflowPage();
  const { groups, open: questions } = proofGroups(view);
  const asked = groups.asked.length + questions.length;
  const counts = [
    `proved ${groups.proved.length}`,
    `asked ${asked}`,
    `assumed ${groups.assumed.length}`,
    ...(view.edits.length > 0 ? [`by hand ${view.edits.length}`] : []),
  ].join(' · ');
  const failed = checks?.some(({ status }) => status === 'failed') ?? false;
  return (
    <button
      type="button"
      aria-label={`How sure: ${counts}`}
      aria-expanded={open}
      onClick={onOpen}
      className="figures inline-flex h-7 min-w-0 items-center gap-1.5 rounded-md px-2 text-xs text-muted transition-colors hover:bg-raised hover:text-fg aria-expanded:text-fg"
    >
      {checks === null ? (
        <LoaderCircle aria-hidden className="size-3.5 shrink-0 animate-spin text-faint" />
      ) : checks.length === 0 ? (
        <Shield aria-hidden className="size-3.5 shrink-0 text-faint" />
      ) : failed ? (
        <ShieldAlert aria-hidden className="size-3.5 shrink-0 text-warn" />
      ) : (
        <ShieldCheck aria-hidden className="size-3.5 shrink-0 text-ok" />
      )}
      <span className="truncate">{counts}</span>
    </button>
  );
}

import { CircleHelp, Equal, type LucideIcon, PencilLine, ShieldCheck } from 'lucide-react';
import type { EvidenceStatus } from '#core/workflow/evidence.ts';

/** How sure a value is, in word, icon and colour. */
export const statusLook: Readonly<
  Record<
    EvidenceStatus,
    {
      readonly word: string;
      readonly tone: 'ok' | 'accent' | 'warn' | 'neutral';
      readonly icon: LucideIcon;
      readonly colour: string;
    }
  >
> = {
  proved: { word: 'Proved', tone: 'ok', icon: ShieldCheck, colour: 'text-ok' },
  asked: { word: 'You said so', tone: 'accent', icon: CircleHelp, colour: 'text-accent' },
  assumed: { word: 'Assumed', tone: 'warn', icon: Equal, colour: 'text-warn' },
  edited: { word: 'By hand', tone: 'neutral', icon: PencilLine, colour: 'text-muted' },
};

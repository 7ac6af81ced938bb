import { Eye, PencilLine, Trash2 } from 'lucide-react';
import type { EffectClass } from '#core/tool/effect-class.ts';
import { classNames } from './class-names.ts';

export const effectLook = {
  read: { icon: Eye, label: 'Read', colour: 'text-effect-read', meaning: 'Changes nothing' },
  write: { icon: PencilLine, label: 'Write', colour: 'text-effect-write', meaning: 'Adds or changes something' },
  destroy: {
    icon: Trash2,
    label: 'Destroy',
    colour: 'text-effect-destroy',
    meaning: 'Deletes or overwrites something',
  },
} as const satisfies Record<EffectClass, object>;

export interface EffectBadgeProps {
  readonly effect: EffectClass;
  /** `icon` leaves out the word (it stays for screen readers). */
  readonly show?: 'both' | 'icon';
  readonly className?: string;
}

/** What a call does to the world; colour, icon and word say the same. */
export function EffectBadge({ effect, show = 'both', className }: EffectBadgeProps) {
  const { icon: Icon, label, colour, meaning } = effectLook[effect];
  return (
    <span
      title={`${label}: ${meaning.toLowerCase()}`}
      className={classNames('inline-flex shrink-0 items-center gap-1 text-2xs font-medium', colour, className)}
    >
      <Icon aria-hidden className="size-3 shrink-0" />
      <span className={show === 'icon' ? 'sr-only' : undefined}>{label}</span>
    </span>
  );
}

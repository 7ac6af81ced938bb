import { classNames } from '#components/ui/class-names.ts';
import type { ValueOrigin } from '#core/workflow/evidence.ts';

export const originLook = {
  input: { word: 'Input', text: 'text-origin-input', fill: 'bg-origin-input', meaning: 'Given at each run' },
  reference: {
    word: 'Reference',
    text: 'text-origin-reference',
    fill: 'bg-origin-reference',
    meaning: 'Taken from an earlier result',
  },
  computed: {
    word: 'Computed',
    text: 'text-origin-computed',
    fill: 'bg-origin-computed',
    meaning: 'Worked out from other values',
  },
  constant: {
    word: 'Constant',
    text: 'text-origin-constant',
    fill: 'bg-origin-constant',
    meaning: 'The same at every run',
  },
  judgement: {
    word: 'Judgement',
    text: 'text-origin-judgement',
    fill: 'bg-origin-judgement',
    meaning: 'Decided by a model',
  },
} as const satisfies Record<ValueOrigin, object>;

/** Where a value comes from, as a small mark: filled, or hollow for what is only constant. */
export function OriginDot({ origin, className }: { readonly origin: ValueOrigin; readonly className?: string }) {
  const { word, meaning, text, fill } = originLook[origin];
  return (
    <span
      title={`${word}: ${meaning.toLowerCase()}`}
      className={classNames('inline-flex size-2 shrink-0', text, className)}
    >
      <span
        aria-hidden="true"
        className={classNames(
          'block size-2',
          origin === 'constant' ? 'rounded-full border-[1.5px] border-current' : fill,
          origin === 'reference' && 'rounded-full',
          origin === 'input' && 'rounded-[1px]',
          origin === 'computed' && 'rotate-45 scale-90 rounded-[1px]',
          origin === 'judgement' && 'rounded-full rounded-br-none',
        )}
      />
      <span className="sr-only">{word}</span>
    </span>
  );
}

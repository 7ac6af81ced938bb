'use client';

import { Check, CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { type Question, SOMETHING_ELSE_ID } from '#core/workflow/question.ts';
import { QuestionRow } from './question-row.tsx';
import { optionWords, questionWords, wholeWords } from './question-words.ts';
import { useWorkflowPage } from './workflow-context.tsx';

/** One thing that could not be proved, on a concrete row, answered by a click; then folded to one line. */
export function QuestionCard({ question }: { readonly question: Question }) {
  const { view } = useWorkflowPage();
  const answered = Object.hasOwn(view.answers, question.id);
  const [open, setOpen] = useState(false);
  if (answered && !open) return <Folded question={question} onOpen={() => setOpen(true)} />;
  return <Open question={question} onDone={() => setOpen(false)} />;
}

function Folded({ question, onOpen }: { readonly question: Question; readonly onOpen: () => void }) {
  const { view, answer } = useWorkflowPage();
  const given = question.options.find(({ id }) => id === view.answers[question.id]);
  if (!given) return null;
  const words = given.id === SOMETHING_ELSE_ID ? 'something else, by hand' : wholeWords(question, given, view.workflow);
  return (
    <button
      type="button"
      disabled={!answer}
      onClick={onOpen}
      title={`${questionWords(question.text)} ${words}`}
      className="nodrag nopan flex w-full items-center gap-1.5 rounded-md bg-raised px-2 py-1 text-left text-2xs text-muted transition-colors hover:text-fg"
    >
      <Check aria-hidden className="size-3 shrink-0 text-ok" />
      <span className="min-w-0 flex-1 truncate">
        <span className="sr-only">{questionWords(question.text)} </span>You said: {words}
      </span>
      <span className="shrink-0 text-faint">Change</span>
    </button>
  );
}

function Open({ question, onDone }: { readonly question: Question; readonly onDone: () => void }) {
  const { view, answer, busy } = useWorkflowPage();
  const { select } = usePrototypeActions();
  const given = view.answers[question.id];
  const held = given ?? question.default;
  const choose = (option: string) => {
    answer?.(question.id, option);
    onDone();
    // "By hand" leads to where the hand can do it.
    if (option === SOMETHING_ELSE_ID && question.place) select({ kind: 'place', place: question.place });
  };
  return (
    <section
      aria-label={questionWords(question.text)}
      {...(given === undefined && { 'data-question': question.id })}
      className="nodrag nopan flex flex-col gap-2 rounded-md bg-accent-soft p-2.5"
    >
      <p className="flex gap-1.5 text-xs leading-4.5 font-medium">
        <CircleHelp aria-hidden className="mt-px size-4 shrink-0 text-accent" />
        <span className="min-w-0 wrap-anywhere">{questionWords(question.text)}</span>
      </p>
      <QuestionRow question={question} />
      <ul className="flex flex-col gap-1">
        {question.options.map((option) => {
          const words = optionWords(question, option, view.workflow);
          const button = (
            <button
              type="button"
              disabled={busy || !answer}
              aria-pressed={given === option.id}
              onClick={() => choose(option.id)}
              className={classNames(
                'flex min-h-7 w-full items-center gap-2 rounded-md border bg-surface px-2 py-1 text-left text-xs leading-4 transition-colors hover:border-accent disabled:opacity-60',
                given === option.id ? 'border-accent' : 'border-hairline',
              )}
            >
              <span className="min-w-0 flex-1 wrap-anywhere">
                {words}
                {held === option.id && given === undefined && (
                  <span className="block text-2xs text-faint">used until you answer</span>
                )}
              </span>
              {given === option.id && <Check aria-hidden className="size-3.5 shrink-0 text-accent" />}
            </button>
          );
          return (
            <li key={option.id}>
              {option.consequence ? (
                <Tooltip content={option.consequence} side="right">
                  {button}
                </Tooltip>
              ) : (
                button
              )}
            </li>
          );
        })}
      </ul>
      {given !== undefined && (
        <button type="button" onClick={onDone} className="self-start text-2xs text-muted hover:text-fg hover:underline">
          Leave it as it is
        </button>
      )}
    </section>
  );
}

'use client';

import { MessageCircleQuestion } from 'lucide-react';
import { useId, useState } from 'react';
import { ErrorNote } from '#components/ui/error-note.tsx';
import type { QuestionAnswer, ServerQuestion } from '#core/server/server-question.ts';
import { answerQuestion } from './answer-question.ts';
import { QuestionForm } from './question-form.tsx';
import { QuestionLink } from './question-link.tsx';

/**
 * What a server asks the user in the middle of a call, in place: a form of its making, or a page to open. It says who
 * asks and waits; nothing is filled in, opened or sent by itself.
 */
export function QuestionCard({ question }: { readonly question: ServerQuestion }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const titleId = useId();
  const answer = async (given: QuestionAnswer) => {
    setBusy(true);
    setProblem(null);
    try {
      await answerQuestion(question.id, given);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <section
      aria-labelledby={titleId}
      data-server-question={question.id}
      className="min-w-0 rounded-lg border border-accent/35 bg-surface shadow-card"
    >
      <header className="flex min-w-0 items-start gap-2.5 px-4 pt-3">
        <MessageCircleQuestion aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
        <div className="min-w-0">
          <h3 id={titleId} className="text-sm font-medium wrap-anywhere">
            {question.server} asks you
            <span className="font-normal text-faint"> · for {question.tool}</span>
          </h3>
          <p className="mt-1 max-h-40 max-w-prose overflow-y-auto text-sm text-pretty wrap-anywhere whitespace-pre-line text-muted">
            {question.message}
          </p>
        </div>
      </header>
      {problem && <ErrorNote className="mx-4 mt-3" title={problem} />}
      {question.kind === 'form' ? (
        <QuestionForm question={question} busy={busy} onAnswer={answer} />
      ) : (
        <QuestionLink question={question} busy={busy} onAnswer={answer} />
      )}
    </section>
  );
}

'use client';

import { QuestionCard } from '#components/server/question-card.tsx';
import { usePrototype } from './prototype-provider.tsx';

/** What servers ask in the middle of calls, over the lower edge of the graph, the oldest first. */
export function QuestionsTray() {
  const questions = usePrototype(({ snapshot }) => snapshot.questions);
  const [first] = questions;
  if (!first) return null;
  return (
    <section
      aria-label="A server asks"
      className="absolute inset-x-3 bottom-3 z-20 mx-auto w-xl max-w-full animate-rise-in rounded-lg shadow-overlay"
    >
      <QuestionCard key={first.id} question={first} />
      {questions.length > 1 && <p className="sr-only">{questions.length - 1} more questions waiting</p>}
    </section>
  );
}

'use client';

import { createContext, useContext } from 'react';
import type { ServerQuestion } from '#core/server/server-question.ts';

const Questions = createContext<readonly ServerQuestion[]>([]);

/** What the server of this page asks; its call panels show what belongs to their call. */
export const QuestionsProvider = Questions.Provider;

export function useQuestions(tool: string): readonly ServerQuestion[] {
  return useContext(Questions).filter((question) => question.tool === tool);
}

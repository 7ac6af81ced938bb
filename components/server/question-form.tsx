'use client';

import { useMemo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { isJsonObject, type JsonObject } from '#core/json/json.ts';
import type { QuestionAnswer, ServerQuestion } from '#core/server/server-question.ts';
import { questionSchema } from './question-schema.ts';
import { initialArguments } from './schema-form/initial-arguments.ts';
import { SchemaForm } from './schema-form/schema-form.tsx';
import { schemaProblems } from './schema-form/schema-problems.ts';

export interface QuestionFormProps {
  readonly question: ServerQuestion & { readonly kind: 'form' };
  readonly busy: boolean;
  readonly onAnswer: (answer: QuestionAnswer) => void;
}

/** The form that a server made; an empty one asks for a yes or a no. */
export function QuestionForm({ question, busy, onAnswer }: QuestionFormProps) {
  const schema = useMemo(() => questionSchema(question.schema), [question.schema]);
  const [content, setContent] = useState<JsonObject>(() => initialArguments(schema));
  const [tried, setTried] = useState(false);
  const problems = schemaProblems(schema, content);
  const asks = isJsonObject(schema.properties) && Object.keys(schema.properties).length > 0;
  return (
    <form
      className="flex min-w-0 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (problems.length === 0) onAnswer({ action: 'accept', content });
      }}
    >
      {asks && (
        <div className="max-h-[min(24rem,50vh)] overflow-y-auto px-4 pt-3">
          <SchemaForm
            id={question.id}
            schema={schema}
            value={content}
            onChange={setContent}
            problems={tried ? problems : []}
            disabled={busy}
          />
        </div>
      )}
      <footer className="flex flex-wrap items-center gap-2 px-4 py-3">
        <Button type="submit" variant="primary" busy={busy}>
          {asks ? 'Send answer' : 'Yes'}
        </Button>
        <Button disabled={busy} onClick={() => onAnswer({ action: 'decline' })}>
          {asks ? 'Decline' : 'No'}
        </Button>
        <Button variant="ghost" disabled={busy} onClick={() => onAnswer({ action: 'cancel' })}>
          Dismiss
        </Button>
        <span className="ml-auto text-xs text-faint">Goes to {question.server} only. Give no passwords here.</span>
      </footer>
    </form>
  );
}

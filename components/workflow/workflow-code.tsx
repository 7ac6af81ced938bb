'use client';

import { useEffect, useRef, useState } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { RequestError, requestJson } from '#components/prototype/request-json.ts';
import { stepOf } from '#components/prototype/selection.ts';
import { CodeView } from '#components/ui/code-view.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { innermostStep } from './innermost-step.ts';

interface WorkflowCode {
  readonly version: number;
  readonly text: string;
  readonly steps: Readonly<Record<string, readonly [number, number]>>;
}

interface WorkflowCodePaneProps {
  readonly version: number;
  /** Why there is no code: the workflow would not run. */
  readonly broken: string | null;
  /** Long lines are broken to the width of the pane; the file itself stays as it is. */
  readonly wrap: boolean;
}

/** The program as it will be exported, its lines and the steps of the graph joined. */
export function WorkflowCodePane({ version, broken, wrap }: WorkflowCodePaneProps) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const selected = usePrototype((state) => stepOf(state.selection));
  const pointed = usePrototype((state) => stepOf(state.pointed));
  const { select, point } = usePrototypeActions();
  const [code, setCode] = useState<WorkflowCode | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (broken !== null) return;
    const loading = new AbortController();
    const path = `/api/prototypes/${id}/workflow/code?version=${version}`;
    requestJson<WorkflowCode>(path, { signal: loading.signal }).then(
      (loaded) => {
        setCode(loaded);
        setProblem(null);
      },
      (error: unknown) => {
        if (!loading.signal.aborted) setProblem(error instanceof RequestError ? error.message : String(error));
      },
    );
    return () => loading.abort();
  }, [id, version, broken]);

  const range = selected === null ? undefined : code?.steps[selected];
  const first = range?.[0];
  useEffect(() => {
    if (first === undefined) return;
    frame.current?.querySelector(`[data-line="${first}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [first]);

  if (broken !== null) {
    return (
      <ErrorNote
        className="m-4"
        tone="warn"
        title="There is no code of a workflow that would not run."
        detail={broken}
      />
    );
  }
  if (problem) return <ErrorNote className="m-4" title="The code could not be printed." detail={problem} />;
  if (!code) {
    return (
      <div className="flex flex-col gap-2 p-4">
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
        <Skeleton className="w-3/4" />
      </div>
    );
  }
  const hint = pointed === null ? undefined : code.steps[pointed];
  const stepAt = (line: number) => innermostStep(code.steps, line);
  return (
    <div ref={frame} className="h-full">
      <CodeView
        code={code.text.trimEnd()}
        language="typescript"
        label="workflow.ts"
        lineNumbers
        wrap={wrap}
        marked={range && linesOf(range)}
        hinted={hint && linesOf(hint)}
        onLineClick={(line) => {
          const step = stepAt(line);
          select(step === null ? null : { kind: 'step', step });
        }}
        onLinePoint={(line) => {
          const step = line === null ? null : stepAt(line);
          point(step === null ? null : { kind: 'step', step });
        }}
        className="h-full"
      />
    </div>
  );
}

function linesOf([first, last]: readonly [number, number]): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

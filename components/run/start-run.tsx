'use client';

import { Play } from 'lucide-react';
import { useMemo, useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { SchemaForm } from '#components/server/schema-form/schema-form.tsx';
import { schemaProblems } from '#components/server/schema-form/schema-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { plural } from '#components/ui/format.ts';
import { Segmented } from '#components/ui/segmented.tsx';
import type { RunMode } from '#core/execution/run-event.ts';
import type { JsonObject, JsonSchema } from '#core/json/json.ts';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import { recordedWrites } from '#core/trace/recorded-writes.ts';
import { allSteps } from '#core/workflow/walk.ts';
import type { Input } from '#core/workflow/workflow.ts';
import { modeLook } from './run-look.tsx';
import { useStartRun } from './use-start-run.ts';

/** Starts a run of the current workflow, with the recorded inputs or with others. */
export function StartRun({ workflow }: { readonly workflow: WorkflowView }) {
  const trace = usePrototype(({ snapshot }) => snapshot.trace);
  const sample = usePrototype(({ snapshot }) => snapshot.prototype.sample);
  const recorded = useMemo(() => recordedWrites(trace, { sample }).length, [trace, sample]);
  const { inputs: declared } = workflow.workflow;
  const [mode, setMode] = useState<RunMode>('plan');
  const [inputs, setInputs] = useState<JsonObject>(() => defaultsOf(declared));
  const schema = useMemo(() => schemaOf(declared), [declared]);
  const problems = schemaProblems(schema, inputs);
  const judges = useMemo(() => allSteps(workflow.workflow.body).some((step) => step.do === 'llm'), [workflow]);
  const [repeatRecorded, setRepeatRecorded] = useState(false);
  const [askAnew, setAskAnew] = useState(false);
  const start = useStartRun();
  return (
    <Card title="New run" description={modeLook[mode].meaning}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (problems.length === 0) void start.run({ mode, inputs, repeatRecorded, askAnew });
        }}
      >
        <Segmented
          label="Mode of the run"
          size="md"
          className="self-start"
          value={mode}
          onChange={setMode}
          segments={[
            { value: 'replay', label: 'Replay' },
            { value: 'plan', label: 'Plan' },
            { value: 'apply', label: 'Apply' },
          ]}
        />
        {declared.length > 0 && (
          <SchemaForm
            id={`run-${workflow.version}`}
            schema={schema}
            value={inputs}
            onChange={setInputs}
            problems={problems}
            disabled={start.busy}
          />
        )}
        {mode !== 'replay' && recorded > 0 && (
          <Checkbox
            checked={repeatRecorded}
            onChange={setRepeatRecorded}
            disabled={start.busy}
            label={
              <Explained
                text="Make the writes of the recording again"
                detail={`${plural(recorded, 'write')} made while recording count as done otherwise.`}
              />
            }
          />
        )}
        {mode !== 'replay' && judges && (
          <Checkbox
            checked={askAnew}
            onChange={setAskAnew}
            disabled={start.busy}
            label={
              <Explained
                text="Ask the model anew"
                detail="What it was asked before has its answer otherwise, so that a plan and its apply decide alike."
              />
            }
          />
        )}
        {start.error && <ErrorNote title={start.error.message} advice={start.error.advice} />}
        <Button type="submit" icon={Play} busy={start.busy} disabled={problems.length > 0}>
          Start {modeLook[mode].word.toLowerCase()}
        </Button>
      </form>
    </Card>
  );
}

function Explained({ text, detail }: { readonly text: string; readonly detail: string }) {
  return (
    <>
      {text}
      <span className="block text-xs text-pretty text-muted">{detail}</span>
    </>
  );
}

function schemaOf(inputs: readonly Input[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      inputs.map(({ name, schema, description }) => [
        name,
        { title: name, ...schema, ...(description && { description }) },
      ]),
    ),
    required: inputs.map(({ name }) => name),
  };
}

function defaultsOf(inputs: readonly Input[]): JsonObject {
  return Object.fromEntries(
    inputs.flatMap((input) => (input.default === undefined ? [] : [[input.name, input.default]])),
  );
}

'use client';

import { Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { SchemaForm } from '#components/server/schema-form/schema-form.tsx';
import { schemaProblems } from '#components/server/schema-form/schema-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import type { RunMode } from '#core/execution/run-event.ts';
import type { JsonObject, JsonSchema } from '#core/json/json.ts';
import type { RunView, WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { Input } from '#core/workflow/workflow.ts';
import { modeLook } from './run-look.tsx';

/** Starts a run of the current workflow, with the recorded inputs or with others. */
export function StartRun({ workflow }: { readonly workflow: WorkflowView }) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const { reload } = usePrototypeActions();
  const router = useRouter();
  const { inputs: declared } = workflow.workflow;
  const [mode, setMode] = useState<RunMode>('plan');
  const [inputs, setInputs] = useState<JsonObject>(() => defaultsOf(declared));
  const schema = useMemo(() => schemaOf(declared), [declared]);
  const problems = schemaProblems(schema, inputs);
  const start = useAction(async () => {
    const run = await requestJson<RunView>(`/api/prototypes/${id}/runs`, { method: 'POST', body: { mode, inputs } });
    await reload();
    router.push(`/prototypes/${id}/runs/${run.id}`);
  });
  return (
    <Card title="New run" description={modeLook[mode].meaning}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (problems.length === 0) void start.run();
        }}
      >
        <Segmented
          label="Mode of the run"
          size="md"
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
        {start.error && <ErrorNote title={start.error.message} advice={start.error.advice} />}
        <Button type="submit" icon={Play} busy={start.busy} disabled={problems.length > 0}>
          Start {modeLook[mode].word.toLowerCase()}
        </Button>
      </form>
    </Card>
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

'use client';

import { Play, X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Select } from '#components/ui/select.tsx';
import { isJsonObject, type JsonObject, type JsonSchema } from '#core/json/json.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import { CallProgress } from './call-progress.tsx';
import { CallResult } from './call-result.tsx';
import { QuestionCard } from './question-card.tsx';
import { useQuestions } from './questions-context.tsx';
import { initialArguments } from './schema-form/initial-arguments.ts';
import { schemaProblems } from './schema-form/schema-problems.ts';
import { ToolForm } from './tool-form.tsx';
import { useScratchCall } from './use-scratch-call.ts';

/** A prototype that a call by hand can be recorded in. */
export interface CallTarget {
  readonly id: string;
  readonly name: string;
}

export interface CallPanelProps {
  readonly server: string;
  readonly tool: string;
  /** Of what the user fills in. */
  readonly schema: JsonSchema;
  /** Makes the arguments of what was filled in, where they are not the same. */
  readonly toArguments?: (filled: JsonObject) => JsonObject;
  readonly effect: EffectClass;
  readonly prototypes: readonly CallTarget[];
  /** The verb on the button. */
  readonly action?: string;
  readonly disabled?: boolean;
}

/** Calls a tool by hand. The click is its approval; the form checks first, and lets a call through that it doubts. */
export function CallPanel(props: CallPanelProps) {
  const { server, tool, schema, toArguments, effect, prototypes, action = 'Call', disabled = false } = props;
  const [args, setArgs] = useState<JsonObject>(() => initialArguments(schema));
  const [tried, setTried] = useState(false);
  const [broken, setBroken] = useState(false);
  const [target, setTarget] = useState('');
  const run = useScratchCall();
  const questions = useQuestions(tool);
  const problems = schemaProblems(schema, args);
  const running = run.state === 'running';
  const send = () => {
    setTried(true);
    void run.call({ server, tool, args: toArguments?.(args) ?? args, prototype: target === '' ? null : target });
  };
  const submit = () => {
    setTried(true);
    if (problems.length === 0 && !broken && !disabled && !running) send();
  };
  useCommands([
    {
      id: 'server.call',
      label: `${action} ${tool}`,
      group: 'Server',
      icon: Play,
      keys: 'mod+enter',
      disabled: disabled || running,
      run: submit,
    },
  ]);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        // A form without its JSON beside it has lines of a length that is read.
        className={classNames('flex min-w-0 flex-col gap-4', toArguments && 'max-w-2xl')}
      >
        {(toArguments === undefined || hasMembers(schema)) && (
          <ToolForm
            id={`${server}-${tool}`}
            schema={schema}
            args={args}
            onChange={setArgs}
            problems={tried ? problems : []}
            onBroken={setBroken}
            disabled={running || disabled}
            layout={toArguments ? 'form' : 'both'}
          />
        )}
        <div className="flex flex-wrap items-center gap-2">
          {running ? (
            // A key of its own: the same element turned into a submit button during its click would call again.
            <Button key="cancel" icon={X} onClick={run.cancel}>
              Cancel
            </Button>
          ) : (
            <Button
              key="call"
              type="submit"
              variant={effect === 'destroy' ? 'danger' : 'primary'}
              icon={Play}
              disabled={disabled || broken}
            >
              {effect === 'destroy' ? `${action}: it may delete` : action}
            </Button>
          )}
          <span className="text-xs text-muted" id={`target-${tool}`}>
            recorded in
          </span>
          <Select
            label="Recorded in"
            size="sm"
            variant="quiet"
            value={target}
            onChange={setTarget}
            options={[
              { value: '', label: 'no prototype', text: 'no prototype' },
              ...prototypes.map(({ id, name }) => ({ value: id, label: name, text: name })),
            ]}
            className="max-w-60"
          />
          {tried && problems.length > 0 && !running && !broken && (
            <Button variant="ghost" size="sm" onClick={send}>
              {action} anyway, to see what the server says
            </Button>
          )}
        </div>
      </form>
      {running && questions.length === 0 && <CallProgress progress={run.progress} began={run.began} />}
      {running && questions.map((question) => <QuestionCard key={question.id} question={question} />)}
      {run.problem && <ErrorNote title="The call could not be made." detail={run.problem} />}
      {run.done && (
        <div className="flex min-w-0 flex-col gap-2 border-t border-hairline pt-4">
          <CallResult label={`Result of ${tool}`} {...run.done} />
          {target !== '' && (
            <Link href={`/prototypes/${target}`} className="w-fit text-sm text-accent hover:underline">
              See it on the graph of “{prototypes.find(({ id }) => id === target)?.name}”
            </Link>
          )}
        </div>
      )}
    </div>
  );
}

function hasMembers({ properties }: JsonSchema): boolean {
  return isJsonObject(properties) && Object.keys(properties).length > 0;
}

'use client';

import { type ReactNode, useId } from 'react';
import { Select } from '#components/ui/select.tsx';
import { isJsonObject, type Json, type JsonSchema } from '#core/json/json.ts';
import type { StepOption } from '#core/workflow/edit/workflow-edit.ts';
import type { Step } from '#core/workflow/workflow.ts';
import { ConstantField } from './constant-field.tsx';
import { useEditing } from './use-editing.ts';

/** What a step has beside its values: retries, what happens on errors, limits, words. */
export function OptionFields({ step }: { readonly step: Step }) {
  const editing = useEditing();
  if (!editing) return null;
  const { edit, check, busy } = editing;
  const change = (option: StepOption, value?: Json) =>
    ({ edit: 'setOption', step: step.id, option, ...(value !== undefined && { value }) }) as const;
  const set = (option: StepOption, value?: Json) => void edit(change(option, value));
  const field = (label: string, option: StepOption, value: Json, schema: JsonSchema) => (
    <Row key={option} label={label}>
      {() => (
        <ConstantField
          key={JSON.stringify(value)}
          label={label}
          value={value}
          schema={schema}
          busy={busy}
          check={(next) => check(change(option, next))}
          onSet={(next) => set(option, next)}
        />
      )}
    </Row>
  );
  const whole: JsonSchema = { type: 'integer' };
  switch (step.do) {
    case 'call':
      return <RetryFields step={step} onSet={(value) => set('retry', value)} busy={busy} />;
    case 'forEach':
      return (
        <Rows>
          <Row label="If one item fails">
            {(id) => (
              <Select
                id={id}
                className="w-full"
                size="sm"
                label="If one item fails"
                value={step.onError ?? 'stop'}
                disabled={busy}
                onChange={(value) => set('onError', value === 'stop' ? undefined : value)}
                options={[
                  { value: 'stop', label: 'Stop at once' },
                  { value: 'collect', label: 'Go on, fail at the end' },
                ]}
              />
            )}
          </Row>
          {field('Items at a time', 'parallel', step.parallel ?? 1, whole)}
        </Rows>
      );
    case 'paginate':
      return (
        <Rows>
          {field('Page parameter', 'param', step.param, { type: 'string' })}
          {field('Pages at most', 'maxPages', step.maxPages, whole)}
        </Rows>
      );
    case 'poll':
      return (
        <Rows>
          {field('Every (ms)', 'everyMs', step.everyMs, whole)}
          {field('Give up after (ms)', 'timeoutMs', step.timeoutMs, whole)}
        </Rows>
      );
    case 'if': {
      const holdsSteps = step.else !== 'undemonstrated' && step.else.length > 0;
      return holdsSteps ? null : (
        <Rows>
          <Row label="Otherwise">
            {(id) => (
              <Select
                id={id}
                className="w-full"
                size="sm"
                label="Otherwise"
                value={step.else === 'undemonstrated' ? 'stop' : 'nothing'}
                disabled={busy}
                onChange={(value) => set('else', value === 'stop' ? 'undemonstrated' : [])}
                options={[
                  { value: 'nothing', label: 'Do nothing' },
                  { value: 'stop', label: 'Stop and say so' },
                ]}
              />
            )}
          </Row>
        </Rows>
      );
    }
    case 'try':
      return (
        <Rows>
          <Row label="When it says">
            {() => (
              <ConstantField
                key={step.on.contains.join()}
                label="Words of the error, divided by |"
                value={step.on.contains.join(' | ')}
                schema={{ type: 'string' }}
                busy={busy}
                onSet={(text) => set('on', { contains: wordsOf(text) })}
              />
            )}
          </Row>
        </Rows>
      );
    case 'llm':
      return (
        <Rows>
          {field('Task', 'task', step.task, { type: 'string' })}
          <Row label="Answers with">
            {() => (
              <ConstantField
                key={JSON.stringify(step.output)}
                label="Schema of the answer"
                value={step.output}
                schema={{ type: 'object' }}
                busy={busy}
                check={(next) => (isJsonObject(next) ? null : 'A JSON Schema is an object.')}
                onSet={(next) => set('output', next)}
              />
            )}
          </Row>
        </Rows>
      );
    case 'assert':
      return <Rows>{field('Saying', 'message', step.message, { type: 'string' })}</Rows>;
    case 'let':
    case 'approve':
      return null;
  }
}

/** Attempts after an answer that says to try again; one is none. */
function RetryFields(props: {
  readonly step: Step & { readonly do: 'call' };
  readonly busy: boolean;
  readonly onSet: (retry?: Json) => void;
}) {
  const { step, busy, onSet } = props;
  const { attempts, backoffMs } = step.retry ?? { attempts: 1, backoffMs: 1000 };
  return (
    <Rows>
      <Row label="Attempts">
        {(id) => (
          <Select
            id={id}
            className="w-full"
            size="sm"
            label="Attempts"
            value={String(attempts)}
            disabled={busy}
            onChange={(next) => onSet(next === '1' ? undefined : { attempts: Number(next), backoffMs })}
            options={[...new Set([1, 2, 3, 5, 8, attempts])]
              .sort((a, b) => a - b)
              .map((count) => ({
                value: String(count),
                label: count === 1 ? 'One: errors stop the run' : `${count}, if it was turned away`,
              }))}
          />
        )}
      </Row>
      {step.retry && (
        <Row label="First pause (ms)">
          {() => (
            <ConstantField
              key={backoffMs}
              label="First pause in milliseconds"
              value={backoffMs}
              schema={{ type: 'integer' }}
              busy={busy}
              check={(value) =>
                typeof value === 'number' && value >= 0 ? null : 'A number of milliseconds, 0 or more.'
              }
              onSet={(value) => onSet({ attempts, backoffMs: value })}
            />
          )}
        </Row>
      )}
    </Rows>
  );
}

function Rows({ children }: { readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(5rem,8rem)_minmax(0,1fr)] items-center gap-x-2 gap-y-1.5 text-xs">
      {children}
    </div>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <div className="min-w-0">{children(id)}</div>
    </>
  );
}

function wordsOf(text: Json): string[] {
  return String(text)
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

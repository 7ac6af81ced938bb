'use client';

import { useId } from 'react';
import { effectLook } from '#components/ui/effect-badge.tsx';
import { Select } from '#components/ui/select.tsx';
import { classifyTool } from '#core/tool/classify-tool.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import { formatToolRef } from '#core/tool/tool-ref.ts';
import type { Step } from '#core/workflow/workflow.ts';
import { useEditing } from './use-editing.ts';

const EFFECTS: readonly EffectClass[] = ['read', 'write', 'destroy'];

/** Which tool a step calls, and for a call what it is taken to do to the world. */
export function ToolFields({ step }: { readonly step: Step & { readonly do: 'call' | 'paginate' | 'poll' } }) {
  const editing = useEditing();
  const id = useId();
  const { server, tool } = step.do === 'call' ? step : step.call;
  if (!editing) return <p className="text-xs text-muted">{formatToolRef({ server, tool })}</p>;
  const { edit, tools, busy } = editing;
  const current = formatToolRef({ server, tool });
  const offered = tools.map((spec) => ({
    value: formatToolRef({ server: spec.server, tool: spec.name }),
    label: spec.name,
    group: spec.server,
    spec,
  }));
  const options = offered.some(({ value }) => value === current)
    ? offered
    : [{ value: current, label: `${tool} (not on offer)`, group: server, spec: null }, ...offered];
  return (
    <div className="grid grid-cols-[5rem_minmax(0,1fr)] items-center gap-x-2 gap-y-1.5 text-xs">
      <label htmlFor={`${id}-tool`} className="text-muted">
        Tool
      </label>
      <Select
        id={`${id}-tool`}
        size="sm"
        label="Tool"
        value={current}
        disabled={busy}
        onChange={(next) => {
          const spec = options.find(({ value }) => value === next)?.spec;
          if (!spec) return;
          const ref = { server: spec.server, tool: spec.name };
          void edit({ edit: 'setTool', step: step.id, tool: ref, effect: classifyTool(spec) });
        }}
        options={options}
      />
      {step.do === 'call' && (
        <>
          <label htmlFor={`${id}-effect`} className="text-muted">
            Effect
          </label>
          <Select
            id={`${id}-effect`}
            size="sm"
            label="Effect"
            value={step.effect}
            disabled={busy}
            onChange={(value) => void edit({ edit: 'setOption', step: step.id, option: 'effect', value })}
            options={EFFECTS.map((value) => ({
              value,
              label: effectLook[value].label,
              description: effectLook[value].meaning,
            }))}
          />
        </>
      )}
    </div>
  );
}

'use client';

import { useMemo } from 'react';
import type { JsonObject } from '#core/json/json.ts';
import type { ResourceTemplateSpec } from '#core/server/resource-spec.ts';
import { READ_RESOURCE } from '#core/tool/tool-ref.ts';
import { CallPanel, type CallTarget } from './call-panel.tsx';
import { expandTemplate, variablesSchema } from './template-variables.ts';

export interface TemplatePanelProps {
  readonly alias: string;
  readonly template: ResourceTemplateSpec;
  readonly prototypes: readonly CallTarget[];
  readonly live: boolean;
}

/** Fills in a template's variables and reads what it then names. */
export function TemplatePanel({ alias, template, prototypes, live }: TemplatePanelProps) {
  const schema = useMemo(() => variablesSchema(template.uriTemplate), [template.uriTemplate]);
  return (
    <CallPanel
      server={alias}
      tool={READ_RESOURCE}
      schema={schema}
      toArguments={(filled: JsonObject) => ({ uri: expandTemplate(template.uriTemplate, filled) })}
      effect="read"
      prototypes={prototypes}
      action="Read"
      disabled={!live}
    />
  );
}

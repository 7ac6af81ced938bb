'use client';

import { FileText } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatBytes } from '#components/ui/format.ts';
import type { JsonSchema } from '#core/json/json.ts';
import type { ResourceSpec, ResourceTemplateSpec } from '#core/server/resource-spec.ts';
import { READ_RESOURCE } from '#core/tool/tool-ref.ts';
import { CallPanel, type CallTarget } from './call-panel.tsx';
import { OfferBrowser } from './offer-browser.tsx';
import { TemplatePanel } from './template-panel.tsx';

export interface ResourceBrowserProps {
  readonly alias: string;
  readonly resources: readonly ResourceSpec[];
  readonly templates: readonly ResourceTemplateSpec[];
  readonly prototypes: readonly CallTarget[];
  readonly live: boolean;
}

/** What can be read from a server, by name or by filling in a template. */
export function ResourceBrowser({ alias, resources, templates, prototypes, live }: ResourceBrowserProps) {
  const [selected, setSelected] = useState<string | null>(null);
  const resource = resources.find(({ uri }) => `resource ${uri}` === selected);
  const template = templates.find(({ uriTemplate }) => `template ${uriTemplate}` === selected);
  return (
    <OfferBrowser
      noun={['resource', 'resources']}
      selected={selected}
      onSelect={setSelected}
      entries={[
        ...templates.map((each) => ({
          id: `template ${each.uriTemplate}`,
          name: each.title ?? each.name,
          text: `${each.uriTemplate} ${each.description ?? ''}`,
          note: each.uriTemplate,
          group: 'Templates',
        })),
        ...resources.map((each) => ({
          id: `resource ${each.uri}`,
          name: each.title ?? each.name,
          text: `${each.uri} ${each.description ?? ''}`,
          note: each.uri,
          group: templates.length > 0 ? 'Resources' : undefined,
        })),
      ]}
    >
      {resource ? (
        <article key={resource.uri} className="flex min-w-0 flex-col gap-5 px-4 py-4 sm:px-6 sm:py-5">
          <Head
            title={resource.title ?? resource.name}
            uri={resource.uri}
            description={resource.description}
            facts={[resource.mimeType, resource.size === undefined ? undefined : formatBytes(resource.size)]}
          />
          <CallPanel
            server={alias}
            tool={READ_RESOURCE}
            schema={NOTHING}
            toArguments={() => ({ uri: resource.uri })}
            effect="read"
            prototypes={prototypes}
            action="Read"
            disabled={!live}
          />
        </article>
      ) : template ? (
        <article key={template.uriTemplate} className="flex min-w-0 flex-col gap-5 px-4 py-4 sm:px-6 sm:py-5">
          <Head
            title={template.title ?? template.name}
            uri={template.uriTemplate}
            description={template.description}
            facts={[template.mimeType]}
          />
          <TemplatePanel alias={alias} template={template} prototypes={prototypes} live={live} />
        </article>
      ) : (
        <EmptyState icon={FileText} title="Choose a resource" className="h-full">
          Read it here, or fill in a template first.
        </EmptyState>
      )}
    </OfferBrowser>
  );
}

const NOTHING: JsonSchema = { type: 'object' };

interface HeadProps {
  readonly title: string;
  readonly uri: string;
  readonly description?: string;
  readonly facts: readonly (string | undefined)[];
}

function Head({ title, uri, description, facts }: HeadProps) {
  return (
    <header className="min-w-0">
      <h2 className="text-lg font-semibold wrap-anywhere">{title}</h2>
      <p className="font-mono text-xs wrap-anywhere text-muted">{uri}</p>
      {description && <p className="mt-2 max-w-prose text-sm whitespace-pre-line text-muted">{description}</p>}
      <p className="mt-1 text-xs text-faint">{facts.filter(Boolean).join(' · ')}</p>
    </header>
  );
}

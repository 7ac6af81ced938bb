'use client';

import { useMemo } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { formatBytes } from '#components/ui/format.ts';
import { JsonView } from '#components/ui/json-view.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Json, JsonPath } from '#core/json/json.ts';
import { parseContainer } from '#core/tool/result-data.ts';
import type { ContentBlock, ToolResult } from '#core/tool/tool-result.ts';
import type { CallView } from './call-view.ts';
import { TextBlock } from './text-block.tsx';
import { useWholeCall } from './use-whole-call.ts';
import type { ValueLink } from './value-flow.ts';

/** What the server answered: data as a table or tree, text as text, images as images; values that flowed on are marked. */
export function CallResult({ call, links }: { readonly call: CallView; readonly links: readonly ValueLink[] }) {
  const whole = useWholeCall(call);
  if (call.durationMs === undefined) {
    return <p className="px-4 py-6 text-sm text-muted">{call.progress?.message ?? 'No answer yet.'}</p>;
  }
  const outcome = whole.call.outcome;
  if (!outcome) return <Skeleton className="m-4 h-24" />;
  if (outcome.status === 'failed') {
    return (
      <ErrorNote
        className="m-4"
        title={failure[outcome.kind].title}
        detail={outcome.message}
        advice={failure[outcome.kind].advice}
      />
    );
  }
  return (
    <div className="flex flex-col">
      {outcome.result.isError && (
        <ErrorNote className="mx-4 mt-3" tone="warn" title="The tool ran and answered with an error." />
      )}
      {whole.cut && (
        <div className="mx-4 mt-3 flex items-center gap-3 rounded-md bg-raised px-3 py-2 text-xs text-muted">
          <span className="flex-1">{whole.error ?? 'This is the beginning of a large result.'}</span>
          <Button size="sm" busy={whole.loading} onClick={whole.load}>
            Load all of it
          </Button>
        </div>
      )}
      <ResultParts call={call} result={outcome.result} links={links} />
    </div>
  );
}

const failure = {
  'not-sent': { title: 'The call never reached the server.', advice: 'It is safe to try again.' },
  unknown: {
    title: 'The call was sent, and its answer was lost.',
    advice: 'The tool may have run. Look at the server before calling it again.',
  },
  cancelled: { title: 'The call was stopped before it was sent.', advice: undefined },
  refused: { title: 'The call was not allowed.', advice: undefined },
  diverged: { title: 'The recording has no answer for this call.', advice: undefined },
} as const;

function ResultParts(props: {
  readonly call: CallView;
  readonly result: ToolResult;
  readonly links: readonly ValueLink[];
}) {
  const { call, result, links } = props;
  const { structuredContent: data, content } = result;
  const mirrored =
    data !== undefined &&
    content.length === 1 &&
    content[0]?.type === 'text' &&
    parseContainer(content[0].text) !== undefined;
  if (data === undefined && content.length === 0)
    return <p className="px-4 py-6 text-sm text-muted">An empty answer.</p>;
  return (
    <>
      {data !== undefined && <Data call={call} value={data} links={links} />}
      {!mirrored &&
        content.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a result never change.
          <Block key={index} call={call} block={block} links={data === undefined && index === 0 ? links : []} />
        ))}
    </>
  );
}

function Data({
  call,
  value,
  links,
}: {
  readonly call: CallView;
  readonly value: Json;
  readonly links: readonly ValueLink[];
}) {
  const { point, select } = usePrototypeActions();
  const chosen = usePrototype(({ selection: at }) =>
    at?.kind === 'value' && at.call === call.id && at.side === 'result' ? at.path : null,
  );
  const lit = usePrototype((state, derived) => derived.lit(state).links);
  const highlights = useMemo(() => {
    const meant = lit.flatMap(({ source }) =>
      source.kind === 'result' && source.call === call.id ? [source.path] : [],
    );
    const all = links.flatMap(({ source }) =>
      source.kind === 'result' && source.call === call.id ? [source.path] : [],
    );
    // What is meant comes first and alone; without it everything that flowed on is marked, up to a readable number.
    const paths = chosen ? [chosen] : meant.length > 0 ? meant : all.slice(0, 40);
    return paths.map((path) => ({ path, origin: 'reference' as const }));
  }, [lit, links, call.id, chosen]);
  const at = (path: JsonPath) => ({ kind: 'value', call: call.id, side: 'result', path }) as const;
  return (
    <JsonView
      label={`Result of ${call.tool}`}
      value={value}
      highlights={highlights}
      onPoint={(path) => point(path ? at(path) : null)}
      onSelect={(path) => select(at(path))}
      // A bound of its own: without one every row of a large result would be in sight, and drawn.
      viewClassName="max-h-[65dvh]"
    />
  );
}

const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];

function Block({
  call,
  block,
  links,
}: {
  readonly call: CallView;
  readonly block: ContentBlock;
  readonly links: readonly ValueLink[];
}) {
  switch (block.type) {
    case 'text': {
      const parsed = parseContainer(block.text);
      return parsed === undefined ? <TextBlock text={block.text} /> : <Data call={call} value={parsed} links={links} />;
    }
    case 'image':
      return IMAGE_TYPES.includes(block.mimeType) ? (
        // biome-ignore lint/performance/noImgElement: the image is in the result, there is nothing to load or optimise.
        <img
          src={`data:${block.mimeType};base64,${block.data}`}
          alt={`From ${call.tool}`}
          className="m-4 max-h-96 max-w-[calc(100%-2rem)] rounded-md border border-hairline object-contain"
        />
      ) : (
        <Opaque kind="Image" mimeType={block.mimeType} bytes={block.data.length * 0.75} />
      );
    case 'audio':
      return <Opaque kind="Audio" mimeType={block.mimeType} bytes={block.data.length * 0.75} />;
    case 'resource_link':
      return <TextBlock text={`${block.name}\n${block.uri}`} />;
    case 'resource':
      return block.resource.text !== undefined ? (
        <TextBlock title={block.resource.uri} mimeType={block.resource.mimeType} text={block.resource.text} />
      ) : (
        <Opaque
          kind={block.resource.uri}
          mimeType={block.resource.mimeType ?? 'unknown type'}
          bytes={(block.resource.blob?.length ?? 0) * 0.75}
        />
      );
    default:
      return <JsonView label="Part of the result" value={JSON.parse(JSON.stringify(block))} />;
  }
}

function Opaque({
  kind,
  mimeType,
  bytes,
}: {
  readonly kind: string;
  readonly mimeType: string;
  readonly bytes: number;
}) {
  return (
    <p className="mx-4 my-3 rounded-md border border-hairline px-3 py-2 text-xs text-muted wrap-anywhere">
      {kind} · {mimeType} · <span className="figures">{formatBytes(Math.round(bytes))}</span>
    </p>
  );
}

'use client';

import { CircleAlert, CircleCheck, ExternalLink, FileText, Link2 } from 'lucide-react';
import { useState } from 'react';
import { CodeView } from '#components/ui/code-view.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { formatBytes, formatDuration } from '#components/ui/format.ts';
import { JsonView } from '#components/ui/json-view.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import type { Json } from '#core/json/json.ts';
import { parseContainer } from '#core/tool/result-data.ts';
import type { ContentBlock, ToolResult } from '#core/tool/tool-result.ts';
import type { CallOutcome } from '#core/trace/trace.ts';

export interface CallResultProps {
  /** Names the result for screen readers: "Result of list_pull_requests". */
  readonly label: string;
  readonly outcome: CallOutcome;
  readonly durationMs: number;
  /** Length of the whole result as JSON, where `outcome` holds only its beginning. */
  readonly wholeLength?: number;
}

const failures = {
  'not-sent': 'The call was not sent.',
  unknown: 'The answer was lost; the tool may have run.',
  cancelled: 'The call was cancelled.',
  refused: 'The call was refused.',
  diverged: 'There is no recorded answer for this call.',
} as const;

/** What became of a call: the server's answer in the form in which it reads best, or why there is none. */
export function CallResult({ label, outcome, durationMs, wholeLength }: CallResultProps) {
  if (outcome.status === 'failed') {
    return <ErrorNote title={failures[outcome.kind]} detail={outcome.message} />;
  }
  return <Answer label={label} result={outcome.result} durationMs={durationMs} wholeLength={wholeLength} />;
}

function Answer({
  label,
  result,
  durationMs,
  wholeLength,
}: {
  readonly label: string;
  readonly result: ToolResult;
  readonly durationMs: number;
  readonly wholeLength: number | undefined;
}) {
  const [view, setView] = useState<'read' | 'raw'>('read');
  const Icon = result.isError ? CircleAlert : CircleCheck;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <p role="status" className="flex items-center gap-1.5 text-sm font-medium">
          <Icon aria-hidden className={result.isError ? 'size-4 text-bad' : 'size-4 text-ok'} />
          {result.isError ? 'The tool answered with an error' : 'Answered'}
        </p>
        <span className="figures text-xs text-muted">
          {formatDuration(durationMs)} · {formatBytes(wholeLength ?? JSON.stringify(result).length)}
        </span>
        <Segmented
          label="Show the result"
          value={view}
          onChange={setView}
          segments={[
            { value: 'read', label: 'Result' },
            { value: 'raw', label: 'Raw' },
          ]}
          className="ml-auto"
        />
      </div>
      {wholeLength !== undefined && (
        <p className="rounded-md bg-raised px-3 py-2 text-xs text-muted">
          This is the beginning of a large result. Recorded in a prototype, all of it is kept.
        </p>
      )}
      {view === 'raw' ? (
        <Framed>
          <JsonView label={`${label}, raw`} value={asJson(result)} viewClassName="max-h-[60vh]" />
        </Framed>
      ) : (
        <ResultBlocks label={label} result={result} />
      )}
    </div>
  );
}

/** The parts of a result, each as what it is. Text that only repeats the structured part is left out. */
export function ResultBlocks({ label, result }: { readonly label: string; readonly result: ToolResult }) {
  const { content, structuredContent } = result;
  const blocks =
    structuredContent === undefined ? content : content.filter((block) => !repeats(block, structuredContent));
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {structuredContent !== undefined && (
        <Framed>
          <JsonView label={label} value={structuredContent} viewClassName="max-h-[60vh]" />
        </Framed>
      )}
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks of one answer have no identity of their own and never move.
        <Block key={at} label={blocks.length > 1 ? `${label}, part ${at + 1}` : label} block={block} />
      ))}
      {structuredContent === undefined && content.length === 0 && (
        <p className="text-sm text-muted">The answer is empty.</p>
      )}
    </div>
  );
}

function Block({ label, block }: { readonly label: string; readonly block: ContentBlock }) {
  switch (block.type) {
    case 'text':
      return <TextBlock label={label} text={block.text} />;
    case 'image':
      return <ImageBlock label={label} mimeType={block.mimeType} data={block.data} />;
    case 'audio':
      return (
        // biome-ignore lint/a11y/useMediaCaption: a tool's answer comes without captions.
        <audio
          controls
          src={`data:${safeType(block.mimeType, 'audio')};base64,${block.data}`}
          className="w-full max-w-md"
        />
      );
    case 'resource_link':
      return (
        <p className="flex min-w-0 items-center gap-2 rounded-md border border-hairline px-3 py-2 text-sm">
          <Link2 aria-hidden className="size-3.5 shrink-0 text-faint" />
          <span className="shrink-0 font-medium">{block.name}</span>
          <span className="min-w-0 truncate font-mono text-xs text-muted" title={block.uri}>
            {block.uri}
          </span>
          {block.mimeType && <span className="ml-auto shrink-0 text-xs text-faint">{block.mimeType}</span>}
        </p>
      );
    case 'resource':
      return <ResourceBlock label={label} resource={block.resource} />;
    default:
      return (
        <Framed>
          <JsonView label={label} value={asJson(block)} />
        </Framed>
      );
  }
}

type ResourceContents = Extract<ContentBlock, { type: 'resource' }>['resource'];

/** Contents of a resource: text by its type, images shown, other bytes named by size. */
export function ResourceBlock({ label, resource }: { readonly label: string; readonly resource: ResourceContents }) {
  const { uri, mimeType, text, blob } = resource;
  return (
    <figure className="flex min-w-0 flex-col gap-1.5">
      <figcaption className="flex min-w-0 items-center gap-2 text-xs text-muted">
        <FileText aria-hidden className="size-3.5 shrink-0 text-faint" />
        <span className="min-w-0 truncate font-mono" title={uri}>
          {uri}
        </span>
        {mimeType && <span className="ml-auto shrink-0 text-faint">{mimeType}</span>}
      </figcaption>
      {text !== undefined && <TextBlock label={label} text={text} />}
      {blob !== undefined &&
        (mimeType?.startsWith('image/') ? (
          <ImageBlock label={label} mimeType={mimeType} data={blob} />
        ) : (
          <p className="figures text-sm text-muted">
            {formatBytes(Math.floor((blob.length * 3) / 4))} of {mimeType ?? 'bytes'}
          </p>
        ))}
    </figure>
  );
}

/** Text is text, whatever is in it; where it is one JSON value it is shown as that. */
function TextBlock({ label, text }: { readonly label: string; readonly text: string }) {
  const data = parseContainer(text);
  return (
    <Framed>
      {data === undefined ? (
        <CodeView label={label} code={text} language="text" wrap className="max-h-[60vh] overflow-auto" />
      ) : (
        <JsonView label={label} value={data} viewClassName="max-h-[60vh]" />
      )}
    </Framed>
  );
}

function ImageBlock({
  label,
  mimeType,
  data,
}: {
  readonly label: string;
  readonly mimeType: string;
  readonly data: string;
}) {
  const source = `data:${safeType(mimeType, 'image')};base64,${data}`;
  return (
    <a
      href={source}
      download="result"
      title="Download"
      className="group/image relative w-fit max-w-full overflow-hidden rounded-md border border-hairline bg-sunken"
    >
      {/* biome-ignore lint/performance/noImgElement: the bytes are here already; there is nothing to optimise. */}
      <img src={source} alt={label} className="max-h-80 max-w-full object-contain" />
      <ExternalLink aria-hidden className="absolute top-2 right-2 hidden size-4 text-muted group-hover/image:block" />
    </a>
  );
}

/** A server chooses the type; it must not choose another kind of thing than the one that is shown. */
function safeType(mimeType: string, kind: 'image' | 'audio'): string {
  return new RegExp(`^${kind}/[\\w.+-]+$`).test(mimeType) ? mimeType : `${kind}/*`;
}

function Framed({ children }: { readonly children: React.ReactNode }) {
  return <div className="min-w-0 overflow-hidden rounded-md border border-hairline bg-surface">{children}</div>;
}

function repeats(block: ContentBlock, structured: Json): boolean {
  if (block.type !== 'text') return false;
  const data = parseContainer(block.text);
  return data !== undefined && JSON.stringify(data) === JSON.stringify(structured);
}

/** A part of a result as plain JSON; it came as JSON. */
function asJson(value: ToolResult | ContentBlock): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

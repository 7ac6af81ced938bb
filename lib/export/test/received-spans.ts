import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { OtlpRequest } from './otlp-receiver.ts';

const DECODER = join(import.meta.dirname, '../python/test/decode_otlp.py');

/** A span as it arrived; ids in hexadecimal. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly attributes: Attributes;
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
  readonly failed: boolean;
  /** Of the resource. */
  readonly service: unknown;
}

type Attributes = Readonly<Record<string, unknown>>;

/** The members of OTLP's JSON that are looked at. */
interface SentAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly attributes?: readonly SentAttribute[];
  readonly events?: readonly { readonly name: string; readonly attributes?: readonly SentAttribute[] }[];
  readonly status?: { readonly code?: number };
}

export interface SentTraces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly SentAttribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

const ERROR = 2;

/** The spans of requests in OTLP's JSON, in the order in which they began. */
export function receivedSpans(sent: readonly SentTraces[]): readonly ReceivedSpan[] {
  const spans = sent.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap((scope) =>
        scope.spans.map((span) => ({
          ...span,
          parentSpanId: span.parentSpanId ?? '',
          attributes: attributesOf(span.attributes),
          events: (span.events ?? []).map(({ name, attributes }) => ({ name, attributes: attributesOf(attributes) })),
          failed: span.status?.code === ERROR,
          service: attributesOf(resource.attributes)['service.name'],
        })),
      ),
    ),
  );
  return spans.toSorted((a, b) => (BigInt(a.startTimeUnixNano) < BigInt(b.startTimeUnixNano) ? -1 : 1));
}

/** Reads what was sent; protobuf with OpenTelemetry's own package for it, which is one of Python. */
export function readTraces(requests: readonly OtlpRequest[], python?: string): readonly SentTraces[] {
  const isJson = ({ headers }: OtlpRequest) => headers['content-type'] === 'application/json';
  const texts = requests.filter(isJson).map(({ body }) => body.toString('utf8'));
  const packed = requests.filter((request) => !isJson(request)).map(({ body }) => body.toString('base64'));
  if (packed.length > 0) {
    if (python === undefined) throw new Error('There is no Python here that reads protobuf.');
    const read = execFileSync(python, [DECODER], { input: packed.join('\n'), encoding: 'utf8' });
    texts.push(...read.trim().split('\n'));
  }
  return texts.map((text) => JSON.parse(text));
}

function attributesOf(attributes: readonly SentAttribute[] = []): Attributes {
  return Object.fromEntries(
    attributes
      .map(({ key, value }) => {
        const [[kind, held] = []] = Object.entries(value);
        return [key, kind === 'intValue' ? Number(held) : held] as const;
      })
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const KINDS = ['', 'internal', 'server', 'client', 'producer', 'consumer'];

/** Spans as an indented text: name, kind, what it says, its events, and what is within. `says` gives what is the same each time. */
export function spanTree(spans: readonly ReceivedSpan[], says: (attributes: Attributes) => Attributes): string {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const facts = (attributes: Attributes) =>
    Object.entries(says(attributes)).map(([name, value]) => `${name}: ${value}`);
  const below = (parent: string, indent: string): readonly string[] =>
    spans
      .filter(({ parentSpanId }) => (known.has(parentSpanId) ? parentSpanId : '') === parent)
      .flatMap((span) => [
        `${indent}${span.name} (${KINDS[span.kind]}${span.failed ? ', failed' : ''})`,
        ...facts(span.attributes).map((fact) => `${indent}    ${fact}`),
        ...span.events.map(({ name, attributes }) => `${indent}    event "${name}" ${facts(attributes).join(', ')}`),
        ...below(span.spanId, `${indent}  `),
      ]);
  return `${below('', '').join('\n')}\n`;
}

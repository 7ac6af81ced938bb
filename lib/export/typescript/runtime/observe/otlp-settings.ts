import type { Environment } from '../environment.ts';

export type Signal = 'TRACES' | 'METRICS';

/** Where a signal is sent. */
export interface OtlpSettings {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly format: 'protobuf' | 'json';
}

/**
 * Reads the standard variables (https://opentelemetry.io/docs/specs/otel/protocol/exporter/). Null: the signal is off,
 * as it is unless an endpoint is named. What is not read here (time limits, compression, certificates) the exporter reads
 * itself. Throws one line where a variable cannot be used.
 */
export function otlpSettings(environment: Environment, signal: Signal): OtlpSettings | null {
  if (environment.get('OTEL_SDK_DISABLED')?.toLowerCase() === 'true') return null;
  if (exporterOf(environment, signal) === 'none') return null;
  const own = environment.get(`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`);
  const base = environment.get('OTEL_EXPORTER_OTLP_ENDPOINT');
  const url = own ?? (base === undefined ? undefined : `${base.replace(/\/+$/, '')}/v1/${signal.toLowerCase()}`);
  if (url === undefined) return null;
  if (!URL.canParse(url)) throw new Error(`OTEL_EXPORTER_OTLP_ENDPOINT must be a URL, such as http://collector:4318.`);
  const get = (name: string) =>
    environment.get(`OTEL_EXPORTER_OTLP_${signal}_${name}`) ?? environment.get(`OTEL_EXPORTER_OTLP_${name}`);
  return { url, headers: readHeaders(get('HEADERS') ?? ''), format: formatOf(get('PROTOCOL')) };
}

function exporterOf(environment: Environment, signal: Signal): 'none' | 'otlp' {
  const name = `OTEL_${signal}_EXPORTER`;
  const exporter = environment.get(name) ?? 'otlp';
  if (exporter === 'none' || exporter === 'otlp') return exporter;
  throw new Error(`${name} must be otlp or none, not "${exporter}".`);
}

function formatOf(protocol = 'http/protobuf'): OtlpSettings['format'] {
  if (protocol === 'http/protobuf') return 'protobuf';
  if (protocol === 'http/json') return 'json';
  throw new Error(`OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf or http/json, not "${protocol}".`);
}

/** `name=value,name=value`, as in W3C Baggage: percent-encoded. */
function readHeaders(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())] as const];
  });
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

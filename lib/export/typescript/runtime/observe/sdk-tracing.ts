import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { RunEnded } from '../failures.ts';
import { errorType } from './error-type.ts';
import { type SpanFacts, type SpanStart, type TraceContext, type Tracing, traceContextIn } from './tracing.ts';

const propagator = new W3CTraceContextPropagator();

/**
 * `Tracing` over a tracer of OpenTelemetry. Nothing is registered for the whole process: whoever else uses OpenTelemetry
 * in it, a library say, keeps what it has.
 */
export function sdkTracing(tracer: Tracer): Tracing {
  const open = new AsyncLocalStorage<Context>();
  const openSpan = () => {
    const context = open.getStore();
    return context && trace.getSpan(context);
  };
  return {
    async span(start, work) {
      const parent = open.getStore() ?? originOf(start);
      const kind = start.kind === 'client' ? SpanKind.CLIENT : SpanKind.INTERNAL;
      const span = tracer.startSpan(start.name, { kind, attributes: attributesOf(start.facts) }, parent);
      try {
        return await open.run(trace.setSpan(parent, span), work);
      } catch (reason) {
        if (!(reason instanceof RunEnded)) note(span, { 'error.type': errorType(reason) });
        throw reason;
      } finally {
        span.end();
      }
    },
    note(facts) {
      const span = openSpan();
      if (span) note(span, facts);
    },
    event(name, facts) {
      openSpan()?.addEvent(name, attributesOf(facts));
    },
    context() {
      const context = open.getStore();
      return context && contextOf(context);
    },
    ids() {
      const context = openSpan()?.spanContext();
      return context && { trace_id: context.traceId, span_id: context.spanId };
    },
  };
}

function originOf({ origin }: SpanStart): Context {
  return origin === undefined ? ROOT_CONTEXT : propagator.extract(ROOT_CONTEXT, origin, defaultTextMapGetter);
}

function contextOf(context: Context): TraceContext | undefined {
  const carrier: Record<string, string> = {};
  propagator.inject(context, carrier, defaultTextMapSetter);
  return traceContextIn(carrier);
}

function note(span: Span, facts: SpanFacts): void {
  span.setAttributes(attributesOf(facts));
  if (facts['error.type'] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
}

function attributesOf(facts: SpanFacts): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

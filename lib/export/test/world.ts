import { canonicalJson } from '#core/json/canonical.ts';
import type { Json, JsonObject } from '#core/json/json.ts';
import { type ToolCaller, ToolCallFailure, type ToolCallRequest } from '#core/tool/tool-caller.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';

/** A world as data, so that two processes can live in equal ones: the first rule that fits and is not used up answers. */
export interface WorldRule {
  readonly tool: string;
  /** Any server where absent. */
  readonly server?: string;
  /** Arguments that must be there with these values; others are free. */
  readonly args?: JsonObject;
  /** Whether there may be no other arguments. */
  readonly exact?: boolean;
  /** The answer's data, or text; `error` is an error answer, `lost` no answer at all. */
  readonly data?: Json;
  readonly text?: string;
  /** The whole answer, as it is. */
  readonly result?: ToolResult;
  readonly error?: string;
  readonly lost?: 'not-sent' | 'unknown';
  /** How often it answers; always where absent. */
  readonly times?: number;
}

/** Plays a world and notes every call in order, with `!` before those that were answered with an error or not at all. */
export function playWorld(rules: readonly WorldRule[]): { readonly caller: ToolCaller; readonly calls: string[] } {
  const used = new Map<WorldRule, number>();
  const calls: string[] = [];
  const caller: ToolCaller = {
    async call(request) {
      const rule = rules.find(
        (each) => fits(each, request) && (used.get(each) ?? 0) < (each.times ?? Number.POSITIVE_INFINITY),
      );
      const name = `${request.server}/${request.tool} ${canonicalJson(request.args)}`;
      if (!rule) {
        calls.push(`!${name}`);
        return { isError: true, content: [{ type: 'text', text: `This world has no ${request.tool}.` }] };
      }
      used.set(rule, (used.get(rule) ?? 0) + 1);
      calls.push(rule.error !== undefined || rule.lost || rule.result?.isError ? `!${name}` : name);
      if (rule.lost) throw new ToolCallFailure(rule.lost, request, 'The world went dark.');
      return answerOf(rule);
    },
  };
  return { caller, calls };
}

function fits(rule: WorldRule, request: ToolCallRequest): boolean {
  if (rule.tool !== request.tool || (rule.server ?? request.server) !== request.server) return false;
  if (rule.exact) return canonicalJson(request.args) === canonicalJson(rule.args ?? {});
  return Object.entries(rule.args ?? {}).every(
    ([name, value]) => canonicalJson(request.args[name] ?? null) === canonicalJson(value),
  );
}

function answerOf(rule: WorldRule): ToolResult {
  if (rule.result) return rule.result;
  if (rule.error !== undefined) return { isError: true, content: [{ type: 'text', text: rule.error }] };
  if (rule.text !== undefined) return { content: [{ type: 'text', text: rule.text }] };
  return { content: [{ type: 'text', text: JSON.stringify(rule.data) }] };
}

function isGood({ data, text, result }: WorldRule): boolean {
  return data !== undefined || text !== undefined || (result !== undefined && !result.isError);
}

/** What a tool answers here when it succeeds: the example that a plan takes the shape of its made-up answers from. */
export function exampleIn(
  rules: readonly WorldRule[],
  tool: string,
  which: 'first' | 'last' = 'first',
): ToolResult | undefined {
  const rule = rules.filter((each) => each.tool === tool && isGood(each)).at(which === 'first' ? 0 : -1);
  return rule && answerOf(rule);
}

import { canonicalJson } from '../json/canonical.ts';
import type { JsonObject } from '../json/json.ts';
import { formatToolRef, type ToolRef } from '../tool/tool-ref.ts';

const texts = new WeakMap<JsonObject, string>();

/** Equal for calls of one tool with equal arguments. Arguments never change, and are asked for again and again. */
export function callKey(call: ToolRef & { readonly args: JsonObject }): string {
  let text = texts.get(call.args);
  if (text === undefined) {
    text = canonicalJson(call.args);
    texts.set(call.args, text);
  }
  return `${formatToolRef(call)} ${text}`;
}

import { canonicalJson } from '../json/canonical.ts';
import type { JsonObject } from '../json/json.ts';
import { formatToolRef, type ToolRef } from '../tool/tool-ref.ts';

const texts = new WeakMap<JsonObject, string>();

/** The canonical text of arguments. They never change, and are asked for again and again. */
export function argsText(args: JsonObject): string {
  let text = texts.get(args);
  if (text === undefined) {
    text = canonicalJson(args);
    texts.set(args, text);
  }
  return text;
}

/** Equal for calls of one tool with equal arguments. */
export function callKey(call: ToolRef & { readonly args: JsonObject }): string {
  return `${formatToolRef(call)} ${argsText(call.args)}`;
}

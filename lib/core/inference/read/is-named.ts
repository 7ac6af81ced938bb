import { isJsonObject, type Json } from '../../json/json.ts';
import type { PromptText } from '../words/prompt-text.ts';
import type { ObservedCall } from './observed-call.ts';

/** Names that people say; shorter ones stand in a prompt by chance. */
const LEAST_NAME = 3;

/** Whether the user said one of the values that a call was given, or another member of the record that it is from. */
export function isNamed(
  given: readonly Json[],
  call: ObservedCall,
  calls: readonly ObservedCall[],
  prompt: PromptText,
): boolean {
  return given
    .filter((value) => value !== null && typeof value !== 'boolean')
    .some(
      (value) =>
        prompt.says(String(value)) ||
        calls.some(
          (source) =>
            source.ended < call.started &&
            recordsWith(source.data, value).some((record) =>
              Object.values(record).some(
                (member) =>
                  typeof member === 'string' &&
                  member.length >= LEAST_NAME &&
                  member !== value &&
                  prompt.saysAlone(member),
              ),
            ),
        ),
    );
}

/** The objects that hold the value as a member. */
function recordsWith(data: Json, value: Json): readonly Readonly<Record<string, Json>>[] {
  if (Array.isArray(data)) return data.flatMap((item: Json) => recordsWith(item, value));
  if (!isJsonObject(data)) return [];
  const inside = Object.values(data).flatMap((member) => recordsWith(member, value));
  return Object.values(data).includes(value) ? [data, ...inside] : inside;
}

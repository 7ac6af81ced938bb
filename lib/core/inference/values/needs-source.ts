import type { Json } from '../../json/json.ts';
import type { Target } from '../draft/target.ts';
import { surpriseOf } from '../words/surprise.ts';

/** Ids and keys come from somewhere; a plain word or number may well be the user's or the model's own. */
export function needsSource(target: Target, value: Json): boolean {
  const name = target.words.at(-1) ?? '';
  return (
    /^(id|key|number|no|ts|sha|uid|uuid|ref|code|token|email|path|url|login|handle)$/.test(name) ||
    surpriseOf(value) >= 9
  );
}

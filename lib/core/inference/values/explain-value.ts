import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject, type Json } from '../../json/json.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import { cheaper, constant, type Explanation } from '../draft/explanation.ts';
import type { Target } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';
import { saidFit } from '../words/said-source.ts';
import { surpriseOf, UNLIKELY_BITS } from '../words/surprise.ts';
import { explainArray } from './explain-array.ts';
import { explainFallback } from './explain-fallback.ts';
import { explainFromColumns } from './explain-from-columns.ts';
import { explainFromPrompt } from './explain-from-prompt.ts';
import { explainMapping } from './explain-mapping.ts';
import { explainObject } from './explain-object.ts';
import { similarity } from './fit-column.ts';
import { explainList } from './list/explain-list.ts';
import { referringLists } from './list/referring-lists.ts';
import { needsSource } from './needs-source.ts';
import { explainPick } from './pick/explain-pick.ts';
import { leadsElsewhere, throughRecords } from './pick/through-records.ts';
import { bestColumn, columnCandidates, varies } from './rank-columns.ts';
import { COMMON } from './said-values.ts';
import { explainText } from './text/explain-text.ts';
import { filledTemplate } from './text/filled-template.ts';
import { suspicionOf } from './text/literal-prices.ts';
import { heldWords } from './text/telling-words.ts';

/** The best explanation of a value from what the program can see, or null where only judgement or luck explains it. */
export function explainValue(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const fromPrompt = explainFromPrompt(target, context);
  const [first] = target.values;
  const same = target.values.every((value) => jsonEqual(value, first));
  if (same && (first === null || typeof first === 'boolean' || first === '' || isFixed(first, target, context))) {
    const [column] = columnCandidates(target, scope, context).filter((candidate) => isMeant(candidate, target));
    if (column === undefined) return constant(first ?? null, `always ${JSON.stringify(first ?? null)}`);
  }
  if (fromPrompt !== null && same) {
    const rival = lowSurprise(first) ? bestColumn(target, scope, context) : null;
    // `its keeper's status as opening` names the member, whatever word it happens to hold.
    const isSaid = rival !== null && saidFit(target.said ?? [], rival.column) > 2;
    if (rival === null || (fromPrompt.cost <= rival.cost && !isSaid))
      return pickedAsSaid(target, scope, context) ?? fromPrompt;
    return explainFromColumns(target, scope, context) ?? fromPrompt;
  }
  const direct = explainFromColumns(target, scope, context);
  if (direct !== null) return direct;
  if (same && (typeof first === 'string' || typeof first === 'number')) {
    const picked =
      needsSource(target, first) || (typeof first === 'number' && target.effect !== 'read')
        ? explainPick(target, scope, context)
        : null;
    if (picked !== null && picked.status === 'proved') return picked;
    const filled = typeof first === 'string' ? filledTemplate(target, scope, context) : null;
    if (filled !== null) return filled;
    const text = typeof first === 'string' ? explainText(target, scope, context) : null;
    const list = typeof first === 'string' ? explainList(target, scope, context) : null;
    const best = cheaper(text, list);
    if (best !== null && best.origin !== 'constant') return best;
    if (picked !== null || best === null || typeof first !== 'string') return picked;
    const isPlain = suspicionOf(first, context) < 6 && first.length < 40;
    return isPlain && heldWords(first, target, scope, context).length === 0 ? best : null;
  }
  if (target.values.every((value) => Array.isArray(value))) return explainArray(target, scope, context);
  if (target.values.every((value) => isJsonObject(value))) return explainObject(target, scope, context);
  const built = builtText(target, scope, context);
  if (built !== null && built.cost < UNEXPLAINED) return built;
  return (
    toldOfOthers(target, scope, built, context) ??
    explainMapping(target, scope, context) ??
    explainPick(target, scope, context) ??
    explainFallback(target, scope, context) ??
    writtenOfRecords(target, scope, context)
  );
}

function builtText(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  if (!target.values.every((value) => typeof value === 'string')) return null;
  const filled = filledTemplate(target, scope, context);
  if (filled !== null) return filled;
  return cheaper(explainText(target, scope, context), explainList(target, scope, context));
}

/** As much as a number costs that stands in a text and that nothing explains. */
const UNEXPLAINED = 9;

/** What is told of the records of another list that are of each row's thing, where the row alone explains less. */
function toldOfOthers(
  target: Target,
  scope: Scope,
  alone: Explanation | null,
  context: DraftContext,
): Explanation | null {
  if (target.piece === true) return alone;
  const lists = referringLists(target, scope, context);
  if (lists.length === 0) return alone;
  const seen = scope.with(...lists);
  if (!target.values.every((value) => typeof value === 'string'))
    return alone ?? explainFromColumns(target, seen, context);
  const told = builtText(target, seen, context);
  return told !== null && (alone === null || told.cost < alone.cost) ? told : alone;
}

/** A text of what the ids in sight lead to, or of what those records lead to. */
function writtenOfRecords(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  if (new Set(target.values).size < 2 || !target.values.every((value) => typeof value === 'string')) return null;
  let seen = scope;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const further = throughRecords(target, seen, context);
    if (further === null) return null;
    const built = builtText(target, further, context);
    if (built !== null) return leadsElsewhere(built, further) ? null : built;
    seen = further;
  }
  return null;
}

/** The squad of the requester is two steps away. */
const MOST_STEPS = 2;

/** `its weight as reference` is the member of the one that the user named, though the number is also in that name. */
function pickedAsSaid(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const { said = [], values } = target;
  if (said.length === 0 || typeof values[0] !== 'number') return null;
  const picked = explainPick(target, scope, context);
  if (picked === null || picked.status !== 'proved') return null;
  return picked.parts.some((part) => part.kind === 'column' && saidFit(said, part.column) > 1) ? picked : null;
}

/** Whether a value that proves nothing comes from this member all the same: the user said so, or name and rows agree. */
function isMeant(column: Column, target: Target): boolean {
  if (saidFit(target.said ?? [], column) > 1) return true;
  const nothing = target.values[0] === null;
  return !nothing && target.values.length > 1 && similarity(column, target) >= 1.5 && varies(column);
}

function isFixed(value: Json | undefined, target: Target, context: DraftContext): boolean {
  if (
    typeof value === 'string' &&
    !context.prompt.says(value) &&
    Array.isArray(target.schema?.enum) &&
    target.words.some((word) => word === 'type' || word === 'kind')
  )
    return true;
  if (typeof value === 'string' && COMMON.has(value.toLowerCase()) && Array.isArray(target.schema?.enum)) return true;
  return target.schema?.default !== undefined && jsonEqual(target.schema.default, value) && typeof value !== 'string';
}

const lowSurprise = (value: Json | undefined): boolean => value !== undefined && surpriseOf(value) < UNLIKELY_BITS;

import { valueAt } from '../../json/path.ts';
import { listAt } from './page-rule.ts';
import type { Unit } from './unit.ts';

/** Whether a list that was read in one call has more to give: a cursor is there, a flag says so, the total is higher. */
export function stoppedEarly(unit: Unit): boolean {
  const rule = unit.pages;
  const last = unit.calls.at(-1);
  if (rule === undefined || last === undefined) return false;
  const items = listAt(last.data, rule.itemsPath).length;
  if (rule.morePath !== undefined) return valueAt(last.data, rule.morePath) === true;
  if (rule.style === 'cursor') {
    const next = valueAt(last.data, rule.nextPath ?? []);
    return next !== undefined && next !== null && next !== '' && next !== false;
  }
  if (rule.lastPagePath !== undefined) {
    const pages = valueAt(last.data, rule.lastPagePath);
    const first = typeof rule.first === 'number' ? rule.first : 1;
    return typeof pages === 'number' && pages > first + unit.calls.length - 1;
  }
  if (rule.totalPath !== undefined) {
    const total = valueAt(last.data, rule.totalPath);
    return (
      typeof total === 'number' &&
      total > unit.calls.reduce((sum, call) => sum + listAt(call.data, rule.itemsPath).length, 0)
    );
  }
  return rule.pageSize !== undefined && unit.calls.length === 1 && items >= rule.pageSize;
}

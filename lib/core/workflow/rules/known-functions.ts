import { arityOf } from '../../functions/define-function.ts';
import { FUNCTIONS } from '../../functions/functions.ts';
import { fitsType, staticType } from '../static-type.ts';
import { placeOf, type Rule, visitExprs, whereOf } from './rule.ts';

/** Every function exists, has as many arguments as it takes, and gets values of its types as far as that can be told. */
export const knownFunctions: Rule = ({ workflow }) =>
  visitExprs(workflow).flatMap((visit) => {
    const { expr } = visit;
    if (expr.$ !== 'fn') return [];
    const error = (message: string, slot = visit.slot) => ({
      rule: 'known-functions',
      severity: 'error' as const,
      message: `${whereOf(visit)} ${message}`,
      place: { ...placeOf(visit), step: visit.step?.id ?? '', slot },
    });
    const spec = Object.hasOwn(FUNCTIONS, expr.name) ? FUNCTIONS[expr.name] : undefined;
    if (!spec) return [error(`uses the function "${expr.name}", which does not exist.${nearest(expr.name)}`)];
    const { least, most } = arityOf(spec);
    const count = expr.args.length;
    if (count < least || count > most) {
      const wants =
        least === most ? String(least) : Number.isFinite(most) ? `${least} to ${most}` : `at least ${least}`;
      return [error(`gives ${count} arguments to ${expr.name}, which takes ${wants}.`)];
    }
    return expr.args.flatMap((arg, index) => {
      const param = spec.params[Math.min(index, spec.params.length - 1)];
      const type = staticType(arg, workflow);
      if (!param || fitsType(type, param.type) || (type === 'null' && (param.nullable || param.optional))) return [];
      const message = `gives ${type} to ${expr.name} for "${param.name}", which must be ${param.type}.`;
      return [error(message, [...visit.slot, 'args', index])];
    });
  });

function nearest(name: string): string {
  const small = name.toLowerCase();
  const found = Object.keys(FUNCTIONS).find((known) => {
    const other = known.toLowerCase();
    return other === small || other.startsWith(small) || small.startsWith(other);
  });
  return found ? ` Did you mean "${found}"?` : '';
}

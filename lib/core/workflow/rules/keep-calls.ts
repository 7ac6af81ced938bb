import { isJsonArray, isJsonObject } from '../../json/json.ts';
import { effectOf } from '../../tool/classify-tool.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import type { Finding } from '../finding.ts';
import { keepCalls } from '../keep.ts';
import { declared, type Rule } from './rule.ts';

/** Tools that keeping uses are on offer and get what they require; what looks is a read, and no write passes for less. */
export const keepCallsKnown: Rule = ({ workflow, tools }) => {
  const keep = workflow.keep;
  if (!tools || !keep) return [];
  return keepCalls(keep).flatMap(({ rule, body, effect, slot, given }): Finding[] => {
    const error = (message: string): Finding => ({
      rule: 'keep-calls',
      severity: 'error',
      message: `Keeping "${rule.step}" ${message}`,
      place: { step: '', slot: ['keep', 'rules', keep.rules.indexOf(rule), ...slot] },
    });
    const name = formatToolRef(body);
    const spec = tools.find((tool) => tool.server === body.server && tool.name === body.tool);
    if (!spec) {
      const names = tools.filter((tool) => tool.server === body.server).map((tool) => tool.name);
      return [error(`calls ${name}, which is not offered. ${declared(names, 'Offered')}`)];
    }
    const actual = effectOf(body, tools);
    const weaker = (effect === 'read' && actual !== 'read') || (effect === 'write' && actual === 'destroy');
    const required = isJsonArray(spec.inputSchema.required) ? spec.inputSchema.required.map(String) : [];
    const properties = isJsonObject(spec.inputSchema.properties) ? spec.inputSchema.properties : {};
    const closed = spec.inputSchema.additionalProperties === false;
    const names = [...Object.keys(body.args), ...given];
    return [
      ...(weaker ? [error(`treats ${name} as a ${effect}, but it is a ${actual}.`)] : []),
      ...required.filter((arg) => !names.includes(arg)).map((arg) => error(`does not give "${arg}" to ${name}.`)),
      ...names
        .filter((arg) => closed && !Object.hasOwn(properties, arg))
        .map((arg) => error(`gives "${arg}" to ${name}, which takes ${Object.keys(properties).join(', ')}.`)),
    ];
  });
};

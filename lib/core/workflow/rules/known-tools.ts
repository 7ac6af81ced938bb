import { isJsonArray, isJsonObject } from '../../json/json.ts';
import { GET_PROMPT, READ_RESOURCE } from '../../tool/tool-ref.ts';
import type { Finding } from '../finding.ts';
import { fitsType, staticType, typesOfSchema } from '../static-type.ts';
import { callsOf } from '../walk.ts';
import { declared, type Rule } from './rule.ts';

/** Every tool is on offer, and gets the arguments that its schema asks for, of its types as far as that can be told. */
export const knownTools: Rule = ({ workflow, tools }) => {
  if (!tools) return [];
  return callsOf(workflow.body).flatMap(({ step, body, slot }): Finding[] => {
    if (body.tool === READ_RESOURCE || body.tool === GET_PROMPT) return [];
    const finding = (message: string, at: readonly (string | number)[]): Finding => ({
      rule: 'known-tools',
      severity: 'error',
      message: `Step "${step.id}" ${message}`,
      place: { step: step.id, slot: [...slot, ...at] },
    });
    const offered = tools.filter((tool) => tool.server === body.server);
    if (offered.length === 0) {
      const servers = [...new Set(tools.map((tool) => tool.server))];
      return [
        finding(`calls server "${body.server}", which is not connected. ${declared(servers, 'Connected')}`, ['server']),
      ];
    }
    const spec = offered.find((tool) => tool.name === body.tool);
    if (!spec) {
      const names = offered.map((tool) => tool.name);
      return [
        finding(`calls "${body.tool}", which server "${body.server}" does not offer. ${declared(names, 'Offered')}`, [
          'tool',
        ]),
      ];
    }
    const properties = isJsonObject(spec.inputSchema.properties) ? spec.inputSchema.properties : {};
    const required = isJsonArray(spec.inputSchema.required) ? spec.inputSchema.required.map(String) : [];
    const closed = spec.inputSchema.additionalProperties === false;
    // A page parameter is an argument that the step itself gives.
    const given =
      step.do === 'paginate' && slot[0] === 'call' ? [...Object.keys(body.args), step.param] : Object.keys(body.args);
    const missing = required
      .filter((name) => !given.includes(name))
      .map((name) => finding(`does not give "${name}", which ${body.tool} requires.`, ['args']));
    const unknown = given
      .filter((name) => closed && !Object.hasOwn(properties, name))
      .map((name) =>
        finding(`gives "${name}", which ${body.tool} does not take. ${declared(Object.keys(properties), 'Taken')}`, [
          'args',
          name,
        ]),
      );
    const mistyped = Object.entries(body.args).flatMap(([name, expr]) => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (!isJsonObject(schema)) return [];
      const type = staticType(expr, workflow);
      const wanted = typesOfSchema(schema);
      if (wanted.some((one) => fitsType(type, one))) return [];
      return [finding(`gives ${type} for "${name}", which must be ${wanted.join(' or ')}.`, ['args', name])];
    });
    return [...missing, ...unknown, ...mistyped];
  });
};

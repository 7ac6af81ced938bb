import type { ToolCaller } from '#core/tool/tool-caller.ts';
import { personInputs } from '../calls/person-inputs.ts';
import type { Studio } from '../studio.ts';

/** The live servers, for a run of a prototype: what they ask in the middle of a call goes to the person in the studio. */
export function askingCaller(studio: Studio, prototypeId: string): ToolCaller {
  const caller = studio.connections.caller();
  return {
    call: (request, options) =>
      caller.call(request, { ...options, inputs: personInputs(studio, { ...request, prototypeId, call: null }) }),
  };
}

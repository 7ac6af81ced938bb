import { isJsonObject, type JsonObject } from '../../json/json.ts';
import type { CutWorld } from '../proof/cut-world.ts';
import { differenceOf, effectText } from '../proof/effect-bag.ts';
import { ended } from '../proof/ended.ts';
import { mapExamples } from '../proof/map-examples.ts';
import type { NoWorld, ProofWorld } from '../proof/proof-world.ts';
import { mapAnswers } from '../proof/world.ts';
import { TokenRenamer, tokensOf } from './rename-tokens.ts';

/**
 * Every id in the answers, the inputs and the recorded arguments has another name, the same everywhere. A program that
 * carries such a token in itself, instead of looking it up, cannot follow.
 */
export function renamedIds(cut: CutWorld): ProofWorld | NoWorld {
  const name = 'renamed ids';
  const { world } = cut;
  const rename = new TokenRenamer(saidTokens(cut));
  const answered = mapAnswers(world, (data) => rename.json(data));
  const given = (args: JsonObject): JsonObject => {
    const renamed = rename.json(args);
    return isJsonObject(renamed) ? renamed : args;
  };
  const calls = answered.trace.calls.map((call) => ({ ...call, args: given(call.args) }));
  const inputs = given(world.inputs);
  const workflow = mapExamples(world.workflow, { seen: rename.json, said: rename.json });
  if (rename.count === 0) return { name, reason: 'Nothing in the recording looks like an id.' };
  const wanted = cut.made.map((effect) => effectText({ ...effect, args: given(effect.args) }));
  return {
    name,
    world: { workflow, trace: { ...answered.trace, calls }, inputs },
    problem: (run) => ended(run) ?? differenceOf(wanted, run.effects.map(effectText)),
    shows: `With ${rename.count} ids renamed it writes the renamed ones: none is part of the program.`,
  };
}

/** Words of the user and of the tools' schemas that are no inputs: a program may carry them. */
function saidTokens({ world: { trace, inputs } }: CutWorld): ReadonlySet<string> {
  const said = trace.turns.flatMap((turn) => (turn.role === 'user' ? tokensOf(turn.text) : []));
  const declared = trace.tools.flatMap((tool) => tokensOf(JSON.stringify(tool.inputSchema)));
  const bound = new Set(tokensOf(JSON.stringify(inputs)));
  return new Set([...said, ...declared].filter((token) => !bound.has(token)));
}

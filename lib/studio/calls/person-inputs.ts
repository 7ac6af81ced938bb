import { isJsonObject, type JsonObject } from '#core/json/json.ts';
import type { QuestionAnswer, ServerQuestion } from '#core/server/server-question.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import type { InputAnswerer, InputRequest } from '#lib/mcp/server-input.ts';
import type { Studio } from '../studio.ts';

export interface AskingCall extends ToolRef {
  readonly prototypeId: string | null;
  /** Its id in the recording; null where it is not recorded. */
  readonly call: string | null;
}

const LONGEST_MESSAGE = 20_000;

/** Lets a server ask the person in the studio: with a form, or by sending them to a web page. */
export function personInputs(studio: Studio, asking: AskingCall): InputAnswerer {
  return {
    capabilities: { elicitation: { form: {}, url: {} } },
    async answer(requests, { signal }) {
      const answers: Record<string, JsonObject> = {};
      // One after the other: a person answers them.
      for (const [key, request] of Object.entries(requests)) {
        answers[key] = write(await studio.questions.ask(questionOf(studio, asking, request), signal));
      }
      return answers;
    },
  };
}

function questionOf(studio: Studio, asking: AskingCall, { params }: InputRequest): ServerQuestion {
  const { server, tool, call, prototypeId } = asking;
  const common = {
    id: studio.ids('question'),
    server,
    tool,
    call,
    prototypeId,
    message: String(params.message ?? '').slice(0, LONGEST_MESSAGE),
    askedAt: studio.clock.now(),
  };
  return params.mode === 'url'
    ? { ...common, kind: 'url', url: String(params.url ?? '') }
    : { ...common, kind: 'form', schema: isJsonObject(params.requestedSchema) ? params.requestedSchema : {} };
}

function write(answer: QuestionAnswer): JsonObject {
  return answer.action === 'accept' && answer.content
    ? { action: answer.action, content: answer.content }
    : { action: answer.action };
}

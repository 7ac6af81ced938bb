import type { Extractor } from '#core/tool/result-data.ts';
import { formatToolRef } from '#core/tool/tool-ref.ts';
import { IN_DOUBT_PATTERN, TURNED_AWAY_PATTERN } from '#core/tool/transient-error.ts';
import type { Retry } from '#core/workflow/workflow.ts';
import { cannotSay } from './cannot-say.ts';
import type { Expression, Task, TaskBase } from './document.ts';
import { literal, plainText } from './jq/jq-words.ts';
import { JqWriter } from './jq/jq-writer.ts';
import { raise, TOOL_SAID_NO } from './raise.ts';
import { serverTransport } from './server-transport.ts';
import type { ToolUse } from './translation.ts';

/** As the interpreter repeats a call of which the step says nothing. */
const DEFAULT_RETRY: Retry = { attempts: 6, backoffMs: 250 };

/**
 * A function of the document that calls one tool: `{arguments}` in, the data of the answer out. An error answer is
 * raised: 503 where the call was turned away, 500 where it is open what was done, else 422. A read is tried again
 * unless the answer was 422, a change only where it was turned away.
 */
export function toolFunction({ body, changes, retry = DEFAULT_RETRY }: ToolUse, entry: object): Task {
  const name = formatToolRef(body);
  const { transport, settings } = serverTransport(body.server, entry);
  const saysNo = (status: number): Task => ({
    if: `\${ .status == ${status} }`,
    ...raise({ status, title: TOOL_SAID_NO, detail: '${ .refusal }' }),
  });
  const names = settings.map((setting) => `${literal(setting)}: $secrets.${setting}`).join(', ');
  const input: TaskBase = settings.length === 0 ? {} : { input: { from: `\${ . + {settings: {${names}}} }` } };
  return {
    ...input,
    try: [
      {
        ask: {
          call: 'mcp',
          with: {
            protocolVersion: '2025-06-18',
            method: 'tools/call',
            parameters: { name: plainText(body.tool), arguments: '${ .arguments }' },
            transport,
            client: { name: 'serverless-workflow', version: '1.0.0' },
          },
          output: { as: answerOf(name, body.extract ?? 'auto') },
        },
      },
      { busy: saysNo(503) },
      { inDoubt: saysNo(500) },
      { refused: saysNo(422) },
    ],
    catch: {
      as: 'problem',
      retry: {
        when: changes ? '${ $problem.status == 503 }' : '${ $problem.status != 422 }',
        delay: { milliseconds: retry.backoffMs },
        backoff: { exponential: {} },
        limit: { attempt: { count: Math.max(0, retry.attempts - 1) } },
      },
    },
    output: { as: '${ .data }' },
  };
}

/** `{status, refusal, data}` of a JSON-RPC result of `tools/call`. */
function answerOf(name: string, extract: Extractor): Expression {
  const writer = new JqWriter();
  const data = dataOf(name, extract, writer);
  const status = `if . == null then null elif test(${literal(TURNED_AWAY_PATTERN)}; "i") then 503 elif test(${literal(IN_DOUBT_PATTERN)}; "i") then 500 else 422 end`;
  return writer.finish(
    `${writer.helper('refusal')} as $refusal | {refusal: $refusal, status: ($refusal | ${status}), data: (if $refusal == null then ${data} else null end)}`,
  );
}

function dataOf(name: string, extract: Extractor, writer: JqWriter): string {
  switch (extract) {
    case 'auto':
      return writer.helper('answer');
    case 'structured':
      return '(if has("structuredContent") then .structuredContent else error("the answer has no structured content") end)';
    case 'json':
      return `(${writer.helper('answer_text')} | fromjson)`;
    case 'text':
      return writer.helper('answer_text');
    default:
      throw cannotSay(`${name} answers in text that is read as ${extract}`, 'jq reads JSON and plain text only.');
  }
}

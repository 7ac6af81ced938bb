import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SAMPLE_PROMPT } from '#core/live/sample-prompt.ts';
import { readTrace } from '#lib/studio/calls/read-trace.ts';
import { settleApproval } from '#lib/studio/calls/settle-approval.ts';
import { readMessages } from '#lib/studio/chat/chat-messages.ts';
import { sendMessage } from '#lib/studio/chat/send-message.ts';
import { SCRIPTED } from '#lib/studio/models/model-providers.ts';
import { openTestStudio } from '#lib/studio/open-test-studio.ts';
import { createPrototype } from '#lib/studio/prototypes/create-prototype.ts';
import { consentToSampleServers, registerSampleServers } from '#lib/studio/prototypes/sample-servers.ts';
import { memoryLeakScript } from './script.ts';

// `npm run sample:record`: plays the sample for real in an empty studio, approving the first write for all, and keeps
// its trace and its chat beside this file.
const { studio, close } = await openTestStudio();
try {
  const servers = Object.values(await registerSampleServers(studio));
  await consentToSampleServers(studio, servers);
  const prototype = await createPrototype(studio, {
    name: 'Tickets for memory leaks',
    servers,
    model: `${SCRIPTED}:${memoryLeakScript.model}`,
    timeZone: 'Europe/Berlin',
    locale: 'en-GB',
  });
  studio.events.subscribe(prototype.id, studio.events.last(prototype.id), (event) => {
    if (event.type !== 'approval-asked') return;
    const answer = { approve: true, scope: 'tool' as const };
    void settleApproval(studio, { prototypeId: prototype.id, approvalId: event.approval.id, answer });
  });
  const wish = { kind: 'send' as const, id: studio.ids('message'), text: SAMPLE_PROMPT };
  const stream = await sendMessage(studio, { prototypeId: prototype.id, wish });
  await stream.ended;

  const trace = await readTrace(studio, prototype.id);
  const messages = await readMessages(studio, prototype.id);
  const failed = trace.calls.filter((call) => call.outcome.status === 'failed');
  console.log(`${trace.calls.length} calls (${failed.length} corrected), ${trace.turns.length} turns: ${trace.answer}`);
  await writeFile(beside('trace.json'), `${JSON.stringify(trace, null, 2)}\n`);
  await writeFile(beside('messages.json'), `${JSON.stringify(messages, null, 2)}\n`);
} finally {
  await close();
}

function beside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

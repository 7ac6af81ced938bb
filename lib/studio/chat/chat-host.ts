import type { ChatCallLink, ToolAnswer } from '#core/live/chat-message.ts';
import type { ChatHost } from '#lib/chat/chat-tools.ts';
import { showOutcome } from '#lib/chat/show-outcome.ts';
import { showMore, showResult } from '#lib/chat/show-result.ts';
import { callTool } from '../calls/call-tool.ts';
import type { Studio } from '../studio.ts';

/** What the tools of one answer need: calls are recorded under the current step and joined with their message parts. */
export function chatHost(
  studio: Studio,
  options: {
    readonly prototypeId: string;
    readonly servers: readonly string[];
    /** Turn of the step that is under way. */
    readonly turn: () => string;
    readonly link: (toolCallId: string, link: ChatCallLink) => void;
    /** Told of every call, so that an answer ends only when its calls are recorded. */
    readonly track: (call: Promise<unknown>) => void;
  },
): ChatHost {
  const { prototypeId, servers } = options;
  return {
    callTool({ server, tool, args, toolCallId, signal }) {
      const id = studio.ids('call');
      const turn = options.turn();
      options.link(toolCallId, { call: id, turn, server, tool });
      const called = callTool(studio, {
        prototypeId,
        origin: 'chat',
        server,
        tool,
        args,
        id,
        turn,
        signal,
        shownCharacters: (result) => showResult(result, id).shownCharacters,
      }).then(showOutcome, (error: unknown): ToolAnswer => {
        // Only the store makes a call reject; what it says is for the terminal, not for a model.
        console.error(`A call of ${server}/${tool} could not be recorded:`, error);
        return wrong('The studio could not record this call. It may have happened all the same.');
      });
      options.track(called);
      return called;
    },
    async listResources(server) {
      const asked = server === undefined ? servers : servers.filter((alias) => alias === server);
      if (asked.length === 0) return wrong(`There is no server "${server}". There are: ${servers.join(', ')}.`);
      const lists = await Promise.all(asked.map((alias) => listOf(studio, alias)));
      return { text: JSON.stringify(lists), isError: false };
    },
    async readMore({ call, from, length }) {
      const recorded = await studio.store.traces.call(prototypeId, call);
      if (!recorded) return wrong(`There is no call "${call}" here.`);
      if (recorded.outcome.status !== 'answered') return wrong(`The call "${call}" has no result.`);
      return { text: showMore(recorded.outcome.result, { from, length }).text, isError: false };
    },
  };
}

async function listOf(studio: Studio, server: string) {
  const [resources, templates] = await Promise.all([
    studio.connections.resources(server).catch(() => []),
    studio.connections.resourceTemplates(server).catch(() => []),
  ]);
  return {
    server,
    resources: resources.map(({ uri, name, description, mimeType }) => ({ uri, name, description, mimeType })),
    templates: templates.map(({ uriTemplate, name, description }) => ({ uriTemplate, name, description })),
  };
}

function wrong(text: string): ToolAnswer {
  return { text, isError: true };
}

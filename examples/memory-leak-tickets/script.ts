import { isJsonArray, isJsonObject, type JsonObject } from '#core/json/json.ts';
import type { Script, ScriptTurn, ScriptView } from '#lib/chat/scripted/script.ts';

const PACE = 18;
const DELAY = 250;

/**
 * What the sample's scripted model says. It looks, raises one ticket after the other from what it was told, makes one
 * mistake (a wrong argument name) and corrects it, leaves a draft out without being told to, and sums up. Its calls go to real servers and their answers are real;
 * only the words are told in advance.
 */
export const memoryLeakScript: Script = {
  model: 'memory-leak-tickets',
  next: (view) => ({ pace: PACE, delay: DELAY, ...say(view) }),
};

type Said = Extract<ScriptTurn, { text?: string }>;

function say(view: ScriptView): Said {
  const list = toolNamed(view, 'list_pull_requests');
  const create = toolNamed(view, 'create_issue');
  if (list === undefined || create === undefined) {
    return { text: 'I only know the sample: it needs the servers `code-host` and `tracker` connected.' };
  }
  if (!/memory leak/i.test(view.prompt)) {
    return {
      text: "I am a script and no model: I can only play the sample's job, tickets for pull requests about memory leaks. Choose a model below for anything else.",
    };
  }
  const listed = view.results.find((result) => result.tool === list);
  if (!listed) {
    return {
      text: 'I will look at the open pull requests first.',
      calls: [{ tool: list, args: { repository: 'acme/storefront', state: 'open', per_page: 100 } }],
    };
  }
  const about = pullsIn(listed.data).filter((pull) => /memory leak/i.test(pull.title));
  // A choice that the prompt does not settle: Tracewright will ask about it.
  const pulls = about.filter((pull) => !pull.draft);
  const tries = view.results.filter((result) => result.tool === create);
  const denied = tries.find((result) => /did not approve/.test(result.text));
  if (denied) return { text: 'You did not allow that call, so I stopped here. Nothing more was created.' };
  const raised = tries.flatMap((result) => keyOf(result.data) ?? []);
  const next = pulls[raised.length];
  if (!next) return { text: summary(pulls, raised) };
  if (tries.length === 0) {
    // The mistake: this tracker calls it title.
    return {
      text: `${about.length} of them have "memory leak" in the title. ${draftsOf(about)}I will raise a ticket for each of the ${pulls.length} others.`,
      calls: [{ tool: create, args: { project: 'PERF', summary: next.title } }],
    };
  }
  const corrects = raised.length === 0 && tries.length === 1;
  return {
    text: corrects ? 'The tracker calls it `title`.' : undefined,
    calls: [{ tool: create, args: ticketFor(next) }],
  };
}

interface Pull {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly url: string;
  readonly draft: boolean;
}

function draftsOf(pulls: readonly Pull[]): string {
  const drafts = pulls.filter((pull) => pull.draft).map((pull) => `#${pull.number}`);
  return drafts.length === 0 ? '' : `${drafts.join(' and ')} is still a draft, so I leave it out. `;
}

function ticketFor(pull: Pull): JsonObject {
  return {
    project: 'PERF',
    title: pull.title,
    description: `Pull request #${pull.number} by ${pull.author}: ${pull.url}`,
  };
}

function summary(pulls: readonly Pull[], raised: readonly string[]): string {
  const lines = pulls.map((pull, index) => `- **${raised[index]}** for #${pull.number}, ${pull.title}`);
  return `I raised ${raised.length} tickets in PERF:\n\n${lines.join('\n')}`;
}

/** The exposed name of a tool; the server's alias stands before it. */
function toolNamed(view: ScriptView, tool: string): string | undefined {
  return view.tools.find((name) => name.endsWith(`__${tool}`));
}

function pullsIn(data: ScriptView['results'][number]['data']): readonly Pull[] {
  const list = isJsonObject(data) ? data.pull_requests : undefined;
  if (!isJsonArray(list)) return [];
  return list.flatMap((item) => {
    if (!isJsonObject(item)) return [];
    const { number, title, author, url, draft } = item;
    if (typeof number !== 'number' || typeof title !== 'string') return [];
    return [{ number, title, author: String(author), url: String(url), draft: draft === true }];
  });
}

function keyOf(data: ScriptView['results'][number]['data']): string | undefined {
  return isJsonObject(data) && typeof data.key === 'string' ? data.key : undefined;
}

#!/usr/bin/env node
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { type Page, paginate, Refusal } from '../shared/answer.ts';
import { perform } from '../shared/perform.ts';
import { serve } from '../shared/serve.ts';
import { openStateFile } from '../shared/state-file.ts';
import { type CodeHostState, seedCodeHost } from './seed.ts';

const repositoryName = z.string().describe('Owner and name, e.g. acme/storefront');
const number = z.number().int().min(1);
const pageArguments = {
  page: z.number().int().min(1).optional().describe('Counted from 1; 1 where absent'),
  per_page: z.number().int().min(1).max(100).optional().describe('At most 100; 30 where absent'),
};
const pageMembers = { page: z.number(), per_page: z.number(), total: z.number(), has_more: z.boolean() };
const pullRequest = z.object({
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  body: z.string(),
  state: z.enum(['open', 'closed', 'merged']),
  draft: z.boolean(),
  author: z.string(),
  labels: z.array(z.string()),
  created_at: z.string(),
  updated_at: z.string(),
  url: z.string(),
});
const issue = pullRequest.omit({ draft: true, updated_at: true }).extend({ state: z.enum(['open', 'closed']) });
const comment = z.object({
  id: z.number(),
  repository: z.string(),
  number: z.number(),
  author: z.string(),
  body: z.string(),
  created_at: z.string(),
});
const reads = { readOnlyHint: true, openWorldHint: false };

function build(folder: string): McpServer {
  const file = openStateFile(folder, seedCodeHost);
  const does = perform(file);
  const server = new McpServer(
    { name: 'sample-code-host', title: 'Sample code host', version: '1.0.0' },
    {
      instructions:
        'Repositories, pull requests and issues of the fictional company Acme. State is kept in a local file.',
    },
  );

  server.registerTool(
    'list_repositories',
    {
      title: 'List repositories',
      description: 'Lists all repositories.',
      inputSchema: z.object({}),
      outputSchema: z.object({
        repositories: z.array(
          z.object({
            name: z.string(),
            description: z.string(),
            default_branch: z.string(),
            language: z.string(),
            open_pull_requests: z.number(),
          }),
        ),
      }),
      annotations: reads,
    },
    does('list_repositories', 'read', (state) => ({
      repositories: state.repositories.map(({ readme, ...shown }) => shown),
    })),
  );

  server.registerTool(
    'list_pull_requests',
    {
      title: 'List pull requests',
      description: 'Lists the pull requests of a repository, newest first, page by page.',
      inputSchema: z.object({
        repository: repositoryName,
        state: z.enum(['open', 'closed', 'merged', 'all']).optional().describe('Only these; open where absent'),
        ...pageArguments,
      }),
      outputSchema: z.object({ pull_requests: z.array(pullRequest), ...pageMembers }),
      annotations: reads,
    },
    does('list_pull_requests', 'read', (state, { repository, state: wanted = 'open', ...page }: PullQuery) => {
      mustHaveRepository(state, repository);
      const found = state.pullRequests
        .filter((pull) => pull.repository === repository && (wanted === 'all' || pull.state === wanted))
        .sort((a, b) => b.number - a.number);
      const { items, ...rest } = paginate(found, page);
      return { pull_requests: items, ...rest };
    }),
  );

  server.registerTool(
    'get_pull_request',
    {
      title: 'Get a pull request',
      description: 'One pull request with its comments.',
      inputSchema: z.object({ repository: repositoryName, number }),
      outputSchema: pullRequest.extend({ comments: z.array(comment) }),
      annotations: reads,
    },
    does('get_pull_request', 'read', (state, { repository, number }: Numbered) => ({
      ...findPull(state, repository, number),
      comments: commentsOf(state, repository, number),
    })),
  );

  server.registerTool(
    'list_issues',
    {
      title: 'List issues',
      description: 'Lists the issues of a repository, newest first, page by page.',
      inputSchema: z.object({
        repository: repositoryName,
        state: z.enum(['open', 'closed', 'all']).optional().describe('Only these; open where absent'),
        ...pageArguments,
      }),
      outputSchema: z.object({ issues: z.array(issue), ...pageMembers }),
      annotations: reads,
    },
    does('list_issues', 'read', (state, { repository, state: wanted = 'open', ...page }: PullQuery) => {
      mustHaveRepository(state, repository);
      const found = state.issues
        .filter((entry) => entry.repository === repository && (wanted === 'all' || entry.state === wanted))
        .sort((a, b) => b.number - a.number);
      const { items, ...rest } = paginate(found, page);
      return { issues: items, ...rest };
    }),
  );

  server.registerTool(
    'add_comment',
    {
      title: 'Add a comment',
      description: 'Adds a comment to a pull request or an issue.',
      inputSchema: z.object({ repository: repositoryName, number, body: z.string().min(1) }),
      outputSchema: comment,
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    does('add_comment', 'write', (state, { repository, number, body }: Numbered & { body: string }) => {
      mustHaveSubject(state, repository, number);
      const created_at = new Date().toISOString();
      const id = Math.max(0, ...state.comments.map((known) => known.id)) + 1;
      const added = { id, repository, number, author: 'tracewright', body, created_at };
      state.comments.push(added);
      return added;
    }),
  );

  server.registerTool(
    'add_labels',
    {
      title: 'Add labels',
      description: 'Adds labels to a pull request; ones it has already stay as they are.',
      inputSchema: z.object({ repository: repositoryName, number, labels: z.array(z.string().min(1)).min(1) }),
      outputSchema: pullRequest,
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    does('add_labels', 'write', (state, { repository, number, labels }: Numbered & { labels: string[] }) => {
      const pull = findPull(state, repository, number);
      pull.labels = [...new Set([...pull.labels, ...labels])];
      pull.updated_at = new Date().toISOString();
      return { ...pull };
    }),
  );

  server.registerTool(
    'close_pull_request',
    {
      title: 'Close a pull request',
      description: 'Closes a pull request without merging it.',
      inputSchema: z.object({ repository: repositoryName, number }),
      outputSchema: pullRequest,
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    },
    does('close_pull_request', 'write', (state, { repository, number }: Numbered) => {
      const pull = findPull(state, repository, number);
      if (pull.state === 'merged') throw new Refusal(`Pull request ${number} of ${repository} is merged already.`);
      pull.state = 'closed';
      pull.updated_at = new Date().toISOString();
      return { ...pull };
    }),
  );

  for (const { name, description } of file.read().repositories) {
    server.registerResource(
      `${name} README`,
      `repo://${name}/readme`,
      { title: `README of ${name}`, description, mimeType: 'text/markdown' },
      (uri) => {
        const readme = file.read().repositories.find((known) => known.name === name)?.readme ?? '';
        return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text: readme }] };
      },
    );
  }
  server.registerResource(
    'pull request',
    new ResourceTemplate('repo://{owner}/{name}/pulls/{number}', { list: undefined }),
    { title: 'A pull request', description: 'One pull request as JSON.', mimeType: 'application/json' },
    (uri, { owner, name, number }) => {
      const pull = findPull(file.read(), `${String(owner)}/${String(name)}`, Number(number));
      return { contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify(pull) }] };
    },
  );
  server.registerPrompt(
    'review_pull_request',
    {
      title: 'Review a pull request',
      description: 'Asks for a short review of one pull request.',
      argsSchema: z.object({ repository: repositoryName, number: z.string().describe('Its number') }),
    },
    ({ repository, number }) => ({
      messages: [
        {
          role: 'user',
          content: {
            type: 'text',
            text: `Review pull request ${number} of ${repository}: what could break, what is missing, what is good? Five lines at most.`,
          },
        },
      ],
    }),
  );
  return server;
}

interface Numbered {
  repository: string;
  number: number;
}

interface PullQuery extends Page {
  repository: string;
  state?: 'open' | 'closed' | 'merged' | 'all' | undefined;
}

function mustHaveRepository(state: CodeHostState, name: string): void {
  if (state.repositories.some((repository) => repository.name === name)) return;
  const known = state.repositories.map((repository) => repository.name).join(', ');
  throw new Refusal(`There is no repository "${name}". There are: ${known}.`);
}

function mustHaveSubject(state: CodeHostState, repository: string, number: number): void {
  mustHaveRepository(state, repository);
  const found = [...state.pullRequests, ...state.issues].some(
    (entry) => entry.repository === repository && entry.number === number,
  );
  if (!found) throw new Refusal(`${repository} has no pull request or issue ${number}.`);
}

function findPull(state: CodeHostState, repository: string, number: number) {
  mustHaveRepository(state, repository);
  const pull = state.pullRequests.find((entry) => entry.repository === repository && entry.number === number);
  if (!pull) throw new Refusal(`${repository} has no pull request ${number}.`);
  return pull;
}

function commentsOf(state: CodeHostState, repository: string, number: number) {
  return state.comments.filter((entry) => entry.repository === repository && entry.number === number);
}

serve({ name: 'code-host', open: (folder) => openStateFile(folder, seedCodeHost), build });

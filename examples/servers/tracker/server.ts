#!/usr/bin/env node
import { completable, McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { type Page, paginate, Refusal } from '../shared/answer.ts';
import { perform } from '../shared/perform.ts';
import { serve } from '../shared/serve.ts';
import { openStateFile } from '../shared/state-file.ts';
import {
  seedTracker,
  type Ticket,
  type TicketPriority,
  type TicketStatus,
  type TrackerState,
  ticketUrl,
} from './seed.ts';

const key = z.string().describe('Key of an issue, e.g. PERF-14');
const projectKey = z.string().describe('Key of a project, e.g. PERF');
const status = z.enum(['todo', 'in_progress', 'done']);
const priority = z.enum(['low', 'medium', 'high']);
const ticket = z.object({
  key: z.string(),
  project: z.string(),
  title: z.string(),
  description: z.string(),
  status,
  priority,
  labels: z.array(z.string()),
  assignee: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  url: z.string(),
});
const comment = z.object({
  id: z.number(),
  issue: z.string(),
  author: z.string(),
  body: z.string(),
  created_at: z.string(),
});
const reads = { readOnlyHint: true, openWorldHint: false };

function build(folder: string): McpServer {
  const file = openStateFile(folder, seedTracker);
  const does = perform(file);
  const server = new McpServer(
    { name: 'sample-tracker', title: 'Sample tracker', version: '1.0.0' },
    { instructions: 'Projects and tickets of the fictional company Acme. State is kept in a local file.' },
  );

  server.registerTool(
    'list_projects',
    {
      title: 'List projects',
      description: 'Lists all projects.',
      inputSchema: z.object({}),
      outputSchema: z.object({
        projects: z.array(z.object({ key: z.string(), name: z.string(), lead: z.string() })),
      }),
      annotations: reads,
    },
    does('list_projects', 'read', (state) => ({
      projects: state.projects.map(({ next_number, ...shown }) => shown),
    })),
  );

  server.registerTool(
    'search_issues',
    {
      title: 'Search issues',
      description: 'Finds tickets; every condition that is given must hold. Newest first, page by page.',
      inputSchema: z.object({
        project: projectKey.optional(),
        text: z.string().optional().describe('Stands in the title or the description, in any case'),
        status: status.optional(),
        label: z.string().optional(),
        page: z.number().int().min(1).optional().describe('Counted from 1; 1 where absent'),
        per_page: z.number().int().min(1).max(100).optional().describe('At most 100; 30 where absent'),
      }),
      outputSchema: z.object({
        issues: z.array(ticket),
        page: z.number(),
        per_page: z.number(),
        total: z.number(),
        has_more: z.boolean(),
      }),
      annotations: reads,
    },
    does('search_issues', 'read', (state, query: TicketQuery) => {
      const { items, ...rest } = paginate(state.issues.filter((issue) => matches(issue, query)).reverse(), query);
      return { issues: items, ...rest };
    }),
  );

  server.registerTool(
    'get_issue',
    {
      title: 'Get an issue',
      description: 'One ticket with its comments.',
      inputSchema: z.object({ key }),
      outputSchema: ticket.extend({ comments: z.array(comment) }),
      annotations: reads,
    },
    does('get_issue', 'read', (state, args: Keyed) => ({
      ...findTicket(state, args.key),
      comments: state.comments.filter((known) => known.issue === args.key),
    })),
  );

  server.registerTool(
    'create_issue',
    {
      title: 'Create an issue',
      description: 'Creates a ticket in a project. Called twice, it creates two.',
      inputSchema: z.object({
        project: projectKey,
        title: z.string().min(1),
        description: z.string().optional(),
        priority: priority.optional().describe('medium where absent'),
        labels: z.array(z.string()).optional(),
        assignee: z.string().optional(),
      }),
      outputSchema: ticket,
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
    },
    does('create_issue', 'write', (state, wanted: NewTicket) => {
      const project = findProject(state, wanted.project);
      const created_at = new Date().toISOString();
      const made: Ticket = {
        key: `${project.key}-${project.next_number}`,
        project: project.key,
        title: wanted.title,
        description: wanted.description ?? '',
        status: 'todo',
        priority: wanted.priority ?? 'medium',
        labels: wanted.labels ?? [],
        assignee: wanted.assignee ?? null,
        created_at,
        updated_at: created_at,
        url: ticketUrl(`${project.key}-${project.next_number}`),
      };
      project.next_number += 1;
      state.issues.push(made);
      return { ...made };
    }),
  );

  server.registerTool(
    'update_issue',
    {
      title: 'Update an issue',
      description: 'Changes the members that are given; the others stay as they are.',
      inputSchema: z.object({
        key,
        title: z.string().min(1).optional(),
        description: z.string().optional(),
        status: status.optional(),
        priority: priority.optional(),
        labels: z.array(z.string()).optional(),
        assignee: z.string().nullable().optional(),
      }),
      outputSchema: ticket,
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    },
    does('update_issue', 'write', (state, { key: wanted, ...changes }: Keyed & Partial<Ticket>) => {
      const found = findTicket(state, wanted);
      Object.assign(found, changes, { updated_at: new Date().toISOString() });
      return { ...found };
    }),
  );

  server.registerTool(
    'delete_issue',
    {
      title: 'Delete an issue',
      description: 'Deletes a ticket and its comments for good.',
      inputSchema: z.object({ key }),
      outputSchema: z.object({ deleted: z.string() }),
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
    },
    does('delete_issue', 'write', (state, args: Keyed) => {
      findTicket(state, args.key);
      state.issues = state.issues.filter((known) => known.key !== args.key);
      state.comments = state.comments.filter((known) => known.issue !== args.key);
      return { deleted: args.key };
    }),
  );

  server.registerTool(
    'add_comment',
    {
      title: 'Add a comment',
      description: 'Adds a comment to a ticket.',
      inputSchema: z.object({ key, body: z.string().min(1) }),
      outputSchema: comment,
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
    },
    does('add_comment', 'write', (state, args: Keyed & { body: string }) => {
      findTicket(state, args.key);
      const id = Math.max(0, ...state.comments.map((known) => known.id)) + 1;
      const created_at = new Date().toISOString();
      const added = { id, issue: args.key, author: 'tracewright', body: args.body, created_at };
      state.comments.push(added);
      return added;
    }),
  );

  server.registerResource(
    'projects',
    'tracker://projects',
    { title: 'Projects', description: 'All projects as JSON.', mimeType: 'application/json' },
    (uri) => ({
      contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify(file.read().projects) }],
    }),
  );
  server.registerResource(
    'ticket',
    new ResourceTemplate('ticket://{key}', {
      list: undefined,
      complete: { key: (value) => keysStartingWith(file.read(), value) },
    }),
    { title: 'A ticket', description: 'One ticket as JSON.', mimeType: 'application/json' },
    (uri, variables) => {
      const found = findTicket(file.read(), String(variables.key));
      return { contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify(found) }] };
    },
  );
  server.registerPrompt(
    'write_ticket',
    {
      title: 'Write a ticket',
      description: 'Asks for a good ticket about a problem.',
      argsSchema: z.object({
        project: completable(z.string().describe('Key of a project'), (value) =>
          file.read().projects.flatMap((project) => (project.key.startsWith(value ?? '') ? [project.key] : [])),
        ),
        problem: z.string().describe('What is wrong, in a few words'),
      }),
    },
    ({ project, problem }) => ({
      messages: [
        {
          role: 'user',
          content: {
            type: 'text',
            text: `Write a ticket for project ${project} about: ${problem}. Give what happens, what should happen, and how to see it. Then create it.`,
          },
        },
      ],
    }),
  );
  return server;
}

interface Keyed {
  key: string;
}

interface TicketQuery extends Page {
  project?: string | undefined;
  text?: string | undefined;
  status?: TicketStatus | undefined;
  label?: string | undefined;
}

interface NewTicket {
  project: string;
  title: string;
  description?: string | undefined;
  priority?: TicketPriority | undefined;
  labels?: string[] | undefined;
  assignee?: string | undefined;
}

function matches(issue: Ticket, { project, text, status: wanted, label }: TicketQuery): boolean {
  if (project !== undefined && issue.project !== project) return false;
  if (wanted !== undefined && issue.status !== wanted) return false;
  if (label !== undefined && !issue.labels.includes(label)) return false;
  if (text === undefined) return true;
  return `${issue.title}\n${issue.description}`.toLowerCase().includes(text.toLowerCase());
}

function findProject(state: TrackerState, wanted: string) {
  const project = state.projects.find((known) => known.key === wanted);
  if (project) return project;
  const known = state.projects.map((entry) => entry.key).join(', ');
  throw new Refusal(`There is no project "${wanted}". There are: ${known}.`);
}

function findTicket(state: TrackerState, wanted: string): Ticket {
  const found = state.issues.find((known) => known.key === wanted);
  if (!found) throw new Refusal(`There is no issue "${wanted}".`);
  return found;
}

function keysStartingWith(state: TrackerState, start: string): string[] {
  return state.issues.flatMap((issue) => (issue.key.startsWith(start) ? [issue.key] : []));
}

serve({ name: 'tracker', open: (folder) => openStateFile(folder, seedTracker), build });

import { describe, expect, test } from 'vitest';
import { classifyTool, effectOf } from './classify-tool.ts';
import type { ToolAnnotations, ToolSpec } from './tool-spec.ts';

function tool(name: string, annotations?: ToolAnnotations, effect?: ToolSpec['effect']): ToolSpec {
  return { server: 's', name, inputSchema: { type: 'object' }, annotations, effect };
}

describe('the class of a tool', () => {
  test.each([
    ['list_pull_requests', 'read'],
    ['getIssue', 'read'],
    ['get_comment', 'read'],
    ['search', 'read'],
    ['issue_read', 'read'],
    ['conversations_history', 'read'],
    ['users-info', 'read'],
    ['create_issue', 'write'],
    ['get_or_create_label', 'write'],
    ['list_create', 'write'],
    ['order_search', 'read'],
    ['post_message', 'write'],
    ['schedule_event', 'write'],
    ['request_reviewers', 'write'],
    ['chat.postMessage', 'write'],
    ['write_file', 'write'],
    ['delete_branch', 'destroy'],
    ['search_and_delete', 'destroy'],
    ['frobnicate', 'write'],
    ['', 'write'],
  ] as const)('%s without hints is %s', (name, effect) => {
    expect(classifyTool(tool(name))).toBe(effect);
  });

  test('is what the user set, whatever the name and the hints say', () => {
    expect(classifyTool(tool('delete_all', { readOnlyHint: false }, 'read'))).toBe('read');
  });

  test('of a read name is write where the server says that it does not only read', () => {
    expect(classifyTool(tool('get_token', { readOnlyHint: false }))).toBe('write');
  });

  test('of a create stays write under destructiveHint, of an update becomes destroy', () => {
    expect(classifyTool(tool('create_issue', { readOnlyHint: false, destructiveHint: true }))).toBe('write');
    expect(classifyTool(tool('update_issue', { readOnlyHint: false, destructiveHint: true }))).toBe('destroy');
  });

  test('of a write name is not made a read by a hint', () => {
    expect(classifyTool(tool('delete_branch', { readOnlyHint: true }))).toBe('destroy');
    expect(classifyTool(tool('send_mail', { readOnlyHint: true }))).toBe('write');
  });

  test('of a name without a verb follows readOnlyHint', () => {
    expect(classifyTool(tool('weather', { readOnlyHint: true }))).toBe('read');
  });

  test('of a name whose verb may be the noun that it asks about follows readOnlyHint', () => {
    for (const name of ['import_status', 'patch_result', 'order_payment_details']) {
      expect(classifyTool(tool(name, { readOnlyHint: true }))).toBe('read');
      expect(classifyTool(tool(name))).toBe('write');
    }
    expect(classifyTool(tool('clear_status', { readOnlyHint: true }))).toBe('destroy');
    expect(classifyTool(tool('import_delete_result', { readOnlyHint: true }))).toBe('write');
  });

  test('of a resource is read, and of a tool that no catalogue knows is write', () => {
    expect(effectOf({ server: 's', tool: 'resources/read' }, [])).toBe('read');
    expect(effectOf({ server: 's', tool: 'get_x' }, [])).toBe('write');
  });
});

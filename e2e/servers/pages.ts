import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { root } from '../../scripts/root.ts';

/** Servers that the tests start: one that we did not write, one of odd schemas, one that asks. */
export const scripts = {
  everything: join(root, 'node_modules/@modelcontextprotocol/server-everything/dist/index.js'),
  shapes: join(root, 'e2e/servers/shapes-server.mjs'),
  asking: join(root, 'lib/mcp/testing/fixture/server.ts'),
};

/** Adds a server by pasting, and allows its command, as a user does. */
export async function addByPasting(
  page: Page,
  alias: string,
  script: string,
  env: Record<string, string> = {},
): Promise<void> {
  await page.goto('/servers');
  await page.getByRole('button', { name: 'Add servers' }).first().click();
  const config = { mcpServers: { [alias]: { command: process.execPath, args: [script], env } } };
  await page.getByLabel('Configuration, command or URL').fill(JSON.stringify(config));
  await page.getByRole('button', { name: 'Add 1 server' }).click();
  const consent = page.getByRole('dialog', { name: `Start “${alias}” on this machine?` });
  await expect(consent).toContainText(script);
  await consent.getByRole('button', { name: 'Allow and start' }).click();
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: alias })).toContainText('Connected', {
    timeout: 30_000,
  });
}

export async function openTool(page: Page, alias: string, tool: string): Promise<void> {
  await page.goto(`/servers/${alias}`);
  await page.getByRole('navigation', { name: 'tools' }).getByRole('button', { name: tool }).click();
  await expect(page.getByRole('article')).toContainText(tool);
}

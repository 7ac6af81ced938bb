import { expect, test } from './studio-test.ts';

test('a browser without a session is told where the launch URL is', async ({ browser, studio }) => {
  const context = await browser.newContext({ baseURL: studio.address });
  const page = await context.newPage();
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/launch$/);
  await expect(page.getByRole('heading', { name: 'This browser has not been let in' })).toBeVisible();
  await context.close();
});

test('the launch URL opens the studio, and nothing in the page breaks its content security policy', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page).toHaveTitle(/Tracewright/);
  await expect(page.locator('body')).not.toContainText('has not been let in');
});

import { openSample } from './sample.ts';
import { test } from './studio-test.ts';
test.describe.configure({ mode: 'serial' });
test('shots', async ({ page }) => {
  test.setTimeout(120_000);
  await openSample(page);
  const make = page.getByRole('button', { name: /^Make workflow/ });
  await make.click();
  await page.waitForURL(/\/workflow$/);
  await page.getByRole('navigation', { name: 'Views of the prototype' }).getByRole('link', { name: 'Export' }).click();
  await page.waitForURL(/\/export$/);
  const choices = page.getByRole('form', { name: 'Export' });
  for (const [name, width, height, scheme] of [['wide-light', 1440, 1000, 'light'], ['wide-dark', 1440, 1000, 'dark'], ['narrow-light', 390, 844, 'light'], ['narrow-dark', 390, 844, 'dark']] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height });
    await choices.getByText('Docker Compose', { exact: true }).click();
    await page.waitForTimeout(1200);
    await page.screenshot({ path: `/tmp/t1/shot-compose-${name}.png`, fullPage: true });
    await choices.getByRole('radio', { name: 'Webhook' }).click();
    await choices.getByText('GitHub Actions', { exact: true }).click();
    await page.waitForTimeout(800);
    await page.screenshot({ path: `/tmp/t1/shot-refused-${name}.png` });
    await choices.getByRole('radio', { name: 'By hand' }).click();
  }
  await page.setViewportSize({ width: 1440, height: 1000 });
  await choices.getByText('systemd and cron', { exact: true }).click();
  await page.locator('button[title$=".service"]').first().click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: `/tmp/t1/shot-systemd.png` });
});

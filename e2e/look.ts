import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Nothing that axe-core can find is wrong with what the page shows now. `colours` looks at contrast alone: for a page
 * that was looked at whole in the other theme, since nothing else depends on it.
 */
export async function expectAccessible(page: Page, extent: 'whole' | 'colours' = 'whole'): Promise<void> {
  // A colour on its way to another one is neither.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map((transition) => transition.finished),
    ).then(() => undefined),
  );
  // Our pages have no frames. Legacy mode does without the second page that their results would be joined in.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  if (extent === 'colours') axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(found).toEqual([]);
}

/** On a phone nothing stands out at the side. */
export async function expectFitsPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(excess, 'pixels that stand out at the side').toBeLessThanOrEqual(0);
}

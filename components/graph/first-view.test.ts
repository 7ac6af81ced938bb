import { describe, expect, it } from 'vitest';
import { callViews } from '#components/trace/call-view.ts';
import { leakTrace, longTrace } from '#components/trace/trace-fixture.ts';
import type { Trace } from '#core/trace/trace.ts';
import { firstView, wholeView } from './first-view.ts';
import { projectTrace } from './project-trace.ts';

function graphOf(trace: Trace) {
  return projectTrace({ calls: callViews({ trace, pending: [] }), turns: trace.turns, flow: [] });
}

/** The graph's outline on the screen. */
function onScreen(trace: Trace, view: { readonly x: number; readonly y: number; readonly zoom: number }) {
  const { lanes } = graphOf(trace);
  const bottom = lanes.at(-1);
  return {
    left: view.x,
    right: view.x + (lanes[0]?.width ?? 0) * view.zoom,
    top: view.y,
    bottom: view.y + ((bottom?.y ?? 0) + (bottom?.height ?? 0)) * view.zoom,
  };
}

describe('the first sight of a graph', () => {
  it.each([
    { width: 670, height: 640 },
    { width: 1160, height: 820 },
  ])('is all of a small one, at $width × $height', (pane) => {
    const view = firstView(graphOf(leakTrace()), pane);
    const seen = onScreen(leakTrace(), view);
    expect(view.whole).toBe(true);
    expect(seen.left).toBeGreaterThanOrEqual(0);
    expect(seen.top).toBeGreaterThanOrEqual(0);
    expect(seen.right).toBeLessThanOrEqual(pane.width);
    expect(seen.bottom).toBeLessThanOrEqual(pane.height);
  });

  it('is the beginning of a long one, at a size that can be read', () => {
    const view = firstView(graphOf(longTrace(300)), { width: 670, height: 640 });
    expect(view.whole).toBe(false);
    expect(view.zoom).toBeGreaterThan(0.7);
    expect(view.x).toBeLessThan(120);
  });

  it('is all of a long one when that is asked for', () => {
    const view = wholeView(graphOf(longTrace(300)), { width: 670, height: 640 });
    expect(onScreen(longTrace(300), view).right).toBeLessThanOrEqual(670 + 14);
  });
});

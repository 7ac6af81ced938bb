import { describe, expect, it } from 'vitest';
import type { CallSketch } from '#core/live/prototype-summary.ts';
import { sketchGraph } from './graph-sketch.ts';

const call = (id: string, server: string, turn?: string): CallSketch => ({
  id,
  server,
  tool: 'x',
  turn,
  failed: false,
});

describe('the tiny picture of a recording', () => {
  it('puts the calls of one turn below each other and the next turn to the right', () => {
    const { nodes } = sketchGraph([call('a', 'hub', '1'), call('b', 'tracker', '2'), call('c', 'tracker', '2')]);
    expect(nodes.map(({ id, x, y }) => [id, x, y])).toEqual([
      ['a', 0, 0],
      ['b', 1, 1],
      ['c', 1, 2],
    ]);
  });

  it('puts a tool that is called again and again in one column', () => {
    const { nodes } = sketchGraph([call('a', 'hub', '1'), call('b', 'tracker', '2'), call('c', 'tracker', '3')]);
    expect(nodes.map(({ x }) => x)).toEqual([0, 1, 1]);
  });

  it('gives every server its lane, in the order of first use', () => {
    const { lanes } = sketchGraph([call('a', 'tracker'), call('b', 'hub'), call('c', 'tracker')]);
    expect(lanes.map((lane) => lane.server)).toEqual(['tracker', 'hub']);
  });

  it('links each turn with the next', () => {
    const { links } = sketchGraph([call('a', 'hub', '1'), call('b', 'tracker', '2'), call('c', 'tracker', '2')]);
    expect(links.map(({ from, to }) => `${from.id}-${to.id}`)).toEqual(['a-b', 'a-c']);
  });

  it('stays small for a large recording, and empty for none', () => {
    const many = Array.from({ length: 300 }, (_, index) => call(`c${index}`, `s${index % 3}`, `t${index % 50}`));
    expect(sketchGraph(many).nodes.length).toBeLessThanOrEqual(14 * 9);
    expect(sketchGraph([])).toEqual({ lanes: [], nodes: [], links: [] });
  });
});

import { describe, expect, it } from 'vitest';
import type { ServerView } from '#core/server/server-view.ts';
import { createServersStore } from './servers-store.ts';

function server(alias: string, state: ServerView['status']['state'] = 'stopped'): ServerView {
  return {
    config: {
      alias,
      transport: { kind: 'http', url: 'http://127.0.0.1:1/mcp', headers: {} },
      era: 'auto',
      effects: {},
    },
    status: { state, stderr: [], since: '2026-11-21T10:00:00Z', attempts: 0 },
    consent: null,
    questions: [],
    listsChanged: 0,
    createdAt: '2026-11-21T10:00:00Z',
  };
}

function fixture() {
  let deliver: (servers: readonly ServerView[]) => void = () => {};
  let open = 0;
  const store = createServersStore([server('tracker')], (to) => {
    deliver = to;
    open += 1;
    return () => {
      open -= 1;
    };
  });
  return { store, deliver: (servers: readonly ServerView[]) => deliver(servers), open: () => open };
}

describe('the servers of a page', () => {
  it('listens only while somebody looks, once for all who do', () => {
    const { store, open } = fixture();
    const leave = [store.subscribe(() => {}), store.subscribe(() => {})];
    expect(open()).toBe(1);
    for (const end of leave) end();
    expect(open()).toBe(0);
  });

  it('shows what the stream says', () => {
    const { store, deliver } = fixture();
    let told = 0;
    store.subscribe(() => {
      told += 1;
    });
    deliver([server('tracker', 'connected')]);
    expect(store.read()[0]?.status.state).toBe('connected');
    expect(told).toBe(1);
  });

  it('shows at once what an action answered', () => {
    const { store } = fixture();
    store.put(server('code-host'));
    store.put(server('tracker', 'connecting'));
    expect(store.read().map(({ config, status }) => `${config.alias} ${status.state}`)).toEqual([
      'code-host stopped',
      'tracker connecting',
    ]);
    store.remove('code-host');
    expect(store.read()).toHaveLength(1);
  });
});

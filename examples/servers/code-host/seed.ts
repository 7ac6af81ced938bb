/** What the sample code host starts with. Fixed, so that a recording of it means the same everywhere. */
export interface CodeHostState {
  repositories: Repository[];
  pullRequests: PullRequest[];
  issues: Issue[];
  comments: Comment[];
}

export interface Repository {
  name: string;
  description: string;
  default_branch: string;
  language: string;
  open_pull_requests: number;
  readme: string;
}

export interface PullRequest {
  repository: string;
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed' | 'merged';
  draft: boolean;
  author: string;
  labels: string[];
  created_at: string;
  updated_at: string;
  url: string;
}

export interface Issue {
  repository: string;
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  author: string;
  labels: string[];
  created_at: string;
  url: string;
}

export interface Comment {
  id: number;
  repository: string;
  number: number;
  author: string;
  body: string;
  created_at: string;
}

type PullRow = readonly [
  number: number,
  title: string,
  state: PullRequest['state'] | 'draft',
  author: string,
  labels: string,
  created: string,
  body: string,
];

const STOREFRONT: readonly PullRow[] = [
  [
    118,
    'Show delivery dates in the basket',
    'merged',
    'mara',
    'feature',
    '2026-09-28T08:12:00Z',
    'Dates come from the carrier service.',
  ],
  [
    121,
    'Fix memory leak in the image carousel',
    'open',
    'jonas',
    'bug,performance',
    '2026-10-01T09:40:00Z',
    'Every slide kept its decoded bitmap. Heap grows by 4 MB per swipe.',
  ],
  [
    124,
    'Replace moment with Temporal',
    'open',
    'ines',
    'chore',
    '2026-10-02T13:05:00Z',
    'Removes 290 kB from the bundle.',
  ],
  [
    126,
    'Memory leak when the search box loses focus',
    'open',
    'tomasz',
    'bug',
    '2026-10-05T07:55:00Z',
    'Listeners are added on focus and never removed.',
  ],
  [
    127,
    'Checkout: keep the voucher after a failed payment',
    'open',
    'mara',
    'bug,checkout',
    '2026-10-05T15:21:00Z',
    'Seen by support about twice a day.',
  ],
  [
    130,
    'Close memory leak in the service worker cache',
    'closed',
    'jonas',
    'bug,wontfix',
    '2026-10-07T10:10:00Z',
    'Superseded: the service worker is going away.',
  ],
  [
    131,
    'Add a memory-leak detector to the nightly build',
    'open',
    'ines',
    'ci',
    '2026-10-08T11:30:00Z',
    'Runs the basket flow 200 times and compares heap snapshots.',
  ],
  [
    133,
    'Lazy-load the reviews section',
    'open',
    'aylin',
    'performance',
    '2026-10-09T08:00:00Z',
    'Initial paint is 300 ms faster on a slow phone.',
  ],
  [
    135,
    'MEMORY LEAK: detached nodes after closing the size guide',
    'open',
    'aylin',
    'bug,performance,urgent',
    '2026-10-12T16:45:00Z',
    'Found with three heap snapshots, see the attached comparison.',
  ],
  [136, 'Bump the type checker', 'merged', 'renovate', 'dependencies', '2026-10-13T03:00:00Z', 'Automated update.'],
  [
    138,
    'Product page: use the new price component',
    'draft',
    'mara',
    'feature',
    '2026-10-14T09:15:00Z',
    'Not ready: prices with a unit are missing.',
  ],
  [
    140,
    'Debounce the stock lookup',
    'open',
    'tomasz',
    'performance',
    '2026-10-15T12:00:00Z',
    'This also hides a memory leak in the old lookup until it is removed.',
  ],
  [
    141,
    'Plug a memory leak in the websocket reconnect loop',
    'draft',
    'jonas',
    'bug',
    '2026-10-16T14:22:00Z',
    'Draft until the load test has run.',
  ],
  [
    144,
    'Translate the returns form to Polish',
    'open',
    'tomasz',
    'i18n',
    '2026-10-19T10:00:00Z',
    'Texts come from the agency.',
  ],
  [
    145,
    'Remove the old basket API',
    'closed',
    'ines',
    'chore',
    '2026-10-20T09:09:00Z',
    'Still used by the mobile app.',
  ],
  [
    147,
    'Leaking memory of the last visited category is cleared',
    'open',
    'aylin',
    'privacy',
    '2026-10-21T13:37:00Z',
    'About privacy: the category was visible after logging out.',
  ],
];

const PAYMENTS: readonly PullRow[] = [
  [
    52,
    'Retry webhooks with backoff',
    'merged',
    'noor',
    'reliability',
    '2026-09-30T08:30:00Z',
    'At most 8 attempts over 24 hours.',
  ],
  [
    54,
    'Fix a slow Memory Leak in the PDF receipts',
    'open',
    'noor',
    'bug,performance',
    '2026-10-03T09:00:00Z',
    'The worker is restarted every night because of it.',
  ],
  [55, 'Support instant transfers', 'open', 'lucia', 'feature', '2026-10-06T11:11:00Z', 'Behind a flag.'],
  [57, 'Round refunds to the cent, not to the euro', 'merged', 'lucia', 'bug,urgent', '2026-10-08T17:20:00Z', 'Sorry.'],
  [58, 'Pin the base image', 'open', 'renovate', 'dependencies', '2026-10-10T03:00:00Z', 'Automated update.'],
  [
    60,
    'Investigate rising memory of the reconciliation job',
    'open',
    'noor',
    'investigation',
    '2026-10-14T08:45:00Z',
    'Could be a memory leak, could be the larger files. Nothing proven yet.',
  ],
  [
    61,
    'Cap the ledger cache (memory leak under load)',
    'open',
    'hugo',
    'bug',
    '2026-10-17T10:05:00Z',
    'The cache had no bound.',
  ],
  [
    63,
    'Log the provider request id',
    'open',
    'hugo',
    'observability',
    '2026-10-20T15:00:00Z',
    'Support asks for it each time.',
  ],
  [
    64,
    'Drop support for TLS 1.1',
    'draft',
    'lucia',
    'security',
    '2026-10-22T09:30:00Z',
    'Two partners still need to confirm.',
  ],
];

export function seedCodeHost(): CodeHostState {
  const pullRequests = [...pulls('acme/storefront', STOREFRONT), ...pulls('acme/payments', PAYMENTS)];
  return {
    repositories: [
      repository(
        'acme/storefront',
        'The web shop',
        'TypeScript',
        '# Storefront\n\nThe web shop of Acme. Run `npm start` and open the page.\n',
        pullRequests,
      ),
      repository(
        'acme/payments',
        'Payments and refunds',
        'Go',
        '# Payments\n\nTakes money, gives it back. Owned by the payments team.\n',
        pullRequests,
      ),
    ],
    pullRequests,
    issues: [
      issue(
        'acme/storefront',
        119,
        'Basket is empty after a language switch',
        'open',
        'support',
        'bug',
        '2026-09-29T08:00:00Z',
      ),
      issue('acme/storefront', 129, 'Search ignores umlauts', 'open', 'support', 'bug,search', '2026-10-06T12:30:00Z'),
      issue(
        'acme/storefront',
        134,
        'Old iPads run out of memory on the product page',
        'open',
        'support',
        'bug,performance',
        '2026-10-11T18:00:00Z',
      ),
      issue('acme/payments', 53, 'Receipts arrive twice', 'closed', 'support', 'bug', '2026-10-01T07:00:00Z'),
      issue(
        'acme/payments',
        59,
        'Refund stuck in "pending" for 3 days',
        'open',
        'support',
        'bug,urgent',
        '2026-10-13T09:45:00Z',
      ),
    ],
    comments: [
      {
        id: 1,
        repository: 'acme/storefront',
        number: 121,
        author: 'ines',
        body: 'Confirmed on Safari too.',
        created_at: '2026-10-01T11:00:00Z',
      },
    ],
  };
}

function pulls(repository: string, rows: readonly PullRow[]): PullRequest[] {
  return rows.map(([number, title, state, author, labels, created, body]) => ({
    repository,
    number,
    title,
    body,
    state: state === 'draft' ? 'open' : state,
    draft: state === 'draft',
    author,
    labels: labels.split(','),
    created_at: created,
    updated_at: created,
    url: `https://code.example.com/${repository}/pull/${number}`,
  }));
}

function repository(
  name: string,
  description: string,
  language: string,
  readme: string,
  all: PullRequest[],
): Repository {
  const open = all.filter((pull) => pull.repository === name && pull.state === 'open').length;
  return { name, description, default_branch: 'main', language, open_pull_requests: open, readme };
}

function issue(
  repository: string,
  number: number,
  title: string,
  state: Issue['state'],
  author: string,
  labels: string,
  created: string,
): Issue {
  const url = `https://code.example.com/${repository}/issues/${number}`;
  return { repository, number, title, body: '', state, author, labels: labels.split(','), created_at: created, url };
}

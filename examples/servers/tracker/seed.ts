/** What the sample tracker starts with. Fixed, so that a recording of it means the same everywhere. */
export interface TrackerState {
  projects: Project[];
  issues: Ticket[];
  comments: TicketComment[];
}

export interface Project {
  key: string;
  name: string;
  lead: string;
  next_number: number;
}

export type TicketStatus = 'todo' | 'in_progress' | 'done';
export type TicketPriority = 'low' | 'medium' | 'high';

export interface Ticket {
  key: string;
  project: string;
  title: string;
  description: string;
  status: TicketStatus;
  priority: TicketPriority;
  labels: string[];
  assignee: string | null;
  created_at: string;
  updated_at: string;
  url: string;
}

export interface TicketComment {
  id: number;
  issue: string;
  author: string;
  body: string;
  created_at: string;
}

export function seedTracker(): TrackerState {
  return {
    projects: [
      { key: 'PERF', name: 'Performance', lead: 'aylin', next_number: 15 },
      { key: 'SHOP', name: 'Shop', lead: 'mara', next_number: 203 },
      { key: 'PAY', name: 'Payments', lead: 'noor', next_number: 78 },
    ],
    issues: [
      ticket(
        'PERF-11',
        'Product page is slow on old tablets',
        'in_progress',
        'high',
        'frontend',
        'aylin',
        '2026-09-14T08:00:00Z',
      ),
      ticket(
        'PERF-12',
        'Measure time to interactive in production',
        'todo',
        'medium',
        'observability',
        null,
        '2026-09-20T10:30:00Z',
      ),
      ticket('PERF-14', 'Nightly heap snapshots', 'todo', 'low', 'ci', 'ines', '2026-10-01T09:00:00Z'),
      ticket(
        'SHOP-198',
        'Voucher disappears after a failed payment',
        'in_progress',
        'high',
        'checkout',
        'mara',
        '2026-10-04T16:10:00Z',
      ),
      ticket('SHOP-201', 'Polish texts for returns', 'todo', 'low', 'i18n', 'tomasz', '2026-10-10T11:00:00Z'),
      ticket('SHOP-202', 'Close the old basket API', 'done', 'medium', 'api', 'ines', '2026-10-12T13:00:00Z'),
      ticket('PAY-75', 'Refund stuck in "pending"', 'in_progress', 'high', 'refunds', 'lucia', '2026-10-13T10:00:00Z'),
      ticket('PAY-77', 'Worker restarts every night', 'todo', 'medium', 'reliability', 'noor', '2026-10-16T08:20:00Z'),
    ],
    comments: [
      {
        id: 1,
        issue: 'PERF-11',
        author: 'jonas',
        body: 'The carousel alone takes 180 MB.',
        created_at: '2026-09-30T12:00:00Z',
      },
    ],
  };
}

export function ticketUrl(key: string): string {
  return `https://tracker.example.com/browse/${key}`;
}

function ticket(
  key: string,
  title: string,
  status: TicketStatus,
  priority: TicketPriority,
  label: string,
  assignee: string | null,
  created: string,
): Ticket {
  return {
    key,
    project: key.split('-')[0] ?? '',
    title,
    description: '',
    status,
    priority,
    labels: [label],
    assignee,
    created_at: created,
    updated_at: created,
    url: ticketUrl(key),
  };
}

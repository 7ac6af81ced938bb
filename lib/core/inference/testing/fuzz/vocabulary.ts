// Words of made-up services. None of them is a word that the compiler knows of, other than by its general rules.

export const ITEM_NOUNS = [
  'parcel',
  'booking',
  'sensor',
  'lesson',
  'vehicle',
  'recipe',
  'asset',
  'invoice',
  'shipment',
  'permit',
];
export const OWNER_NOUNS = ['member', 'courier', 'teacher', 'driver', 'client', 'agent'];
export const PARENT_NOUNS = ['depot', 'room', 'route', 'branch', 'campaign', 'course'];
export const SERVERS = ['north', 'hub', 'yard', 'office', 'stock', 'field'];

export const FIELD_NAMES = {
  id: ['id', 'ref', 'code', 'uid', 'item_no', 'handle', 'number', 'key'],
  title: ['title', 'name', 'label', 'headline', 'caption', 'display_name', 'summary'],
  state: ['status', 'stage', 'phase', 'state'],
  amount: ['weight', 'price', 'minutes', 'points', 'seats', 'size'],
  count: ['revision', 'floor', 'rank', 'lane', 'level'],
  flag: ['fragile', 'urgent', 'archived', 'verified', 'public'],
  tags: ['labels', 'tags', 'topics', 'markers'],
  due: ['due_on', 'starts_on', 'expires_on', 'deadline'],
  owner: ['owner', 'assignee', 'keeper', 'contact', 'holder'],
  note: ['remark', 'comment', 'reason', 'memo'],
  link: ['url', 'html_url', 'link', 'page'],
  email: ['email', 'mail', 'address'],
  parent: ['belongs_to', 'parent', 'container'],
} as const;

export const STATES = ['pending', 'active', 'blocked', 'finished', 'waiting', 'shipped'];
export const TAGS = ['cold', 'express', 'bulky', 'review', 'vip', 'return'];
export const NOUNS = ['amber', 'basalt', 'cedar', 'dune', 'ember', 'fjord', 'grove', 'harbor', 'iris', 'juniper'];
export const VERBS = ['arrives', 'breaks', 'drifts', 'falls', 'glows', 'halts', 'leans', 'moves'];
export const PHRASES = ['odd load', 'raw batch', 'late order', 'spare part', 'night shift', 'gift wrap'];
export const PEOPLE = [
  'Ann Okafor',
  'Ben Ruiz',
  'Chloe Tanaka',
  'Dov Levin',
  'Elif Kaya',
  'Femi Ojo',
  'Gus Meyer',
  'Hana Sato',
];

/** Writes: the tool, the parameter that says where it goes, and parameters for what is written. */
export const WRITES = [
  { tool: 'board/post_entry', target: 'board', slots: ['subject', 'text', 'details'] },
  { tool: 'tracker/create_card', target: 'project', slots: ['heading', 'body', 'reference'] },
  { tool: 'chat/send_notice', target: 'channel', slots: ['message', 'topic', 'footer'] },
  { tool: 'sheet/append_row', target: 'sheet', slots: ['first_cell', 'second_cell', 'third_cell'] },
  { tool: 'post/send_letter', target: 'outbox', slots: ['opening', 'content', 'closing'] },
] as const;
export type WriteTool = (typeof WRITES)[number];

export const words = (name: string): string => name.replaceAll('_', ' ');
export const plural = (noun: string): string => (noun.endsWith('ch') ? `${noun}es` : `${noun}s`);

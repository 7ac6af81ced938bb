import { randomBytes } from 'node:crypto';

/** Makes ids: a prefix that tells what it names, and 80 random bits in lower-case letters and digits. */
export type Ids = (
  prefix: 'prototype' | 'turn' | 'call' | 'approval' | 'question' | 'run' | 'bundle' | 'message',
) => string;

const ALPHABET = 'abcdefghjkmnpqrstvwxyz0123456789';

export const randomIds: Ids = (prefix) =>
  `${prefix}-${[...randomBytes(16)].map((byte) => ALPHABET[byte % 32]).join('')}`;

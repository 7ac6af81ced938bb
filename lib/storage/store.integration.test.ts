import { describe } from 'vitest';
import { describeStore } from './test/describe-store.ts';
import { openTestDatabase } from './test/open-test-database.ts';

describe('the store over the embedded database', () => describeStore(openTestDatabase));

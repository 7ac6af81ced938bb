import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;

const CONNECTIONS = 8;

/**
 * Prisma over one pool; the same code path for the embedded database and for a real server. `connection_limit` in the
 * URL sets the size of the pool: the embedded database asks for one, because its socket takes turns message by message,
 * and two connections would run into each other's unnamed statements.
 */
export function connectDatabase(url: string): Database {
  const limit = Number(new URL(url).searchParams.get('connection_limit') ?? CONNECTIONS);
  const adapter = new PrismaPg(
    { connectionString: url, max: limit, connectionTimeoutMillis: 20_000, application_name: 'tracewright' },
    { onPoolError: (error) => console.error(`A database connection broke: ${error.message}`) },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 20_000, timeout: 60_000 } });
}

/** Prisma's codes of the outcomes that the stores tell apart. */
export function hasPrismaCode(error: unknown, code: 'P2002' | 'P2003' | 'P2025'): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;

/** Prisma over one pool; the same code path for the embedded database and for a real server. */
export function connectDatabase(url: string): Database {
  const adapter = new PrismaPg(
    { connectionString: url, max: 8, connectionTimeoutMillis: 20_000, application_name: 'tracewright' },
    { onPoolError: (error) => console.error(`A database connection broke: ${error.message}`) },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 20_000, timeout: 60_000 } });
}

/** Prisma's codes of the outcomes that the stores tell apart. */
export function hasPrismaCode(error: unknown, code: 'P2002' | 'P2003' | 'P2025'): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

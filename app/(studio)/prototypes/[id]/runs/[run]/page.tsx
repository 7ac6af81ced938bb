import { CompareScreen } from '#components/run/compare-screen.tsx';
import { RunScreen } from '#components/run/run-screen.tsx';
import { requireSession } from '../../../../../require-session.ts';

interface RunPageProps {
  readonly params: Promise<{ readonly run: string }>;
  /** `with`: another run to set beside this one. */
  readonly searchParams: Promise<{ readonly with?: string | string[] }>;
}

export default async function RunPage({ params, searchParams }: RunPageProps) {
  await requireSession();
  const [{ run }, query] = await Promise.all([params, searchParams]);
  return typeof query.with === 'string' ? <CompareScreen left={run} right={query.with} /> : <RunScreen runId={run} />;
}

import { RunsScreen } from '#components/run/runs-screen.tsx';
import { requireSession } from '../../../../require-session.ts';

export default async function RunsPage() {
  await requireSession();
  return <RunsScreen />;
}

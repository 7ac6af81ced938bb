import { KeepScreen } from '#components/keep/keep-screen.tsx';
import { requireSession } from '../../../../../require-session.ts';

export default async function KeepPage() {
  await requireSession();
  return <KeepScreen />;
}

import { ExportPage } from '#components/bundle/export-page.tsx';
import { listTargets } from '#lib/studio/export/list-targets.ts';
import { requireSession } from '../../../../require-session.ts';

export default async function PrototypeExportPage() {
  await requireSession();
  return <ExportPage targets={listTargets()} />;
}

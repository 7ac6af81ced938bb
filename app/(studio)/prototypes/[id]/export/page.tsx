import { ExportPage } from '#components/bundle/export-page.tsx';
import { requireSession } from '../../../../require-session.ts';

export default async function PrototypeExportPage() {
  await requireSession();
  return <ExportPage />;
}

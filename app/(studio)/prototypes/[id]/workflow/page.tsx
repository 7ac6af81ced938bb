import { WorkflowScreen } from '#components/workflow/workflow-screen.tsx';
import { requireSession } from '../../../../require-session.ts';

export default async function WorkflowPage() {
  await requireSession();
  return <WorkflowScreen />;
}

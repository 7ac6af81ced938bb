import { DesignTable } from '#components/prototype/design-table.tsx';
import { PrototypeChat } from '#components/prototype/prototype-chat.tsx';
import { requireSession } from '../../../require-session.ts';

export default async function DesignPage() {
  await requireSession();
  return <DesignTable chat={<PrototypeChat />} />;
}

import { EndpointScreen } from '#components/endpoint/endpoint-screen.tsx';
import { requireSession } from '../../../../../require-session.ts';

export default async function EndpointPage() {
  await requireSession();
  return <EndpointScreen />;
}

import { HomeScreen } from '#components/home/home-screen.tsx';
import { listPrototypes } from '#lib/studio/list-prototypes.ts';
import { requireSession } from '../require-session.ts';

export default async function HomePage() {
  const studio = await requireSession();
  return <HomeScreen prototypes={await listPrototypes(studio)} />;
}

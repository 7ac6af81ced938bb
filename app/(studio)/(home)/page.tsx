import { HomeScreen } from '#components/home/home-screen.tsx';
import { listPrototypes } from '#lib/studio/prototypes/list-prototypes.ts';
import { requireSession } from '../../require-session.ts';

interface HomePageProps {
  readonly searchParams: Promise<Record<string, unknown>>;
}

/** `?import` opens the dialog that imports. Nothing is imported by opening it. */
export default async function HomePage({ searchParams }: HomePageProps) {
  const studio = await requireSession();
  const { import: importing } = await searchParams;
  return <HomeScreen prototypes={await listPrototypes(studio)} importing={importing !== undefined} />;
}

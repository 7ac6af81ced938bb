import type { Metadata } from 'next';
import { SettingsScreen } from '#components/settings/settings-screen.tsx';
import { readSettings } from '#lib/studio/settings/read-settings.ts';
import { requireSession } from '../../require-session.ts';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const studio = await requireSession();
  return <SettingsScreen settings={await readSettings(studio)} />;
}

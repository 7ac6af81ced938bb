'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Page } from '#components/shell/page.tsx';
import type { SettingsView } from '#core/live/settings-view.ts';
import { ApprovalSection } from './approval-section.tsx';
import { DataSection } from './data-section.tsx';
import { ModelSection } from './model-section.tsx';
import { SecretSection } from './secret-section.tsx';

/** The studio's settings; each change holds at once. */
export function SettingsScreen({ settings: initial }: { readonly settings: SettingsView }) {
  const router = useRouter();
  const [settings, setSettings] = useState(initial);
  useEffect(() => setSettings(initial), [initial]);
  return (
    <Page title="Settings">
      <ModelSection models={settings.models} onChange={setSettings} />
      <SecretSection secrets={settings.secrets} onChange={(secrets) => setSettings({ ...settings, secrets })} />
      <ApprovalSection permissions={settings.permissions} onChange={() => router.refresh()} />
      <DataSection data={settings.data} />
    </Page>
  );
}

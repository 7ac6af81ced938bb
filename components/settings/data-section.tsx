'use client';

import { Download, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { plural } from '#components/ui/format.ts';
import { toast } from '#components/ui/toast.tsx';
import type { StoredData } from '#core/live/settings-view.ts';
import { SettingSection } from './setting-section.tsx';
import { settingsActions } from './settings-actions.ts';

/** Where everything is kept, a copy of it, and the way to be rid of it. */
export function DataSection({ data }: { readonly data: StoredData }) {
  const router = useRouter();
  const [deleting, setDeleting] = useState(false);
  useCommands([
    {
      id: 'settings.export',
      label: 'Export all as JSON',
      group: 'Settings',
      icon: Download,
      run: () => window.location.assign('/api/settings/data'),
    },
    {
      id: 'settings.delete',
      label: 'Delete everything',
      group: 'Settings',
      icon: Trash2,
      run: () => setDeleting(true),
    },
  ]);
  const held = `${plural(data.prototypes, 'prototype')} and ${plural(data.servers, 'server')}`;
  return (
    <SettingSection
      id="data"
      title="Data"
      description="Everything stays on this machine, or in the database that you name."
    >
      <dl className="grid gap-x-4 gap-y-1.5 text-sm sm:grid-cols-[8rem_1fr]">
        <dt className="text-muted">Data folder</dt>
        <dd className="min-w-0 font-mono text-xs leading-5 wrap-anywhere">{data.home}</dd>
        <dt className="text-muted">Database</dt>
        <dd className="min-w-0">
          {data.database.kind === 'embedded' ? 'Embedded Postgres, in ' : 'Postgres at '}
          <span className="font-mono text-xs wrap-anywhere">{data.database.place}</span>
        </dd>
        <dt className="text-muted">Holds</dt>
        <dd className="figures">{held}</dd>
      </dl>
      <div className="mt-4 flex flex-wrap gap-2">
        <ButtonLink href="/api/settings/data" prefetch={false} download icon={Download}>
          Export all as JSON
        </ButtonLink>
        <Button variant="danger" icon={Trash2} onClick={() => setDeleting(true)}>
          Delete everything
        </Button>
      </div>
      {deleting && (
        <ConfirmDialog
          title="Delete everything?"
          action="Delete everything"
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await settingsActions.deleteAll();
            setDeleting(false);
            toast({ title: 'Everything is deleted' });
            router.push('/');
            router.refresh();
          }}
        >
          {held} with all recordings, workflows and runs, every secret and every setting are removed for good. What
          exported agents did elsewhere is not touched.
        </ConfirmDialog>
      )}
    </SettingSection>
  );
}

'use client';

import { useState } from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import type { ServerView } from '#core/server/server-view.ts';
import { PasteServers } from './paste-servers.tsx';
import { serverActions } from './server-actions.ts';
import { ServerForm } from './server-form.tsx';

export interface AddServerDialogProps {
  /** Aliases that are in use. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onAdded: (servers: readonly ServerView[]) => void;
}

/** Two ways to add servers: paste what people have, or fill in a form. Neither starts anything. */
export function AddServerDialog({ taken, onClose, onAdded }: AddServerDialogProps) {
  const [way, setWay] = useState<'paste' | 'form'>('paste');
  const added = (servers: readonly ServerView[]) => {
    onAdded(servers);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add servers"
      description="Adding starts nothing: you see each exact command and allow it by itself."
      size="md"
    >
      <Segmented
        label="How to add"
        value={way}
        onChange={setWay}
        size="md"
        segments={[
          { value: 'paste', label: 'Paste' },
          { value: 'form', label: 'Fill in' },
        ]}
        className="mb-4"
      />
      {way === 'paste' ? (
        <PasteServers taken={taken} onAdded={added} />
      ) : (
        <ServerForm
          taken={taken}
          submitLabel="Add server"
          onSubmit={async (config, secrets) => added([await serverActions.register(config, secrets)])}
        />
      )}
    </Dialog>
  );
}

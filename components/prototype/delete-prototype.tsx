'use client';

import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import { usePrototype } from './prototype-provider.tsx';
import { requestJson } from './request-json.ts';

/** The way to be rid of a prototype, asked once more. */
export function DeletePrototype() {
  const { id, name } = usePrototype(({ snapshot }) => snapshot.prototype);
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="danger" size="sm" icon={Trash2} className="self-start" onClick={() => setAsking(true)}>
        Delete this prototype
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Delete “${name}”?`}
          action="Delete"
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await requestJson(`/api/prototypes/${id}`, { method: 'DELETE' });
            toast({ title: `Deleted “${name}”` });
            router.push('/');
            router.refresh();
          }}
        >
          Its recording, workflow, runs and bundles are removed for good. Servers and secrets stay.
        </ConfirmDialog>
      )}
    </>
  );
}

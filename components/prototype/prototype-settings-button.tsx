'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useCommands } from '#components/shell/use-commands.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { PrototypeSettings } from './prototype-settings.tsx';

/** Opens what can be set for one prototype. */
export function PrototypeSettingsButton() {
  const [open, setOpen] = useState(false);
  useCommands([
    {
      id: 'prototype.settings',
      label: 'Servers, permissions and gateway of this prototype',
      group: 'Prototype',
      icon: SlidersHorizontal,
      keys: ',',
      keywords: [
        'settings',
        'instructions',
        'agent',
        'mcp',
        'claude code',
        'cursor',
        'approval',
        'allow',
        'revoke',
        'delete',
      ],
      run: () => setOpen(true),
    },
  ]);
  return (
    <>
      <IconButton
        icon={SlidersHorizontal}
        label="Set up this prototype"
        keys={[',']}
        tooltipSide="bottom"
        onClick={() => setOpen(true)}
      />
      {open && <PrototypeSettings onClose={() => setOpen(false)} />}
    </>
  );
}

'use client';

import { Hand } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';

/** Forms are heavy and rarely needed; they come when the panel opens. */
const HandCallPanel = dynamic(() => import('./hand-call-panel.tsx').then((module) => module.HandCallPanel), {
  ssr: false,
});

/** Opens the panel in which a tool is called by hand. */
export function HandCallButton({ size = 'md' }: { readonly size?: 'sm' | 'md' }) {
  const [open, setOpen] = useState(false);
  useCommands([
    {
      id: 'prototype.call',
      label: 'Call a tool by hand',
      group: 'Prototype',
      icon: Hand,
      keys: 'c',
      run: () => setOpen(true),
    },
  ]);
  return (
    <>
      <Button icon={Hand} size={size} title="Call a tool by hand (C)" onClick={() => setOpen(true)}>
        {size === 'sm' ? 'Call a tool' : 'Call a tool by hand'}
      </Button>
      {open && <HandCallPanel onClose={() => setOpen(false)} />}
    </>
  );
}

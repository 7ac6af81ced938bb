'use client';

import { useEffect, useId } from 'react';
import type { Command } from './command.ts';
import { commandRegistry } from './command-registry.ts';

/**
 * Offers commands in the palette, and by their keys, for as long as the component is on the page. The list may be made
 * anew on every render: `useCommands([{ id: 'run.replay', label: 'Replay', group: 'Run', keys: 'r', run: replay }])`.
 */
export function useCommands(commands: readonly Command[]): void {
  const owner = useId();
  useEffect(() => {
    commandRegistry.set(owner, commands);
  });
  useEffect(() => () => commandRegistry.remove(owner), [owner]);
}

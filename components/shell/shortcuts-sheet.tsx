'use client';

import { useSyncExternalStore } from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { orderGroups } from './command.ts';
import { commandRegistry } from './command-registry.ts';
import { useIsMac } from './is-mac.ts';
import { keyCaps } from './key-chord.ts';
import { overlays } from './overlays.ts';

/** `?`: the keys that work on this page. Reads the same registry as the palette, so it cannot be out of date. */
export function ShortcutsSheet() {
  const overlay = useSyncExternalStore(overlays.subscribe, overlays.read, overlays.onServer);
  const commands = useSyncExternalStore(commandRegistry.subscribe, commandRegistry.all, commandRegistry.onServer);
  const mac = useIsMac();
  const groups = orderGroups(commands.filter((command) => command.keys).map((command) => command.group));
  return (
    <Dialog
      open={overlay === 'keys'}
      onOpenChange={(next) => overlays.show(next ? 'keys' : null)}
      title="Keyboard"
      description="Keys that work on this page."
      size="md"
    >
      <div className="gap-x-8 sm:columns-2">
        {groups.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-xs font-medium text-faint">{group}</h3>
            <ul>
              {commands
                .filter((command) => command.group === group && command.keys)
                .map((command) => (
                  <li
                    key={command.id}
                    className="flex min-h-8 items-center justify-between gap-3 border-b border-hairline text-sm last:border-0"
                  >
                    <span className="min-w-0">{command.label}</span>
                    <Kbd keys={keyCaps(command.keys ?? '', mac)} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

'use client';

import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import { useMemo, useSyncExternalStore } from 'react';
import { Kbd } from '#components/ui/kbd.tsx';
import { type Command, orderGroups } from './command.ts';
import { commandRegistry } from './command-registry.ts';
import { commandScore } from './command-score.ts';
import { useIsMac } from './is-mac.ts';
import { keyCaps } from './key-chord.ts';
import { overlays } from './overlays.ts';

/** ⌘K: every action that is possible now, found by typing. */
export function CommandPalette() {
  const overlay = useSyncExternalStore(overlays.subscribe, overlays.read, overlays.onServer);
  const open = overlay === 'palette';
  return (
    <Dialog.Root open={open} onOpenChange={(next) => overlays.show(next ? 'palette' : null)}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-fade-in bg-overlay" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-1.5rem)] max-w-xl -translate-x-1/2 animate-fade-in overflow-hidden rounded-xl bg-surface shadow-overlay outline-none"
        >
          <Dialog.Title className="sr-only">Search and actions</Dialog.Title>
          <PaletteBody />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The label stands first among what an item is found by. */
function score(_: string, search: string, [label = '', ...keywords]: readonly string[] = []): number {
  return commandScore(search, label, keywords);
}

function PaletteBody() {
  const commands = useSyncExternalStore(commandRegistry.subscribe, commandRegistry.all, commandRegistry.onServer);
  const groups = useMemo(() => {
    const byGroup = new Map<string, Command[]>();
    for (const command of commands) {
      if (command.hidden || command.disabled) continue;
      const group = byGroup.get(command.group);
      if (group) group.push(command);
      else byGroup.set(command.group, [command]);
    }
    return orderGroups([...byGroup.keys()]).map((group) => [group, byGroup.get(group) ?? []] as const);
  }, [commands]);
  const mac = useIsMac();
  const run = (command: Command) => {
    overlays.show(null);
    command.run();
  };
  return (
    <Cmdk label="Search and actions" loop filter={score}>
      <div className="flex items-center gap-2.5 border-b border-hairline px-4">
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        <Cmdk.Input
          autoFocus
          placeholder="Go somewhere or do something"
          className="h-12 w-full bg-transparent text-base outline-none"
        />
      </div>
      <Cmdk.List className="max-h-[min(24rem,56vh)] overflow-y-auto p-1.5">
        <Cmdk.Empty className="px-3 py-8 text-center text-sm text-muted">Nothing by that name.</Cmdk.Empty>
        {groups.map(([group, entries]) => (
          <Cmdk.Group
            key={group}
            heading={group}
            className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint"
          >
            {entries.map((command) => (
              <Cmdk.Item
                key={command.id}
                value={command.id}
                keywords={[command.label, command.group, ...(command.keywords ?? [])]}
                onSelect={() => run(command)}
                className="flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-raised"
              >
                {command.icon ? (
                  <command.icon aria-hidden className="size-4 shrink-0 text-faint" />
                ) : (
                  <span className="size-4" />
                )}
                <span className="min-w-0 flex-1 truncate">{command.label}</span>
                {command.keys && <Kbd keys={keyCaps(command.keys, mac)} />}
              </Cmdk.Item>
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
    </Cmdk>
  );
}

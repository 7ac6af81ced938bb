'use client';

import { FileUp, Keyboard, Plus, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { createPrototype } from '#components/home/start-prototype.ts';
import { toast } from '#components/ui/toast.tsx';
import { places } from './nav.ts';
import { overlays } from './overlays.ts';
import type { RecentPrototype } from './recent-prototype.ts';
import { themes } from './theme-switch.tsx';
import { useCommands } from './use-commands.ts';

/** What can be done from every page. Renders nothing. */
export function ShellCommands({ recent }: { readonly recent: readonly RecentPrototype[] }) {
  const router = useRouter();
  const { setTheme } = useTheme();
  useCommands([
    {
      id: 'shell.palette',
      label: 'Search and actions',
      group: 'Everywhere',
      icon: Search,
      keys: 'mod+k',
      hidden: true,
      run: () => overlays.show(overlays.read() === 'palette' ? null : 'palette'),
    },
    ...places.map(({ href, label, icon, keys }) => ({
      id: `go.${href}`,
      label: `Go to ${label.toLowerCase()}`,
      group: 'Everywhere',
      icon,
      keys,
      run: () => router.push(href),
    })),
    {
      id: 'shell.new',
      label: 'New prototype',
      group: 'Everywhere',
      icon: Plus,
      keywords: ['create', 'start'],
      run: () => void createPrototype().then(({ id }) => router.push(`/prototypes/${id}`), reportFailure),
    },
    {
      id: 'shell.servers.add',
      label: 'Add a server',
      group: 'Everywhere',
      icon: Plus,
      keywords: ['mcp', 'connect', 'register', 'paste', 'import', 'mcp.json'],
      run: () => router.push('/servers?add'),
    },
    {
      id: 'shell.import',
      label: 'Import a recording, a workflow or servers',
      group: 'Everywhere',
      icon: FileUp,
      keywords: ['trace', 'json', 'mcp.json'],
      run: () => router.push('/?import'),
    },
    {
      id: 'shell.keys',
      label: 'Show the keys',
      group: 'Everywhere',
      icon: Keyboard,
      keys: '?',
      keywords: ['shortcuts', 'keyboard', 'help'],
      run: () => overlays.show('keys'),
    },
    ...themes.map(({ value, label, icon }) => ({
      id: `theme.${value}`,
      label: `Theme: ${label.toLowerCase()}`,
      group: 'Appearance',
      icon,
      keywords: ['colour', 'appearance', 'mode'],
      run: () => setTheme(value),
    })),
    ...recent.map(({ id, name }) => ({
      id: `prototype.${id}`,
      label: name,
      group: 'Prototypes',
      keywords: ['open'],
      run: () => router.push(`/prototypes/${id}`),
    })),
  ]);
  return null;
}

function reportFailure(reason: unknown): void {
  toast({
    tone: 'bad',
    title: 'No prototype was made',
    detail: reason instanceof Error ? reason.message : String(reason),
  });
}

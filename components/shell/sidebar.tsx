'use client';

import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useSyncExternalStore } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { useIsMac } from './is-mac.ts';
import { keyCaps } from './key-chord.ts';
import { Logo } from './logo.tsx';
import { places } from './nav.ts';
import { overlays } from './overlays.ts';
import type { RecentPrototype } from './recent-prototype.ts';
import { sidebarWidth } from './sidebar-width.ts';
import { ThemeSwitch } from './theme-switch.tsx';
import { useCommands } from './use-commands.ts';

/** Navigation at the left: wide on lists, slim beside a prototype, where the width belongs to the graph. */
export function Sidebar({ recent }: { readonly recent: readonly RecentPrototype[] }) {
  const path = usePathname();
  const chosen = useSyncExternalStore(sidebarWidth.subscribe, sidebarWidth.read, sidebarWidth.onServer);
  const slim = (chosen ?? (path.startsWith('/prototypes/') ? 'slim' : 'wide')) === 'slim';
  const toggle = () => sidebarWidth.write(slim ? 'wide' : 'slim');
  useCommands([
    {
      id: 'shell.sidebar',
      label: 'Wide or slim navigation',
      group: 'Appearance',
      icon: PanelLeftOpen,
      keys: '[',
      run: toggle,
    },
  ]);
  return (
    <aside
      aria-label="Sidebar"
      className={classNames(
        'hidden h-full shrink-0 flex-col gap-3 border-r border-hairline bg-bg py-2.5 md:flex',
        slim ? 'w-12 items-center' : 'w-52 px-2.5',
      )}
    >
      <div className={classNames('flex h-8 items-center', slim ? 'justify-center' : 'justify-between pl-1.5')}>
        <Link href="/" aria-label="Tracewright, to the prototypes" className="flex items-center gap-2 rounded-md">
          <Logo />
          {!slim && <span className="text-sm font-semibold tracking-tight">Tracewright</span>}
        </Link>
        {!slim && <IconButton icon={PanelLeftClose} label="Slim navigation" keys={['[']} size="sm" onClick={toggle} />}
      </div>
      <SearchButton slim={slim} />
      <nav aria-label="Studio" className={classNames('flex flex-col gap-0.5', slim && 'items-center')}>
        {places.map((place) => (
          <PlaceLink key={place.href} place={place} current={place.match(path)} slim={slim} />
        ))}
      </nav>
      {!slim && recent.length > 0 && <Recent recent={recent} path={path} />}
      <div className={classNames('mt-auto flex items-center gap-1', slim ? 'flex-col' : 'justify-between')}>
        {slim && (
          <IconButton icon={PanelLeftOpen} label="Wide navigation" keys={['[']} tooltipSide="right" onClick={toggle} />
        )}
        <ThemeSwitch wide={!slim} />
        {!slim && (
          <button
            type="button"
            onClick={() => overlays.show('keys')}
            className="flex h-7 items-center gap-1.5 rounded-md px-2 text-xs text-muted hover:bg-raised hover:text-fg"
          >
            Keys <Kbd keys={['?']} />
          </button>
        )}
      </div>
    </aside>
  );
}

function SearchButton({ slim }: { readonly slim: boolean }) {
  const mac = useIsMac();
  const open = () => overlays.show('palette');
  if (slim) {
    return (
      <IconButton
        icon={Search}
        label="Search and actions"
        keys={keyCaps('mod+k', mac)}
        tooltipSide="right"
        onClick={open}
      />
    );
  }
  return (
    <button
      type="button"
      onClick={open}
      className="flex h-8 items-center gap-2 rounded-md border border-hairline bg-surface px-2 text-sm text-muted shadow-card transition-colors hover:border-hairline-strong hover:text-fg"
    >
      <Search aria-hidden className="size-3.5" />
      <span className="flex-1 text-left">Search</span>
      <Kbd keys={keyCaps('mod+k', mac)} />
    </button>
  );
}

function PlaceLink({
  place,
  current,
  slim,
}: {
  readonly place: (typeof places)[number];
  readonly current: boolean;
  readonly slim: boolean;
}) {
  const { href, label, icon: Icon } = place;
  const link = (
    <Link
      href={href}
      aria-label={slim ? label : undefined}
      aria-current={current ? 'page' : undefined}
      className={classNames(
        'flex h-8 items-center gap-2.5 rounded-md text-sm transition-colors hover:bg-raised',
        current ? 'bg-raised font-medium text-fg' : 'text-muted hover:text-fg',
        slim ? 'w-8 justify-center' : 'px-2',
      )}
    >
      <Icon aria-hidden className={classNames('size-4 shrink-0', current ? 'text-fg' : 'text-faint')} />
      {!slim && label}
    </Link>
  );
  return slim ? (
    <Tooltip content={label} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}

function Recent({ recent, path }: { readonly recent: readonly RecentPrototype[]; readonly path: string }) {
  return (
    <nav aria-label="Recent prototypes" className="flex min-h-0 flex-col gap-0.5 overflow-y-auto">
      <p className="px-2 pt-1 pb-0.5 text-2xs font-medium text-faint">Recent</p>
      {recent.slice(0, 8).map(({ id, name }) => (
        <Link
          key={id}
          href={`/prototypes/${id}`}
          title={name}
          className={classNames(
            'block h-7 shrink-0 truncate rounded-md px-2 leading-7 text-sm hover:bg-raised hover:text-fg',
            path.startsWith(`/prototypes/${id}`) ? 'bg-raised text-fg' : 'text-muted',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

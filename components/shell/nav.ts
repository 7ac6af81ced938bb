import { Boxes, Plug, Settings2 } from 'lucide-react';

/** The studio's places, in the order in which a newcomer needs them. */
export const places = [
  {
    href: '/',
    label: 'Prototypes',
    icon: Boxes,
    keys: 'g p',
    match: (path: string) => path === '/' || path.startsWith('/prototypes'),
  },
  { href: '/servers', label: 'Servers', icon: Plug, keys: 'g s', match: (path: string) => path.startsWith('/servers') },
  {
    href: '/settings',
    label: 'Settings',
    icon: Settings2,
    keys: 'g t',
    match: (path: string) => path.startsWith('/settings'),
  },
] as const;

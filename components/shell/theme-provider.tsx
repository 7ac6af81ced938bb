'use client';

import { setNonce } from 'get-nonce';
import { ThemeProvider as NextThemes } from 'next-themes';
import { type ReactNode, useState } from 'react';
import { pageNonce } from '#components/ui/page-nonce.ts';

// Dialogs keep what is behind them from scrolling by a style element, which carries it.
setNonce(pageNonce());

export interface ThemeProviderProps {
  /** Nonce of this answer's Content-Security-Policy: the script that sets the theme before first paint carries it. */
  readonly nonce?: string;
  readonly children: ReactNode;
}

export function ThemeProvider({ nonce, children }: ThemeProviderProps) {
  // A refresh renders this again for a later answer; what counts is the policy that the page came with.
  const [first] = useState(nonce);
  return (
    <NextThemes attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={first}>
      {children}
    </NextThemes>
  );
}

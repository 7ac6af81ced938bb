'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

const NEAR = 32;

/**
 * Keeps a scrolling list at its end while it grows, but only while the reader is there: whoever has scrolled up reads on
 * undisturbed. `from` is where the reader begins. `away` tells that there is more below.
 */
export function useStickToEnd(
  list: RefObject<HTMLElement | null>,
  options: { readonly from: 'start' | 'end' },
): {
  readonly away: boolean;
  readonly toEnd: () => void;
} {
  const [away, setAway] = useState(false);
  const atEnd = useRef(options.from === 'end');

  useEffect(() => {
    const element = list.current;
    const content = element?.firstElementChild;
    if (!element || !content) return;
    let lastTop = element.scrollTop;
    const onScroll = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      // Told after the fact: what grew meanwhile is below, and only whoever went up has left the end.
      if (near) atEnd.current = true;
      else if (element.scrollTop < lastTop) atEnd.current = false;
      lastTop = element.scrollTop;
      setAway(!near && !atEnd.current);
    };
    // The outside system: the size of what is in the list.
    const grown = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
      else setAway(element.scrollHeight - element.scrollTop - element.clientHeight >= NEAR);
    });
    grown.observe(content);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      grown.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [list]);

  const toEnd = useCallback(() => {
    const element = list.current;
    if (!element) return;
    atEnd.current = true;
    setAway(false);
    element.scrollTop = element.scrollHeight;
  }, [list]);

  return { away, toEnd };
}

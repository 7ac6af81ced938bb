'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { Heads } from './project-workflow.ts';

type Measure = (id: string, element: HTMLElement) => () => void;

const Context = createContext<Measure | null>(null);

/** Cards inside tell how high they are. */
export function MeasureHeads(props: { readonly measure: Measure; readonly children: ReactNode }) {
  return <Context value={props.measure}>{props.children}</Context>;
}

/** The heights of cards as the browser lays them out, whatever the zoom; known one frame after a card first stands. */
export function useMeasuredHeads(): { readonly heads: Heads; readonly measure: Measure } {
  const [heads, setHeads] = useState<Heads>(() => new Map());
  const ids = useRef(new Map<Element, string>());
  const observer = useRef<ResizeObserver | null>(null);
  const watch = useCallback((): ResizeObserver => {
    observer.current ??= new ResizeObserver((entries) => {
      setHeads((before) => {
        const next = new Map(before);
        for (const { target, borderBoxSize } of entries) {
          const id = ids.current.get(target);
          const height = borderBoxSize[0]?.blockSize;
          if (id !== undefined && height) next.set(id, height);
        }
        return [...next].every(([id, height]) => before.get(id) === height) ? before : next;
      });
    });
    return observer.current;
  }, []);
  useEffect(
    () => () => {
      observer.current?.disconnect();
      observer.current = null;
    },
    [],
  );
  const measure = useCallback(
    (id: string, element: HTMLElement) => {
      ids.current.set(element, id);
      watch().observe(element);
      return () => {
        ids.current.delete(element);
        observer.current?.unobserve(element);
      };
    },
    [watch],
  );
  return { heads, measure };
}

/** The part of a card whose height counts: all of it but the steps inside. */
export function MeasuredHead(props: {
  readonly id: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { id, className, children } = props;
  const measure = useContext(Context);
  const ref = useCallback(
    (element: HTMLDivElement | null) => (element && measure ? measure(id, element) : undefined),
    [id, measure],
  );
  return (
    <div ref={ref} className={className}>
      {children}
    </div>
  );
}

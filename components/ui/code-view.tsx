'use client';

import { type CSSProperties, useEffect, useMemo, useState } from 'react';
import { classNames } from './class-names.ts';
import { CopyButton } from './copy-button.tsx';
import { type CodeLanguage, type CodeToken, highlightCode, plainLines } from './highlight-code.ts';
import { ScrollRegion } from './scroll-region.tsx';

export interface CodeViewProps {
  readonly code: string;
  readonly language: CodeLanguage;
  /** Names the code for screen readers: the file's name. */
  readonly label: string;
  readonly lineNumbers?: boolean;
  /** Lines (from 1) to mark, e.g. those of the selected step. */
  readonly marked?: readonly number[];
  /** Lines to mark more quietly, e.g. those of the step that is pointed at. */
  readonly hinted?: readonly number[];
  readonly onLineClick?: (line: number) => void;
  readonly onLinePoint?: (line: number | null) => void;
  readonly wrap?: boolean;
  /** Leaves out the copy button. */
  readonly bare?: boolean;
  readonly className?: string;
}

/** Code to read: highlighted once the grammar is there, plain until then, of the same size. */
export function CodeView(props: CodeViewProps) {
  const {
    code,
    language,
    label,
    lineNumbers = false,
    marked,
    hinted,
    onLineClick,
    onLinePoint,
    wrap = false,
    bare = false,
  } = props;
  const plain = useMemo(() => plainLines(code), [code]);
  const [coloured, setColoured] = useState<{ code: string; lines: readonly (readonly CodeToken[])[] } | null>(null);
  useEffect(() => {
    let current = true;
    highlightCode(code, language).then(
      (lines) => current && setColoured({ code, lines }),
      // Without its grammar the code stays plain, and readable.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [code, language]);
  const lines = coloured?.code === code ? coloured.lines : plain;
  const marks = new Set(marked);
  const hints = new Set(hinted);
  return (
    <div className={classNames('group relative min-w-0', props.className)}>
      {!bare && (
        <CopyButton
          text={code}
          className="absolute top-1.5 right-1.5 z-1 bg-surface opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
        />
      )}
      <ScrollRegion label={label} className="h-full overflow-auto">
        <pre className="py-2 font-mono text-xs leading-5 [tab-size:2]">
          <code className={classNames('block', !wrap && 'min-w-max')}>
            {lines.map((tokens, index) => {
              const line = index + 1;
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: pointing at a line is a shortcut; selection is elsewhere by keyboard.
                // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
                <span
                  key={line}
                  data-line={line}
                  onClick={onLineClick && (() => onLineClick(line))}
                  onMouseEnter={onLinePoint && (() => onLinePoint(line))}
                  onMouseLeave={onLinePoint && (() => onLinePoint(null))}
                  style={wrap ? hangingIndent(tokens, lineNumbers) : undefined}
                  className={classNames(
                    'block px-3',
                    wrap ? 'whitespace-pre-wrap wrap-anywhere' : 'whitespace-pre',
                    marks.has(line)
                      ? 'bg-accent/10 shadow-[inset_2px_0_var(--accent)]'
                      : hints.has(line) && 'shadow-[inset_2px_0_var(--hairline-strong)]',
                    onLineClick && 'cursor-pointer hover:bg-raised',
                  )}
                >
                  {lineNumbers && (
                    <span
                      aria-hidden="true"
                      className="figures mr-[2ch] inline-block w-[3ch] indent-0 select-none text-right text-faint"
                    >
                      {line}
                    </span>
                  )}
                  {tokens.map((token, at) =>
                    token.className ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity of their own.
                      <span key={at} className={token.className}>
                        {token.text}
                      </span>
                    ) : (
                      token.text
                    ),
                  )}
                  {'\n'}
                </span>
              );
            })}
          </code>
        </pre>
      </ScrollRegion>
    </div>
  );
}

/** Columns that the line number takes, with its gap. */
const GUTTER = 5;
/** Columns by which the rest of a broken line stands further in than the line itself. */
const FURTHER = 4;

/** Keeps the rest of a broken line right of where the line begins. */
function hangingIndent(tokens: readonly CodeToken[], numbered: boolean): CSSProperties {
  const text = tokens.map((token) => token.text).join('');
  const columns = (text.match(/^ */)?.[0].length ?? 0) + FURTHER + (numbered ? GUTTER : 0);
  return { paddingLeft: `calc(0.75rem + ${columns}ch)`, textIndent: `-${columns}ch` };
}

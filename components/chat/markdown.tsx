'use client';

import { memo } from 'react';
import { type Components, Streamdown } from 'streamdown';

/** Our own look for every element; the library's classes belong to another design system. */
const components: Components = {
  p: ({ children }) => <p>{children}</p>,
  h1: ({ children }) => <h3 className="pt-1 text-sm font-semibold">{children}</h3>,
  h2: ({ children }) => <h3 className="pt-1 text-sm font-semibold">{children}</h3>,
  h3: ({ children }) => <h4 className="pt-1 text-sm font-semibold">{children}</h4>,
  h4: ({ children }) => <h4 className="pt-1 text-sm font-medium">{children}</h4>,
  ul: ({ children }) => <ul className="list-disc space-y-1 pl-5 marker:text-faint">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="figures list-decimal space-y-1 pl-5 marker:text-faint">
      {children}
    </ol>
  ),
  li: ({ children }) => <li>{children}</li>,
  strong: ({ children }) => <strong className="font-semibold">{children}</strong>,
  a: ({ children, href }) => (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      className="text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
    >
      {children}
    </a>
  ),
  blockquote: ({ children }) => (
    <blockquote className="border-l-2 border-hairline-strong pl-3 text-muted">{children}</blockquote>
  ),
  hr: () => <hr className="border-hairline" />,
  inlineCode: ({ children }) => <code className="rounded-sm bg-raised px-1 py-0.5 font-mono text-xs">{children}</code>,
  pre: ({ children }) => (
    <pre className="overflow-x-auto rounded-md border border-hairline bg-sunken px-3 py-2 font-mono text-xs leading-5">
      {children}
    </pre>
  ),
  code: ({ children }) => <code className="font-mono text-xs">{children}</code>,
  table: ({ children }) => (
    <div className="overflow-x-auto rounded-md border border-hairline">
      <table className="figures w-full text-left text-xs">{children}</table>
    </div>
  ),
  th: ({ children }) => <th className="border-b border-hairline bg-sunken px-2.5 py-1.5 font-medium">{children}</th>,
  td: ({ children }) => <td className="border-b border-hairline px-2.5 py-1.5 align-top">{children}</td>,
};

/**
 * What a model wrote. Its text is untrusted: no HTML, no pictures from elsewhere, links only to the web and opened
 * apart. Marks that are half written are completed while it streams.
 */
export const Markdown = memo(function Markdown(props: { readonly text: string; readonly streaming: boolean }) {
  return (
    <Streamdown
      mode={props.streaming ? 'streaming' : 'static'}
      parseIncompleteMarkdown={props.streaming}
      components={components}
      skipHtml
      controls={false}
      linkSafety={{ enabled: false }}
      disallowedElements={['img']}
      urlTransform={webOnly}
      className="space-y-2 text-sm leading-5.5 wrap-anywhere"
    >
      {props.text}
    </Streamdown>
  );
});

function webOnly(url: string): string | null {
  return /^https?:\/\//i.test(url) ? url : null;
}

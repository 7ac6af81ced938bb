import { Badge } from '#components/ui/badge.tsx';
import type { ToolAnnotations } from '#core/tool/tool-spec.ts';

/** What the server claims about a tool: hints, which nobody vouches for. */
export function ToolHints({ annotations }: { readonly annotations: ToolAnnotations | undefined }) {
  const hints = hintTexts(annotations);
  if (hints.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-xs text-faint">
      The server hints:
      {hints.map((hint) => (
        <Badge key={hint}>{hint}</Badge>
      ))}
    </p>
  );
}

function hintTexts(annotations: ToolAnnotations | undefined): readonly string[] {
  if (!annotations) return [];
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
  return [
    readOnlyHint === undefined ? '' : readOnlyHint ? 'read only' : 'not read only',
    destructiveHint === undefined ? '' : destructiveHint ? 'destructive' : 'not destructive',
    idempotentHint === undefined ? '' : idempotentHint ? 'idempotent' : 'not idempotent',
    openWorldHint === undefined ? '' : openWorldHint ? 'open world' : 'closed world',
  ].filter(Boolean);
}

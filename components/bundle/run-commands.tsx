'use client';

import { CodeView } from '#components/ui/code-view.tsx';
import type { BundlePreview, ProvedBundle } from '#core/live/export-event.ts';

/** The exact commands that come after the download, in order. */
export function RunCommands(props: { readonly preview: BundlePreview; readonly proved: ProvedBundle }) {
  const { preview, proved } = props;
  const commands = [...first(preview, proved), ...preview.commands.deploy];
  return (
    <section aria-label="Run it" className="border-hairline border-b px-4 py-3">
      <h2 className="text-sm font-semibold">Then run it</h2>
      <p className="mt-0.5 text-xs text-muted">
        A plan reads and shows what would change; nothing is sent before <code className="font-mono">apply</code>.
      </p>
      <CodeView
        code={commands.join('\n')}
        language="shell"
        label="Commands"
        className="mt-2 rounded-md border border-hairline bg-sunken"
      />
    </section>
  );
}

function first({ name, variables, commands }: BundlePreview, { target }: ProvedBundle): readonly string[] {
  const here = variables.filter((variable) => variable.here !== undefined);
  const secrets = variables.filter(({ secret }) => secret);
  return [
    `unzip mcp-agent-${target}.zip && cd ${name}`,
    ...commands.install,
    ...here.map(({ name: variable, here: value = '' }) => `echo ${quote(`${variable}=${value}`)} >> .env`),
    ...secrets.map(({ name: variable }) => `echo '${variable}=…' >> .env        # a secret: fill it in`),
    commands.plan,
  ];
}

/** One word of a shell, whatever is in it. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

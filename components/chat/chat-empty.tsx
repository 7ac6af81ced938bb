import { MessageSquareText } from 'lucide-react';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

/** Nothing was said yet. */
export function ChatEmpty({ sample, servers }: { readonly sample: boolean; readonly servers: number }) {
  if (sample) {
    return (
      <EmptyState icon={MessageSquareText} title="The sample's conversation">
        Send the prompt below. A script answers it over the same protocol as a model; the two sample servers and their
        calls are real.
      </EmptyState>
    );
  }
  if (servers === 0) {
    return (
      <EmptyState
        icon={MessageSquareText}
        title="No server is in use here"
        actions={<ButtonLink href="/servers">Add a server</ButtonLink>}
      >
        A model works with the tools of MCP servers. Register one, then describe the job.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={MessageSquareText} title="Describe the job once">
      The model does it with the tools of your servers. Every call is recorded on the graph and becomes the program.
      Writes wait for you.
    </EmptyState>
  );
}

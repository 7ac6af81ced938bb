import type { PrototypeView } from '#core/live/prototype-snapshot.ts';
import type { ApprovalRequest, PendingCall } from '#core/live/studio-event.ts';
import type { ToolProgress } from '#core/tool/tool-caller.ts';
import type { TraceCall } from '#core/trace/trace.ts';

/**
 * What the chat needs from the page around it. The pane reads and streams its own messages (`/api/prototypes/<id>/chat`
 * and `/messages`); calls, approvals and the prototype come from the page's live store, so that chat, graph and
 * inspector always show the same. Mount it with `key={prototype.id}`.
 */
export interface ChatPaneProps {
  readonly prototype: PrototypeView;
  readonly calls: readonly TraceCall[];
  readonly pending: readonly PendingCall[];
  readonly approvals: readonly ApprovalRequest[];
  /** Last progress by call id. */
  readonly progress?: ReadonlyMap<string, ToolProgress>;
  /** Id of the selected call, wherever it was selected; its line is marked and scrolled to. */
  readonly selected?: string | null;
  /** A call's line was chosen ("jump to node"). */
  readonly onSelect?: (callId: string) => void;
}

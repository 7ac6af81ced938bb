/** Whether others may call a workflow, and what a call then does: `plan` changes nothing, `apply` does. */
export type EndpointSwitch = 'off' | 'plan' | 'apply';

/** What the page of a workflow that can be called starts from. Its calls are runs of the prototype. */
export interface EndpointView {
  readonly switch: EndpointSwitch;
  /** Why nobody can call it as it is now; null where nothing stands in the way. */
  readonly refused: { readonly message: string; readonly advice?: string } | null;
  /** Name of its tool among those of the gateway. */
  readonly tool: string;
  /** Below it are `/invoke`, `/runs/<run>` and `/openapi.json`. */
  readonly url: string;
  /** MCP: the prototype's gateway, which offers the tool. */
  readonly gateway: string;
  /** Opens all of this, and with it the tools of the prototype's servers that the gateway offers. */
  readonly token: string;
  /** Ready to paste, per program. */
  readonly snippets: readonly { readonly application: string; readonly text: string }[];
}

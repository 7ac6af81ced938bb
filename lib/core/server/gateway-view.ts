/** How an outside agent reaches the gateway of a prototype. The token opens this gateway and nothing else. */
export interface GatewayView {
  readonly url: string;
  readonly token: string;
  /** Ready to paste, per application. */
  readonly snippets: readonly { readonly application: string; readonly text: string }[];
}

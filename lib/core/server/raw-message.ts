/** One JSON-RPC message as it went over the wire, for the inspector. */
export interface RawMessage {
  readonly direction: 'sent' | 'received';
  /** ISO instant. */
  readonly at: string;
  /** The message's JSON text with secrets masked; cut to a bound, then `bytes` is larger than the text. */
  readonly text: string;
  /** Size of the whole message in bytes. */
  readonly bytes: number;
}

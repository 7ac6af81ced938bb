import { isJsonObject, type JsonObject } from '#core/json/json.ts';
import type { ToolCallOptions, ToolCallRequest } from '#core/tool/tool-caller.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';

/** What a server may ask back in the middle of a call (MCP 2026-07-28, multi round-trip requests; requests before it). */
export const INPUT_METHODS = ['elicitation/create', 'sampling/createMessage', 'roots/list'] as const;
export type InputMethod = (typeof INPUT_METHODS)[number];

/** One thing that a server asks. `params` is the server's own and untrusted. */
export interface InputRequest {
  readonly method: InputMethod;
  readonly params: JsonObject;
}

/** By keys of the server's choice; it gets the answers under the same keys. */
export type InputRequests = Readonly<Record<string, InputRequest>>;
export type InputResponses = Readonly<Record<string, JsonObject>>;

/** Answers what servers ask in the middle of a call. */
export interface InputAnswerer {
  /** MCP's `ClientCapabilities`: what may be asked at all. The server of a call is told exactly this, where it can be. */
  readonly capabilities: JsonObject;
  /** Resolves with an answer for every key. Rejects with {@link InputRefused}, or with anything when `signal` ends. */
  answer(requests: InputRequests, options: { readonly signal: AbortSignal }): Promise<InputResponses>;
}

/** Nobody can or wants to answer; the server is told so as a JSON-RPC error. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused';
  readonly code: number;
  readonly data: JsonObject | undefined;

  constructor(message: string, facts: { readonly code: number; readonly data?: JsonObject }) {
    super(message);
    this.code = facts.code;
    this.data = facts.data;
  }
}

/** By name: Next loads this module once per bundle layer, and each has a class of its own. */
export function isInputRefused(error: unknown): error is InputRefused {
  return error instanceof Error && error.name === 'InputRefused' && 'code' in error;
}

/** What only a live server needs to know of a call. */
export interface LiveCallOptions extends ToolCallOptions {
  /** Without it, a server that asks is told that the question was dismissed. */
  readonly inputs?: InputAnswerer;
  /** The least severe log messages wanted (MCP `LoggingLevel`); without it the server decides. */
  readonly logLevel?: string;
  /** `notifications/message` of the server that belong to this call, as far as that can be told. */
  readonly onLog?: (message: JsonObject) => void;
}

/** A `ToolCaller` over live servers. */
export interface LiveCaller {
  call(request: ToolCallRequest, options?: LiveCallOptions): Promise<ToolResult>;
}

/** MCP's error for a server that asks what the client did not offer. */
export const MISSING_CAPABILITY = -32021;

export function isInputMethod(method: string): method is InputMethod {
  return INPUT_METHODS.some((known) => known === method);
}

/** Whether `capabilities` (MCP `ClientCapabilities`) cover a question; `{elicitation: {}}` means forms. */
export function mayAsk(capabilities: JsonObject, { method, params }: InputRequest): boolean {
  return missingCapability(capabilities, { method, params }) === null;
}

/** The capability that a question needs and `capabilities` lack, as MCP's `requiredCapabilities`; `null` for none. */
export function missingCapability(capabilities: JsonObject, { method, params }: InputRequest): JsonObject | null {
  if (method === 'roots/list') return capabilities.roots === undefined ? { roots: {} } : null;
  if (method === 'sampling/createMessage') return capabilities.sampling === undefined ? { sampling: {} } : null;
  const { elicitation } = capabilities;
  const mode = params.mode === 'url' ? 'url' : 'form';
  if (typeof elicitation !== 'object' || elicitation === null) return { elicitation: { [mode]: {} } };
  const modes = Object.keys(elicitation);
  const allowed = modes.includes(mode) || (mode === 'form' && !modes.includes('url'));
  return allowed ? null : { elicitation: { [mode]: {} } };
}

/** For calls that nobody watches: questions to a person are dismissed, all else is refused. */
export const NOBODY: InputAnswerer = {
  capabilities: {},
  answer: async (requests) =>
    Object.fromEntries(
      Object.entries(requests).map(([key, request]) => {
        if (request.method === 'elicitation/create') return [key, { action: 'cancel' }];
        throw new InputRefused(`Nobody here can answer "${request.method}".`, {
          code: MISSING_CAPABILITY,
          data: { requiredCapabilities: missingCapability({}, request) ?? {} },
        });
      }),
    ),
};

/** Each question goes to the first who can answer it. What nobody can answer goes to the last, who will say so. */
export function inTurn(answerers: readonly [InputAnswerer, ...InputAnswerer[]]): InputAnswerer {
  return {
    capabilities: answerers.map(({ capabilities }) => capabilities).reduceRight(union),
    async answer(requests, options) {
      const answers: Record<string, JsonObject> = {};
      for (const [index, answerer] of answerers.entries()) {
        const rest = Object.entries(requests).filter(([key]) => !Object.hasOwn(answers, key));
        const last = index === answerers.length - 1;
        const own = rest.filter(([, request]) => last || mayAsk(answerer.capabilities, request));
        if (own.length > 0) Object.assign(answers, await answerer.answer(Object.fromEntries(own), options));
      }
      return answers;
    },
  };
}

function union(one: JsonObject, other: JsonObject): JsonObject {
  const all = { ...one, ...other };
  if (!isJsonObject(one.elicitation) || !isJsonObject(other.elicitation)) return all;
  const modes = [one.elicitation, other.elicitation].map((own) => (own.url === undefined ? { form: {}, ...own } : own));
  return { ...all, elicitation: Object.assign({}, ...modes) };
}

import type { JsonObject } from '#core/json/json.ts';
import type { PrototypeView } from '#core/live/prototype-snapshot.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';

/** A prototype as it is kept: what pages see, and what its trace and chat need besides. */
export interface PrototypeRecord extends PrototypeView {
  /** When and where recording began; copied into the trace. */
  readonly now: string;
  readonly timeZone: string;
  readonly locale: string;
  /** The chat's own settings (instructions, temperature, …); the chat defines the members. */
  readonly chat: JsonObject;
}

export interface PrototypeStore {
  /** Newest change first. */
  list(): Promise<readonly PrototypeRecord[]>;
  find(id: string): Promise<PrototypeRecord | null>;
  create(prototype: PrototypeRecord): Promise<PrototypeRecord>;
  /** Changes the named members and `updatedAt`; null where there is no such prototype. */
  update(id: string, change: PrototypeChange): Promise<PrototypeRecord | null>;
  /** Removes it with everything recorded in it; false where there was none. */
  remove(id: string): Promise<boolean>;
  /** "Always allow this tool in this prototype"; doing it twice changes nothing. */
  allowTool(id: string, tool: ToolRef): Promise<void>;
  revokeTool(id: string, tool: ToolRef): Promise<void>;
}

export interface PrototypeChange {
  readonly name?: string;
  readonly model?: string | null;
  readonly servers?: readonly string[];
  readonly chat?: JsonObject;
  readonly timeZone?: string;
  readonly locale?: string;
}

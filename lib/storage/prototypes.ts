import type { JsonObject } from '#core/json/json.ts';
import type { EndpointSwitch } from '#core/live/endpoint-view.ts';
import type { PrototypeView } from '#core/live/prototype-snapshot.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import { type Database, hasPrismaCode } from './database.ts';
import { readDocument, writeDocument } from './document.ts';
import type { PrototypeModel } from './generated/models.ts';
import { ConflictError } from './storage-errors.ts';

/** A prototype as it is kept: what pages see, and what its trace and chat need besides. */
export interface PrototypeRecord extends Omit<PrototypeView, 'instructions' | 'gateway'> {
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
  /** Nobody can call it before that is switched on. */
  create(prototype: Omit<PrototypeRecord, 'endpoint'>): Promise<PrototypeRecord>;
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
  readonly endpoint?: EndpointSwitch;
  readonly timeZone?: string;
  readonly locale?: string;
}

export function prototypeStore(database: Database): PrototypeStore {
  const include = { allowedTools: { orderBy: { toolJson: 'asc' } } } as const;
  return {
    async list() {
      const rows = await database.prototype.findMany({ include, orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }] });
      return rows.map(toRecord);
    },
    async find(id) {
      const row = await database.prototype.findUnique({ where: { id }, include });
      return row && toRecord(row);
    },
    async create(prototype) {
      try {
        const row = await database.prototype.create({
          data: {
            id: prototype.id,
            name: prototype.name,
            sample: prototype.sample,
            model: prototype.model,
            serversJson: writeDocument(prototype.servers),
            chatJson: writeDocument(prototype.chat),
            now: prototype.now,
            timeZone: prototype.timeZone,
            locale: prototype.locale,
            createdAt: prototype.createdAt,
            updatedAt: prototype.updatedAt,
            allowedTools: { create: prototype.allowed.map((tool) => ({ toolJson: toolKey(tool) })) },
          },
          include,
        });
        return toRecord(row);
      } catch (error) {
        if (hasPrismaCode(error, 'P2002')) throw new ConflictError(`A prototype "${prototype.id}" exists already.`);
        throw error;
      }
    },
    async update(id, change) {
      const { servers, chat, ...plain } = change;
      try {
        const row = await database.prototype.update({
          where: { id },
          data: {
            ...plain,
            ...(servers && { serversJson: writeDocument(servers) }),
            ...(chat && { chatJson: writeDocument(chat) }),
            updatedAt: new Date(),
          },
          include,
        });
        return toRecord(row);
      } catch (error) {
        if (hasPrismaCode(error, 'P2025')) return null;
        throw error;
      }
    },
    async remove(id) {
      const { count } = await database.prototype.deleteMany({ where: { id } });
      return count > 0;
    },
    async allowTool(id, tool) {
      const key = { prototypeId: id, toolJson: toolKey(tool) };
      await database.allowedTool.upsert({ where: { prototypeId_toolJson: key }, create: key, update: {} });
    },
    async revokeTool(id, tool) {
      await database.allowedTool.deleteMany({ where: { prototypeId: id, toolJson: toolKey(tool) } });
    },
  };
}

function toolKey({ server, tool }: ToolRef): string {
  return writeDocument({ server, tool });
}

function toRecord(
  row: PrototypeModel & { readonly allowedTools: readonly { readonly toolJson: string }[] },
): PrototypeRecord {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    servers: readDocument(row.serversJson),
    model: row.model,
    allowed: row.allowedTools.map((allowed) => readDocument<ToolRef>(allowed.toolJson)),
    sample: row.sample,
    endpoint: row.endpoint === 'plan' || row.endpoint === 'apply' ? row.endpoint : 'off',
    now: row.now,
    timeZone: row.timeZone,
    locale: row.locale,
    chat: readDocument(row.chatJson),
  };
}

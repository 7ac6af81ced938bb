import type { PrototypeView } from '#core/live/prototype-snapshot.ts';
import type { Studio } from '../studio.ts';
import { prototypeView } from './prototype-view.ts';

export interface NewPrototype {
  readonly name?: string;
  /** Aliases; every registered server where absent. */
  readonly servers?: readonly string[];
  /** Of the person who designs; those of this machine where absent. */
  readonly timeZone?: string;
  readonly locale?: string;
  readonly model?: string;
  readonly sample?: boolean;
}

/** Makes an empty prototype; its trace begins now. */
export async function createPrototype(studio: Studio, wish: NewPrototype = {}): Promise<PrototypeView> {
  const now = studio.clock.now();
  const here = Intl.DateTimeFormat().resolvedOptions();
  const servers = wish.servers ?? (await studio.store.servers.list()).map((server) => server.config.alias);
  return prototypeView(
    await studio.store.prototypes.create({
      id: studio.ids('prototype'),
      name: wish.name ?? 'Untitled prototype',
      sample: wish.sample ?? false,
      model: wish.model ?? null,
      servers,
      allowed: [],
      chat: {},
      now,
      timeZone: wish.timeZone ?? here.timeZone,
      locale: wish.locale ?? here.locale,
      createdAt: now,
      updatedAt: now,
    }),
  );
}

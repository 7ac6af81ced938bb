import type { JsonObject } from '../json/json.ts';

/** A resource that a server lists. Its contents are read with the reserved tool `resources/read`. */
export interface ResourceSpec {
  readonly server: string;
  readonly uri: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly mimeType?: string;
  /** Bytes, as the server says. */
  readonly size?: number;
  readonly meta?: JsonObject;
}

/** A family of resources; `uriTemplate` follows RFC 6570. */
export interface ResourceTemplateSpec {
  readonly server: string;
  readonly uriTemplate: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly mimeType?: string;
  readonly meta?: JsonObject;
}

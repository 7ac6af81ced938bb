/**
 * What a call does to the world: `read` changes nothing, `write` adds or changes, `destroy` deletes or overwrites.
 * The user's own choice wins; otherwise see `classifyTool`.
 */
export type EffectClass = 'read' | 'write' | 'destroy';

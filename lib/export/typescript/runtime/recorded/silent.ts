import type { JudgementBook, Log, Meter } from '../agent-setup.ts';

/** Says nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Counts nothing. */
export const silentMeter: Meter = { toolCall() {}, effect() {}, judgement() {}, kept() {}, pass() {} };

/** Keeps nothing. */
export const forgetful: JudgementBook = { find: async () => undefined, keep: async (_, { answer }) => answer };

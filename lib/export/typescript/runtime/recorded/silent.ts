import type { Log, Meter } from '../agent-setup.ts';

/** Says nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Counts nothing. */
export const silentMeter: Meter = { toolCall() {}, effect() {}, pass() {} };

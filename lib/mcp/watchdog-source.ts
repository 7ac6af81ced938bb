/**
 * The program of the watchdog: a process of ours that stands between the studio and a stdio server, so that the server
 * cannot outlive the studio, not even when the studio is killed with SIGKILL and the server ignores a closed stdin.
 *
 * It is plain JavaScript in a string because bundlers move and rewrite files; `node -e` runs it anywhere. It reads the
 * command from file descriptor 3 as one line of JSON, starts it as the leader of a new process group with our own
 * stdin, stdout and stderr (no byte is copied), and reports on descriptor 3: `{"pid"}`, `{"error"}`, `{"exit"}`. It
 * takes orders there too: `{"signal"}`. When descriptor 3 closes, whoever owned the server is gone: SIGTERM to the
 * group, SIGKILL one second later. What the server leaves behind in its group is ended the same way.
 */
export const WATCHDOG_SOURCE = `
'use strict';
const { spawn } = require('node:child_process');
const { Socket } = require('node:net');
const line = new Socket({ fd: 3, readable: true, writable: true });
let child = null;
let ended = false;
const tell = (message) => { try { line.write(JSON.stringify(message) + '\\n'); } catch {} };
const kill = (signal) => {
  if (!child || !child.pid) return false;
  try { process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal); return true; } catch { return false; }
};
const sweep = (then) => {
  if (!kill('SIGTERM')) return then();
  let waited = 0;
  const timer = setInterval(() => {
    waited += 50;
    if (!kill(0)) { clearInterval(timer); then(); }
    else if (waited >= 1000) { clearInterval(timer); kill('SIGKILL'); then(); }
  }, 50);
};
const leave = (code) => { if (!ended) { ended = true; sweep(() => process.exit(code)); } };
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => leave(143));
line.on('error', () => leave(1));
line.on('close', () => leave(1));
line.on('end', () => leave(1));
const start = (spec) => {
  try {
    child = spawn(spec.command, spec.args, { cwd: spec.cwd, env: spec.env, stdio: ['inherit', 'inherit', 'inherit'], detached: true, shell: false });
  } catch (error) {
    tell({ error: { code: error.code, message: error.message } });
    return void setTimeout(() => process.exit(127), 20);
  }
  child.on('spawn', () => tell({ pid: child.pid }));
  child.on('error', (error) => { tell({ error: { code: error.code, message: error.message } }); setTimeout(() => process.exit(127), 20); });
  child.on('exit', (code, signal) => { tell({ exit: { code, signal } }); setTimeout(() => leave(code === null ? 1 : code), 20); });
};
let text = '';
line.setEncoding('utf8');
line.on('data', (chunk) => {
  text += chunk;
  for (let at; (at = text.indexOf('\\n')) >= 0; ) {
    const message = JSON.parse(text.slice(0, at));
    text = text.slice(at + 1);
    if (message.command !== undefined) start(message);
    else if (message.signal !== undefined) kill(message.signal);
  }
});
`;

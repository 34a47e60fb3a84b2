/*
 * Loaded before a program (`node --require`): kills it at its N-th change of the file system, N
 * being KILL_AT, as `kill -9` would. Every file that is written whole has two moments more: when
 * it is empty, and when half of it is there.
 */
import fs from 'node:fs';

type Call = (...given: unknown[]) => unknown;

const functions = fs as unknown as Record<string, Call>;
const killAt = Number(process.env.KILL_AT);
let calls = 0;

function step(): void {
  calls += 1;
  if (calls === killAt) process.kill(process.pid, 'SIGKILL');
}

/** Calls `before`, which may step further, and then the function itself. */
function intercept(name: string, before: Call = () => undefined): void {
  const original = functions[name] as Call;
  functions[name] = (...given) => {
    step();
    before(...given);
    return original(...given);
  };
}

for (const name of ['mkdirSync', 'rmdirSync', 'unlinkSync', 'renameSync', 'linkSync']) {
  intercept(name);
}

const { openSync, writeSync, closeSync, rmSync, readdirSync } = fs;

intercept('writeFileSync', (path, text, options) => {
  const given =
    typeof options === 'object' ? (options as { flag?: string } | null)?.flag : undefined;
  // What is written in place has the same bytes before and after.
  if (given === 'r+' || typeof path !== 'string') return;
  for (const share of [0, 0.5]) {
    if (calls + 1 === killAt) {
      const file = openSync(path, 'w');
      writeSync(file, String(text).slice(0, String(text).length * share));
      closeSync(file);
    }
    step();
  }
});

// Goes through a directory entry by entry; killed in the middle it has removed a part.
intercept('rmSync', (path) => {
  if (calls + 1 === killAt && typeof path === 'string' && fs.existsSync(path)) {
    if (!fs.statSync(path).isDirectory()) return;
    for (const name of readdirSync(path).slice(0, 1)) {
      rmSync(`${path}/${name}`, { recursive: true });
    }
  }
  step();
});

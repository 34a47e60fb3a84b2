import { KillMatrix } from './matrix';

/** A few of the calls, for every test run; `node lib/test/output/kill/main.js` does all. */
const CALLS = [4, 16, 28, 34, 40, 46, 52, 58, 64, 70];

it('a synthesis that is killed loses no file, and the next one finishes its job', async () => {
  const matrix = new KillMatrix();
  try {
    for (const [index, call] of CALLS.entries()) {
      const { problems } = await matrix.kill(call, 'old', index % 2 ? 'new' : 'old');
      expect({ call, problems }).toEqual({ call, problems: [] });
    }
  } finally {
    matrix.remove();
  }
}, 180_000);

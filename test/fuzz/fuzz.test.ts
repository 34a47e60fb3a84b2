import { fuzz } from './run';

describe('a fleet file with random mistakes', () => {
  it.each([1, 2, 3])(
    'renders or is refused with a place, never anything else (seed %i)',
    (seed) => {
      const runs = Array.from({ length: 100 }, (_, run) => run);
      const { valid, refused, failures } = fuzz({ seed, runs, promtool: false });
      expect(failures).toEqual([]);
      expect(valid).toBeGreaterThan(10);
      expect(refused).toBeGreaterThan(40);
    },
    60_000,
  );
});

import { ALERTS } from './alerts';
import { SCENARIOS } from './scenarios';

it('every alert of a hub fires and resolves in a scenario', () => {
  const seen = new Set(SCENARIOS.flatMap(({ alerts }) => alerts));
  expect(ALERTS.length).toBeGreaterThan(10);
  expect([...seen].sort()).toEqual([...ALERTS].sort());
});

it('no two scenarios have one name', () => {
  const names = SCENARIOS.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

import { readFleetText } from '../../inventory';
import { hubRules } from '../../prometheus/rules/hub';
import { fleetFile, resolved } from '../fleet';

it('a cluster label cannot be one that an alert has or joins series by', () => {
  const rules = hubRules(resolved(fleetFile()).hub).groups.flatMap((group) => group.rules);
  const text = JSON.stringify(rules);
  const read = [...text.matchAll(/\$labels\.(\w+)/g)].map(([, name]) => name ?? '');
  const joined = [...text.matchAll(/\b(?:on|by) ?\(([^)]*)\)/g)].flatMap(([, names = '']) =>
    names.split(/, */),
  );
  const names = new Set([...read, ...joined, 'severity', 'alertname'].filter(Boolean));
  // The cluster label, and where another claim of it is kept.
  for (const name of ['cluster', 'exported_cluster']) names.delete(name);
  for (const name of names) {
    const { problems } = readFleetText(fleetFile({ hub: `clusterLabel: ${name}` }), 'f');
    expect(problems.map(({ code }) => code)).toEqual(['reserved-label']);
  }
});

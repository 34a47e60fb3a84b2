import { prometheusContainer } from '../../constructs/prometheus-container';
import { warnings } from '../../model/checks/warnings';
import { federationJob } from '../../prometheus/jobs/federation';
import { fleetFile, resolved } from '../fleet';

const TYPED = 'federation: { typed: true }';
const FLAG = '--enable-feature=type-and-unit-labels';

function flagsOf(cluster: string, more = ''): string[] {
  const monitor = resolved(`${fleetFile({ cluster })}${more}`).members[0]?.monitor;
  if (!monitor) throw new Error('the fleet has no monitor');
  return prometheusContainer(monitor.server, []).args ?? [];
}

it('a member whose metrics are typed has the feature flag, another has not', () => {
  expect(flagsOf(TYPED)).toContain(FLAG);
  expect(flagsOf('federation: { typed: false }')).not.toContain(FLAG);
});

it('a Prometheus that does not know the flag is started without it, and a warning says why', () => {
  const old = '\nimages: { prometheus: { tag: v3.4.2 } }\n';
  expect(flagsOf(TYPED, old)).not.toContain(FLAG);
  const said = warnings(resolved(`${fleetFile({ cluster: TYPED })}${old}`));
  expect(said.map(({ message }) => message).join('\n')).toContain('from 3.5 on, found');
});

it('alerts of a typed member arrive without the type of the metric that they are about', () => {
  const removed = (cluster: string) => {
    const job = resolved(fleetFile({ cluster })).members[0]?.job;
    if (!job) throw new Error('the fleet has no member');
    const rules = federationJob(job, ['up']).metric_relabel_configs ?? [];
    return rules.flatMap(({ target_label, replacement }) =>
      replacement === '' && target_label && /^__(type|unit)__$/.test(target_label)
        ? target_label
        : [],
    );
  };
  expect(removed(TYPED)).toEqual(['__type__', '__unit__']);
  expect(removed('federation: { typed: false }')).toEqual([]);
});

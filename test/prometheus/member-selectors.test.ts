import { matchersOf } from '../../language/promql/selector';
import { type Part, parsePromql } from '../../language/promql/tree';
import { MEMBER_GROUPS } from '../../prometheus/rules/member';
import { existingSources, type Sources } from '../../prometheus/rules/member/sources';

/** Sources of kube-prometheus-stack, where each has a job of its own. */
const SOURCES: Sources = existingSources({
  jobs: [
    'apiserver',
    'coredns',
    'kube-scheduler',
    'kube-state-metrics',
    'kubelet',
    'node-exporter',
    'prometheus',
    'pushgateway',
  ],
});

/** What Prometheus itself adds to every scrape: no target can expose it. */
const OF_SCRAPES = /^(up|scrape_.+)$/;

const RECORDS = MEMBER_GROUPS.flatMap(({ records = [] }) => records.map(({ record }) => record));

const RULES = MEMBER_GROUPS.flatMap(({ records = [], alerts = [] }) => [
  ...records.map(({ record, expr }) => ({ name: record, expr: expr(SOURCES) })),
  ...alerts.map((alert) => ({
    name: alert.name,
    expr:
      alert.threshold === undefined ? alert.expr(SOURCES) : alert.expr(SOURCES, alert.threshold),
  })),
]);

it.each(RULES)(
  '$name asks nobody but the exporter it means: tenants expose any name',
  ({ expr }) => {
    const open = selectors(parsePromql(expr)).filter(({ metric, job }) => {
      if (RECORDS.includes(metric)) return job !== '';
      return !OF_SCRAPES.test(metric) && !job;
    });
    expect(open).toEqual([]);
  },
);

/** The metric of each selector of an expression, and the job that it asks for. */
function selectors(part: Part): { metric: string; job: string | undefined }[] {
  if (part.name !== 'VectorSelector') return part.children.flatMap(selectors);
  const matchers = matchersOf(part);
  const of = (label: string) => matchers.find(({ name, op }) => name === label && op !== '!=');
  return [{ metric: of('__name__')?.value ?? '', job: of('job')?.value }];
}

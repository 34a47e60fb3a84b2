import type { FleetFile } from '../../inventory/schema/fleet';
import { SCRAPE_INTERVAL } from '../defaults';
import { version } from '../images';
import { HUB_JOBS } from '../jobs';
import type { ModelProblem } from '../problem';
import { duplicates, type Listed } from './lists';
import { checkScrapeTimes } from './times';

/** What is wrong with the hub once everything it has is known. */
export function checkHub(file: FleetFile): ModelProblem[] {
  const { scrapeConfigs = [], rules = [], scrapeInterval = SCRAPE_INTERVAL } = file.hub;
  const groups = rules.map(({ name }, at) => ({ name, path: ['hub', 'rules', at, 'name'] }));
  return [
    ...duplicates(listedHubJobs(file), 'scrape job'),
    ...duplicates(groups, 'rule group'),
    ...scrapeConfigs.flatMap((config, at) =>
      checkScrapeTimes(config, scrapeInterval, ['hub', 'scrapeConfigs', at]),
    ),
    ...scrapeConfigs.flatMap((config, at) => checkDiscovery(config, at)),
    ...checkPrometheusVersion(file),
  ];
}

/** Names of the hub's own scrape jobs, which no cluster can have. */
export function hubJobs(file: FleetFile): string[] {
  return listedHubJobs(file).map(({ name }) => name);
}

function listedHubJobs({ hub }: FleetFile): Listed[] {
  return [
    ...HUB_JOBS.map((name) => ({ name, path: undefined })),
    ...(hub.federateFrom ?? []).map(({ name = 'federate' }, at) => ({
      name,
      path: ['hub', 'federateFrom', at],
    })),
    ...(hub.scrapeConfigs ?? []).map(({ job_name }, at) => ({
      name: job_name,
      path: ['hub', 'scrapeConfigs', at, 'job_name'],
    })),
  ];
}

/** The hub's pods have no token: a discovery that needs one would find nothing, in silence. */
function checkDiscovery(
  { kubernetes_sd_configs }: { kubernetes_sd_configs?: unknown },
  at: number,
): ModelProblem[] {
  if (kubernetes_sd_configs === undefined) return [];
  const message =
    "the hub may not ask its own API server, found kubernetes_sd_configs, make the hub's cluster a member or use static_configs";
  return [{ paths: [['hub', 'scrapeConfigs', at, 'kubernetes_sd_configs']], message }];
}

function checkPrometheusVersion({ images }: FleetFile): ModelProblem[] {
  const tag = images?.prometheus?.tag;
  if (tag === undefined || (version(tag)?.[0] ?? 3) >= 3) return [];
  const message = `too old for what promfleet writes, found "${tag}", use Prometheus v3.0.0 or newer`;
  return [{ paths: [['images', 'prometheus', 'tag']], message }];
}

import { z } from 'zod';
import { relabelConfigs } from './relabel';
import { flag } from './scalars';

/** How a monitor scrapes what every cluster has. */
export const scraping = {
  kubelet: z
    .strictObject({
      insecureSkipVerify: flag(
        "Accept self-signed certificates of kubelets, as kubeadm's and kind's are. Warned about.",
      ).optional(),
      probes: flag(
        'Scrape /metrics/probes of kubelets, as job kubernetes-probes: how probes of containers end.',
      ).optional(),
      resource: flag(
        'Scrape /metrics/resource of kubelets, as job kubernetes-resource: what the Metrics API reads.',
      ).optional(),
    })
    .meta({ description: 'How kubelets are scraped.' })
    .optional(),
  metricRelabelings: z
    .record(z.string().min(1), relabelConfigs("Rules that come before promfleet's own of the job."))
    .meta({ description: 'Rules for what built-in scrape jobs bring, by the name of the job.' })
    .optional(),
};

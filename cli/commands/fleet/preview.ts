import type { Command } from '../../command';
import { FLEET_OPTIONS } from '../../options';
import type { PreviewOptions } from '../../preview/options';

/** `promfleet preview`: the dashboards as pages, without Grafana. */
export const preview: Command<PreviewOptions> = {
  name: 'preview',
  summary: 'write the dashboards as pages that any browser shows, without Grafana',
  options: [
    ...FLEET_OPTIONS.filter(({ flags }) => !flags.startsWith('--strict')),
    {
      flags: '--prometheus <url>',
      summary: "the hub's Prometheus, which is asked (default: sample data of a made-up fleet)",
    },
    { flags: '-o, --out <directory>', summary: 'where the pages are written', default: 'preview' },
    { flags: '--range <duration>', summary: 'how far back they look (default: 6h)' },
    {
      flags: '--at <time>',
      summary: 'the end of the time, such as 2026-06-01T12:00:00Z (default: now)',
    },
    {
      flags: '--var <name=value...>',
      summary: 'what is chosen, such as cluster=prod-eu-1 (default: all, or the first)',
    },
    { flags: '--record <file>', summary: 'write the answers to a new file, as sample data' },
  ],
  run: (options, io) => {
    // Loaded here: no other command draws.
    const { previewCommand } = require('../../preview/run') as typeof import('../../preview/run');
    return previewCommand(options, io);
  },
};

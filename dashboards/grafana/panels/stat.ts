import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
} from '@grafana/grafana-foundation-sdk/common';
import type { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Options } from '@grafana/grafana-foundation-sdk/stat';
import type { StatPanel } from '../../types';
import { query, refId } from '../query';
import { BY_LEVEL, mappings, thresholds } from '../scale';
import { anyPanel, scaled } from './panel';

/** Large numbers, on the colour of their level. */
export function stat(panel: StatPanel, variables: readonly string[]): PanelBuilder {
  const options: Partial<Options> = {
    graphMode: BigValueGraphMode.None,
    colorMode: panel.levels ? BigValueColorMode.Background : BigValueColorMode.None,
    textMode: BigValueTextMode.Auto,
    reduceOptions: { calcs: ['lastNotNull'], values: false },
  };
  const builder = scaled(anyPanel('stat', panel), panel, variables)
    .targets(
      panel.queries.map(({ expr, legend }, index) => query({ index, expr, legend, as: 'instant' })),
    )
    .colorScheme({ build: () => BY_LEVEL })
    .mappings(mappings(panel.words ?? {}))
    .options(options);
  for (const [index, { neutral }] of panel.queries.entries()) {
    if (!neutral) continue;
    builder.withOverride({
      matcher: { id: 'byFrameRefID', options: refId(index) },
      properties: [{ id: 'thresholds', value: thresholds() }],
    });
  }
  return builder;
}

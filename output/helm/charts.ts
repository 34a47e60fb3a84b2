import { withNulls } from '../../inventory/with-nulls';
import { yamlText } from '../../yaml/write';
import type { OnProgress } from '../on-progress';
import { HUB_README, MONITOR_README } from './chart/intro';
import { keysOf } from './chart/keys';
import { type ChartName, chartMetadata } from './chart/metadata';
import { HUB_NOTES, MONITOR_NOTES } from './chart/notes';
import { readmeText } from './chart/readme';
import { valuesText } from './chart/values';
import { hubValuesSchema, monitorValuesSchema, type Schema } from './chart/values-schema';
import { COMMON } from './helpers/common';
import { hubHelpers } from './helpers/hub';
import { MONITOR } from './helpers/monitor';
import { REFUSALS } from './helpers/refusals';
import { hubExamples } from './hub/example';
import { monitorExamples } from './monitor/example';
import { type Examples, templates } from './template/templates';

/** A Helm chart: the texts of its files by their paths, which take seconds to be made. */
export interface HelmChart {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

interface Source extends ChartName {
  readonly examples: Examples;
  readonly helpers: readonly string[];
  readonly values: Schema;
  /**
   * What values may be, where that is more than the keys say.
   *
   * @default values
   */
  readonly schema?: object;
  readonly notes: string;
  readonly readme: string;
}

/** Objects that a chart's user adds, as maps or as templates. */
const EXTRA_OBJECTS = `{{- range $object := .Values.extraObjects }}
---
{{ tpl (kindIs "string" $object | ternary $object (toYaml $object)) $ }}
{{- end }}
`;

/**
 * The charts of promfleet, as its constructs say.
 *
 * @param onProgress - for each chart, when its files are asked for: how many examples have been read
 */
export function helmCharts(version: string, onProgress: OnProgress = () => {}): HelmChart[] {
  const sources: Source[] = [
    {
      name: 'promfleet-monitor',
      description:
        'The Prometheus stack of one cluster, and the one right that the hub of its fleet has there.',
      examples: monitorExamples(),
      helpers: [...COMMON, ...REFUSALS, ...MONITOR],
      values: monitorValuesSchema(),
      notes: MONITOR_NOTES,
      readme: MONITOR_README,
    },
    {
      name: 'promfleet-hub',
      description:
        'The central Prometheus and Grafana of a fleet: it federates every cluster through the API server of that cluster.',
      examples: hubExamples(),
      helpers: [...COMMON, ...REFUSALS, ...hubHelpers()],
      values: hubValuesSchema(),
      schema: withNulls(hubValuesSchema()),
      notes: HUB_NOTES,
      readme: HUB_README,
    },
  ];
  return sources.map((source) => chart(version, source, onProgress));
}

function chart(version: string, source: Source, onProgress: OnProgress): HelmChart {
  let made: ReadonlyMap<string, string> | undefined;
  return {
    name: source.name,
    get files() {
      made ??= filesOf(version, source, onProgress);
      return made;
    },
  };
}

function filesOf(
  version: string,
  source: Source,
  onProgress: OnProgress,
): ReadonlyMap<string, string> {
  const { examples, helpers, values, schema = values, notes, readme } = source;
  const keys = keysOf(values);
  return new Map([
    ['Chart.yaml', yamlText(chartMetadata(source, version))],
    ['values.yaml', valuesText(keys)],
    ['values.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
    ['README.md', readmeText(source, readme, keys)],
    ['.helmignore', '.git\n*.orig\n*.tmp\n'],
    ['templates/_helpers.tpl', helpers.join('\n')],
    ['templates/NOTES.txt', notes],
    ['templates/extra-objects.yaml', EXTRA_OBJECTS],
    ...[...templates(examples, onProgress)].map(
      ([file, text]) => [`templates/${file}.yaml`, text] as const,
    ),
  ]);
}

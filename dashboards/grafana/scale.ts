import {
  type FieldColor,
  FieldColorModeId,
  MappingType,
  type ThresholdsConfig,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { HEALTH_COLOURS } from '../palette';
import type { Level, Unit, Words } from '../types';

/**
 * Units as Grafana calls them.
 *
 * https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts
 */
export const UNITS: Readonly<Record<Unit, string>> = {
  number: 'short',
  share: 'percentunit',
  bytes: 'bytes',
  bytesPerSecond: 'binBps',
  seconds: 's',
  days: 'd',
  cores: 'suffix:cores',
  perSecond: 'cps',
};

/** Where values change their colour; without levels they have that of what means nothing. */
export const thresholds = (levels: readonly Level[] = []): ThresholdsConfig => ({
  mode: ThresholdsMode.Absolute,
  steps:
    levels.length === 0
      ? [{ value: null, color: HEALTH_COLOURS.neutral }]
      : levels.map(({ from, is }, index) => ({
          // Grafana's first step has no beginning.
          value: index === 0 ? null : from,
          color: HEALTH_COLOURS[is],
        })),
});

/** The colours of levels. */
export const BY_LEVEL: FieldColor = { mode: FieldColorModeId.Thresholds };

/** One colour. */
export const fixedColour = (fixedColor: string): FieldColor => ({
  mode: FieldColorModeId.Fixed,
  fixedColor,
});

/** Words instead of values, in the colours of their levels. */
export function mappings(words: Words): ValueMapping[] {
  const options = Object.entries(words).map(([value, text], index) => [value, { text, index }]);
  if (options.length === 0) return [];
  return [{ type: MappingType.ValueToText, options: Object.fromEntries(options) }];
}

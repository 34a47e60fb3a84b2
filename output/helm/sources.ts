import type { FederateFrom } from '../../model/types';
import type { Draft, Marker } from './template/draft';
import type { Flags } from './template/flags';
import type { Scope } from './template/marks';

/** What decides how one of `federateFrom` is rendered. */
export const sourceFlags = (scope: Scope) =>
  ({
    sourceTimeout: { expression: '$source.timeout', scope },
    sourceHttps: { expression: 'eq $source.scheme "https"', scope },
    sourceLabels: { expression: '$source.labels', scope },
    sourceTls: { expression: 'hasKey $source "tls_config"', scope },
    sourceAuthorization: { expression: 'hasKey $source "authorization"', scope },
    sourceBasicAuth: { expression: 'hasKey $source "basic_auth"', scope },
  }) satisfies Flags;

type SourceFlag = keyof ReturnType<typeof sourceFlags>;

/** Another Prometheus that is federated. */
export const source =
  (draft: Draft<SourceFlag>) =>
  (one: Marker): FederateFrom => ({
    name: one.text('$source.name'),
    targets: [one.whole('$source.targets')],
    match: [one.whole('$source.match')],
    interval: one.plain('$source.interval'),
    ...(draft.on('sourceTimeout') && { timeout: one.plain('$source.timeout') }),
    scheme: draft.on('sourceHttps') ? 'https' : 'http',
    path: one.text('$source.path'),
    labels: draft.on('sourceLabels') ? one.whole('$source.labels') : {},
    sampleLimit: one.number('$source.sampleLimit'),
    bodySizeLimit: one.plain('$source.bodySizeLimit'),
    labelLimit: one.number('$source.labelLimit'),
    labelNameLengthLimit: one.number('$source.labelNameLengthLimit'),
    labelValueLengthLimit: one.number('$source.labelValueLengthLimit'),
    ...(draft.on('sourceTls') && { tls_config: one.whole('$source.tls_config') }),
    ...(draft.on('sourceAuthorization') && { authorization: one.whole('$source.authorization') }),
    ...(draft.on('sourceBasicAuth') && { basic_auth: one.whole('$source.basic_auth') }),
  });

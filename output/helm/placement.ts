import type { PlacementEntry } from '../../model/placement';
import type { Draft } from './template/draft';
import type { Flags } from './template/flags';
import type { Scope } from './template/marks';

/** The keys of where pods run that are marked here: their lists and maps are not looked into. */
export const PLACED_HERE: readonly string[] = [
  'affinity',
  'commonLabels',
  'podLabels',
  'tolerations',
  'topologySpreadConstraints',
];

/** The constraints of a release by which its pods are spread. */
export const spreadOf = (variable: string): Scope => ({
  range: `$constraint := ${variable}.topologySpreadConstraints`,
});

/** What decides whether any of them is there. */
export const placementFlags = (variable: string, spread: Scope) =>
  ({
    affinity: { expression: `${variable}.affinity` },
    tolerations: { expression: `${variable}.tolerations` },
    spread: { expression: `${variable}.topologySpreadConstraints`, someOf: spread },
    spreadSelector: { expression: 'hasKey $constraint "labelSelector"', scope: spread },
  }) satisfies Flags;

type PlacementFlag = keyof ReturnType<typeof placementFlags>;

/** Where pods run, in so far as it is marked here. */
export function placed(
  draft: Draft<PlacementFlag>,
  variable: string,
  spread: Scope,
): Pick<
  PlacementEntry,
  'affinity' | 'commonLabels' | 'podLabels' | 'tolerations' | 'topologySpreadConstraints'
> {
  return {
    affinity: draft.if('affinity', draft.whole(`${variable}.affinity`)),
    // They stand beside others everywhere: whether there are any makes no difference.
    commonLabels: draft.whole(`${variable}.commonLabels`),
    podLabels: draft.whole(`${variable}.podLabels`),
    tolerations: draft.if('tolerations', [draft.whole(`${variable}.tolerations`)]),
    topologySpreadConstraints: draft.if(
      'spread',
      draft.each(spread, (one) => ({
        ...one.whole('omit $constraint "labelSelector"'),
        ...(draft.on('spreadSelector') && {
          labelSelector: one.whole('$constraint.labelSelector'),
        }),
      })),
    ),
  };
}

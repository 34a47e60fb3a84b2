import {
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Link } from '../types';

/** Tag of every dashboard of promfleet's, by which they are listed in each other. */
export const TAG = 'promfleet';

/** The other dashboards that there are, with the viewer's choices and times kept. */
export const otherDashboards = () =>
  inSight(
    new DashboardLinkBuilder('Dashboards')
      .type(DashboardLinkType.Dashboards)
      .tags([TAG])
      .asDropdown(true)
      .includeVars(true)
      .keepTime(true),
  );

/** What a label has where a click was: of a series, or in another column of a line. */
export type LabelValue = (label: string) => string;

/** The label of a series. */
export const ofSeries: LabelValue = (label) => `\${__field.labels.${label}}`;

/**
 * A click on a value.
 *
 * @param chosen - variables of the dashboard that it stands in: what no label says stays chosen
 * @param labelValue - what a label has there
 */
export function dataLink(
  { title, dashboard, variables = {} }: Link,
  chosen: readonly string[],
  labelValue: LabelValue,
): DashboardLink {
  const kept = chosen.filter((name) => !Object.hasOwn(variables, name));
  const parameters = [
    ...Object.entries(variables).map(([name, label]) => `var-${name}=${labelValue(label)}`),
    ...kept.map((name) => `\${${name}:queryparam}`),
    '${__url_time_range}',
  ];
  return inSight(new DashboardLinkBuilder(title).url(`/d/${dashboard}?${parameters.join('&')}`));
}

/** The library's default is a menu, in which nobody looks for a way on. */
const inSight = (link: DashboardLinkBuilder): DashboardLink => ({
  ...link.build(),
  placement: undefined,
});

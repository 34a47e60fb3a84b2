import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/dashboard';
import { GRAFANA } from '../../model/components/grafana';

/** The hub's Prometheus, as it is provisioned. */
export const dataSource = (): DataSourceRef => ({
  type: 'prometheus',
  uid: GRAFANA.dataSourceUid,
});

import type { Alerting, RemoteWrite, RuleGroups, ScrapeConfigs } from '../model/types';

/*
 * The part of Prometheus's configuration that promfleet writes, under Prometheus's own names:
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */

/** prometheus.yml */
export interface PrometheusConfig {
  readonly global: GlobalConfig;
  readonly alerting?: AlertingConfig;
  readonly storage?: { readonly tsdb: { readonly out_of_order_time_window: string } };
  readonly rule_files?: readonly string[];
  readonly scrape_config_files?: readonly string[];
  readonly scrape_configs: AnyScrapeConfigs;
  readonly remote_write?: readonly RemoteWrite[];
  readonly remote_read?: readonly RemoteReadConfig[];
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_read */
export interface RemoteReadConfig {
  readonly name: string;
  readonly url: string;
  readonly remote_timeout: string;
  readonly read_recent: boolean;
  readonly filter_external_labels: boolean;
  readonly required_matchers: Readonly<Record<string, string>>;
  readonly follow_redirects: boolean;
  readonly proxy_url?: string;
  readonly authorization?: Authorization;
  readonly tls_config?: TlsConfig;
}

/** Our scrape configs, and the user's as they stand in the fleet file. */
export type AnyScrapeConfigs = readonly (ScrapeConfig | ScrapeConfigs[number])[];

/** A file that `rule_files` names. */
export interface RuleFile {
  readonly groups: RuleGroups;
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file */
export interface GlobalConfig {
  readonly scrape_interval: string;
  readonly scrape_timeout?: string;
  readonly evaluation_interval: string;
  readonly external_labels?: Readonly<Record<string, string>>;
  /** Prometheus 3.10 and newer. */
  readonly extra_scrape_metrics?: boolean;
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file */
export interface AlertingConfig {
  readonly alert_relabel_configs: readonly (
    | RelabelConfig
    | Alerting['alert_relabel_configs'][number]
  )[];
  /** Ours, and the user's as they stand in the fleet file. */
  readonly alertmanagers: readonly (AlertmanagerClientConfig | Alerting['alertmanagers'][number])[];
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config */
export interface AlertmanagerClientConfig
  extends Pick<ScrapeConfigs[number], 'tls_config' | 'authorization' | 'basic_auth'> {
  readonly scheme?: 'http' | 'https';
  readonly path_prefix?: string;
  readonly follow_redirects?: boolean;
  readonly static_configs: readonly StaticConfig[];
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config */
export interface ScrapeConfig {
  readonly job_name: string;
  readonly scrape_interval?: string;
  readonly scrape_timeout?: string;
  readonly honor_labels?: boolean;
  readonly track_timestamps_staleness?: boolean;
  readonly metrics_path?: string;
  readonly scheme?: 'http' | 'https';
  readonly params?: Readonly<Record<string, readonly string[]>>;
  readonly follow_redirects?: boolean;
  readonly proxy_url?: string;
  readonly sample_limit?: number;
  readonly body_size_limit?: string;
  readonly label_limit?: number;
  readonly label_name_length_limit?: number;
  readonly label_value_length_limit?: number;
  readonly authorization?: Authorization;
  readonly basic_auth?: BasicAuth;
  readonly tls_config?: TlsConfig;
  readonly static_configs?: readonly StaticConfig[];
  readonly file_sd_configs?: readonly FileSdConfig[];
  readonly kubernetes_sd_configs?: readonly KubernetesSdConfig[];
  readonly relabel_configs?: readonly RelabelConfig[];
  readonly metric_relabel_configs?: readonly RelabelConfig[];
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config */
export interface Authorization {
  readonly type?: string;
  readonly credentials_file: string;
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config */
export interface BasicAuth {
  readonly username: string;
  readonly password_file: string;
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#tls_config */
export interface TlsConfig {
  readonly ca_file?: string;
  readonly cert_file?: string;
  readonly key_file?: string;
  readonly server_name?: string;
  readonly insecure_skip_verify?: boolean;
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#static_config */
export interface StaticConfig {
  readonly targets: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#file_sd_config */
export interface FileSdConfig {
  readonly files: readonly string[];
  readonly refresh_interval: string;
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config */
export interface KubernetesSdConfig {
  readonly role: 'node' | 'service' | 'pod' | 'endpointslice';
  readonly namespaces?: { readonly names: readonly string[] };
  readonly selectors?: readonly { readonly role: string; readonly label: string }[];
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config */
export interface RelabelConfig {
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  /** Absent: `replace`. */
  readonly action?:
    | 'replace'
    | 'keep'
    | 'drop'
    | 'keepequal'
    | 'dropequal'
    | 'labelmap'
    | 'labeldrop'
    | 'labelkeep'
    | 'lowercase'
    | 'uppercase';
}

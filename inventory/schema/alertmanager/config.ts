import { z } from 'zod';
import { file, inFile } from '../http-client';
import { duration, labelName } from '../scalars';
import { refusing } from '../walk';
import { smtp } from './email';
import { httpConfig, url } from './http';
import { receiver } from './receivers';
import { matchers, rootRoute } from './route';
import { timeInterval } from './time-intervals';

/** Globally it would take the place of the `api_url_file` that a receiver has itself. */
const OF_RECEIVER = 'write `app_token_file` in the receivers that have a Slack app';

const global = refusing(
  z
    .strictObject({
      resolve_timeout: duration(
        'Time after which an alert that says no end is resolved. Default: 5m.',
      ).optional(),
      http_config: httpConfig.optional(),
      smtp_from: smtp.from,
      smtp_hello: smtp.hello,
      smtp_smarthost: smtp.smarthost,
      smtp_auth_username: smtp.auth_username,
      smtp_auth_password_file: smtp.auth_password_file,
      smtp_auth_secret_file: smtp.auth_secret_file,
      smtp_auth_identity: smtp.auth_identity,
      smtp_require_tls: smtp.require_tls,
      smtp_tls_config: smtp.tls_config,
      smtp_force_implicit_tls: smtp.force_implicit_tls,
      slack_api_url_file: file('File with the URL of an incoming webhook.').optional(),
      pagerduty_url: url('Where events are sent to PagerDuty.').optional(),
      opsgenie_api_url: url('Where alerts are sent to Opsgenie.').optional(),
      opsgenie_api_key_file: file('File with the key of an API integration.').optional(),
    })
    .meta({ description: 'What receivers leave out.' }),
  {
    smtp_auth_password: inFile('smtp_auth_password_file'),
    smtp_auth_secret: inFile('smtp_auth_secret_file'),
    slack_api_url: inFile('slack_api_url_file'),
    slack_app_token: OF_RECEIVER,
    slack_app_token_file: OF_RECEIVER,
    opsgenie_api_key: inFile('opsgenie_api_key_file'),
  },
);

const inhibitRule = z
  .strictObject({
    name: z.string().min(1).meta({ description: 'Name.' }).optional(),
    source_matchers: matchers('What the alert that silences others has to match.').min(1),
    target_matchers: matchers('What alerts that are silenced have to match.').min(1),
    equal: z
      .array(labelName('Label name.'))
      .meta({ description: 'Labels that both have the same value of.' })
      .optional(),
  })
  .meta({ id: 'inhibitRule', description: 'Alerts that silence others.' });

const section = z
  .strictObject({
    global: global.optional(),
    route: rootRoute,
    receivers: z.array(receiver).min(1).meta({ description: 'Who is told.' }),
    inhibit_rules: z
      .array(inhibitRule)
      .meta({ description: "Alerts that silence others; promfleet's own stand before them." })
      .optional(),
    time_intervals: z
      .array(timeInterval)
      .meta({ description: 'Times that routes name.' })
      .optional(),
  })
  .meta({
    description:
      "Who is told of what, in Alertmanager's own form. Default: nobody is told of anything.",
  });

/**
 * The part of Alertmanager's configuration that promfleet takes; what takes a secret takes it from
 * a file alone.
 *
 * https://prometheus.io/docs/alerting/latest/configuration/
 */
export const alertmanagerConfig = refusing(section, {
  templates: 'nothing mounts files of templates, write templates into the texts of `receivers`',
  mute_time_intervals: 'Alertmanager has replaced it, write `time_intervals`',
});

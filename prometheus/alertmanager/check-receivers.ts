import { type Diagnostic, error, type Path } from '../../diagnostics';
import type { Checked } from './checked';
import type { Receiver } from './types';

/** Receivers that cannot be reached with what they and the global settings say together. */
export function checkReceivers({ config, at }: Checked): Diagnostic[] {
  const { global = {}, receivers } = config;
  return receivers.flatMap((receiver, index) =>
    [...slack(receiver, global), ...mail(receiver, global), ...opsgenie(receiver, global)].map(
      ({ key, message }) => error('missing-key', at('receivers', index, ...key), message),
    ),
  );
}

type Global = NonNullable<Checked['config']['global']>;

interface Complaint {
  readonly key: Path;
  readonly message: string;
}

function slack({ slack_configs = [] }: Receiver, global: Global): Complaint[] {
  return slack_configs.flatMap((one, index) => {
    const key = ['slack_configs', index];
    if (one.app_token_file !== undefined && !one.http_config && global.http_config?.authorization) {
      const message =
        'a Slack app proves itself by its token, found `authorization` under `global.http_config`, write an `http_config` here';
      return [{ key, message }];
    }
    const reached = one.api_url_file ?? one.app_token_file ?? global.slack_api_url_file;
    return reached === undefined ? [lacks(key, 'Slack', 'api_url_file')] : [];
  });
}

function mail({ email_configs = [] }: Receiver, global: Global): Complaint[] {
  return email_configs.flatMap((one, index) => {
    const key = ['email_configs', index];
    const { smarthost = global.smtp_smarthost, from = global.smtp_from } = one;
    return [
      ...(smarthost === undefined ? [lacks(key, 'Mail', 'smarthost', 'smtp_smarthost')] : []),
      ...(from === undefined ? [lacks(key, 'Mail', 'from', 'smtp_from')] : []),
    ];
  });
}

function opsgenie({ opsgenie_configs = [] }: Receiver, global: Global): Complaint[] {
  return opsgenie_configs.flatMap((one, index) =>
    (one.api_key_file ?? global.opsgenie_api_key_file) === undefined
      ? [lacks(['opsgenie_configs', index], 'Opsgenie', 'api_key_file', 'opsgenie_api_key_file')]
      : [],
  );
}

const lacks = (key: Path, what: string, own: string, global = `slack_${own}`): Complaint => ({
  key,
  message: `${what} cannot be reached, found neither \`${own}\` nor \`global.${global}\`, write one of them`,
});

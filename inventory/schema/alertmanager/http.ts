import { z } from 'zod';
import { hasSecretParameter } from '../../../diagnostics';
import type { Check } from '../../../language/check';
import { checkNotificationUrl } from '../../../language/notification-url';
import { text } from '../formats';
import { httpClient, httpClientAdvice, scrapeProof } from '../http-client';
import { flag } from '../scalars';
import { refusing } from '../walk';

const checkUrl: Check = (value) =>
  hasSecretParameter(value)
    ? 'a secret does not belong in the fleet file, found a parameter of the URL that is one, write a webhook with `url_file`'
    : checkNotificationUrl(value);

/** A URL that Alertmanager calls, and that is no secret. */
export const url = (description: string) => text(checkUrl, description);

const config = z
  .strictObject({
    ...httpClient,
    follow_redirects: flag('Follow redirects. Default: true.').optional(),
    proxy_url: url('Proxy that requests go through.').optional(),
  })
  .superRefine(scrapeProof)
  .meta({ id: 'notificationHttpConfig', description: 'How Alertmanager calls somebody.' });

/** https://prometheus.io/docs/alerting/latest/configuration/#http_config */
export const httpConfig = refusing(config, httpClientAdvice);

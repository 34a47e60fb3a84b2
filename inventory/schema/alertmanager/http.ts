import { z } from 'zod';
import { checkNotificationUrl } from '../../../language/notification-url';
import { text } from '../formats';
import { httpClient, httpClientAdvice, proofOnce } from '../http-client';
import { flag } from '../scalars';
import { refusing } from '../walk';

/** A URL that Alertmanager calls, and that is no secret. */
export const url = (description: string) => text(checkNotificationUrl, description);

const config = z
  .strictObject({
    ...httpClient,
    follow_redirects: flag('Follow redirects. Default: true.').optional(),
    proxy_url: url('Proxy that requests go through.').optional(),
  })
  .superRefine(proofOnce)
  .meta({ id: 'notificationHttpConfig', description: 'How Alertmanager calls somebody.' });

/** https://prometheus.io/docs/alerting/latest/configuration/#http_config */
export const httpConfig = refusing(config, httpClientAdvice);

import { hasSecretParameter } from '../../diagnostics';
import type { Check } from '../../language/check';
import { checkNotificationUrl } from '../../language/notification-url';
import { text } from './formats';

const checkUrl: Check = (value) =>
  hasSecretParameter(value)
    ? 'a secret does not belong in the fleet file, found a parameter of the URL that is one, write `authorization.credentials_file`, `basic_auth` or `oauth2`'
    : checkNotificationUrl(value);

/** A URL that Prometheus asks or writes to with credentials of files: it has none in itself. */
export const outsideUrl = (description: string) => text(checkUrl, description);

/** A proxy that requests go through, for those keys of Prometheus's HTTP client that have one. */
export const proxyUrl = outsideUrl('Proxy that requests go through.').optional();

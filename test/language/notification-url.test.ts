import { checkNotificationUrl } from '../../language/notification-url';

it.each([
  'https://events.pagerduty.com/v2/enqueue',
  'http://proxy.internal:3128',
  'https://[2001:db8::1]:8443/a%20b?c={d}#e',
  'HTTPS://HOST/',
])('%s is where notifications can go', (url) => expect(checkNotificationUrl(url)).toBeUndefined());

it.each([
  'events.pagerduty.com/v2/enqueue',
  'ftp://host/',
  'https://',
  'https://eve{nts.pagerduty.com/',
  'https://slack.com/%pi/chat.postMessage',
  'https://slack.com/api/\nchat.postMessage',
  'https://host/a b',
  'https://host:0x50/',
])('%j is not, as Alertmanager does not read it', (url) =>
  expect(checkNotificationUrl(url)).toBe(
    `not a URL, found ${JSON.stringify(url)}, write https://HOST[:PORT][/PATH]`,
  ),
);

it('a password is not written into one', () =>
  expect(checkNotificationUrl('https://user:password@host/')).toMatch(/^a secret does not belong/));

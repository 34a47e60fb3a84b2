/** Says what is wrong with a URL that notifications go to: it stands in a manifest, so it has no secret. */
export function checkNotificationUrl(value: string): string | undefined {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (parsed && (parsed.username !== '' || parsed.password !== '')) {
    return 'a secret does not belong in the fleet file, found user info in the URL, leave it out';
  }
  return parsed && /^https?:$/.test(parsed.protocol) && /^https?:\/\/[^\s/?#]/i.test(value)
    ? undefined
    : `not a URL, found ${JSON.stringify(value)}, write https://HOST[:PORT][/PATH]`;
}

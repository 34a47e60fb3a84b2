import { z } from 'zod';
import { checkEmailDomain, checkIssuerUrl } from '../../../language/host';
import { text } from '../formats';
import { inFile } from '../http-client';
import { asWritten, eachOnce } from '../once';
import { objectName } from '../scalars';
import { refusing } from '../walk';

/** https://www.rfc-editor.org/rfc/rfc6749#section-3.3 */
const scope = text(
  (value) =>
    /^[!#-+\--[\]-~]+$/.test(value)
      ? undefined
      : `not a scope, found ${JSON.stringify(value)}, write one without spaces and commas, such as email`,
  'A scope.',
);

/** What is asked for of who says who people are. */
export const scopes = z
  .array(scope)
  .min(1)
  .superRefine(eachOnce(asWritten))
  .superRefine((all, context) => {
    if (all.includes('openid')) return;
    const message = `OpenID Connect begins with the scope openid, found ${all.join(' ')}, add it`;
    context.addIssue({ code: 'custom', message });
  });

/** The name of a group, as a list in a variable or an argument takes it. */
export const group = (description: string, pattern: RegExp) =>
  text(
    (value) =>
      pattern.test(value)
        ? undefined
        : `not the name of a group, found ${JSON.stringify(value)}, write one without commas, quotes and $`,
    description,
  );

/** Advice on secrets that people write in line. */
export const IN_SECRET = {
  client_id: inSecret('client-id'),
  clientId: inSecret('client-id'),
  clientID: inSecret('client-id'),
  client_secret: inSecret('client-secret'),
  clientSecret: inSecret('client-secret'),
  cookieSecret: inSecret('cookie-secret'),
  password: inSecret('htpasswd'),
};

function inSecret(key: string): string {
  return `${inFile('secret').replace(/, write .*/, '')}, name a Secret that has \`${key}\` as \`secret\``;
}

const oidc = refusing(
  z
    .strictObject({
      issuerUrl: text(checkIssuerUrl, 'URL of the issuer, such as https://login.example.com.'),
      secret: objectName(
        "Secret in the hub's namespace with client-id, client-secret and cookie-secret.",
      ),
      scopes: scopes
        .meta({
          description:
            'What is asked for of the issuer. Default: openid, email and profile, and groups where allowedGroups are given.',
        })
        .optional(),
      emailDomains: z
        .array(text(checkEmailDomain, 'Domain of mail addresses, or * for any.'))
        .min(1)
        .superRefine(eachOnce(asWritten))
        .meta({
          description:
            'Domains of the mail addresses of those who are let in. Default: any, where allowedGroups are given.',
        })
        .optional(),
      allowedGroups: z
        .array(group('Name of a group.', /^[^\s"',$]([^"',$\r\n]*[^\s"',$])?$/))
        .min(1)
        .superRefine(eachOnce(asWritten))
        .meta({
          description: 'Groups of which those who are let in have to be in one. Default: none.',
        })
        .optional(),
    })
    .superRefine(({ emailDomains, allowedGroups }, context) => {
      if (emailDomains || allowedGroups) return;
      const message =
        "missing key `emailDomains`, write it, or allowedGroups: whoever has an account at the issuer would be let in; `emailDomains: ['*']` says that all of them may";
      context.addIssue({ code: 'custom', message });
    })
    .meta({ description: 'By OpenID Connect.' }),
  IN_SECRET,
);

const htpasswd = refusing(
  z
    .strictObject({
      secret: objectName(
        "Secret in the hub's namespace with htpasswd, a file of users and passwords hashed by bcrypt, and cookie-secret.",
      ),
    })
    .meta({ description: 'By names and passwords.' }),
  IN_SECRET,
);

/** How people log in before they reach the hub's Prometheus. */
export const login = z
  .strictObject({ oidc: oidc.optional(), htpasswd: htpasswd.optional() })
  .superRefine(({ oidc, htpasswd }, context) => {
    if ((oidc === undefined) !== (htpasswd === undefined)) return;
    const found = oidc ? 'both' : 'none';
    const message = `one way to log in, found ${found}, write oidc or htpasswd`;
    context.addIssue({ code: 'custom', message });
  })
  .meta({
    description:
      "oauth2-proxy in front of the hub's Prometheus, which has no login of its own. Default: none.",
  });

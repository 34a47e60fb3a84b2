import { z } from 'zod';
import { matching } from '../../../language/check';
import { checkEmailDomain, checkLoginUrl } from '../../../language/host';
import { text } from '../formats';
import { asWritten, eachOnce } from '../once';
import { resources } from '../resources';
import { objectName, secretKey } from '../scalars';
import { refusing } from '../walk';
import { group, IN_SECRET, scopes } from './login';
import { httpRoute, ingress } from './routes';

const ref = (kind: string) =>
  z
    .strictObject({
      name: objectName(`Name of the ${kind} in the hub's namespace.`),
      key: secretKey(`Key of the ${kind}.`),
    })
    .meta({ description: `A key of a ${kind}.` });

/** The name of a variable whose value is a secret. */
export const SECRET_NAME =
  /(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|(SECRET|PRIVATE|API|ACCESS|LICENSE)_KEY)$/i;
/** What a secret is not. */
export const SWITCH = /^(true|false)$/i;
/** A URL with a password in it. */
export const USER_INFO = /:\/\/[^/@\s]*:[^/@\s]*@/;

/** Says whether what a variable is given in line had better be in a Secret. */
export const looksSecret = (name: string, value: string): boolean =>
  (SECRET_NAME.test(name) && !SWITCH.test(value)) || USER_INFO.test(value);

const variable = z
  .strictObject({
    name: text(
      matching(
        /^[-._a-zA-Z][-._a-zA-Z0-9]*$/,
        'the name of a variable',
        'one such as GF_USERS_DEFAULT_THEME',
      ),
      'Name of the variable, such as GF_USERS_DEFAULT_THEME.',
    ),
    value: text(
      (value) =>
        value === ''
          ? 'Grafana leaves what is empty alone, found "", write a value or leave the variable out'
          : undefined,
      'Its value; a secret belongs in a Secret.',
    ).optional(),
    valueFrom: z
      .strictObject({
        secretKeyRef: ref('Secret').optional(),
        configMapKeyRef: ref('ConfigMap').optional(),
      })
      .superRefine(({ secretKeyRef, configMapKeyRef }, context) => {
        if ((secretKeyRef === undefined) !== (configMapKeyRef === undefined)) return;
        const found = secretKeyRef ? 'both' : 'neither';
        const message = `a value comes from one place, found ${found}, write secretKeyRef or configMapKeyRef`;
        context.addIssue({ code: 'custom', message });
      })
      .meta({ description: 'Where its value is.' })
      .optional(),
  })
  .superRefine(({ name, value, valueFrom }, context) => {
    const issue = (message: string) => context.addIssue({ code: 'custom', message });
    if ((value === undefined) === (valueFrom === undefined)) {
      const found = value === undefined ? 'neither' : 'both';
      issue(`a variable has one value, found ${found}, write value or valueFrom`);
    } else if (value !== undefined && looksSecret(name, value)) {
      issue(
        `a secret does not belong in the fleet file, found one in ${name}, write valueFrom: { secretKeyRef: { name, key } }`,
      );
    }
  })
  .meta({ id: 'envVar', description: 'An environment variable, as Kubernetes has it.' });

/** https://grafana.com/docs/grafana/latest/setup-grafana/configure-security/configure-authentication/generic-oauth/ */
const oidc = refusing(
  z
    .strictObject({
      secret: objectName("Secret in the hub's namespace with client-id and client-secret."),
      name: z.string().min(1).meta({ description: 'What its button says.' }).optional(),
      authUrl: text(checkLoginUrl, "The issuer's authorization endpoint."),
      tokenUrl: text(checkLoginUrl, "The issuer's token endpoint."),
      apiUrl: text(checkLoginUrl, "The issuer's userinfo endpoint."),
      scopes: scopes.meta({ description: 'What is asked for of the issuer.' }).optional(),
      roleAttributePath: z
        .string()
        .min(1)
        .meta({
          description:
            "JMESPath of a user's role in what the issuer says; who has none is refused. Default: everyone is a Viewer.",
        })
        .optional(),
      allowedDomains: z
        .array(text(checkEmailDomain, 'Domain of mail addresses.'))
        .min(1)
        .superRefine(eachOnce(asWritten))
        .superRefine((domains, context) => {
          const index = domains.findIndex((domain) => /^[*.]/.test(domain));
          if (index < 0) return;
          const message = `Grafana compares whole domains, found ${JSON.stringify(domains[index])}, write each by itself, or leave allowedDomains out for any`;
          context.addIssue({ code: 'custom', path: [index], message });
        })
        .meta({
          description: 'Domains of the mail addresses of those who are let in. Default: any.',
        })
        .optional(),
      allowedGroups: z
        .array(group('Name of a group, without spaces.', /^[^\s"',$]+$/))
        .min(1)
        .superRefine(eachOnce(asWritten))
        .meta({
          description: 'Groups of which those who are let in have to be in one. Default: any.',
        })
        .optional(),
      groupsAttributePath: z
        .string()
        .min(1)
        .meta({ description: "JMESPath of a user's groups in what the issuer says." })
        .optional(),
    })
    .meta({
      description: 'A login by OpenID Connect, beside that of Grafana itself. Default: none.',
    }),
  IN_SECRET,
);

/** Keys of the hub's Grafana beside those of its volume and dashboards. */
export const grafanaDoors = {
  resources: resources("Grafana's", '50m CPU and 128Mi').optional(),
  env: z
    .array(variable)
    .superRefine(eachOnce(({ name }) => name))
    .meta({
      description: 'Further variables of Grafana, as Kubernetes has them. Default: none.',
    })
    .optional(),
  ingress: ingress('Grafana').optional(),
  httpRoute: httpRoute('Grafana').optional(),
  oidc: oidc.optional(),
};

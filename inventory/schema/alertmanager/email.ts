import { z } from 'zod';
import { checkTarget } from '../../../language/target';
import { text } from '../formats';
import { file, inFile, tlsConfig } from '../http-client';
import { flag } from '../scalars';
import { refusing } from '../walk';

const line = (description: string) => z.string().min(1).meta({ description }).optional();

/** How mail is handed over, by keys that follow a prefix in the global settings. */
export const smtp = {
  from: line('Address of the sender.'),
  hello: line('Name of this host for the server. Default: localhost.'),
  smarthost: text(checkTarget, 'Mail server, host:port.').optional(),
  auth_username: line('User name at the server.'),
  auth_password_file: file('File with the password.').optional(),
  auth_secret_file: file('File with the secret of CRAM-MD5.').optional(),
  auth_identity: line('Identity at the server.'),
  require_tls: flag('Refuse to send without TLS. Default: true.').optional(),
  tls_config: tlsConfig.optional(),
  force_implicit_tls: flag('TLS from the first byte. Default: on port 465.').optional(),
};

/** A mail address, and how it is reached where that differs from the global settings. */
export const emailConfig = refusing(
  z
    .strictObject({
      send_resolved: flag('Say, too, when alerts are resolved. Default: false.').optional(),
      to: z.string().min(1).meta({ description: 'Addresses, with commas between them.' }),
      ...smtp,
      headers: z
        .record(z.string(), z.string())
        .superRefine((headers, context) => {
          const names = Object.keys(headers).map((name) => name.toLowerCase());
          for (const [index, name] of Object.keys(headers).entries()) {
            if (names.indexOf(name.toLowerCase()) === index) continue;
            const message = `a header stands once, found ${JSON.stringify(name)} again, leave it out`;
            context.addIssue({ code: 'custom', path: [name], message });
          }
        })
        .meta({ description: 'Headers, with templates.' })
        .optional(),
      html: z.string().meta({ description: 'The mail as HTML.' }).optional(),
      text: z.string().meta({ description: 'The mail as text.' }).optional(),
    })
    .meta({ id: 'emailConfig', description: 'An address that gets mail.' }),
  { auth_password: inFile('auth_password_file'), auth_secret: inFile('auth_secret_file') },
);

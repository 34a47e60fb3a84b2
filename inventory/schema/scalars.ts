import { z } from 'zod';
import { matching } from '../../language/check';
import {
  checkDuration,
  checkPositiveDuration,
  DURATION,
  durationMs,
} from '../../language/duration';
import {
  checkDnsLabel,
  checkLabelKey,
  checkLabelName,
  checkObjectName,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  LABEL_NAME,
} from '../../language/names';
import {
  checkMemory,
  checkQuantity,
  checkSize,
  checkVolumeSize,
  QUANTITY,
  SIZE,
} from '../../language/quantity';
import { text } from './formats';

/** A DNS label (RFC 1123), as Kubernetes wants for namespaces and Services. */
export const dnsLabel = (description: string) => text(checkDnsLabel, description, DNS_LABEL);

/** The key of a Secret, as Kubernetes takes them: the name of a file. */
export const secretKey = (description: string) =>
  text(
    matching(/^(?!\.\.?$)[-._a-zA-Z0-9]{1,253}$/, 'the key of a Secret', 'a name such as url'),
    description,
  );

/** A DNS subdomain (RFC 1123), as Kubernetes wants for Secrets and most other objects. */
export const objectName = (description: string) =>
  text(checkObjectName, description, DNS_SUBDOMAIN);

/** The number of a port, for a choice that says what it is. */
export const portNumber = z.int().min(1).max(65535);

/** A TCP or UDP port. */
export const port = (description: string) => portNumber.meta({ description });

const RELEASE_NAME = /^[a-z]([-a-z0-9]{0,28}[a-z0-9])?$/;

/** A release: short enough for the names that are made of it to be labels as well. */
export const releaseName = text(
  (value) =>
    RELEASE_NAME.test(value)
      ? undefined
      : `not a release name, found ${JSON.stringify(value)}, write at most 30 of a-z, 0-9 and -, beginning with a letter`,
  'Prefix of the names of all objects, as with Helm.',
  RELEASE_NAME,
);

/** A Prometheus duration longer than zero. */
export const duration = (description: string) => text(checkPositiveDuration, description, DURATION);

/** A Prometheus duration, zero included. */
export const anyDuration = (description: string) => text(checkDuration, description, DURATION);

/** What Kubernetes signs certificates and tokens for at least. */
const SHORTEST_EXPIRATION = '10m';

/** As long as a CA lives that kubeadm, k3s or a cloud makes: nothing that it signs lives longer. */
const LONGEST_EXPIRATION = '10y';

/** How long credentials live. */
export const expiration = (description: string) =>
  text(
    (value) => {
      const wrong = checkDuration(value);
      if (wrong !== undefined) return wrong;
      if (durationMs(value) < durationMs(SHORTEST_EXPIRATION)) {
        return `Kubernetes issues nothing for less than ${SHORTEST_EXPIRATION}, found ${JSON.stringify(value)}, write ${SHORTEST_EXPIRATION} or more`;
      }
      return durationMs(value) > durationMs(LONGEST_EXPIRATION)
        ? `no CA of a cluster lives so long, found ${JSON.stringify(value)}, write at most ${LONGEST_EXPIRATION}`
        : undefined;
    },
    description,
    DURATION,
  );

/** A context of a kubeconfig. Clouds name them as they like: EKS by an ARN with `:` and `/`. */
export const kubeContext = (otherwise: string) =>
  text(
    (value) =>
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
      value.trim() === '' || /[\u0000-\u001f\u007f-\u009f]/.test(value)
        ? `not the name of a context, found ${JSON.stringify(value)}, write one that kubectl config get-contexts prints`
        : undefined,
    `Context of a kubeconfig for this cluster, used by commands alone. Default: ${otherwise}.`,
  );

/** A Prometheus size such as `64MB`. */
export const size = (description: string) => text(checkSize, description, SIZE);

/** A Kubernetes quantity of CPU cores such as `250m`, or a number of them, as people write it most. */
export const cores = (description: string) => {
  const quantity = text(checkQuantity, description, QUANTITY);
  return z
    .preprocess((value) => (typeof value === 'number' ? String(value) : value), quantity)
    .meta({ type: ['string', 'number'], ...quantity.meta() });
};

/** A Kubernetes quantity of bytes, such as `512Mi`. */
export const memory = (description: string) => text(checkMemory, description, QUANTITY);

/** The key of a Kubernetes label, its prefix included. */
export const labelKey = (description: string) => text(checkLabelKey, description);

/** A Kubernetes quantity above zero. */
export const volumeSize = (description: string) => text(checkVolumeSize, description, QUANTITY);

/** A label name in Prometheus's classic grammar. */
export const labelName = (description: string) => text(checkLabelName, description, LABEL_NAME);

/** The name of a label that a rule sets; the metric's name is not for it to set. */
export const ruleLabelName = text(
  (value) =>
    value === '__name__'
      ? 'a rule does not set __name__, found it among the labels, leave it out'
      : checkLabelName(value),
  'Label name.',
  LABEL_NAME,
);

/** A label value: any text but the empty one, which Prometheus takes for "no such label". */
export const labelValue = text(
  (value) =>
    value === ''
      ? 'a label value is empty, found "", write a value or leave the label out'
      : undefined,
  'Value of the label.',
);

/** A map from label names to values. */
export const labels = (description: string) =>
  z.record(labelName('Label name.'), labelValue).meta({ description });

/** A whole number from `min`; Kubernetes and Prometheus count many in 32 bits. */
export const count = (min: number, description: string, max = 2_147_483_647) =>
  z.int().min(min).max(max).meta({ description });

/** A switch. */
export const flag = (description: string) => z.boolean().meta({ description });

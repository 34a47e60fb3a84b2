import { z } from 'zod';
import { durationMs } from '../../language/duration';
import {
  type Check,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  DURATION,
  LABEL_NAME,
  matching,
  QUANTITY,
  SIZE,
  text,
} from './formats';

const isDuration = matching(DURATION, 'a duration', 'a number with a unit, such as 15s or 1m30s');

/** Prometheus counts nanoseconds in 63 bits, which end after 292 years. */
const LONGEST_MS = 100 * 365 * 24 * 3600 * 1000;

const boundedDuration: Check = (value) =>
  isDuration(value) ??
  (durationMs(value) <= LONGEST_MS
    ? undefined
    : `a duration is too long, found ${JSON.stringify(value)}, write at most 100y`);

const positiveDuration: Check = (value) =>
  boundedDuration(value) ??
  (durationMs(value) > 0
    ? undefined
    : `a duration has to be longer than zero, found ${JSON.stringify(value)}, write 15s, say`);

/** A DNS label (RFC 1123), as Kubernetes wants for namespaces and Services. */
export const dnsLabel = (description: string) =>
  text(
    matching(DNS_LABEL, 'a DNS label', 'at most 63 of a-z, 0-9 and -, such as eks-eu-1'),
    description,
    DNS_LABEL,
  );

/** A DNS subdomain (RFC 1123), as Kubernetes wants for Secrets and most other objects. */
export const objectName = (description: string) =>
  text(
    matching(DNS_SUBDOMAIN, 'an object name', 'a-z, 0-9, - and ., such as lab-reader'),
    description,
    DNS_SUBDOMAIN,
  );

/** A Prometheus duration longer than zero. */
export const duration = (description: string) => text(positiveDuration, description, DURATION);

/** A Prometheus duration, zero included. */
export const anyDuration = (description: string) => text(boundedDuration, description, DURATION);

/** A Prometheus size such as `64MB`. */
export const size = (description: string) =>
  text(matching(SIZE, 'a size', 'a number with a unit, such as 64MB'), description, SIZE);

/** A Kubernetes quantity such as `50Gi` or `250m`. */
export const quantity = (description: string) =>
  text(
    matching(QUANTITY, 'a quantity', 'a number with a unit, such as 50Gi or 250m'),
    description,
    QUANTITY,
  );

const isLabelName = matching(
  LABEL_NAME,
  'a label name',
  'letters, digits and _, such as cluster_name',
);

/** A label name in Prometheus's classic grammar. */
export const labelName = (description: string) => text(isLabelName, description, LABEL_NAME);

/** The name of a label that a rule sets; the metric's name is not for it to set. */
export const ruleLabelName = text(
  (value) =>
    value === '__name__'
      ? 'a rule does not set __name__, found it among the labels, leave it out'
      : isLabelName(value),
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

/** A whole number from `min`. */
export const count = (min: number, description: string) =>
  z.int().min(min).max(2_147_483_647).meta({ description });

/** A switch. */
export const flag = (description: string) => z.boolean().meta({ description });

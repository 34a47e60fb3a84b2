import { CERTIFICATES } from '../../prometheus/rules/member/kubernetes/kube-clients';
import { memberThreshold } from '../member-threshold';
import { chosen } from '../promql';
import type { Context, Level } from '../types';

/** Seconds of a day. */
export const DAY = 24 * 60 * 60;

/**
 * How long the client certificates still hold by which a member's API server is asked: for one
 * request in a hundred less than that. The hub's is among them, and has a table of its own.
 */
export const certificate = (context: Context, at = ''): string =>
  `min by (${context.clusterLabel}) (${chosen(context, CERTIFICATES)}${at})`;

/** Levels of the days that are left: below where the member raises an alert is a warning. */
export const certificateLevels = (): Level[] => [
  { from: 0, is: 'bad' },
  { from: 1, is: 'warning' },
  { from: memberThreshold('KubeClientCertificateExpiration') / DAY, is: 'good' },
];

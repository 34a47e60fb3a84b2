/*
 * Where Alertmanager finds its files.
 */

/** Directory of its configuration. */
export const ALERTMANAGER_CONFIG_DIR = '/etc/alertmanager/config';

/** Its configuration. */
export const ALERTMANAGER_CONFIG_FILE = 'alertmanager.yml';

/** Where the Secrets that the fleet file names are, a directory each. */
export const alertmanagerSecretDir = (name: string) => `/etc/alertmanager/secrets/${name}`;

import { IntOrString, type Probe } from './k8s';

/** An HTTP probe of the port named `http`. */
export function httpProbe(path: string, timing: Omit<Probe, 'httpGet'> = {}): Probe {
  return { httpGet: { path, port: IntOrString.fromString('http') }, ...timing };
}

export type { Code } from './codes';
export {
  type Diagnostic,
  error,
  hasErrors,
  type PlacedDiagnostic,
  type Position,
  sortDiagnostics,
  warning,
} from './diagnostic';
export { diagnosticJson, formatDiagnostic, visible } from './format';
export { formatPath, type Path } from './path';
export { redactedMessage, withoutFound } from './redact';
export { hasSecretParameter, isSecretKey, leadsToSecret } from './secret-keys';

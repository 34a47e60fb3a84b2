/**
 * Kinds of diagnostics, for programs that read them (`--output json`). A code keeps its meaning
 * when the message that goes with it is reworded.
 */
export type Code =
  // The file and its YAML.
  | 'file-unreadable'
  | 'invalid-encoding'
  | 'invalid-yaml'
  | 'invalid-json'
  // Single values.
  | 'wrong-type'
  | 'missing-key'
  | 'unknown-key'
  | 'invalid-key'
  | 'invalid-value'
  | 'out-of-range'
  // Values that do not fit each other.
  | 'duplicate-name'
  | 'unknown-group'
  | 'include-loop'
  | 'recording-loop'
  | 'duplicate-object'
  | 'duplicate-host-port'
  | 'duplicate-server'
  | 'reserved-label'
  | 'reserved-name'
  | 'key-without-effect'
  | 'timeout-exceeds-interval'
  | 'interval-exceeds-lookback'
  | 'unknown-job'
  | 'unknown-series'
  | 'unknown-variable'
  | 'unknown-receiver'
  | 'unknown-severity'
  | 'unknown-time-interval'
  | 'unreachable'
  | 'no-match'
  | 'no-rules'
  | 'unsigned-certificate'
  | 'shared-credentials'
  | 'file-not-mounted'
  | 'discovery-without-token'
  // What patches do to rendered objects.
  | 'patch-without-object'
  | 'invalid-patch'
  | 'secret-in-patch'
  | 'patch-weakens'
  // What a construct refuses.
  | 'invalid-construct'
  // Warnings.
  | 'tls-not-verified'
  | 'not-encrypted'
  | 'open-login'
  | 'certificate-ends-at-proxy'
  | 'reader-may-post'
  | 'storage-not-persistent'
  | 'storage-too-small'
  | 'storage-without-bound'
  | 'object-too-large';

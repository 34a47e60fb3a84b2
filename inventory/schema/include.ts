import { z } from 'zod';
import { text } from './formats';

/** Further files of the fleet. */
export const include = z
  .array(
    text(
      (path) => (path === '' ? 'not a path, found "", write that of a file' : undefined),
      'Path of a file or a directory, or a glob, from where this file is.',
    ),
  )
  .min(1)
  .meta({
    description: 'Further files of the fleet, whose clusters and groups are added to these.',
  });

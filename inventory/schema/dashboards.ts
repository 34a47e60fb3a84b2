import { z } from 'zod';
import { checkFolder } from '../../language/folder';
import { DASHBOARDS } from '../dashboards';
import { text } from './formats';

/** The dashboards of the hub's Grafana. */
export const dashboards = z
  .strictObject({
    disabled: z
      .array(z.enum(DASHBOARDS).meta({ description: 'Name of a dashboard.' }))
      .meta({
        description: "Dashboards of promfleet's to leave out, by their names. Default: none.",
      })
      .optional(),
    folder: text(
      checkFolder,
      "Folder with dashboards of your own (*.json), relative to the fleet file's. Default: none.",
    ).optional(),
  })
  .meta({ description: 'The dashboards that Grafana shows.' });

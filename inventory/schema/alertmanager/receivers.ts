import { z } from 'zod';
import { file, inFile } from '../http-client';
import { count, flag } from '../scalars';
import { refusing } from '../walk';
import { emailConfig } from './email';
import { httpConfig, url } from './http';

/** A text with Go templates over the group of alerts; Alertmanager has a default for each. */
const template = (description: string) => z.string().meta({ description }).optional();

const common = {
  send_resolved: flag('Say, too, when alerts are resolved.').optional(),
  http_config: httpConfig.optional(),
};

const slack = refusing(
  z
    .strictObject({
      ...common,
      api_url_file: file('File with the URL of an incoming webhook.').optional(),
      app_token_file: file('File with the token of a Slack app.').optional(),
      app_url: url('Where a Slack app posts.').optional(),
      channel: template('Channel, such as #alerts.'),
      username: template('Name of the sender.'),
      color: template('Colour of the line beside the message.'),
      title: template('Title.'),
      title_link: template('Where the title leads.'),
      pretext: template('Text above the message.'),
      text: template('Text.'),
      footer: template('Text below the message.'),
      fallback: template('Text of notices that show no more.'),
      icon_emoji: template('Emoji of the sender.'),
      icon_url: template('Picture of the sender.'),
      link_names: flag('Make links of names and channels.').optional(),
      short_fields: flag('Show fields side by side.').optional(),
      fields: z
        .array(
          z.strictObject({
            title: z.string().min(1).meta({ description: 'Title of the field.' }),
            value: z.string().min(1).meta({ description: 'Text of the field.' }),
            short: flag('Show it beside another.').optional(),
          }),
        )
        .meta({ description: 'Fields of the message.' })
        .optional(),
    })
    .superRefine(({ api_url_file, app_token_file, http_config }, context) => {
      if (app_token_file === undefined) return;
      const beside = (path: string[], found: string) => {
        const message = `a Slack app proves itself by its token, found ${found} beside it, leave it out`;
        context.addIssue({ code: 'custom', path, message });
      };
      if (api_url_file !== undefined) beside(['api_url_file'], 'api_url_file');
      if (http_config?.authorization) beside(['http_config', 'authorization'], 'authorization');
    })
    .meta({ id: 'slackConfig', description: 'A Slack channel.' }),
  { api_url: inFile('api_url_file'), app_token: inFile('app_token_file') },
);

const pagerduty = refusing(
  z
    .strictObject({
      ...common,
      routing_key_file: file('File with the key of an Events API v2 integration.').optional(),
      service_key_file: file('File with the key of a Prometheus integration.').optional(),
      url: url('Where events are sent.').optional(),
      client: template('Name of the sender.'),
      client_url: template('Where the sender is found.'),
      description: template('What happened.'),
      severity: template('Severity of the event.'),
      class: template('Class of the event.'),
      component: template('Part that is affected.'),
      group: template('Group that is affected.'),
      source: template('What is affected.'),
      details: z
        .record(z.string(), z.string())
        .meta({ description: 'Further texts by their names.' })
        .optional(),
    })
    .refine(
      ({ routing_key_file, service_key_file }) =>
        routing_key_file !== undefined || service_key_file !== undefined,
      { message: 'PagerDuty asks for a key, found none, write `routing_key_file`' },
    )
    .meta({ id: 'pagerdutyConfig', description: 'A PagerDuty service.' }),
  { routing_key: inFile('routing_key_file'), service_key: inFile('service_key_file') },
);

const opsgenie = refusing(
  z
    .strictObject({
      ...common,
      api_key_file: file('File with the key of an API integration.').optional(),
      api_url: url('Where alerts are sent.').optional(),
      message: template('What happened.'),
      description: template('More of what happened.'),
      source: template('Where it happened.'),
      entity: template('What is affected.'),
      actions: template('Actions, with commas between them.'),
      tags: template('Tags, with commas between them.'),
      note: template('A note.'),
      priority: template('P1 to P5.'),
      update_alerts: flag('Change the texts of an alert that is there.').optional(),
      details: z
        .record(z.string(), z.string())
        .meta({ description: 'Further texts by their names.' })
        .optional(),
      responders: z
        .array(
          z
            .strictObject({
              id: z.string().min(1).meta({ description: 'Its id.' }).optional(),
              name: z.string().min(1).meta({ description: 'Its name.' }).optional(),
              username: z.string().min(1).meta({ description: 'Name of a user.' }).optional(),
              type: z
                .enum(['team', 'teams', 'user', 'escalation', 'schedule'])
                .meta({ description: 'What it is.' }),
            })
            .refine((one) => (one.id ?? one.name ?? one.username) !== undefined, {
              message: 'a responder is named, found none, write `name`, `id` or `username`',
            }),
        )
        .meta({ description: 'Who is to respond.' })
        .optional(),
    })
    .meta({ id: 'opsgenieConfig', description: 'An Opsgenie integration.' }),
  { api_key: inFile('api_key_file') },
);

const webhook = refusing(
  z
    .strictObject({
      ...common,
      url_file: file('File with the URL that alerts are posted to.'),
      max_alerts: count(0, 'Alerts of a request; 0 for all.').optional(),
    })
    .meta({ id: 'webhookConfig', description: 'A webhook.' }),
  { url: inFile('url_file') },
);

const msteamsv2 = refusing(
  z
    .strictObject({
      ...common,
      webhook_url_file: file('File with the URL of a workflow.'),
      title: template('Title.'),
      text: template('Text.'),
    })
    .meta({ id: 'msteamsv2Config', description: 'A Microsoft Teams workflow.' }),
  { webhook_url: inFile('webhook_url_file') },
);

const configs = <Config extends z.ZodType>(config: Config, description: string) =>
  z.array(config).meta({ description }).optional();

/**
 * Who is told; what takes a secret takes it from a file alone.
 *
 * https://prometheus.io/docs/alerting/latest/configuration/#receiver
 */
export const receiver = z
  .strictObject({
    name: z.string().min(1).meta({ description: 'Name, unique; routes name it.' }),
    slack_configs: configs(slack, 'Slack channels.'),
    pagerduty_configs: configs(pagerduty, 'PagerDuty services.'),
    email_configs: configs(emailConfig, 'Addresses that get mail.'),
    opsgenie_configs: configs(opsgenie, 'Opsgenie integrations.'),
    webhook_configs: configs(webhook, 'Webhooks.'),
    msteamsv2_configs: configs(msteamsv2, 'Microsoft Teams workflows.'),
  })
  .meta({ id: 'receiver', description: 'Who is told of alerts.' });

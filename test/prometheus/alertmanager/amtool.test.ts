import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { readFleetText } from '../../../inventory';
import { resolveFleet } from '../../../model/resolve';
import { alertmanagerConfig } from '../../../prometheus/alertmanager/config';
import { checkPrometheus } from '../../../prometheus/check';
import { YamlWriter } from '../../../yaml/write';
import { amtoolRefusal, itWithAmtool } from '../../amtool';
import { fleetFile, resolved } from '../../fleet';

const rendered = (fleet: string): string => {
  const { alertmanager } = resolved(fleet).hub;
  if (!alertmanager) throw new Error('no Alertmanager');
  return new YamlWriter().mapping(alertmanagerConfig(alertmanager));
};

const EVERY_KEY = readFileSync('test/fixtures/every-key.yaml', 'utf8');

describe('amtool accepts what is rendered', () => {
  itWithAmtool.each([
    ['the shipped fleet', readFileSync('fleet.yaml', 'utf8')],
    ['every key', EVERY_KEY],
    ['nothing said', fleetFile()],
    ['a heartbeat', fleetFile({ hub: 'alertmanager: { heartbeat: { secret: alive } }' })],
  ])('for a fleet with %s', (_, fleet) => expect(amtoolRefusal(rendered(fleet))).toBeUndefined());
});

/** Configurations with one mistake; what is not said of them is right. */
const BAD: Readonly<Record<string, { route?: object; [key: string]: unknown }>> = {
  'a receiver that is not there': { route: { receiver: 'op' } },
  'a receiver of a route that is not there': { route: { routes: [{ receiver: 'op' }] } },
  'two receivers of one name': { receivers: [{ name: 'ops' }, { name: 'ops' }] },
  'a receiver without a name': { receivers: [{}] },
  'a time interval that is not there': {
    route: { routes: [{ receiver: 'ops', mute_time_intervals: ['night'] }] },
  },
  'two time intervals of one name': {
    time_intervals: [
      { name: 'a', time_intervals: [] },
      { name: 'a', time_intervals: [] },
    ],
  },
  'a matcher without an operator': { route: { routes: [{ matchers: ['severity critical'] }] } },
  'a matcher with half an expression': { route: { routes: [{ matchers: ['team=~"a("'] }] } },
  'a matcher without its second quote': { route: { routes: [{ matchers: ['team="a'] }] } },
  'matchers of the root route': { route: { matchers: ['team="a"'] } },
  'mute times of the root route': {
    route: { mute_time_intervals: [], active_time_intervals: ['a'] },
  },
  'a duration without a unit': { route: { group_wait: '30' } },
  'a duration in words': { route: { repeat_interval: '4 hours' } },
  'a group interval of nothing': { route: { group_interval: '0s' } },
  'a repeat interval of nothing': { route: { repeat_interval: '0s' } },
  'a label named twice in a group': { route: { group_by: ['a', 'a'] } },
  'a label beside all labels': { route: { group_by: ['a', '...'] } },
  'an unknown key': { route: { recevier: 'ops' } },
  'a webhook without a URL': { receivers: [{ name: 'ops', webhook_configs: [{}] }] },
  'a PagerDuty without a key': { receivers: [{ name: 'ops', pagerduty_configs: [{}] }] },
  'an Opsgenie without a key': { receivers: [{ name: 'ops', opsgenie_configs: [{}] }] },
  'a Slack without a URL': { receivers: [{ name: 'ops', slack_configs: [{}] }] },
  'a mail without a server': {
    receivers: [{ name: 'ops', email_configs: [{ to: 'a@example.com', from: 'b@example.com' }] }],
  },
  'a mail without a sender': {
    receivers: [{ name: 'ops', email_configs: [{ to: 'a@example.com', smarthost: 'mail:25' }] }],
  },
  'a mail server without a port': { global: { smtp_smarthost: 'mail' } },
  'a header that stands twice': {
    receivers: [
      {
        name: 'ops',
        email_configs: [
          { to: 'a', from: 'b', smarthost: 'mail:25', headers: { subject: 'a', Subject: 'b' } },
        ],
      },
    ],
  },
  'a URL without a scheme': { global: { pagerduty_url: 'events.pagerduty.com' } },
  'a responder of another kind': {
    receivers: [
      {
        name: 'ops',
        opsgenie_configs: [{ api_key_file: '/k', responders: [{ type: 'crew', name: 'a' }] }],
      },
    ],
  },
  'a responder without a name': {
    receivers: [
      { name: 'ops', opsgenie_configs: [{ api_key_file: '/k', responders: [{ type: 'team' }] }] },
    ],
  },
  'a night in one time': interval({ times: [{ start_time: '22:00', end_time: '06:00' }] }),
  'an hour of one digit': interval({ times: [{ start_time: '9:00', end_time: '10:00' }] }),
  'a minute after the day': interval({ times: [{ start_time: '09:00', end_time: '24:30' }] }),
  'a day in short': interval({ weekdays: ['mon:fri'] }),
  'days over the end of the week': interval({ weekdays: ['saturday:sunday'] }),
  'a day before the first': interval({ days_of_month: ['0'] }),
  'a day after the last': interval({ days_of_month: ['32'] }),
  'days from the end to the start': interval({ days_of_month: ['-1:5'] }),
  'days that end before they begin': interval({ days_of_month: ['29:-1'] }),
  'months that end before they begin': interval({ months: ['june:may'] }),
  'a month in short': interval({ months: ['sept'] }),
  'years that end before they begin': interval({ years: ['2027:2026'] }),
  'a place that is no time zone': interval({ location: 'Middle Earth' }),
  'a Slack app with a webhook beside it': {
    receivers: [{ name: 'ops', slack_configs: [{ app_token_file: '/k', api_url_file: '/k' }] }],
  },
  'a Slack app with another proof beside it': {
    receivers: [
      {
        name: 'ops',
        slack_configs: [
          { app_token_file: '/k', http_config: { authorization: { credentials_file: '/k' } } },
        ],
      },
    ],
  },
  'a Slack app with the proof of all receivers beside it': {
    global: { http_config: { authorization: { credentials_file: '/k' } } },
    receivers: [{ name: 'ops', slack_configs: [{ app_token_file: '/k' }] }],
  },
};

describe('what amtool refuses is refused', () => {
  itWithAmtool.each(Object.entries(BAD))('%s', (_, bad) => {
    const config = completed(bad);
    expect(amtoolRefusal(stringify(config))).toBeDefined();
    expect(refusals(config)).not.toEqual([]);
  });

  itWithAmtool('and a configuration without a mistake is not', () => {
    const config = completed({});
    expect(amtoolRefusal(stringify(config))).toBeUndefined();
    expect(refusals(config)).toEqual([]);
  });
});

function interval(of: object) {
  return { time_intervals: [{ name: 'a', time_intervals: [of] }] };
}

function completed({ route, ...rest }: { readonly route?: object }) {
  return { receivers: [{ name: 'ops' }], ...rest, route: { receiver: 'ops', ...route } };
}

/** What is said of a fleet whose Alertmanager is told this. */
function refusals(config: object): string[] {
  const fleet = parse(fleetFile());
  fleet.hub.alertmanager = { secrets: ['k'], config };
  const { file, problems } = readFleetText(stringify(fleet), 'fleet.yaml');
  const found = file ? checkPrometheus(resolveFleet(file).fleet) : problems;
  return found.map(({ message }) => message);
}

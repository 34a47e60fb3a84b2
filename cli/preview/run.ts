import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { contextOf, dashboards } from '../../dashboards';
import { durationMs } from '../../language/duration';
import { type Asking, askAll } from '../../live/preview/ask-all';
import { createFile } from '../../output/file';
import { previewPages } from '../../output/preview';
import type { Findings } from '../../output/preview/answers';
import { earlierPreview, writePreview } from '../../output/preview/directory';
import type { Page } from '../../output/preview/page';
import { readSample, sampleText } from '../../output/preview/sample';
import { timeUpTo } from '../../output/preview/time';
import { loadFleet } from '../../synth/load';
import { EXIT, type ExitCode } from '../exit';
import { type Io, paint } from '../io';
import { progress } from '../progress';
import { refused } from '../refused';
import { count, report } from '../report';
import { misuse, type PreviewOptions, wishOf } from './options';

/** The sample data of the package, which `--record` wrote. */
const SAMPLE = join(__dirname, '../../../output/preview/sample.json');

/** Writes the dashboards as pages: of a Prometheus, or of sample data. */
export async function previewCommand(options: PreviewOptions, io: Io): Promise<ExitCode> {
  const refuse = (message: string) => refused(message, EXIT.usage, options, io);
  const { prometheus, out } = options;
  if (prometheus === undefined) {
    const wrong = misuse(options);
    if (wrong) return refuse(wrong);
    return written(readSample(readFileSync(SAMPLE, 'utf8')), options, io);
  }
  const wish = wishOf({ ...options, prometheus }, Date.now());
  if (typeof wish === 'string') return refuse(wish);
  const { fleet, ...read } = loadFleet(options.fleet);
  if (!fleet) return report(read, io, options);
  earlierPreview(out);
  const { grafana } = fleet.hub;
  const context = contextOf(fleet.hub);
  const unknown = unknownVariable([...wish.wanted.keys()], context);
  if (unknown) return refuse(unknown);
  const shown = progress(io.stderr, 'questions');
  let asking: Asking;
  try {
    asking = await askAll({
      ...wish,
      context,
      time: timeUpTo(wish.end, wish.range),
      sampleInterval: durationMs(grafana?.sampleInterval ?? SAMPLE_INTERVAL) / 1000,
      onProgress: shown.onProgress,
    });
  } catch (error) {
    return refuse(`${prometheus} does not answer: ${isNativeError(error) ? error.message : ''}`);
  } finally {
    shown.clear();
  }
  if (options.record !== undefined) {
    createFile(options.record, sampleText(asking.findings, asking.answers));
  }
  return written(asking.findings, options, io);
}

/** Of a hub without a Grafana, whose data source would say it. */
const SAMPLE_INTERVAL = '1m';

function unknownVariable(
  names: readonly string[],
  context: Findings['context'],
): string | undefined {
  const known = dashboards(context).flatMap(({ variables }) => variables.map(({ name }) => name));
  const unknown = names.find((name) => !known.includes(name));
  return (
    unknown &&
    `--var: no dashboard has the variable ${unknown}, there are ${[...new Set(known)].sort().join(', ')}`
  );
}

function written(findings: Findings, { out, output }: PreviewOptions, io: Io): ExitCode {
  const pages = previewPages(findings);
  writePreview(out, pages);
  const failed = shown(pages, 'error');
  const ok = failed.length === 0;
  if (output === 'json') {
    const files = pages.map(({ file, panels }) => ({ file, panels }));
    io.stdout.write(`${JSON.stringify({ ok, directory: out, pages: files }, null, 2)}\n`);
  } else {
    const panels = pages.flatMap((page) => page.panels).length;
    const nothing = shown(pages, 'nothing').length;
    io.stdout.write(
      `${paint(io.stdout, io.env).bold(join(out, 'index.html'))}: ${count(pages.length, 'page')}, ${count(panels, 'panel')}, ${nothing} of them with nothing to show\n`,
    );
    for (const panel of failed) io.stderr.write(`could not be asked: ${panel}\n`);
  }
  return ok ? EXIT.ok : EXIT.problems;
}

const shown = (pages: readonly Page[], how: 'nothing' | 'error') =>
  pages.flatMap(({ file, panels }) =>
    panels.filter(({ shows }) => shows === how).map(({ title }) => `${file}: ${title}`),
  );

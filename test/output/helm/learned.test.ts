import { hubExamples } from '../../../output/helm/hub/example';
import { monitorExamples } from '../../../output/helm/monitor/example';
import { learned } from '../../../output/helm/template/templates';
import { Random } from '../../fuzz/random';
import { example, holds, instance } from './instance';

/** Examples that nothing was learned of. */
const RUNS = 300;

/*
 * Helm is asked for a few hundred fleets (test/helm): what a wrong condition does may show in none of
 * them. Here flags are set at random, as no fleet may ever have them, and nothing may differ.
 */
it.each([
  ['promfleet-monitor', monitorExamples()],
  ['promfleet-hub', hubExamples()],
])('what is learned of %s holds for examples that it was not learned of', (_name, examples) => {
  const { files, reader } = learned(examples);
  const flags = Object.keys(examples.flags).filter((flag) => !examples.flags[flag]?.takesOne);
  const apart = Object.keys(examples.flags).filter((flag) => examples.flags[flag]?.takesOne);
  const random = new Random(7);
  for (let run = 0; run < RUNS; run++) {
    const likely = random.pick([1, 2, 3]);
    const on = new Set(flags.filter(() => random.below(4) < likely));
    if (apart.length > 0) on.add(random.pick(apart));
    const rendered = examples.render(on);
    const expected = [...rendered].map(([file, objects]) => [file, example(reader.tree(objects))]);
    const found = [...files].flatMap(([file, { when, template }]) =>
      holds(when, on) ? [[file, instance(template, on)]] : [],
    );
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  }
});

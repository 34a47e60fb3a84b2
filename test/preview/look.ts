/*
 * What is wrong with a page to the eye, as far as its boxes tell. It runs in the page: a function as
 * text, as nothing of this file is there.
 */

/** An expression whose value is a list of sentences. */
export const LOOK = String.raw`(() => {
  const wrong = [];
  const seen = (element) => element.getClientRects().length > 0;
  const box = (element) => element.getBoundingClientRect();
  const over = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth > innerWidth) wrong.push('it is ' + scrollWidth + ' wide, of ' + innerWidth);
  const all = [...document.querySelectorAll('.panel')];
  all.forEach((panel, index) => {
    const title = panel.querySelector('h3').textContent;
    const say = (what) => wrong.push(title + ': ' + what);
    const parts = [...panel.children].filter(seen);
    parts.forEach((part, place) => {
      if (box(part).right > box(panel).right + 1) say('a part stands out at the right');
      if (box(part).bottom > box(panel).bottom + 1) say('a part stands out below');
      if (parts.slice(place + 1).some((next) => over(box(part), box(next)))) say('parts lie on each other');
    });
    if (all.slice(index + 1).some((next) => over(box(panel), box(next)))) say('it lies on another');
    const heading = panel.querySelector('h3');
    if (heading.scrollWidth > heading.clientWidth + 1) say('its title is cut off');
    if (heading.textContent.split(/\s+/).some((word) => word.length > 1) && box(heading).width < 24)
      say('its title has no room');
    for (const table of [...panel.querySelectorAll('.scroll')].filter(seen))
      if (table.scrollWidth > table.clientWidth + 1)
        say('its table is cut off, ' + table.scrollWidth + ' wide, of ' + table.clientWidth);
    for (const name of [...panel.querySelectorAll('.legend .name')].filter(seen))
      if (name.scrollWidth > name.clientWidth + 1)
        say('the name ' + name.textContent + ' is cut off');
    for (const svg of [...panel.querySelectorAll('svg.chart, svg.ticks')].filter(seen)) {
      const texts = [...svg.querySelectorAll('text')].filter((text) => text.textContent.trim());
      if (svg.matches('.chart') && texts.length < 4) say('its axes have no labels');
      texts.forEach((text, place) => {
        if (box(text).height < 9) say('a label is too small to read');
        if (box(text).left < box(panel).left || box(text).right > box(panel).right)
          say('the label ' + text.textContent + ' stands out');
        const next = texts.slice(place + 1).find((other) => over(box(text), box(other)));
        if (next) say('labels ' + text.textContent + ' and ' + next.textContent + ' lie on each other');
      });
    }
    for (const item of [...panel.querySelectorAll('.legend li, .bar-list li, .strips li')].filter(seen)) {
      const cells = [...item.children].filter((cell) => seen(cell) && box(cell).width > 0);
      cells.forEach((cell, place) => {
        const next = cells[place + 1];
        if (next && over(box(cell), box(next))) say('in "' + item.textContent + '" parts lie on each other');
      });
    }
  });
  return wrong;
})()`;

// The overview: charts of all reprints, and who leads the tables.
'use strict';

(() => {
  const c = copydesk;
  const el = c.el;
  const charts = new Set();

  const colourOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim() || '#888888';
  const redraw = () => charts.forEach((chart) => chart.redraw(false, true));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  matchMedia('print').addEventListener('change', redraw);

  c.forgetCharts = () => {
    charts.forEach((chart) => chart.destroy());
    charts.clear();
  };

  // Stacked bars: `labels` along the axis, `series` of {label, colour, values}. What is drawn is said in a table, too.
  const chart = ({title, lead, labels, series: given}) => {
    const series = given.filter((one) => one.values.some((value) => value > 0));
    const sums = labels.map(() => 0);
    // Each layer has those under it, and is drawn before them.
    const layers = series.map((one) => one.values.map((value, i) => (sums[i] += value))).reverse();
    const place = el('div', {class: 'plot', role: 'img', 'aria-label': `${title}: the figures are in the table below it`});
    const readout = el('p', {class: 'readout', 'aria-hidden': 'true'});
    const say = (at) => {
      readout.textContent = at === null || at === undefined ? 'Point at a bar for its figures.' :
        `${labels[at]}: ${series.map((one) => `${c.count(one.values[at])} ${one.label}`).join(', ')}`;
    };
    const axis = (values, more) => ({
      stroke: () => colourOf('--quiet'), font: '12px system-ui, sans-serif', ticks: {show: false}, values, ...more,
    });
    const options = {
      width: 400, height: 200, padding: [10, 8, 0, 0], legend: {show: false},
      cursor: {y: false, drag: {x: false, y: false}, points: {show: false}},
      scales: {x: {time: false, range: [-0.6, labels.length - 0.4]}, y: {range: (u, low, high) => [0, Math.max(high, 4)]}},
      axes: [
        axis((u, splits) => splits.map((at) => (Number.isInteger(at) ? labels[at] ?? '' : '')),
          {space: 76, size: 30, grid: {show: false}, incrs: [1, 2, 3, 5, 7, 10, 14, 20, 30, 50, 100]}),
        axis((u, splits) => splits.map((at) => (Number.isInteger(at) ? c.count(at) : '')),
          {size: 48, grid: {stroke: () => colourOf('--line'), width: 1}, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000,
            2000, 5000, 10000, 20000, 50000, 100000]}),
      ],
      series: [{}, ...[...series].reverse().map((one) => ({
        label: one.label, width: 0, points: {show: false}, fill: () => colourOf(`--credit-${one.colour}`),
        paths: uPlot.paths.bars({size: [0.82, 46], align: 0}),
      }))],
      hooks: {setCursor: [(u) => say(u.cursor.idx)]},
    };
    say(null);
    const drawn = () => {
      if (!place.isConnected) return;
      const plot = new uPlot({...options, width: Math.max(place.clientWidth, 200)}, [labels.map((_, i) => i), ...layers],
        place);
      charts.add(plot);
      new ResizeObserver(() => {
        if (charts.has(plot) && place.clientWidth > 0) plot.setSize({width: place.clientWidth, height: options.height});
      }).observe(place);
    };
    requestAnimationFrame(drawn);
    const figures = el('details', {class: 'compare'}, el('summary', {}, 'Figures'));
    figures.addEventListener('toggle', () => {
      if (figures.childElementCount > 1) return;
      figures.append(el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Figures: ${title}`},
        el('table', {}, el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, ''),
          series.map((one) => el('th', {scope: 'col', class: 'numeric'}, one.label)))),
        el('tbody', {}, labels.map((label, i) => el('tr', {}, el('th', {scope: 'row'}, label),
          series.map((one) => el('td', {class: 'numeric'}, c.count(one.values[i])))))))));
    });
    return el('section', {class: 'item chart'}, el('h3', {}, title), el('p', {class: 'quiet'}, lead), place, readout,
      el('ul', {class: 'legend'}, series.map((one) => el('li', {}, el('i', {class: `swatch ${one.colour}`}), one.label))),
      figures);
  };

  // Calls `visit(group, place)` for each reprint.
  const eachReprint = (visit) => {
    for (const group of c.groups) {
      for (let place = 0; place < group.size; ++place) if (group.verdict(place) === 0) visit(group, place);
    }
  };
  const seriesOf = (length) => c.KINDS.map((credit) => (
    {credit, label: c.CREDITS[credit].label, colour: c.CREDITS[credit].colour, values: new Array(length).fill(0)}));
  const add = (series, group, place, at) => {
    const one = series.find((candidate) => candidate.credit === group.credit(place));
    if (one) one.values[at] += 1;
  };

  // Reprints by the time of the target, in steps of which there are not too many.
  const overTime = () => {
    const times = [];
    eachReprint((group, place) => {
      if (group.time(place) !== null) times.push(group.time(place));
    });
    if (times.length === 0) return null;
    times.sort((x, y) => x - y);
    // A few that are far away would make one bar of all others.
    const first = times[Math.floor(times.length * 0.01)];
    const last = times[Math.ceil(times.length * 0.99) - 1];
    const HOUR = 3600;
    const steps = [[HOUR, 'hour'], [6 * HOUR, 'six hours'], [24 * HOUR, 'day'], [7 * 24 * HOUR, 'week'],
      [28 * 24 * HOUR, 'four weeks'], [364 * 24 * HOUR, '52 weeks'], [3640 * 24 * HOUR, '520 weeks']];
    const [step, word] = steps.find(([seconds]) => (last - first) / seconds < 48) ?? steps.at(-1);
    const begin = Math.floor(first / step);
    const length = Math.min(Math.floor(last / step) - begin + 1, 400);
    const labels = Array.from({length}, (_, i) => c.time((begin + i) * step, step >= 24 * HOUR).slice(step >= 24 * HOUR ? 0 : 5));
    const series = seriesOf(length);
    let outside = 0;
    eachReprint((group, place) => {
      if (group.time(place) === null) return;
      const at = Math.floor(group.time(place) / step) - begin;
      if (at < 0 || at >= length) outside += 1;
      else add(series, group, place, at);
    });
    const rest = outside > 0 ? ` ${c.count(outside)} lie outside of what is shown.` : '';
    return chart({title: 'Reprints over time', lead: `By ${word} of publication, UTC.${rest}`, labels, series});
  };

  const byShare = () => {
    const labels = Array.from({length: 20}, (_, i) => `${i * 5}–${i * 5 + 5} %`);
    const series = [{label: 'counts', colour: 'altered', values: new Array(20).fill(0)},
      {label: 'does not count', colour: 'unknown', values: new Array(20).fill(0)}];
    let any = false;
    for (const group of c.groups) {
      for (let place = 0; place < group.size; ++place) {
        const kept = group.kept(place);
        if (!Number.isFinite(kept)) continue;
        series[group.verdict(place) === 0 ? 0 : 1].values[Math.max(0, Math.min(19, Math.floor(kept * 20)))] += 1;
        any = true;
      }
    }
    if (!any) return null;
    const limit = c.percent(c.index.min_share);
    return chart({title: 'How much was kept', lead: `Of the source's words, by each article of a group. A reprint keeps ${
      limit} or more, and enough words.`, labels, series});
  };

  const byLag = () => {
    const bounds = [['before', 0], ['15 min', 900], ['1 h', 3600], ['3 h', 10800], ['6 h', 21600], ['12 h', 43200],
      ['1 d', 86400], ['2 d', 172800], ['1 week', 604800], ['later', Infinity]];
    const series = seriesOf(bounds.length);
    let any = false;
    eachReprint((group, place) => {
      const lag = group.lag(place);
      if (lag === null) return;
      add(series, group, place, bounds.findIndex(([, limit]) => lag < limit || limit === Infinity));
      any = true;
    });
    const labels = bounds.map(([label], i) => (i === 0 || i === bounds.length - 1 ? label : `< ${label}`));
    return any ? chart({title: 'How soon it was reprinted', lead: 'Time from the source to the reprint, where both are known to the minute.',
      labels, series}) : null;
  };

  // The rows with the most reprints, as bars.
  const leaders = (title, page, rows, reuseAt, link) => {
    const sorted = rows.filter((row) => row[reuseAt] > 0).sort((x, y) => y[reuseAt] - x[reuseAt]).slice(0, 8);
    if (sorted.length === 0) return null;
    const most = sorted[0][reuseAt];
    return el('section', {class: 'item leaders'}, el('h3', {}, title), el('ol', {}, sorted.map((row) => el('li', {},
      el('span', {class: 'leader-name'}, link(row)),
      c.stack(c.STACK.map((credit, i) => [row[reuseAt + 1 + i], c.CREDITS[credit].colour]), most),
      el('span', {class: 'number'}, c.count(row[reuseAt]))))), el('p', {}, el('a', {href: c.address(page)}, 'All of them')));
  };
  const toGroups = (parameters, text) => el('a', {href: c.address('groups', parameters)}, c.line(text));

  c.showOverview = (view) => {
    const {outlets, agencies, flows} = c.index;
    const plots = [overTime(), byShare(), byLag()].filter(Boolean);
    if (c.groups.length === 0) view.append(c.note('No articles that share copy were found, or none of those asked for.'));
    view.append(
      plots.length > 0 ? el('h2', {}, 'Reprints') : '', el('div', {class: 'charts'}, plots),
      el('div', {class: 'charts'},
        leaders('Outlets that print most of others’ copy', 'outlets', outlets, 6,
          (row) => toGroups({outlet: c.nameOf(row[0])}, c.nameOf(row[0]))),
        leaders('Agencies whose copy is printed most', 'agencies', agencies, 4,
          (row) => toGroups({agency: c.nameOf(row[0])}, c.nameOf(row[0]))),
        leaders('Who copies whom', 'flows', flows, 3, (row) => [toGroups(
          {outlet: c.nameOf(row[2]), agency: row[1] ? c.nameOf(row[0]) : ''}, c.nameOf(row[2])), ' from ', c.line(c.nameOf(row[0]))])));
    const largest = [...c.groups].sort((x, y) => y.reprints - x.reprints || x.number - y.number).slice(0, 8);
    if (largest.length > 0) {
      view.append(el('h2', {}, 'Groups with the most reprints'), el('ol', {class: 'brief'}, largest.map((group) =>
        el('li', {}, el('a', {class: 'title', href: c.groupAddress(group)}, c.line(group.title)), ' ',
          el('span', {class: 'quiet'}, c.originOf(group), ' · ', c.counted(group.reprints, 'reprint', 'reprints'),
            ' · ', c.counted(group.size, 'article', 'articles'))))),
      el('p', {}, el('a', {href: c.address('groups')}, `All ${c.counted(c.groups.length, 'group', 'groups')}`)));
    }
  };
})();

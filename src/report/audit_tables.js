// The tables: outlets, agencies, which outlet prints which agency, who copies whom, conflicts, statuses.
'use strict';

(() => {
  const c = copydesk;
  const el = c.el;

  const toGroups = (number, parameters) => el('a', {href: c.address('groups', parameters)}, c.line(c.nameOf(number)));
  const named = (key, label, at, link) => (
    {key, label, value: (row) => c.nameOf(row[at]), cell: (row) => (link ? link(row) : c.line(c.nameOf(row[at])))});
  const figure = (key, label, at, title, format) => (
    {key, label, title, numeric: true, value: (row) => row[at], cell: format ? (row) => format(row[at]) : undefined});

  // The columns of what was reused, whose values begin at `at`.
  const reuseColumns = (at, what) => [
    figure('reprints', what, at, 'Texts that count as reprints under the policy'),
    {key: 'credit', label: 'Credit', numeric: true, title: 'Share of them without a credit found sorts; the bar has all',
      value: (row) => (row[at] > 0 ? row[at + 3] / row[at] : null),
      cell: (row) => (row[at] > 0 ? c.stack(c.STACK.map((credit, i) => [row[at + 1 + i], c.CREDITS[credit].colour]),
        row[at]) : '')},
    figure('verbatim', 'Credited, verbatim', at + 1),
    figure('altered', 'Credited, altered', at + 2),
    figure('nocredit', 'No credit found', at + 3, 'in the extracted text'),
    figure('unknown', 'Credit unknown', at + 4, 'A place where credits stand was not captured'),
    figure('lag', 'Median lag', at + 5, 'From the source, where both times are known to the minute', c.duration),
    figure('kept', 'Mean kept', at + 6, 'Share of the source', c.percent),
    figure('copied', 'Mean copied', at + 7, 'Share of the reprint', c.percent),
  ];

  const legend = () => el('ul', {class: 'legend'}, c.STACK.map((credit) =>
    el('li', {title: c.CREDITS[credit].title}, el('i', {class: `swatch ${c.CREDITS[credit].colour}`}),
      c.CREDITS[credit].label)));

  const page = (view, title, lead, ...content) => view.append(
    el('h1', {tabindex: -1}, title), el('p', {class: 'lead'}, lead), ...content);
  const orNothing = (rows, make, text) => (rows.length > 0 ? make() : c.note(text));

  c.showOutlets = (view) => page(view, 'Outlets', 'What each outlet printed of others’ copy.', legend(), orNothing(
    c.index.outlets, () => c.table({
      caption: 'Outlets', rows: c.index.outlets, sort: 'reprints', columns: [
        named('outlet', 'Outlet', 0, (row) => toGroups(row[0], {outlet: c.nameOf(row[0])})),
        figure('articles', 'Articles', 1),
        figure('credited', 'Credit agencies', 2, 'Articles that credit an agency for their text'),
        figure('groups', 'Groups', 3, 'Groups in which it has an article'),
        figure('origins', 'Origin of', 4, 'Groups whose origin is one of its articles'),
        figure('quotations', 'Quotations only', 5, 'Articles that keep hardly more than quotations'),
        ...reuseColumns(6, 'Reprints')]}), 'No outlet is known.'));

  c.showAgencies = (view) => page(view, 'Agencies', 'Whose copy was printed, by how many, and with what credit.', legend(),
    orNothing(c.index.agencies, () => c.table({
      caption: 'Agencies', rows: c.index.agencies, sort: 'reprints', columns: [
        named('agency', 'Agency', 0, (row) => toGroups(row[0], {agency: c.nameOf(row[0])})),
        figure('stories', 'Stories', 1, 'Groups whose origin it is'),
        figure('credited', 'Credited', 2, 'Articles of the collection that credit it for their text'),
        figure('outlets', 'Outlets', 3, 'That printed its copy'),
        ...reuseColumns(4, 'Reprints')]}), 'No agency is credited, and none is an origin.'));

  c.showFlows = (view) => page(view, 'Who copies whom',
    'The source is the agency that is a group’s origin, or the outlet whose article the others are compared with.', legend(),
    orNothing(c.index.flows, () => c.table({
      caption: 'Who copies whom', rows: c.index.flows, sort: 'reprints', columns: [
        named('source', 'Source', 0, (row) => [c.line(c.nameOf(row[0])), row[1] ? el('span', {class: 'kind'}, ' agency') : '']),
        named('target', 'Printed by', 2, (row) => toGroups(row[2],
          row[1] ? {outlet: c.nameOf(row[2]), agency: c.nameOf(row[0])} : {outlet: c.nameOf(row[2])})),
        ...reuseColumns(3, 'Reprints')]}), 'Nothing was reprinted.'));

  const MATRIX_ROWS = 40;
  const MATRIX_COLUMNS = 14;

  // The numbers of one column of the matrix's rows by falling weight.
  const heaviest = (rows, at, weight, limit) => {
    const sums = new Map();
    for (const row of rows) sums.set(row[at], (sums.get(row[at]) ?? 0) + weight(row));
    return [...sums.entries()].sort((x, y) => y[1] - x[1] || c.nameOf(x[0]).localeCompare(c.nameOf(y[0])))
      .slice(0, limit).map(([number]) => number);
  };

  const matrix = (rows, value, format, level) => {
    const outlets = heaviest(rows, 0, (row) => row[3] + row[2], MATRIX_ROWS);
    const agencies = heaviest(rows, 1, (row) => row[3] + row[2], MATRIX_COLUMNS);
    const cells = new Map(rows.map((row) => [`${row[0]} ${row[1]}`, row]));
    const most = Math.max(1e-9, ...rows.map((row) => value(row) ?? 0));
    const cell = (outlet, agency) => {
      const row = cells.get(`${outlet} ${agency}`);
      const shown = row ? value(row) : null;
      if (!row || shown === null || shown === 0) return el('td', {class: 'numeric zero'}, row && shown === 0 ? '0' : '');
      const heat = Math.min(5, Math.max(1, Math.ceil((level(shown, most)) * 5)));
      return el('td', {class: `numeric heat${heat}`}, el('a', {
        href: c.address('groups', {outlet: c.nameOf(outlet), agency: c.nameOf(agency)}),
        title: `${c.nameOf(outlet)}, ${c.nameOf(agency)}: ${c.counted(row[3], 'reprint', 'reprints')}, ${
          c.count(row[6])} without a credit found, ${c.counted(row[2], 'article credits', 'articles credit')} it`,
      }, format(shown)));
    };
    return el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Outlets by agencies'},
      el('table', {class: 'matrix'}, el('caption', {class: 'sr'}, 'Outlets by agencies'),
        el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'Outlet'),
          agencies.map((agency) => el('th', {scope: 'col', class: 'numeric'}, c.line(c.nameOf(agency)))))),
        el('tbody', {}, outlets.map((outlet) => el('tr', {}, el('th', {scope: 'row'},
          toGroups(outlet, {outlet: c.nameOf(outlet)})), agencies.map((agency) => cell(outlet, agency)))))));
  };

  const MEASURES = {
    reprints: ['Reprints', (row) => row[3], c.count, (value, most) => value / most],
    nocredit: ['Share without a credit found', (row) => (row[3] > 0 ? row[6] / row[3] : null), c.percent, (value) => value],
    credited: ['Articles that credit it', (row) => row[2], c.count, (value, most) => value / most],
    kept: ['Mean kept', (row) => row[9], c.percent, (value) => value],
  };

  c.showMatrix = (view, parameters) => {
    const rows = c.index.matrix;
    const place = el('div');
    const show = () => {
      const [, value, format, level] = MEASURES[choice.select.value];
      c.remember(c.address('matrix', {measure: choice.select.selectedIndex > 0 ? choice.select.value : ''}));
      place.replaceChildren(matrix(rows, value, format, level));
    };
    const choice = c.choice('Figure', Object.entries(MEASURES).map(([key, [label]]) => [key, label]),
      parameters.get('measure') ?? 'reprints', show);
    page(view, 'Outlet × agency', 'Which outlet printed which agency’s copy. A figure leads to the groups.',
      orNothing(rows, () => el('form', {class: 'filters', onsubmit: (event) => event.preventDefault()}, choice.box),
        'No outlet printed an agency’s copy, or credits one.'), place,
      new Set(rows.map((row) => row[0])).size > MATRIX_ROWS || new Set(rows.map((row) => row[1])).size > MATRIX_COLUMNS ?
        c.note(`The ${MATRIX_ROWS} outlets and ${MATRIX_COLUMNS} agencies with most of them.`) : '');
    if (rows.length > 0) show();
  };

  c.detectedOf = (group, agency, member) => {
    if (agency) return c.line(agency);
    return member !== null && member < group.size ? c.line(c.nameOf(group.outlet(member))) : 'unknown';
  };

  c.showConflicts = (view) => {
    const rows = c.index.conflicts;
    page(view, 'Conflicts', 'Articles that credit another source than the one that half of their text or more seems to be from. ' +
      'What is detected is a conclusion from the other articles of the group.', orNothing(rows, () => c.table({
      caption: 'Conflicts between declared and detected source', rows, sort: 'share', columns: [
        {key: 'outlet', label: 'Outlet', value: ([group, member]) => c.nameOf(c.groups[group].outlet(member)),
          cell: ([group, member]) => c.line(c.nameOf(c.groups[group].outlet(member)))},
        {key: 'group', label: 'Group', value: ([group]) => c.groups[group].title,
          cell: ([group, member]) => el('a', {href: c.groupAddress(c.groups[group], {with: member})},
            c.line(c.groups[group].title))},
        {key: 'declared', label: 'Declared', value: (row) => row[2].map(c.nameOf).join(', '),
          cell: (row) => c.line(row[2].map(c.nameOf).join(', '))},
        {key: 'detected', label: 'Detected', value: (row) => (row[3] === null ? '' : c.nameOf(row[3])),
          cell: (row) => c.detectedOf(c.groups[row[0]], row[3] === null ? '' : c.nameOf(row[3]), row[4])},
        figure('share', 'Share of the text', 5, undefined, c.percent),
        figure('confidence', 'Confidence', 6, 'A share of the evidence, and no probability', c.percent)]}),
    'Every article that credits a source agrees with what was detected, or nothing speaks against it.'));
  };

  c.showStatuses = (view) => {
    const counts = c.STATES.map(() => 0);
    for (const group of c.groups) {
      for (let place = 0; place < group.size; ++place) if (group.credit(place) !== null) counts[group.state(place)] += 1;
    }
    const {left} = c.index;
    const block = (document, name) => [c.line(document), name !== '' && name !== '0' ? [', block ', c.line(name)] : ''];
    page(view, 'Statuses', 'What people said of findings: it is read from the table of findings that was given with the audit.',
      el('ul', {class: 'counts'}, c.STATES.map((state, i) => el('li', {}, el('b', {}, c.count(counts[i])),
        el('a', {href: c.address('groups', {status: state.key})}, state.label)))),
      el('h2', {}, 'Of findings that are not there now'), orNothing(left, () => c.table({
        caption: 'Statuses of findings that are not there now', rows: left, sort: 'source', columns: [
          {key: 'source', label: 'Source', value: (row) => row[0], cell: (row) => block(row[0], row[1])},
          {key: 'target', label: 'Target', value: (row) => row[2], cell: (row) => block(row[2], row[3])},
          {key: 'status', label: 'Status', value: (row) => c.STATES[row[5]]?.label ?? ''},
          {key: 'note', label: 'Note', value: (row) => row[4], cell: (row) => c.line(row[4])}]}),
      'All statuses that were given are of findings that are there.'));
  };
})();

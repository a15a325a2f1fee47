// The list of groups: search, filters, order. What is chosen stands in the address.
'use strict';

(() => {
  const c = copydesk;
  const el = c.el;

  const ORDERS = {
    size: ['Largest', (x, y) => y.size - x.size],
    reprints: ['Most reprints', (x, y) => y.reprints - x.reprints],
    nocredit: ['Most without a credit found', (x, y) => y.counts[4] - x.counts[4]],
    newest: ['Newest', (x, y) => (y.first ?? -Infinity) - (x.first ?? -Infinity)],
    oldest: ['Oldest', (x, y) => (x.first ?? Infinity) - (y.first ?? Infinity)],
    title: ['Title', (x, y) => x.title.localeCompare(y.title)],
  };
  const SIZES = [2, 3, 5, 10, 20, 50, 100];

  // Places of a group that fit all that is asked of one article. Without a question about what it kept the reference
  // may fit too.
  const fits = (group, asked) => {
    if (group.size < asked.size || (asked.agency >= 0 && !group.agencies.includes(asked.agency))) return false;
    if (!asked.words.every((word) => group.words.includes(word))) return false;
    if (asked.conflict && group.conflicts === 0) return false;
    const asksFinding = asked.credit >= 0 || asked.verdict >= 0 || asked.status >= 0;
    if (asked.outlet < 0 && !asksFinding) return true;
    for (let place = 0; place < group.size; ++place) {
      if (asked.outlet >= 0 && group.outlet(place) !== asked.outlet) continue;
      if (asksFinding && group.credit(place) === null) continue;
      if (asked.credit >= 0 && group.credit(place) !== asked.credit) continue;
      if (asked.verdict >= 0 && group.verdict(place) !== asked.verdict) continue;
      if (asked.status >= 0 && group.state(place) !== asked.status) continue;
      return true;
    }
    return false;
  };

  // The groups that the parameters of an address ask for, in its order.
  c.chosenGroups = (parameters) => {
    const text = (name) => parameters.get(name) ?? '';
    const keyed = (entries, name) => entries.findIndex((entry) => entry.key === text(name));
    // A name that no group has fits none.
    const named = (name) => (text(name) === '' ? -1 : c.names.indexOf(text(name)) >>> 0);
    const asked = {
      words: text('q').toLowerCase().split(/\s+/).filter(Boolean),
      outlet: named('outlet'),
      agency: named('agency'),
      credit: keyed(c.CREDITS, 'credit'),
      verdict: keyed(c.VERDICTS, 'verdict'),
      status: keyed(c.STATES, 'status'),
      size: Number(text('size')) || 2,
      conflict: text('conflict') !== '',
    };
    const order = ORDERS[text('sort')] ?? ORDERS.size;
    return c.groups.filter((group) => fits(group, asked)).sort((x, y) => order[1](x, y) || x.number - y.number);
  };

  // "3 credited, verbatim · 1 no credit found" of the reprints.
  c.creditWords = (group) => c.KINDS.filter((credit) => group.counts[credit] > 0)
    .map((credit) => el('li', {}, el('i', {class: `swatch ${c.CREDITS[credit].colour}`}),
      `${c.count(group.counts[credit])} ${c.CREDITS[credit].label}`));

  const row = (group, parameters) => el('li', {class: 'item group'},
    el('div', {class: 'group-main'},
      el('h2', {}, el('a', {href: c.groupAddress(group, parameters)}, c.line(group.title))),
      el('p', {class: 'context'},
        el('span', {}, 'Likely origin: ', el('b', {class: 'outlet'}, c.originOf(group))),
        el('span', {}, c.counted(group.size, 'article', 'articles'), ' of ',
          c.counted(group.outlets.size, 'outlet', 'outlets')),
        group.first !== null && el('span', {}, 'from ', c.time(group.first, true)),
        group.conflicts > 0 && el('span', {class: 'warned'}, c.counted(group.conflicts, 'conflict', 'conflicts')),
        el('span', {class: 'id'}, group.name))),
    el('div', {class: 'group-figures'},
      el('p', {}, el('b', {}, c.count(group.reprints)), group.reprints === 1 ? ' reprint' : ' reprints'),
      group.reprints > 0 && c.stack(c.KINDS.map((credit) => [group.counts[credit], c.CREDITS[credit].colour]),
        group.reprints),
      el('ul', {class: 'legend'}, c.creditWords(group))));

  const optionsOf = (entries) => [['', 'any'], ...entries.map((entry) => [entry.key, entry.label])];
  const namesAmong = (numbers) => [['', 'any'],
    ...[...numbers].map(c.nameOf).sort((x, y) => x.localeCompare(y)).map((name) => [name, name])];

  c.showGroups = (view, parameters) => {
    const given = (name) => parameters.get(name) ?? '';
    const outlets = new Set(c.groups.flatMap((group) => [...group.outlets]));
    const agencies = new Set(c.groups.flatMap((group) => group.agencies));
    const search = el('input', {type: 'search', id: 'search', placeholder: 'Titles, outlets, agencies', autocomplete: 'off',
      spellcheck: 'false'});
    search.value = given('q');
    const list = el('ol', {class: 'groups'});
    const found = el('p', {class: 'found', role: 'status'});
    const place = el('div', {}, list);

    const show = () => {
      const asked = {q: search.value.trim()};
      for (const [name, choice] of Object.entries(choices)) {
        if (choice.select.selectedIndex > 0) asked[name] = choice.select.value;
      }
      if (given('conflict')) asked.conflict = given('conflict');
      c.remember(c.address('groups', asked));
      const groups = c.chosenGroups(new URLSearchParams(asked));
      const reprints = groups.reduce((sum, group) => sum + group.reprints, 0);
      found.textContent = `${c.count(groups.length)} of ${c.counted(c.groups.length, 'group', 'groups')}, ` +
        c.counted(reprints, 'reprint', 'reprints');
      list.replaceChildren();
      place.querySelector('.more')?.remove();
      place.append(groups.length > 0 ? c.fill(list, groups, (group) => row(group, asked)) : '');
      if (groups.length === 0) list.append(el('li', {class: 'quiet'}, 'No group fits all of this.'));
      clear.hidden = Object.values(asked).every((value) => value === '');
    };
    let waiting = 0;
    search.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 120);
    });
    const choose = (label, options, name) => c.choice(label, options, given(name), show);
    const choices = {
      outlet: choose('Outlet', namesAmong(outlets), 'outlet'),
      agency: choose('Agency', namesAmong(agencies), 'agency'),
      credit: choose('Credit', optionsOf(c.CREDITS), 'credit'),
      verdict: choose('Verdict', optionsOf(c.VERDICTS), 'verdict'),
      status: choose('Status', optionsOf(c.STATES), 'status'),
      size: choose('Size', SIZES.map((size) => [size === 2 ? '' : String(size), `${size} or more`]), 'size'),
      sort: choose('Order', Object.entries(ORDERS).map(([key, [label]], i) => [i === 0 ? '' : key, label]), 'sort'),
    };
    const clear = c.button('Clear', () => {
      search.value = '';
      parameters.delete('conflict');
      for (const choice of Object.values(choices)) choice.select.selectedIndex = 0;
      show();
      search.focus();
    });
    view.append(
      el('h1', {tabindex: -1}, 'Groups'),
      el('p', {class: 'lead'}, 'Articles that share copy. Filters of one article must all hold for the same one.'),
      el('form', {class: 'filters', role: 'search', onsubmit: (event) => event.preventDefault()},
        el('label', {class: 'field wide'}, el('span', {}, 'Search'), search),
        Object.values(choices).map((choice) => choice.box), clear),
      found, place);
    show();
  };
})();

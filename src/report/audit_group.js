// The page of a group: its origin and why, who printed it when, what each kept, its passages, the texts.
'use strict';

(() => {
  const c = copydesk;
  const el = c.el;

  const plural = (count, one, many) => c.counted(count, one, many);

  const originOf = (group, data) => {
    const known = group.agency !== null || group.originMember !== null;
    const declared = group.declared !== null ? c.nameOf(group.declared) : '';
    const rivals = data?.rivals ?? [];
    return el('div', {class: 'notes origin-note'}, el('h2', {}, 'Likely origin: ', c.originOf(group)),
      el('p', {}, known ? `${c.percent(group.confidence)} of the evidence speaks for it` +
        (group.originMember === null ? '; its own text is not among the articles.' : '.') :
        'Nothing tells, or two are equally likely.',
      declared ? [' Most outlets that credit an agency credit ', el('b', {}, c.line(declared)), '.'] :
        ' No credit to an agency was found in the extracted texts.'),
      data && data.why.length > 0 ? el('ul', {}, data.why.map((line) => el('li', {}, c.line(line)))) : '',
      rivals.length > 0 ? el('p', {}, 'Something also speaks for: ', rivals.map((line, i) => [i > 0 ? ', ' : '', c.line(line)]), '.') : '');
  };

  const conflictsOf = (group, data) => (!data || data.conflicts.length === 0 ? '' : el('div', {class: 'notes warned-note'},
    el('h2', {}, 'Declared and detected source differ'), el('ul', {}, data.conflicts.map(({member, declared, detected}) =>
      el('li', {}, el('b', {}, c.line(c.nameOf(group.outlet(member)))), ' credits ',
        declared.map((name, i) => [i > 0 ? ', ' : '', c.line(name)]), '; ', c.percent(detected[2]), ' of its text seems to be from ',
        c.detectedOf(group, detected[0], detected[1]), ` (${c.percent(detected[3])} of the evidence).`)))));

  const TIMELINE = 60;

  // One row an article, along the time; a day alone is a bar as long as that. Hours matter at the beginning, days later:
  // where a few come much later than the rest, the scale is a logarithm.
  const timeline = (group, data) => {
    const rows = [];
    for (let place = 0; place < Math.min(group.size, data?.members.length ?? 0); ++place) {
      const {time} = data.members[place];
      if (time && Number.isFinite(time[0])) rows.push({place, begin: time[0], end: Math.max(time[0], time[1])});
    }
    const without = group.size - rows.length;
    if (rows.length === 0) return [c.note('No article has a time of publication that can be read.')];
    rows.sort((x, y) => x.begin - y.begin || x.end - y.end || x.place - y.place);
    const first = rows[0].begin;
    const last = Math.max(...rows.map((row) => row.end), first + 60);
    const median = rows[Math.floor(rows.length / 2)].begin - first;
    const isLog = last - first > 30 * Math.max(median, 1800);
    const span = Math.max(last - first, 60);  // times of hostile articles are beyond exact numbers
    const at = (time) => (isLog ? Math.log1p((time - first) / 600) / Math.log1p(span / 600) : (time - first) / span) * 980 + 10;
    const make = ({place, begin, end}) => {
      const credit = group.credit(place);
      const colour = credit === null ? 'reference' : c.CREDITS[credit]?.colour ?? 'unknown';
      const exact = begin === end;
      const after = begin - first;
      return el('li', {}, el('span', {class: 'who'}, c.line(c.nameOf(group.outlet(place))), credit === null ? el('span', {class: 'kind'}, ' reference') : ''),
        el('svg', {'aria-hidden': 'true', viewBox: '0 0 1000 16', preserveAspectRatio: 'none'},
          el('rect', {class: 'axis', x: 0, y: 7.5, width: 1000, height: 1}),
          el('rect', {class: `part ${colour}`, x: exact ? at(begin) - 5 : at(begin), y: exact ? 2 : 5, rx: 2,
            width: exact ? 10 : Math.max(at(end) - at(begin), 4), height: exact ? 12 : 6})),
        el('span', {class: 'when'}, c.time(begin, !exact), exact && after > 0 ? ` +${c.duration(after)}` : ''));
    };
    const list = el('ol', {class: 'timeline'}, rows.slice(0, TIMELINE).map(make));
    const notes = ['Times are UTC; one without an hour is a bar of a day.'];
    const used = [...new Set(rows.map(({place}) => group.credit(place)))].filter((credit) => credit !== null && c.CREDITS[credit]).sort();
    const legend = el('ul', {class: 'legend'}, el('li', {}, el('i', {class: 'swatch reference'}), 'reference'),
      used.map((credit) => el('li', {}, el('i', {class: `swatch ${c.CREDITS[credit].colour}`}), c.CREDITS[credit].label)));
    if (isLog) notes.push('The scale is a logarithm.');
    if (rows.length > TIMELINE) notes.push(`The first ${TIMELINE} of ${c.count(rows.length)} are shown.`);
    if (without > 0) notes.push(`${plural(without, 'article has', 'articles have')} no time that can be read.`);
    return [legend, list, c.note(notes.join(' '))];
  };

  const creditText = (member) => {
    const named = member.agencies.map((agency, i) => [i > 0 ? ', ' : '', c.line(agency || 'agencies')]);
    const printed = member.credits.slice(0, 4).map(([kind, , text]) => el('li', {}, `${kind}: `, el('q', {}, c.line(text))));
    return el('div', {class: 'printed'}, el('p', {}, member.state < 2 ? [member.state === 0 ? 'Credits ' : 'Names as contributing ', named] :
      member.state === 2 ? 'No credit found in the extracted text' : 'No credit found; the places for one were not all captured'),
    printed.length > 0 ? el('ul', {}, printed) : '');
  };

  const sourcesText = (group, member) => (member.sources?.length > 0 ? el('p', {class: 'quiet'}, 'Seems to be from: ',
    member.sources.slice(0, 3).map(([agency, place, share], i) => [i > 0 ? ', ' : '', c.detectedOf(group, agency, place), ` ${c.percent(share)}`]),
    member.unshared > 0.005 ? `; ${c.percent(member.unshared)} of it no other outlet has` : '') : '');

  const facts = (finding) => [
    finding.run > 0 && `longest run ${plural(finding.run, 'word', 'words')}`,
    finding.headline !== 'unknown' && `headline ${finding.headline}`,
    finding.insertions > 0 && plural(finding.insertions, 'insertion', 'insertions'),
    `${c.count(finding.source_words[0])} words kept, ${c.count(finding.source_words[1])} changed, ${
      c.count(finding.source_words[2])} cut, ${c.count(finding.target_words[2])} added`,
  ].filter(Boolean).reverse().join('; ');

  const memberRow = (group, data, place, compare) => {
    const member = data.members[place];
    const finding = data.findings[place];
    const isReference = place === group.reference;
    const credit = c.CREDITS[group.credit(place)];
    const verdict = c.VERDICTS[group.verdict(place)];
    const state = group.state(place);
    return el('li', {class: 'member', id: `member-${place}`}, el('div', {class: 'row'},
      el('div', {},
        el('p', {class: 'title'}, c.line(member.title || member.id)),
        el('p', {class: 'origin'}, el('b', {class: 'outlet'}, c.line(c.nameOf(group.outlet(place)))),
          el('span', {}, member.published ? c.line(member.published) : 'no time'),
          member.lag > 0 ? el('span', {}, `${c.duration(member.lag)} after the first`) : '',
          el('span', {title: c.ROLE_TITLES[group.role(place)]}, c.ROLES[group.role(place)] ?? ''),
          el('span', {}, plural(member.words, 'word', 'words')),
          el('span', {class: 'id'}, c.line(member.id), member.block && member.block !== '0' ? [', block ', c.line(member.block)] : ''),
          c.outside(member)),
        creditText(member), sourcesText(group, member),
        finding ? el('p', {class: 'quiet'}, facts(finding), finding.due ? ['; a credit was looked for to ', c.line(finding.due)] : '') : ''),
      isReference ? el('div', {class: 'measures'}, el('span', {class: 'relation centre'}, 'reference'),
        el('p', {class: 'quiet'}, 'The others are compared with it.')) :
        !finding ? el('div', {class: 'measures'}, c.note('What it kept was not measured.')) :
          el('div', {class: 'measures'},
            el('p', {class: 'labels'}, credit ? c.badge(credit) : '', verdict ? c.badge(verdict, `verdict verdict-${verdict.key}`) : '',
              state > 0 ? c.badge(c.STATES[state], 'state') : ''),
            el('div', {class: 'measure'}, el('span', {title: 'Share of the source that was kept'}, 'kept'), c.bar(finding.kept)),
            el('div', {class: 'measure'}, el('span', {title: 'Share of this text that is the source’s'}, 'copied'), c.bar(finding.copied)),
            finding.note ? el('p', {class: 'said'}, 'Note: ', c.line(finding.note)) : '',
            finding.match > 1 ? el('p', {class: 'quiet'}, `Status: ${c.MATCHES[finding.match] ?? ''}.`) : '',
            el('p', {class: 'go'}, c.button('Compare with the source', () => compare(place), {class: 'compare-with'})))));
  };

  // The groups before and after it in the list that led here.
  const neighbours = (group, parameters) => {
    const list = new URLSearchParams(parameters);
    list.delete('with');
    const kept = Object.fromEntries(list);
    const chosen = c.chosenGroups(list);
    const at = chosen.indexOf(group);
    const link = (other, text) => (other ? el('a', {href: c.groupAddress(other, kept)}, text) : el('span', {class: 'quiet'}, text));
    return el('p', {class: 'neighbours'}, el('a', {href: c.address('groups', kept)}, '← All groups'),
      at >= 0 ? [link(chosen[at - 1], 'Previous group'), link(chosen[at + 1], 'Next group'),
        el('span', {class: 'quiet'}, `${c.count(at + 1)} of ${c.count(chosen.length)}`)] : '');
  };

  const textsOf = (group, data, parameters) => {
    const section = el('section', {id: 'texts'}, el('h2', {tabindex: -1}, 'Side by side'));
    const texts = c.read(`texts-${group.number}`);
    const show = () => {};
    if (group.size < 2 || !data) return {section, show};
    if (texts === null) {
      section.append(c.note(c.index.has_text ? 'The texts of this group are left out, to keep this file small.' :
        'This report was written without texts.'));
      return {section, show};
    }
    const named = (place) => ({...data.members[place], outlet: c.nameOf(group.outlet(place))});
    const places = texts.of.map((comparison, place) => (comparison !== null && data.members[place] ? place : -1)).filter((place) => place >= 0);
    const left = group.size - 1 - places.length;
    const place = el('div');
    const showTarget = (target) => {
      const comparison = texts.comparisons[texts.of[target]];
      place.replaceChildren(comparison ? c.sideBySide(comparison, named(group.reference), named(target)) :
        c.note('This text is not in the report, to keep it small.'));
      choice.select.value = String(target);
    };
    const change = () => {
      const target = Number(choice.select.value);
      parameters.set('with', target);
      c.remember(c.groupAddress(group, Object.fromEntries(parameters)));
      showTarget(target);
    };
    const label = (target) => {
      const credit = c.CREDITS[group.credit(target)]?.label ?? '';
      // Isolated: a choice has no elements.
      return `\u2068${c.nameOf(group.outlet(target))}\u2069: ${c.percent(group.kept(target))} kept, ${credit}`;
    };
    const choice = c.choice('Compare the source with', places.map((target) => [String(target), label(target)]), '', change);
    choice.box.classList.add('wide');
    section.append(el('form', {class: 'filters', onsubmit: (event) => event.preventDefault()}, choice.box), place);
    if (left > 0) section.append(c.note(`${plural(left, 'text', 'texts')} of this group are not in the report, to keep it small.`));
    const asked = Number(parameters.get('with') ?? NaN);
    if (places.length > 0) showTarget(places.includes(asked) ? asked : places[0]);
    return {section, show: (target) => {
      choice.select.value = String(target);
      if (choice.select.selectedIndex >= 0) change();
      else showTarget(target);
      section.scrollIntoView({block: 'start'});
      section.querySelector('h2').focus({preventScroll: true});
    }};
  };

  c.showGroup = (view, name, parameters) => {
    const group = c.groupNamed(name);
    if (!group) {
      view.append(el('h1', {tabindex: -1}, 'No such group'), c.note('This report has no group of that name.'),
        el('p', {}, el('a', {href: c.address('groups')}, 'All groups')));
      return;
    }
    const data = c.read(`members-${group.number}`);
    const {section, show} = textsOf(group, data, parameters);
    view.append(neighbours(group, parameters), el('h1', {tabindex: -1, class: 'group-title'}, c.line(group.title)),
      el('ul', {class: 'counts'},
        [[group.size, 'article', 'articles'], [group.outlets.size, 'outlet', 'outlets'], [group.reprints, 'reprint', 'reprints']]
          .map(([count, one, many]) => el('li', {}, el('b', {}, c.count(count)), ' ', count === 1 ? one : many))),
      group.reprints > 0 ? el('div', {class: 'whole'}, c.stack(c.KINDS.map((credit) => [group.counts[credit], c.CREDITS[credit].colour]), group.reprints),
        el('ul', {class: 'legend'}, c.creditWords(group))) : '',
      originOf(group, data), conflictsOf(group, data), el('h2', {}, 'Timeline'),
      ...timeline(group, data));
    view.append(el('h2', {}, 'Articles'));
    if (data) {
      const order = data.members.map((member, place) => place).sort((x, y) =>
        (data.members[x].place || Infinity) - (data.members[y].place || Infinity) || x - y);
      const list = el('ol', {class: 'item members'});
      view.append(el('div', {}, list, c.fill(list, order, (place) => memberRow(group, data, place, show))));
      if (group.size > data.members.length) view.append(c.note(`The first ${c.count(data.members.length)} of ${c.count(group.size)} articles.`));
    } else {
      view.append(c.note('Titles, addresses and figures of the articles are left out for this group, to keep this file small. They printed it:'),
        el('p', {}, [...group.outlets].slice(0, 200).map((outlet, i) => [i > 0 ? ', ' : '', c.line(c.nameOf(outlet))])));
    }
    view.append(c.passagesOf(group, data?.members), section);
  };
})();

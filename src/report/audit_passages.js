// The passages of a group through its articles: who has which form of each, where an edit entered, who printed it after.
'use strict';

(() => {
  const c = copydesk;
  const el = c.el;

  // A, B ... Z, then numbers.
  const letter = (variant) => (variant < 26 ? String.fromCharCode(65 + variant) : String(variant + 1));
  const colour = (variant) => `v${variant === 0 ? 0 : ((variant - 1) % 6) + 1}`;

  const outletAt = (group, place) => (place < group.size ? c.nameOf(group.outlet(place)) : 'unknown outlet');

  const names = (group, members, all) => {
    const shown = members.slice(0, 12).map((member, i) => [i > 0 ? ', ' : '', c.line(outletAt(group, member))]);
    return [shown, all > Math.min(members.length, 12) ? ` and ${c.count(all - Math.min(members.length, 12))} more` : ''];
  };

  const entered = (group, members, variant) => {
    if (variant.entered === null) return 'No time tells where it stood first.';
    const who = c.line(outletAt(group, variant.entered));
    const when = c.timeOf(members?.[variant.entered]);
    const later = variant.members.filter((member) => member !== variant.entered);
    return [variant.certain ? 'Entered with ' : 'Seems to have entered with ', who, when ? ` (${when})` : '',
      later.length === 0 ? '; nobody else has it.' : ['; inherited by ', names(group, later, variant.count - 1), '.']];
  };

  const describe = (group, members, variant, i) => el('li', {class: 'variant'},
    el('span', {class: `form ${colour(i)}`}, letter(i)),
    el('div', {},
      el('p', {class: 'quiet'}, c.counted(variant.words, 'word', 'words'),
        variant.parent === null ? ', the first form' : `, an edit of ${letter(variant.parent)}`,
        variant.parent !== null && Number.isFinite(variant.share) ? `: has ${c.percent(variant.share)} of the first form` : '',
        '. ', variant.entered === null ? ['Printed by ', names(group, variant.members, variant.count), '. '] : '',
        entered(group, members, variant)),
      variant.text ? el('div', {class: 'text', dir: 'auto', lang: ''}, c.pieces(variant.text, {numbers: false})) : ''));

  const originText = (group, [agency, member, confidence, why]) => {
    const who = agency || (member !== null ? outletAt(group, member) : '');
    return el('p', {class: 'quiet'}, who ? ['Likely origin: ', c.line(who), `, ${c.percent(confidence)} of the evidence. `] :
      'Its origin is unknown. ', why.length > 0 ? ['Why: ', why.map((line, i) => [i > 0 ? '; ' : '', c.line(line)]), '.'] : '');
  };

  // The words that stand for a passage.
  const snippet = (passage) => {
    const text = passage.variants[0]?.text?.map((piece) => (typeof piece === 'string' ? piece : piece[1] ?? ''))
      .filter((piece) => typeof piece === 'string').join('') ?? '';
    if (text.length <= 64) return text;
    const cut = text.slice(0, 60);
    return `${/\s/.test(cut) ? cut.replace(/\s+\S*$/, '') : cut} …`;
  };

  const row = (group, members, data, passage, number) => {
    const cells = new Map();
    for (let i = 0; i + 1 < passage.cells.length; i += 2) cells.set(passage.cells[i], passage.cells[i + 1]);
    const id = `passage-${number}`;
    const detail = el('tr', {class: 'detail', id, hidden: true});
    const open = c.button([el('span', {class: 'ordinal'}, `${number + 1} `), c.line(snippet(passage) || `Passage ${number + 1}`)], () => {
      const opens = detail.hidden;
      open.setAttribute('aria-expanded', String(opens));
      if (opens && detail.childElementCount === 0) {
        detail.append(el('td', {colspan: data.columns.length + 1}, el('div', {class: 'variants'},
          passage.origin ? originText(group, passage.origin) : '',
          el('ol', {}, passage.variants.map((variant, i) => describe(group, members, variant, i))),
          passage.all_variants > passage.variants.length ?
            c.note(`The first ${passage.variants.length} of ${c.count(passage.all_variants)} forms.`) : '')));
      }
      detail.hidden = !opens;
    }, {'aria-expanded': 'false', 'aria-controls': id, class: 'open-passage'});
    const cell = (member, column) => {
      const variant = cells.get(column);
      if (variant === undefined) return el('td', {class: 'none'}, el('span', {class: 'sr'}, 'not in it'));
      const isFirst = passage.variants[variant]?.entered === member;
      return el('td', {class: `form ${colour(variant)}${isFirst ? ' entered' : ''}`,
        title: `${outletAt(group, member)}: form ${letter(variant)}${isFirst ? ', which entered here' : ''}`},
      letter(variant), isFirst ? el('span', {class: 'sr'}, ' entered here') : '');
    };
    return [el('tr', {}, el('th', {scope: 'row'}, open), data.columns.map(cell)), detail];
  };

  c.passagesOf = (group, members) => {
    const section = el('section', {}, el('h2', {}, 'Passages through the versions'));
    const data = c.read(`passages-${group.number}`);
    if (data === null) {
      section.append(c.note('The table of passages of this group is left out, to keep this file small.'));
      return section;
    }
    if (data.passages.length === 0) {
      section.append(c.note('No passage could be traced.'));
      return section;
    }
    section.append(el('p', {class: 'lead'}, 'Articles stand in the order of time. Each letter is one form of a passage: A is ' +
      'the first, the others are edits. A frame says where a form entered. A row opens its forms.'));
    section.append(el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Passages by articles'},
      el('table', {class: 'passages'}, el('caption', {class: 'sr'}, 'Passages by articles'),
        el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'Passage'), data.columns.map((place) =>
          el('th', {scope: 'col', class: 'slanted'}, el('span', {title: outletAt(group, place)}, c.line(outletAt(group, place))))))),
        el('tbody', {}, data.passages.flatMap((passage, number) => row(group, members, data, passage, number))))));
    const notes = [];
    if (data.all_columns > data.columns.length) notes.push(`the first ${data.columns.length} of ${c.count(data.all_columns)} articles`);
    if (data.all_passages > data.passages.length) notes.push(`the first ${data.passages.length} of ${c.count(data.all_passages)} passages`);
    if (notes.length > 0) section.append(c.note(`Shown are ${notes.join(' and ')}.`));
    return section;
  };
})();

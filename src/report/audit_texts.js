// Two texts side by side: what was kept is marked and numbered, both scroll together, and steps lead from difference to
// difference.
'use strict';

(() => {
  const c = copydesk;
  const el = c.el;

  const omitted = (words, characters) => {
    const byWords = characters <= words * 18;
    return el('span', {class: 'omitted', lang: 'en', dir: 'ltr'},
      byWords ? `… ${c.counted(words, 'word', 'words')} …` : `… ${c.count(characters)} characters …`);
  };

  // The elements of an excerpt; src/report/excerpt_json.h says what the pieces are. `numbers`: passages get theirs.
  c.pieces = (pieces, {numbers = true} = {}) => {
    const made = [];
    const greyed = (text, why) => (why > 0 ?
      el('span', {class: 'excluded', title: `Left out of account: ${c.WHY[why] ?? ''}`}, text) : text);
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        const words = numbers ? piece.match(/[\p{L}\p{N}].*[\p{L}\p{N}]|[\p{L}\p{N}]/su) : null;
        if (words === null) {
          made.push(piece);
        } else {
          const end = words.index + words[0].length;
          made.push(piece.slice(0, words.index), el('span', {class: 'alone'}, words[0]), piece.slice(end));
        }
        continue;
      }
      const [kind, text, number, begins, why] = piece;
      if (kind === 0) made.push(greyed(text, number));
      if (kind === 1 || kind === 2) {
        const tag = begins && numbers ? el('button', {type: 'button', class: 'passage', dir: 'ltr', 'data-number': number},
          el('span', {class: 'sr'}, 'Passage '), String(number)) : '';
        if (text === '') {
          made.push(tag, el('span', {class: 'missing', dir: 'ltr', 'data-of': number, title: 'The other text has words here'}, '‸'));
        } else if (kind === 1) {
          made.push(numbers ? el('mark', {class: `t${number % 3}`, 'data-of': number}, tag, greyed(text, why)) : greyed(text, why));
        } else {
          made.push(el('mark', {class: 'differs', 'data-of': number}, tag, greyed(text, why)));
        }
      }
      if (kind === 3) made.push(' ', omitted(text, number), ' ');
      if (kind === 4) made.push(' ', el('span', {class: 'gap', dir: 'ltr', title: 'Other text of the page stands here'}, '⋯'), ' ');
    }
    return made;
  };

  // Each step: the elements of either side that it shows. Differences inside a passage have counterparts in the same
  // order; text of one side alone comes where it stands, between the passages.
  const stepsOf = (source, target) => {
    const alone = (pane) => {
      const after = new Map([[0, []]]);
      let passage = 0;
      for (const element of pane.querySelectorAll('[data-of], .alone')) {
        if (element.dataset.of) {
          passage = Number(element.dataset.of);
          if (!after.has(passage)) after.set(passage, []);
        } else {
          after.get(passage).push(element);
        }
      }
      return after;
    };
    const inside = (pane, number) => [...pane.querySelectorAll(`.differs[data-of="${number}"], .missing[data-of="${number}"]`)];
    const [cut, added] = [alone(source), alone(target)];
    const steps = [];
    for (const number of [...new Set([...added.keys(), ...cut.keys()])].sort((x, y) => x - y)) {
      const [left, right] = [inside(source, number), inside(target, number)];
      for (let i = 0; i < Math.max(left.length, right.length); ++i) {
        steps.push({kind: 'changed', shown: [left[i], right[i]].filter(Boolean)});
      }
      for (const element of cut.get(number) ?? []) steps.push({kind: 'cut', shown: [element]});
      for (const element of added.get(number) ?? []) steps.push({kind: 'added', shown: [element]});
    }
    return steps;
  };

  // One pane follows the other: between the passages that both have, as far as the other one is between them.
  const scrollTogether = (panes, isOn) => {
    let follower = null;
    const anchors = () => {
      const [left, right] = panes.map((pane) => new Map([...pane.querySelectorAll('.passage')].map((tag) =>
        [tag.dataset.number, tag.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop])));
      const rising = [[0, 0]];
      for (const [number, top] of left) {
        const other = right.get(number);
        if (other !== undefined && top > rising.at(-1)[0] && other > rising.at(-1)[1]) rising.push([top, other]);
      }
      rising.push([panes[0].scrollHeight, panes[1].scrollHeight]);
      return rising;
    };
    panes.forEach((pane, side) => pane.addEventListener('scroll', () => {
      if (follower === pane) {
        follower = null;
        return;
      }
      if (!isOn()) return;
      const other = panes[1 - side];
      const middle = pane.scrollTop + pane.clientHeight / 3;
      const points = anchors();
      const next = Math.max(1, points.findIndex((point) => point[side] > middle));
      const [from, to] = [points[next - 1], points[next] ?? points.at(-1)];
      const part = (middle - from[side]) / Math.max(1, to[side] - from[side]);
      const wanted = Math.max(0, Math.min(other.scrollHeight - other.clientHeight,
        from[1 - side] + part * (to[1 - side] - from[1 - side]) - other.clientHeight / 3));
      if (Math.abs(wanted - other.scrollTop) < 1) return;
      follower = other;
      other.scrollTop = wanted;
    }, {passive: true}));
  };

  const scrollInto = (pane, element) => {
    const top = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += top - pane.clientHeight / 3;
  };

  // What became of each paragraph: a row of small bars.
  const paragraphs = (title, rows, alone) => {
    if (!rows || rows.length === 0) return '';
    const largest = Math.max(...rows.map((row) => row[0] + row[1] + row[2] + row[3]), 1);
    const colours = [['kept', 'kept'], ['changed', 'changed'], ['cut', alone], ['left', 'left out']];
    return el('figure', {class: 'paragraphs'}, el('figcaption', {}, title, el('ul', {class: 'legend'}, colours.map(([colour, word]) =>
      el('li', {}, el('i', {class: `swatch ${colour}`}), word)))), el('ol', {}, rows.map(([kept, changed, rest, left], i) =>
      el('li', {title: `Paragraph ${i + 1}: ${c.count(kept)} kept, ${c.count(changed)} changed, ${c.count(rest)} ${alone}, ${
        c.count(left)} left out of account`},
      el('span', {class: 'sr'}, `Paragraph ${i + 1}: ${kept} words kept, ${changed} changed, ${rest} ${alone}, ${left} left out`),
      c.stack([[kept, 'kept'], [changed, 'changed'], [rest, 'cut'], [left, 'left']], largest)))));
  };

  const column = (title, member, pieces, side) => el('section', {class: 'column'},
    el('h3', {}, el('span', {class: 'kind'}, `${title}: `), c.line(member.title || member.id)),
    el('p', {class: 'origin'}, el('b', {class: 'outlet'}, c.line(member.outlet)), el('span', {}, c.line(member.published || 'no time')),
      c.outside(member)),
    pieces ? el('div', {class: 'text pane', dir: 'auto', lang: '', tabindex: 0, role: 'region', 'aria-label': `${title}’s text`, 'data-side': side},
      c.pieces(pieces)) : c.note('Its text was not kept, or is not in this file.'));

  const LEGEND = [['mark', 't0', 'kept'], ['mark', 'differs', 'changed'], ['span', 'alone', 'in this text alone'],
    ['span', 'excluded', 'left out of account']];

  // A comparison of {source, target, source_paragraphs, target_paragraphs, passages}.
  c.sideBySide = (comparison, source, target) => {
    const left = column('Source', source, comparison.source, 0);
    const right = column('Reprint', target, comparison.target, 1);
    const box = el('div', {class: 'side-by-side'});
    const panes = [left, right].map((one) => one.querySelector('.pane'));
    const figures = el('div', {class: 'fates'}, paragraphs('Paragraphs of the source', comparison.source_paragraphs, 'cut'),
      paragraphs('Paragraphs of the reprint', comparison.target_paragraphs, 'added'));
    if (panes[0] === null || panes[1] === null) {
      box.append(figures, el('div', {class: 'columns'}, left, right));
      return box;
    }
    const steps = stepsOf(...panes);
    const place = el('span', {role: 'status'}, c.counted(steps.length, 'difference', 'differences'));
    let at = -1;
    const mark = (elements) => {
      for (const old of box.querySelectorAll('.now')) old.classList.remove('now');
      for (const element of elements) element.classList.add('now');
    };
    const step = (by) => {
      if (steps.length === 0) return;
      at = at < 0 && by < 0 ? steps.length - 1 : (at + by + steps.length) % steps.length;
      const {shown, kind} = steps[at];
      mark(shown);
      for (const element of shown) scrollInto(element.closest('.pane'), element);
      place.textContent = `difference ${at + 1} of ${steps.length}: ${kind}`;
    };
    const together = el('input', {type: 'checkbox', checked: true});
    scrollTogether(panes, () => together.checked);
    box.addEventListener('click', (event) => {
      const tag = event.target.closest('.passage');
      if (!tag) return;
      const pair = [...box.querySelectorAll(`.passage[data-number="${tag.dataset.number}"]`)];
      mark(pair.flatMap((one) => (one.parentElement.matches('mark') ? [one, one.parentElement] : [one])));
      const other = pair.find((one) => one !== tag);
      if (!other) return;
      scrollInto(other.closest('.pane'), other);
      other.focus({preventScroll: true});
    });
    // Inside the texts: n and p step.
    box.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !['n', 'p'].includes(event.key)) return;
      if (event.target.matches('input, select')) return;
      event.preventDefault();
      step(event.key === 'n' ? 1 : -1);
    });
    box.append(figures,
      el('div', {class: 'steps', tabindex: -1}, c.button('Previous difference', () => step(-1)), c.button('Next difference', () => step(1)),
        place, el('label', {class: 'check'}, together, ' scroll together'),
        el('span', {class: 'hint'}, 'In here: ', el('kbd', {}, 'n'), ' next, ', el('kbd', {}, 'p'), ' previous')),
      el('ul', {class: 'legend'}, LEGEND.map(([tag, name, text]) => el('li', {}, el(tag, {class: name}, text)))),
      el('div', {class: 'columns'}, left, right));
    const marked = Math.max(...comparison.source.map((piece) => (typeof piece === 'string' || piece[0] > 2 ? 0 : piece[0] === 0 ? 0 : piece[2])), 0);
    if (comparison.passages > marked && marked >= 200) box.append(c.note(`The first ${marked} of ${c.count(comparison.passages)} passages are marked.`));
    return box;
  };
})();

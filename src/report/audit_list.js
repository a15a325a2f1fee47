// Long lists and tables: rows are made when they come near the window.
'use strict';

(() => {
  const c = copydesk;
  const el = c.el;
  const STEP = 60;

  // Fills `container` with what `make` gives for each item, the first ones now. Returns a button for more, which
  // presses itself when it comes near.
  c.fill = (container, items, make) => {
    let made = 0;
    let observer = null;
    const more = c.button('', () => add());
    more.className = 'more';
    const add = () => {
      const next = items.slice(made, made + STEP);
      container.append(...next.map((item, i) => make(item, made + i)));
      made += next.length;
      more.textContent = `Show more (${c.count(items.length - made)} left)`;
      more.hidden = made >= items.length;
      if (more.hidden) observer?.disconnect();
    };
    add();
    if (!more.hidden) {
      observer = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        add();
        // It may still be near: an observer tells changes only.
        observer.unobserve(more);
        if (!more.hidden) observer.observe(more);
      }, {rootMargin: '600px'});
      observer.observe(more);
    }
    return more;
  };

  const compare = (x, y) => {
    if (x === null || x === undefined) return y === null || y === undefined ? 0 : 1;  // what is not known comes last
    if (y === null || y === undefined) return -1;
    return typeof x === 'string' ? x.localeCompare(y) : y - x;  // names rise, figures fall
  };

  // A table whose columns are {key, label, value(row), cell(row), title, numeric}: `value` sorts. The order is kept in
  // the address as `sort`, with "-" before the key for the other direction.
  c.table = ({caption, columns, rows, sort}) => {
    const body = el('tbody');
    const box = el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption});
    const place = el('div', {class: 'table'}, box);
    const given = c.where().parameters.get('sort') ?? sort;
    let key = given.replace(/^-/, '');
    let turned = given.startsWith('-');
    if (!columns.some((column) => column.key === key)) key = columns[0].key;

    const head = columns.map((column) => {
      const button = c.button(column.label, () => {
        turned = key === column.key ? !turned : false;
        key = column.key;
        const {page, parameters} = c.where();
        parameters.set('sort', `${turned ? '-' : ''}${key}`);
        c.remember(c.address(page, Object.fromEntries(parameters)));
        show();
      }, {title: column.title});
      return el('th', {scope: 'col', class: column.numeric ? 'numeric' : ''}, button);
    });
    const show = () => {
      const column = columns.find((one) => one.key === key);
      const sorted = [...rows].sort((x, y) => {
        const order = compare(column.value(x), column.value(y));
        return turned ? -order : order;
      });
      head.forEach((cell, i) => {
        const falls = columns[i].numeric !== turned;
        if (columns[i].key === key) cell.setAttribute('aria-sort', falls ? 'descending' : 'ascending');
        else cell.removeAttribute('aria-sort');
      });
      body.replaceChildren();
      place.querySelector('.more')?.remove();
      place.append(c.fill(body, sorted, (row) => el('tr', {}, columns.map((one, i) => {
        const cell = (one.cell ?? one.value)(row);
        const shown = typeof cell === 'number' ? c.count(cell) : cell ?? '–';
        return i === 0 ? el('th', {scope: 'row'}, shown) : el('td', {class: one.numeric ? 'numeric' : ''}, shown);
      }))));
    };
    box.append(el('table', {}, el('caption', {class: 'sr'}, caption), el('thead', {}, el('tr', {}, head)), body));
    show();
    return place;
  };

  // A choice with a label; `options`: of [value, label].
  c.choice = (label, options, value, onchange) => {
    const select = el('select', {onchange}, options.map(([key, text]) => el('option', {value: key}, text)));
    select.value = value;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
    return {box: el('label', {class: 'field'}, el('span', {}, label), select), select};
  };
})();

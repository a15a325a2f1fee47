// What the report gains from a script: a filter, opening and closing all items, and steps from passage to passage.
// Everything can be read without it. Text of the page is only ever read, never written back as markup.
'use strict';

(() => {
  const items = [...document.querySelectorAll('.item')];
  const filter = document.getElementById('filter');
  const filtered = document.getElementById('filtered');
  const words = new Map();

  // The text of an item, in lower case, kept from the first search on.
  const textOf = (item) => {
    if (!words.has(item)) words.set(item, item.textContent.toLowerCase());
    return words.get(item);
  };

  const applyFilter = () => {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const matches = wanted.every((word) => textOf(item).includes(word));
      item.hidden = !matches;
      shown += matches ? 1 : 0;
    }
    filtered.textContent = wanted.length > 0 ? `${shown} of ${items.length}` : '';
  };

  let waiting = 0;
  filter.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(applyFilter, 120);
  });

  const setOpen = (open) => {
    for (const item of items) {
      if (item.tagName === 'DETAILS' && !item.hidden) item.open = open;
    }
  };
  document.getElementById('open-all').addEventListener('click', () => setOpen(true));
  document.getElementById('close-all').addEventListener('click', () => setOpen(false));

  // A link into a closed or filtered item shows it.
  const reveal = (id) => {
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let element = target; element; element = element.parentElement) {
      element.hidden = false;
      if (element.tagName === 'DETAILS') element.open = true;
    }
    target.scrollIntoView({block: 'nearest'});
  };
  window.addEventListener('hashchange', () => reveal(location.hash.slice(1)));

  // A passage and its counterpart are shown together.
  const show = (comparison, number) => {
    for (const marked of comparison.querySelectorAll('.now')) marked.classList.remove('now');
    const pair = [...comparison.querySelectorAll('.passage')].filter((tag) => tag.dataset.number === number);
    for (const tag of pair) {
      tag.classList.add('now');
      tag.parentElement.classList.add('now');
    }
    return pair;
  };

  const addSteps = (comparison) => {
    if (comparison.dataset.ready) return;
    comparison.dataset.ready = 'yes';
    for (const tag of comparison.querySelectorAll('.passage')) tag.dataset.number = tag.id.replace(/^.*[ab]/, '');
    const columns = comparison.querySelector('.columns');
    const first = columns ? [...columns.firstElementChild.querySelectorAll('.passage')] : [];
    if (first.length < 2) return;
    let at = -1;
    const step = (by) => {
      at = at < 0 && by < 0 ? first.length - 1 : (at + by + first.length) % first.length;
      const pair = show(comparison, first[at].dataset.number);
      // On a narrow screen the columns stand below one another: the second one is then a tap on the number away.
      pair[0].scrollIntoView({block: 'center'});
      place.textContent = `passage ${at + 1} of ${first.length}`;
    };
    const button = (label, by) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.textContent = label;
      made.addEventListener('click', () => step(by));
      return made;
    };
    const place = document.createElement('span');
    place.setAttribute('role', 'status');
    place.textContent = `${first.length} passages`;
    const steps = document.createElement('div');
    steps.className = 'steps';
    steps.append(button('Previous', -1), button('Next', 1), place);
    columns.before(steps);
  };

  document.addEventListener('toggle', (event) => {
    if (event.target.classList?.contains('compare') && event.target.open) addSteps(event.target);
  }, true);

  document.addEventListener('click', (event) => {
    const tag = event.target.closest?.('.passage');
    const comparison = tag?.closest('.compare');
    if (!comparison || !tag.hash) return;
    event.preventDefault();
    addSteps(comparison);
    const other = document.getElementById(tag.hash.slice(1));
    show(comparison, tag.dataset.number);
    other.scrollIntoView({block: 'nearest'});
    other.focus({preventScroll: true});
  });

  document.getElementById('tools').hidden = false;
  reveal(location.hash.slice(1));
})();

// The base of the audit's report: its data, elements, words and figures for people. Text of the input only ever becomes
// text nodes; an address is followed only as a link that was found harmless when the report was written.
'use strict';

const copydesk = {};

(() => {
  const c = copydesk;

  // The data of a script element; null where the report does not have it.
  c.read = (id) => {
    const element = document.getElementById(id);
    return element ? JSON.parse(element.textContent) : null;
  };

  const SVG = 'http://www.w3.org/2000/svg';
  const SVG_TAGS = new Set(['svg', 'rect', 'circle', 'line', 'title']);

  // An element; a child may be a string, an element, a list of both, or nothing.
  c.el = (tag, attributes = {}, ...children) => {
    const element = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith('on')) {
        element.addEventListener(name.slice(2), value);
      } else {
        element.setAttribute(name, value === true ? '' : value);
      }
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  };
  const el = c.el;

  // A line of text of the input, in a direction of its own.
  c.line = (text) => el('bdi', {lang: ''}, text);
  c.note = (...text) => el('p', {class: 'quiet'}, ...text);

  c.button = (label, onclick, attributes = {}) => el('button', {type: 'button', ...attributes, onclick}, label);

  // A link to where an article stands; its text is the host, so that a title cannot pretend to lead elsewhere.
  c.outside = (member) => {
    if (!member.url || !/^https?:\/\//i.test(member.url)) {
      return member.host ? el('span', {class: 'address', dir: 'ltr'}, member.host) : null;
    }
    return el('a', {class: 'address', dir: 'ltr', rel: 'noopener noreferrer', href: member.url}, member.host);
  };

  // Figures.
  c.count = (number) => String(number ?? 0).replace(/\B(?=(\d{3})+$)/g, ',');
  c.counted = (number, one, many) => `${c.count(number)} ${number === 1 ? one : many}`;
  c.percent = (share) => (Number.isFinite(share) ? `${Math.round(Math.max(0, Math.min(1, share)) * 100)} %` : '–');
  c.duration = (seconds) => {
    if (!Number.isFinite(seconds)) return '–';
    const sign = seconds < 0 ? '−' : '';
    const minutes = Math.round(Math.abs(seconds) / 60);
    if (minutes < 60) return `${sign}${minutes} min`;
    const hours = Math.floor(minutes / 60);
    if (hours < 48) return `${sign}${hours} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ''}`;
    const days = Math.floor(hours / 24);
    return `${sign}${c.count(days)} d${days < 14 && hours % 24 > 0 ? ` ${hours % 24} h` : ''}`;
  };
  // Seconds since 1970 as "2026-03-03 13:05"; a day alone as that.
  c.time = (seconds, dayOnly = false) => {
    if (!Number.isFinite(seconds) || Math.abs(seconds) > 8.6e12) return '';
    const text = new Date(seconds * 1000).toISOString();
    return dayOnly ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
  };

  // The same of a member of the data: one without an hour is its day.
  c.timeOf = (member) => (member?.time ? c.time(member.time[0], member.time[0] !== member.time[1]) : '');

  // What the numbers of the data mean, in their order. The colours are classes of audit.css.
  c.CREDITS = [
    {key: 'nothing-kept', label: 'nothing kept', colour: 'unknown'},
    {key: 'quotation-only', label: 'quotations only', colour: 'quotation'},
    {key: 'credited-verbatim', label: 'credited, verbatim', colour: 'verbatim'},
    {key: 'credited-altered', label: 'credited, altered', colour: 'altered'},
    {key: 'no-credit-found', label: 'no credit found', colour: 'nocredit',
      title: 'No credit was found in the extracted text'},
    {key: 'unknown', label: 'credit unknown', colour: 'unknown',
      title: 'No credit was found, and a place where credits stand was not captured'},
  ];
  c.VERDICTS = [
    {key: 'counts', label: 'counts', title: 'A reprint under the policy'},
    {key: 'below-share', label: 'below share', title: 'Keeps a smaller share of the source than the policy asks for'},
    {key: 'below-words', label: 'below words', title: 'Keeps fewer words than the policy asks for'},
    {key: 'excluded-source', label: 'may be reused', title: 'The policy names the source as one whose texts may be reused'},
  ];
  c.STATES = [
    {key: 'none', label: 'no status'},
    {key: 'licensed', label: 'licensed'},
    {key: 'unlicensed', label: 'unlicensed'},
    {key: 'unsure', label: 'unsure'},
    {key: 'ignored', label: 'ignored'},
  ];
  c.ROLES = ['version', 'cut', 'container', 'overlap'];
  c.ROLE_TITLES = ['A version of what most of the group have', 'Most of it is in an article of the group that has more',
    'It has an article of the group and more', 'It shares passages with one of the group'];
  c.MATCHES = ['', '', 'the reference has changed since', 'said of another text: one of the two changed'];
  c.ARTICLE_CREDITS = ['credited', 'with contributions', 'no credit found', 'unknown'];
  c.WHY = ['', 'credit', 'furniture', 'phrase of the list', 'quotation'];
  // Of reprints, in the order of stacked bars: those that the tables count, and all that there are.
  c.STACK = [2, 3, 4, 5];
  c.KINDS = [2, 3, 4, 5, 1];

  // The data of the page, with what is counted of each group.
  const index = c.read('index');
  c.names = index.names;
  c.index = index;
  const WIDTH = 8;
  class Group {
    constructor(values, number) {
      [this.name, this.title, this.agency, this.originMember, this.confidence, this.declared, this.reference,
        this.conflicts, this.agencies, this.flat, this.others] = values;
      this.number = number;
      this.parts = index.shown[number];
      this.size = this.flat.length / WIDTH;
      this.counts = [0, 0, 0, 0, 0, 0];  // of reprints, by credit
      this.reprints = 0;
      this.first = null;
      const outlets = new Set();
      for (let place = 0; place < this.size; ++place) {
        outlets.add(this.outlet(place));
        const time = this.time(place);
        if (time !== null && (this.first === null || time < this.first)) this.first = time;
        if (this.verdict(place) !== 0) continue;
        this.reprints += 1;
        this.counts[this.credit(place)] += 1;
      }
      this.outlets = outlets;
    }
    outlet(place) { return this.flat[place * WIDTH]; }
    role(place) { return this.flat[place * WIDTH + 1]; }
    credit(place) { return this.flat[place * WIDTH + 2]; }  // null: the reference
    verdict(place) { return this.flat[place * WIDTH + 3]; }
    state(place) { return this.flat[place * WIDTH + 4]; }
    time(place) { return this.flat[place * WIDTH + 5]; }
    lag(place) { return this.flat[place * WIDTH + 6]; }
    kept(place) { return this.flat[place * WIDTH + 7]; }
    get words() {
      this.searched ??= [this.title, this.name, ...this.others, ...[...this.outlets, ...this.agencies].map(c.nameOf)]
        .join('\n').toLowerCase();
      return this.searched;
    }
  }
  c.nameOf = (number) => c.names[number] || 'unknown outlet';
  c.groups = index.groups.map((values, number) => new Group(values, number));
  c.groupNamed = (name) => c.groups.find((group) => group.name === name);

  // The origin of a group, in words.
  c.originOf = (group) => {
    if (group.agency !== null) return c.line(c.nameOf(group.agency));
    if (group.originMember !== null) return c.line(c.nameOf(group.outlet(group.originMember)));
    return 'unknown';
  };

  // A label with a colour and a word.
  c.badge = (entry, extra = '') => el('span', {class: `badge-line ${entry.colour ?? ''} ${extra}`, title: entry.title},
    entry.label);

  // A bar and the share as a number.
  c.bar = (share, colour = '') => {
    const width = Number.isFinite(share) ? Math.max(0, Math.min(100, share * 100)) : 0;
    return el('span', {class: 'bar'},
      el('svg', {'aria-hidden': 'true', viewBox: '0 0 100 6', preserveAspectRatio: 'none'},
        el('rect', {class: 'track', width: 100, height: 6}),
        el('rect', {class: `fill ${colour}`, width, height: 6})),
      ' ', el('span', {class: 'number'}, c.percent(share)));
  };

  // Parts of a whole side by side; `parts`: of [count, class]. The words beside it say the same.
  c.stack = (parts, whole) => {
    const svg = el('svg', {class: 'stack', 'aria-hidden': 'true', viewBox: '0 0 1000 10', preserveAspectRatio: 'none'},
      el('rect', {class: 'track', width: 1000, height: 10}));
    let x = 0;
    for (const [count, colour] of parts) {
      const width = whole > 0 ? (count / whole) * 1000 : 0;
      if (width > 0) svg.append(el('rect', {class: `part ${colour}`, x, width, height: 10}));
      x += width;
    }
    return svg;
  };

  // Where the page is: "#/groups?q=bridge" is the page "groups" with {q: "bridge"}.
  c.address = (page, parameters = {}) => {
    const given = Object.entries(parameters).filter(([, value]) => value !== '' && value !== null && value !== undefined);
    const query = new URLSearchParams(given).toString();
    return `#/${page}${query ? `?${query}` : ''}`;
  };
  c.where = () => {
    const [page, query] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
    const [name, ...rest] = page.split('/');
    let argument = '';
    try {
      argument = decodeURIComponent(rest.join('/'));
    } catch {
      // Not an address of ours.
    }
    return {page: name || 'overview', argument, parameters: new URLSearchParams(query ?? '')};
  };
  c.groupAddress = (group, parameters = {}) => c.address(`group/${encodeURIComponent(group.name)}`, parameters);

  // Changes the address without another page: what is shown is as it says already.
  c.remember = (address) => history.replaceState(null, '', address);
})();

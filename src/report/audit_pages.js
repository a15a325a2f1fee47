// Shows the page that the address names.
'use strict';

(() => {
  const c = copydesk;
  const view = document.getElementById('view');
  const overview = document.getElementById('overview');
  const policy = document.getElementById('policy');
  const pages = document.getElementById('pages');

  const PAGES = {
    overview: c.showOverview,
    groups: c.showGroups,
    outlets: c.showOutlets,
    agencies: c.showAgencies,
    matrix: c.showMatrix,
    flows: c.showFlows,
    conflicts: c.showConflicts,
    statuses: c.showStatuses,
    policy: () => {},
  };

  const show = (moveFocus) => {
    const {page, argument, parameters} = c.where();
    const name = page === 'group' || Object.hasOwn(PAGES, page) ? page : 'overview';
    c.forgetCharts();
    view.replaceChildren();
    overview.hidden = name !== 'overview';
    policy.hidden = name !== 'policy';
    if (name === 'group') c.showGroup(view, argument, parameters);
    else PAGES[name](view, parameters);
    for (const link of pages.querySelectorAll('a')) {
      const isCurrent = link.hash === `#/${name === 'group' ? 'groups' : name}`;
      if (isCurrent) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    if (!moveFocus) return;
    window.scrollTo(0, 0);
    const heading = document.querySelector('main > :not([hidden]) h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({preventScroll: true});
  };

  // The link for the keyboard leads to the results without another page.
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('main').focus();
  });
  pages.hidden = false;
  window.addEventListener('hashchange', () => show(true));
  show(false);
})();

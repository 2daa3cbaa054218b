extension StaticAsset {
  /// What makes the dashboard quicker to use, where scripts run: a period is drawn on the chart, links and filters
  /// change the page without loading it anew, and new numbers come by themselves. All of it works without.
  public static let script = StaticAsset(
    #"""
    'use strict';
    (() => {
      const find = (what, place = document) => place.querySelector(what);
      const every = 300000, day = 86400000;
      let here = location.pathname + location.search, checked = Date.now(), shown, tag, asked, drawing;

      // Shows another question's page in this one's place; what is no such page is loaded as ever.
      async function load(url, how) {
        asked?.abort();
        const mine = asked = new AbortController();
        checked = Date.now();
        let answer, page;
        try {
          const headers = how === 'refresh' && tag ? {'If-None-Match': tag} : {};
          answer = await fetch(url, {headers, cache: 'no-store', signal: mine.signal});
          if (answer.status === 304) return;
          page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        } catch {}
        if (mine.signal.aborted) return;
        if (!answer || answer.redirected || !find('#main', page)) {
          if (how !== 'refresh') location.assign(url);
          return;
        }
        tag = answer.headers.get('ETag');
        const main = find('main', page).innerHTML;
        if (how === 'refresh' && (main === shown || drawing)) return;
        const old = document.activeElement, name = nameOf(old), y = scrollY;
        const stays = how === 'refresh' || old.closest('header, .chart');
        if (how === 'go') {
          history.replaceState({y}, '');
          history.pushState({y: 0}, '', url);
        }
        here = location.pathname + location.search;
        document.documentElement.lang = page.documentElement.lang;
        document.title = page.title;
        for (const part of ['body > header', 'main', 'body > footer']) find(part).replaceWith(find(part, page));
        begin();
        const same = stays && name && [...document.querySelectorAll('a, button, input, select, summary, .plot')]
          .find(each => nameOf(each) === name);
        if (same) same.focus({preventScroll: true});
        else if (how !== 'refresh') {
          find('h1').tabIndex = -1;
          find('h1').focus({preventScroll: true});
        }
        scrollTo(0, how === 'back' ? history.state?.y ?? 0 : same || how === 'refresh' ? y : 0);
        find('#said').textContent = [...document.querySelectorAll('h1, header p')].map(each => each.textContent).join('. ');
      }

      const nameOf = element => element === document.body ? ''
        : element.tagName + (element.name || (find('title', element) ? '' : element.textContent));

      // The chart is one tab stop; its bars are chosen with arrow keys, or by drawing over them.
      function chart(plot) {
        const days = +plot.dataset.days, start = Date.parse(plot.dataset.from);
        const bars = [...plot.querySelectorAll('g')].map(bar => {
          const [left, width] = ['x', 'width'].map(name => parseFloat(find('rect', bar).getAttribute(name)) * days / 100);
          return {first: Math.floor(left), last: Math.ceil(left + width) - 1, text: find('title', bar).textContent};
        });
        const mark = document.createElementNS(plot.namespaceURI, 'rect');
        const set = (element, values) => Object.entries(values).forEach(each => element.setAttribute(...each));
        let at = bars.length - 1, from = at, down;
        function show() {
          const [a, b] = [bars[Math.min(at, from)], bars[Math.max(at, from)]];
          set(mark, {x: a.first / days * 100 + '%', width: (b.last + 1 - a.first) / days * 100 + '%'});
          set(plot, {'aria-valuenow': at + 1, 'aria-valuetext': a === b ? a.text : a.text + ' – ' + b.text});
          return [a.first, b.last].map(number => new Date(start + number * day).toISOString().slice(0, 10));
        }
        const clear = () => { down = drawing = undefined; mark.removeAttribute('width'); };
        function go() {
          const url = new URL(location), lang = document.documentElement.lang;
          const [first, last] = show();
          url.hash = '';
          url.searchParams.set('from', first);
          url.searchParams.set('to', last);
          if (lang !== 'en') url.searchParams.set('lang', lang);
          clear();
          load(url.href, 'go');
        }
        function place(event) {
          const box = plot.getBoundingClientRect(), number = (event.clientX - box.left) / box.width * days;
          return Math.max(0, bars.findLastIndex(bar => bar.first <= number));
        }
        show();
        clear();
        set(mark, {class: 's', height: '90%'});
        set(plot, {tabindex: 0, role: 'slider', 'aria-describedby': 'keys', 'aria-valuemin': 1, 'aria-valuemax': bars.length});
        plot.append(mark);
        const keys = find('#keys');
        keys.hidden = false;
        plot.closest('figure').append(keys);
        plot.addEventListener('pointerdown', event => {
          if (event.button || !event.isPrimary) return;
          plot.setPointerCapture(event.pointerId);
          drawing = true;
          [down, at] = [event.clientX, place(event)];
          from = at;
          show();
        });
        plot.addEventListener('pointermove', event => {
          if (down === undefined) return;
          at = place(event);
          show();
        });
        plot.addEventListener('pointerup', event => Math.abs(event.clientX - down) > 5 ? go() : down !== undefined && clear());
        plot.addEventListener('pointercancel', clear);
        plot.addEventListener('blur', clear);
        plot.addEventListener('keydown', event => {
          const to = {ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, Home: 0, End: bars.length - 1}[event.key];
          if (event.ctrlKey || event.altKey || event.metaKey) return;
          if (event.key === 'Enter') go();
          else if (event.key === 'Escape') clear();
          else if (to !== undefined) {
            at = Math.max(0, Math.min(bars.length - 1, to));
            if (!event.shiftKey) from = at;
            drawing = true;
            show();
          } else return;
          event.preventDefault();
        });
      }

      function begin() {
        shown = find('main').innerHTML;
        document.querySelectorAll('.plot[data-days]').forEach(chart);
      }

      const isOurs = url => url.origin === location.origin && new URL('.', url).pathname === new URL('.', location).pathname;
      document.addEventListener('click', event => {
        const link = event.target.closest('a[href]');
        if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        if (link.getAttribute('href').startsWith('#') || !isOurs(new URL(link.href))) return;
        event.preventDefault();
        load(link.href, 'go');
      });
      document.addEventListener('submit', event => {
        if (event.target.method !== 'get') return;
        event.preventDefault();
        const filled = [...new FormData(event.target)].filter(each => each[1]);
        load(new URL('?' + new URLSearchParams(filled), event.target.action).href, 'go');
      });
      addEventListener('popstate', () => {
        if (location.pathname + location.search !== here) load(location.href, 'back');
      });
      // New numbers, without the page moving under whoever reads it.
      function check() {
        if (document.hidden || Date.now() - checked < every || document.activeElement.closest('form')) return;
        load(location.href, 'refresh');
      }
      document.addEventListener('visibilitychange', check);
      setInterval(check, every / 10);
      begin();
    })();

    """#)
}

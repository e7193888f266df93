'use strict';
// Shows what a recording holds. Every text of it may be hostile: it goes into the page as text, and never as markup.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const KINDS = new Map([['application', 'application'], ['jdk', 'JDK'], ['native', 'below Java'], ['system', 'system call']]);
  const STATES = { RUNNABLE: 'application', BLOCKED: 'native', WAITING: 'jdk', TIMED_WAITING: 'jdk' };
  // More would make the page slow, and nobody reads them.
  const MOST_THREADS = 100;
  const MOST_ROWS = 1100;
  let moment = data.moments.length - 1;
  let chosen = [];
  let sought = '';
  let withVm = false;

  const byId = id => document.getElementById(id);
  const text = number => data.texts[number];
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const threads = count => count + (count === 1 ? ' thread' : ' threads');

  const shown = one => one.threads.filter(thread => withVm || !thread.vm);

  // Stacks as a tree: the outermost call first, threads with the same calls together.
  function tree(of) {
    const root = { name: 'all threads', kind: 'root', key: '', parent: null, threads: [], children: new Map() };
    for (const thread of of) {
      let node = root;
      root.threads.push([thread, -1]);
      for (let at = thread.frames.length - 1; at >= 0; at--) {
        const [name, kind] = thread.frames[at];
        const key = kind + ' ' + name;
        if (!node.children.has(key)) {
          node.children.set(key, { name: text(name), kind, key, parent: node, threads: [], children: new Map() });
        }
        node = node.children.get(key);
        node.threads.push([thread, at]);
      }
    }
    return root;
  }

  let grown = { of: -1, withVm: false, root: null };
  function current() {
    if (grown.of !== moment || grown.withVm !== withVm) {
      grown = { of: moment, withVm, root: tree(shown(data.moments[moment])) };
    }
    return grown.root;
  }

  function pathTo(node) {
    const path = [];
    for (let at = node; at.parent; at = at.parent) {
      path.push(at.key);
    }
    return path.reverse();
  }

  function find(root, path) {
    let node = root;
    for (const key of path) {
      if (!node.children.has(key)) {
        break;
      }
      node = node.children.get(key);
    }
    return node;
  }

  // Which texts have what is sought: looked through once for each word typed.
  let matches = { of: '', texts: [] };
  function has(number) {
    if (matches.of !== sought) {
      matches = { of: sought, texts: data.texts.map(one => one.toLowerCase().includes(sought)) };
    }
    return matches.texts[number];
  }

  const fits = (thread, at) => has(thread.name) || (at < 0 ? has(thread.text) : has(thread.frames[at][0]) || has(thread.frames[at][2]));

  // Of a method without the package: that seldom tells anything.
  const short = node => node.kind === 'application' || node.kind === 'jdk' ? node.name.split('.').slice(-2).join('.') : node.name;

  // Who calls what is chosen, each as wide as all; then what it calls.
  function rows(focus) {
    const made = [];
    for (let at = focus.parent; at; at = at.parent) {
      made.unshift([[at, 0, 100]]);
    }
    let row = [[focus, 0, 100]];
    while (row.length > 0 && made.length < MOST_ROWS) {
      made.push(row);
      const next = [];
      for (const [node, left, width] of row) {
        let at = left;
        const children = [...node.children.values()].sort((a, b) => b.threads.length - a.threads.length || (a.name < b.name ? -1 : 1));
        for (const child of children) {
          const share = width * child.threads.length / node.threads.length;
          if (share >= 0.05) {
            next.push([child, at, share]);
          }
          at += share;
        }
      }
      row = next;
    }
    return made;
  }

  function graph(root) {
    const focus = find(root, chosen);
    const made = rows(focus).map(nodes => element('div', { className: 'row' }, ...nodes.map(([node, left, width]) => {
      const call = element('button', { type: 'button', title: node.name + '\n' + threads(node.threads.length), textContent: width > 2 ? short(node) : '' });
      call.className = KINDS.has(node.kind) ? node.kind : 'root';
      call.classList.toggle('unfit', sought !== '' && !node.threads.some(([thread, at]) => fits(thread, at)));
      call.style.left = left + '%';
      call.style.width = 'calc(' + width + '% - 1px)';
      call.setAttribute('aria-pressed', String(node === focus));
      call.setAttribute('aria-label', node.name + ', ' + threads(node.threads.length));
      call.addEventListener('click', () => choose(pathTo(node)));
      return call;
    })));
    const legend = element('p', {}, ...[...KINDS].map(([kind, name]) => {
      const sample = element('span', { textContent: name });
      sample.style.background = 'var(--' + kind + ')';
      return sample;
    }), 'The width is how many threads are in a call. Choose one for its threads and their variables.');
    byId('graph').replaceChildren(...made, legend);
    return focus;
  }

  function details(focus) {
    const fitting = focus.threads.filter(([thread]) => sought === '' || fits(thread, -1) || thread.frames.some((frame, at) => fits(thread, at)));
    const blocks = fitting.slice(0, MOST_THREADS).map(([thread, at]) => {
      // Those below Java are in the text of the thread.
      const whole = at < 0 ? [thread.text, ...thread.frames.filter(frame => frame[1] === 'application' || frame[1] === 'jdk').map(frame => frame[2])]
        : [thread.frames[at][2], thread.text];
      const summary = element('summary', { textContent: text(thread.name) + ' #' + thread.id + (thread.state ? ' · ' + thread.state : '') });
      return element('details', { open: fitting.length === 1 || at >= 0 && fitting.length <= 8 }, summary,
        element('pre', { textContent: whole.map(part => text(part).replace(/\n?$/, '\n')).join(at < 0 ? '' : '\n') }));
    });
    const more = fitting.length > MOST_THREADS ? [element('p', { textContent: '... and ' + (fitting.length - MOST_THREADS) + ' more threads' })] : [];
    byId('details').replaceChildren(element('h2', { textContent: focus.name + ', ' + threads(fitting.length) }), ...blocks, ...more);
  }

  function timeline() {
    if (data.moments.length < 2) {
      return;
    }
    const most = Math.max(1, ...data.moments.map(one => shown(one).length));
    byId('timeline').replaceChildren(...data.moments.map((one, number) => {
      const counts = new Map();
      shown(one).forEach(thread => counts.set(thread.state, (counts.get(thread.state) || 0) + 1));
      const bars = [...counts.keys()].sort().map(state => {
        const bar = element('i', {});
        bar.style.height = 100 * counts.get(state) / most + '%';
        bar.style.background = 'var(--' + (STATES[state] || 'line') + ')';
        return bar;
      });
      const told = [...counts.keys()].sort().map(state => counts.get(state) + ' ' + (state || 'of no known state')).join(', ');
      const made = element('button', { type: 'button', title: one.at + '\n' + told }, ...bars);
      made.setAttribute('aria-label', 'moment ' + (number + 1) + ', ' + told);
      if (number === moment) {
        made.setAttribute('aria-current', 'true');
      }
      made.addEventListener('click', () => { moment = number; show(); });
      return made;
    }));
  }

  function show() {
    const one = data.moments[moment];
    byId('target').textContent = data.name;
    document.title = data.name + ', jspect';
    byId('moment').textContent = 'process ' + data.pid + ', Java ' + data.javaVersion + ', ' + one.at
      + (data.moments.length > 1 ? ', moment ' + (moment + 1) + ' of ' + data.moments.length : '') + ', by jspect ' + data.madeBy;
    byId('notes').replaceChildren(...one.notes.map(note => element('li', { textContent: note })));
    timeline();
    details(graph(current()));
  }

  function choose(path) {
    chosen = path;
    show();
  }

  // #moment=3&find=Packer.pack: a moment, and the outermost call that fits, for links.
  function follow() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const number = Number(wanted.get('moment'));
    if (Number.isInteger(number) && number >= 1 && number <= data.moments.length) {
      moment = number - 1;
    }
    const name = wanted.get('find') || '';
    chosen = [];
    if (name !== '') {
      const waiting = [current()];
      // By rows: the outermost comes first.
      for (let at = 0; at < waiting.length; at++) {
        const node = waiting[at];
        if (node.kind !== 'root' && node.name.includes(name)) {
          chosen = pathTo(node);
          break;
        }
        waiting.push(...node.children.values());
      }
    }
    show();
  }

  byId('find').addEventListener('input', event => {
    sought = event.target.value.trim().toLowerCase();
    show();
  });
  byId('vm').addEventListener('change', event => {
    withVm = event.target.checked;
    show();
  });
  addEventListener('keydown', event => {
    if (event.target === byId('find')) {
      return;
    }
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] || 0;
    if (step !== 0 && data.moments[moment + step]) {
      moment += step;
      show();
    } else if (event.key === 'Escape') {
      choose([]);
    }
  });
  addEventListener('hashchange', follow);
  follow();
})();

// A matrix worked in by keyboard, as in a spreadsheet. Without this every cell is a link to a page that does the same.
const table = document.querySelector('table[data-grid]');

if (table) {
  const message = document.getElementById('grid-message');
  const many = document.getElementById('many');
  const undo = document.getElementById('undo');
  const rows = () => [table.tHead.rows[1], ...table.tBodies[0].rows];
  const stop = (cell) => cell && (cell.querySelector('input.app-typed') ?? cell.querySelector('.app-cell, a, input'));
  const cellOf = (element) => element.closest('td, th');
  const columnOf = (cell) => table.tHead.rows[1].cells[cell.cellIndex]?.dataset.column;
  let anchor = null;

  const say = (text, refused = false) => {
    message.textContent = text;
    message.classList.toggle('app-grid-message--refused', refused);
  };

  // -- where one is: one stop of the tabulator in the whole grid ----------------------------------------------------
  const prepare = (root) => {
    for (const element of root.querySelectorAll('a, input[type="checkbox"], .app-cell')) element.tabIndex = -1;
  };

  const arrive = (cell, focus = true) => {
    const target = stop(cell);
    if (!target) return;
    for (const before of table.querySelectorAll('[tabindex="0"]')) before.tabIndex = -1;
    target.tabIndex = 0;
    if (focus) {
      target.focus();
      cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  };

  const neighbour = (cell, down, right) => {
    const all = rows();
    let row = all.indexOf(cell.parentElement);
    let column = cell.cellIndex;
    for (;;) {
      row += down;
      column += right;
      const next = all[row]?.cells[column];
      if (!next) return null;
      if (stop(next)) return next;
    }
  };

  const corner = (cell, key, whole) => {
    const all = whole ? rows() : [cell.parentElement];
    const list = [...(key === 'Home' ? all[0] : all.at(-1)).cells];
    return (key === 'Home' ? list : list.reverse()).find(stop);
  };

  // -- several people -----------------------------------------------------------------------------------------------
  const boxes = () => [...table.tBodies[0].querySelectorAll('input[name="person"]')];
  const count = () => {
    const number = boxes().filter((box) => box.checked).length;
    const place = document.getElementById('chosen-count');
    if (place) place.textContent = number ? `${number} ${number === 1 ? 'person' : 'people'} chosen.` : 'Nobody is chosen yet.';
    for (const row of table.tBodies[0].rows) row.classList.toggle('app-chosen', !!row.querySelector('input:checked'));
    return number;
  };

  const extend = (cell, next) => {
    anchor ??= cell;
    const all = [...table.tBodies[0].rows];
    const ends = [all.indexOf(anchor.parentElement), all.indexOf(next.parentElement)].sort((a, b) => a - b);
    if (ends[0] < 0) return;
    for (const [number, row] of all.entries()) {
      const box = row.querySelector('input[name="person"]');
      if (box) box.checked = number >= ends[0] && number <= ends[1];
    }
    const column = columnOf(cell);
    const select = many.elements.namedItem('column');
    if (column && select) select.value = column;
    document.getElementById('several')?.setAttribute('open', '');
    say(`${count()} people chosen. Type their day under One day for several people, above.`);
  };

  // -- typing into a cell -------------------------------------------------------------------------------------------
  const editing = (cell) => cell.querySelector('input.app-typed');

  const edit = (cell, first, number) => {
    const row = cell.parentElement;
    const column = columnOf(cell);
    if (!column || editing(cell)) return;
    const verb = number ? 'correct' : 'record';
    if (!row.dataset.may.split(' ').includes(verb)) {
      say(`You cannot ${verb} decisions about ${row.dataset.name}.`, true);
      return;
    }
    const link = cell.querySelector('.app-cell');
    const input = document.createElement('input');
    input.className = 'app-typed';
    input.type = 'text';
    input.value = first;
    input.autocomplete = 'off';
    input.dataset.number = number;
    const head = table.tHead.rows[1].cells[cell.cellIndex].querySelector('a').firstChild.textContent;
    const what = number ? 'Correct the day to' : 'Met on';
    input.setAttribute('aria-label', `${what}, ${row.dataset.name}, ${head}`);
    input.setAttribute('aria-describedby', 'grid-message');
    link.hidden = true;
    cell.append(input);
    arrive(cell);
    if (number) input.select();
    say(number ? 'Type the right day, and press Enter to correct it. Escape leaves it as it is.'
      : 'Press Enter to record that it was met on this day. Escape leaves.');
  };

  const leave = (cell) => {
    editing(cell)?.remove();
    cell.querySelector('.app-cell').hidden = false;
    arrive(cell);
  };

  const refuse = (input, text) => {
    input.setAttribute('aria-invalid', 'true');
    input.readOnly = false;
    say(text, true);
    input.focus();
  };

  const save = async (cell) => {
    const input = editing(cell);
    if (input.readOnly) return;
    const row = cell.parentElement;
    const sent = new URLSearchParams({
      csrfmiddlewaretoken: many.elements.namedItem('csrfmiddlewaretoken').value,
      person: row.dataset.ref,
      column: columnOf(cell),
      day: input.value,
      number: input.dataset.number,
    });
    input.readOnly = true;
    say('Saving…');
    let answer;
    let told;
    try {
      answer = await fetch(table.dataset.save, { method: 'POST', body: sent, headers: { Accept: 'application/json' } });
      told = await answer.json();
    } catch {
      refuse(input, answer?.redirected || answer?.status === 403
        ? 'It was not saved: you are no longer signed in. Sign in on another page, and press Enter again; what you typed is still here.'
        : 'It was not saved: the service could not be reached. What you typed is still here; press Enter to try again.');
      return;
    }
    if (!answer.ok) {
      refuse(input, told.message);
      return;
    }
    input.remove();
    show(row, told);
    const saved = row.cells[cell.cellIndex] ?? cell;
    const index = saved.cellIndex >= 0 ? saved.cellIndex : columnIndex(sent.get('column'));
    const here = row.cells[index];
    arrive(neighbour(here, 1, 0) ?? here);
    say(told.message);
  };

  const columnIndex = (name) => [...table.tHead.rows[1].cells].findIndex((head) => head.dataset.column === name);

  // The line of the person anew, but for what is still being typed in it.
  const show = (row, told) => {
    if (told.cells === null) {
      row.classList.add('app-gone');
    } else {
      const made = document.createElement('template');
      made.innerHTML = `<table><tbody><tr>${told.cells}</tr></tbody></table>`;
      const fresh = [...made.content.querySelector('tr').cells];
      const first = row.cells.length - fresh.length;
      fresh.forEach((cell, number) => {
        const old = row.cells[first + number];
        if (editing(old)) return;
        prepare(cell);
        for (const span of cell.querySelectorAll('span.app-cell')) span.tabIndex = -1;
        old.replaceWith(cell);
      });
      row.cells[first - 1].textContent = told.figure;
    }
    document.getElementById('total').textContent = told.total;
    for (const place of table.querySelectorAll('[data-figure]')) {
      place.textContent = told.heads[place.dataset.figure] ?? place.textContent;
    }
    undo.hidden = !told.undo;
    if (told.undo) {
      undo.elements.namedItem('numbers').value = told.undo.numbers;
      document.getElementById('undo-words').textContent = told.undo.words;
    }
  };

  // -- keys ---------------------------------------------------------------------------------------------------------
  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  const typing = (event, cell) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      save(cell);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      leave(cell);
      say('Left as it was.');
    }
  };

  const moving = (event, cell) => {
    if (event.key in MOVES) {
      event.preventDefault();
      const next = neighbour(cell, ...MOVES[event.key]);
      if (!next) return;
      if (event.shiftKey && MOVES[event.key][0]) extend(cell, next);
      else anchor = null;
      arrive(next);
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      arrive(corner(cell, event.key, event.ctrlKey));
    } else if (event.key === ' ' && cell.closest('tbody') && event.target.type !== 'checkbox') {
      const box = cell.parentElement.querySelector('input[name="person"]');
      event.preventDefault();
      if (box) {
        box.checked = !box.checked;
        say(`${cell.parentElement.dataset.name} ${box.checked ? 'chosen' : 'no longer chosen'}: ${count()} chosen.`);
      }
    } else if (event.key === 'F2' && cell.closest('tbody')) {
      event.preventDefault();
      const shown = cell.querySelector('b')?.textContent ?? '';
      edit(cell, cell.dataset.number ? shown : '', cell.dataset.number ?? '');
    } else if (event.key === 'z' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!undo.hidden && undo.querySelector('button')) undo.requestSubmit();
      else say('There is nothing to undo.');
    } else if (/^[0-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && cell.closest('tbody')) {
      event.preventDefault();
      edit(cell, event.key, '');
    }
  };

  table.addEventListener('keydown', (event) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    (editing(cell) ? typing : moving)(event, cell);
  });
  table.addEventListener('focusin', (event) => {
    const cell = cellOf(event.target);
    if (cell && stop(cell) === event.target && event.target.tabIndex !== 0) arrive(cell, false);
  });
  table.addEventListener('change', (event) => event.target.name === 'person' && count());
  addEventListener('beforeunload', (event) => {
    if ([...table.querySelectorAll('input.app-typed')].some((input) => input.value.trim())) event.preventDefault();
  });

  table.setAttribute('role', 'grid');
  table.closest('.app-table').removeAttribute('tabindex');
  prepare(table);
  const start = [...table.tBodies[0].rows].flatMap((row) => [...row.cells]).find((cell) => cell.querySelector('.app-cell'));
  arrive(start ?? table.tHead.rows[1].cells[0], false);
  count();
}

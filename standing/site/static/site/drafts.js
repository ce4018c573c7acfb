// Keeps what is typed into a form that says so (data-draft) in this browser, so that a lost signal loses nothing.
// Gone on sign-out, once it was sent, after twelve hours, and as soon as another account is signed in here.
const PREFIX = 'standing-draft:';
const HOURS = 12;
const marker = document.querySelector('[data-draft]');
const form = marker?.closest('form');
const SKIPPED = new Set(['csrfmiddlewaretoken', 'guard_about', 'guard_said', 'resumed', 'searched']);

const store = (() => {
  try {
    localStorage.setItem(`${PREFIX}try`, '1');
    localStorage.removeItem(`${PREFIX}try`);
    return localStorage;
  } catch {
    return null;
  }
})();

const keys = () => Object.keys(store).filter((key) => key.startsWith(PREFIX));
const read = (key) => {
  try {
    return JSON.parse(store.getItem(key)) ?? {};
  } catch {
    return {};
  }
};

const tidy = (account) => {
  for (const key of keys()) {
    const old = Date.now() - (read(key).at ?? 0) > HOURS * 3600 * 1000;
    const others = account !== undefined && !key.startsWith(`${PREFIX}${account}:`);
    if (old || others) store.removeItem(key);
  }
};

const fields = () =>
  [...form.elements].filter(
    (one) => one.name && !SKIPPED.has(one.name) && !['hidden', 'file', 'password', 'submit', 'button'].includes(one.type),
  );

const valueOf = (one) => (['radio', 'checkbox'].includes(one.type) ? one.checked : one.value);
const identity = (one) => (['radio', 'checkbox'].includes(one.type) ? `${one.name}=${one.value}` : one.name);

const say = (key) => {
  const note = document.createElement('div');
  note.className = 'nhsuk-inset-text';
  note.setAttribute('role', 'status');
  const words = document.createElement('p');
  words.textContent = 'What you typed here before is back. It was kept in this browser only.';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small';
  button.textContent = 'Throw it away';
  button.addEventListener('click', () => {
    store.removeItem(key);
    form.reset();
    note.remove();
  });
  note.append(words, button);
  form.prepend(note);
};

if (store) {
  const account = document.body.dataset.account;
  tidy(account || undefined);
  for (const out of document.querySelectorAll('form[action$="sign-out/"]')) {
    out.addEventListener('submit', () => keys().forEach((key) => store.removeItem(key)));
  }
  const sent = sessionStorage.getItem(`${PREFIX}sent`);
  const key = marker ? `${PREFIX}${marker.dataset.draft}` : '';
  const refused = !!document.querySelector('.nhsuk-error-summary');
  const signedOut = !account;
  if (sent && !signedOut && !(sent === key && refused)) {
    store.removeItem(sent);
    sessionStorage.removeItem(`${PREFIX}sent`);
  }
  if (form) {
    const draft = read(key);
    const first = Object.fromEntries(fields().map((one) => [identity(one), valueOf(one)]));
    if (draft.values && !refused) {
      let back = false;
      for (const one of fields()) {
        const kept = draft.values[identity(one)];
        if (kept === undefined || kept === valueOf(one)) continue;
        if (['radio', 'checkbox'].includes(one.type)) one.checked = kept;
        else one.value = kept;
        back = true;
      }
      if (back) say(key);
    }
    form.addEventListener('input', () => {
      const values = Object.fromEntries(fields().map((one) => [identity(one), valueOf(one)]));
      const typed = Object.entries(values).some(([name, value]) => first[name] !== value);
      if (typed) store.setItem(key, JSON.stringify({ at: Date.now(), values }));
    });
    form.addEventListener('submit', () => sessionStorage.setItem(`${PREFIX}sent`, key));
  }
}

// Starts the NHS components on the page, and again on a part of it that htmx has brought.
import { initAll } from '../built/nhsuk-frontend.min.js';

initAll();
document.addEventListener('htmx:load', (event) => {
  if (event.detail.elt !== document.body) {
    initAll({ scope: event.detail.elt });
  }
});

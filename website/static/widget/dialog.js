// Asking before something is gone for good.

import { el } from './dom.js';
import { gettext } from './words.js';

/**
 * Resolves with null, or where the person confirmed with `{also}`: whether they ticked the further wish that the text
 * `also` offers. Focus returns to where it was.
 */
export function confirmed(root, question, action, also) {
  // Escape closes the dialog, not also the panel behind it.
  const dialog = el('dialog', { 'aria-labelledby': 'kiosk-question', keydown: (event) => event.stopPropagation() });
  if (!dialog.showModal) return Promise.resolve(window.confirm(question) ? {} : null);
  const before = root.activeElement;
  const tick = el('input', { type: 'checkbox' });
  return new Promise((resolve) => {
    const close = (answer) => () => dialog.close(answer);
    dialog.append(
      el('p', { id: 'kiosk-question' }, question),
      also ? el('label', { class: 'also' }, tick, ' ', also) : '',
      el(
        'div',
        { class: 'choices' },
        el('button', { type: 'button', class: 'quiet', autofocus: true, click: close('') }, gettext('Cancel')),
        el('button', { type: 'button', class: 'danger', click: close('yes') }, action)
      )
    );
    dialog.addEventListener('close', () => {
      const yes = dialog.returnValue === 'yes';
      dialog.remove();
      if (before) before.focus();
      resolve(yes ? { also: tick.checked } : null);
    });
    root.querySelector('.kiosk').append(dialog);
    dialog.showModal();
  });
}

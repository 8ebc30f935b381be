// One <script> tag with data-city on any website that the city allows puts the guide there.

import { KioskChat } from './chat.js';
import { deliver } from './parts.js';

const FILE = '/widget/kiosk-chat.js';
const script = document.currentScript || document.querySelector(`script[src*="${FILE}"]`);

KioskChat.deliver = deliver; // the later script finds it by the name of the element
if (!customElements.get('kiosk-chat')) customElements.define('kiosk-chat', KioskChat);

if (script && script.dataset.city) {
  const chat = document.createElement('kiosk-chat');
  chat.setAttribute('embedded', '');
  chat.setAttribute('city', script.dataset.city);
  chat.setAttribute('server', script.src.slice(0, script.src.indexOf(FILE)));
  if (script.dataset.language) chat.setAttribute('language', script.dataset.language);
  document.body.append(chat);
}

// Makes a passkey, or signs with one, by the browser (WebAuthn), and sends what it gave with the form of the page. Where it cannot run (no
// script, an old browser, no TLS) the page says so, and the other ways work.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

const luogo = document.getElementById('passkey');
if (luogo && browserSupportsWebAuthn()) prepara(luogo);

function prepara(luogo) {
  const { opzioni, cosa, fallita } = luogo.dataset;
  const chiedi = cosa === 'registra' ? startRegistration : startAuthentication;
  const modulo = luogo.querySelector('form');
  const stato = luogo.querySelector('[role="status"]');
  luogo.querySelector('[data-passkey="senza"]').hidden = true;
  luogo.querySelector('[data-passkey="con"]').hidden = false;
  let inCorso = false;
  modulo.addEventListener('submit', async (evento) => {
    evento.preventDefault();
    if (inCorso) return;
    inCorso = true;
    stato.textContent = '';
    try {
      modulo.elements.namedItem('passkey').value = JSON.stringify(await chiedi({ optionsJSON: JSON.parse(opzioni) }));
      modulo.submit();
    } catch {
      // The person said no, or nothing answered: both may try again.
      inCorso = false;
      stato.textContent = fallita;
    }
  });
}

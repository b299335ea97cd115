// Solves, in the browser, the proof of work that raises the limits of the search (src/modules/utenti/acts/sfida.ts: ALTCHA v2,
// PBKDF2/SHA-256), while the person types. Where it cannot run (no script, an old browser, no TLS) the form works as it is and the
// ordinary limits hold. Hashing is the browser's own and asynchronous: the page stays alive without a Worker.

/** A challenge lasts ten minutes: an older solution is thrown away and made again. */
const VALE_MS = 8 * 60_000;
/** Nobody is kept waiting longer than this: the form goes without. */
const ATTESA_MS = 8_000;
/** The counter to be found is below a thousand. */
const TENTATIVI_MAX = 1_000;

const segno = document.getElementById('sfida');
const modulo = segno?.closest('form');
if (modulo && globalThis.crypto?.subtle) prepara(segno, modulo);

function prepara(segno, modulo) {
  let inCorso = null;
  let parte = false;
  const avvia = () => {
    if (inCorso === null || Date.now() - inCorso.dal > VALE_MS) {
      inCorso = { dal: Date.now(), soluzione: risolvi(segno.dataset.url).catch(() => null) };
    }
    return inCorso.soluzione;
  };
  const invia = async () => {
    const soluzione = await Promise.race([avvia(), new Promise((fatto) => setTimeout(fatto, ATTESA_MS, null))]);
    if (soluzione !== null) modulo.append(campoNascosto('sfida', soluzione));
    modulo.submit();
  };
  modulo.addEventListener('input', avvia, { once: true });
  modulo.addEventListener('submit', (evento) => {
    evento.preventDefault();
    if (parte) return;
    parte = true;
    segno.hidden = false;
    void invia();
  });
  // Back from the next page, the solution is spent: another one is needed.
  addEventListener('pageshow', (evento) => {
    if (!evento.persisted) return;
    parte = false;
    inCorso = null;
    segno.hidden = true;
    modulo.querySelector('input[name="sfida"]')?.remove();
  });
  // Turned away for too many attempts: with a solution there is no need to wait.
  const attesa = document.getElementById('attesa');
  const pronta = document.getElementById('pronta');
  if (attesa && pronta) {
    void avvia().then((soluzione) => {
      if (soluzione !== null) attesa.replaceChildren(pronta.content);
    });
  }
}

async function risolvi(url) {
  const risposta = await fetch(url);
  if (!risposta.ok) return null;
  const challenge = await risposta.json();
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const password = Uint8Array.from([...daEsadecimale(nonce), 0, 0, 0, 0]);
  const contatore = new DataView(password.buffer, password.length - 4);
  const come = { name: 'PBKDF2', hash: 'SHA-256', salt: daEsadecimale(salt), iterations: cost };
  for (let counter = 0; counter <= TENTATIVI_MAX; counter += 1) {
    contatore.setUint32(0, counter);
    const chiave = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const derivedKey = inEsadecimale(await crypto.subtle.deriveBits(come, chiave, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
  return null;
}

function daEsadecimale(testo) {
  return Uint8Array.from(testo.match(/../g), (coppia) => Number.parseInt(coppia, 16));
}

function inEsadecimale(byte) {
  return Array.from(new Uint8Array(byte), (uno) => uno.toString(16).padStart(2, '0')).join('');
}

function campoNascosto(nome, valore) {
  const campo = document.createElement('input');
  Object.assign(campo, { type: 'hidden', name: nome, value: valore });
  return campo;
}

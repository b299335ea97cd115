// Reads the QR code of a notice, by the camera or from a picture, and writes its number in the form: nothing is sent. Without a script the
// number is typed. The browser's own reader is used where there is one; else ours is fetched, only now (qr-lettore.js).

/** A person gives up sooner; a camera left on drains a telephone. */
const FINO_A_MS = 90_000;
/** Between two looks: enough for the hand to move, little enough for the battery. */
const OGNI_MS = 150;
/** A picture is read at the size of a screen: larger takes seconds on an old telephone. */
const LATO_MAX = 1600;
/** pagoPA: `PAGOPA|002|<notice number>|<tax code of the ente>|<cents>`. */
const AVVISO = /^\s*PAGOPA\|002\|(\d{18})\|(\d{11})\|\d{1,11}\s*$/;

const parte = document.getElementById('qr');
const modulo = parte?.closest('form');
if (parte && modulo) apri();

function apri() {
  const nomi = ['inquadra', 'foto', 'riquadro', 'video', 'chiudi', 'stato'];
  const pezzi = Object.fromEntries(nomi.map((nome) => [nome, parte.querySelector(`[data-qr="${nome}"]`)]));
  // The camera that is on, and a number that tells whether it is still the same visit.
  const p = { ...pezzi, flusso: null, giro: 0 };
  p.inquadra.addEventListener('click', () => void avvia(p));
  p.chiudi.addEventListener('click', () => {
    ferma(p);
    p.stato.textContent = '';
    p.inquadra.focus();
  });
  p.foto.addEventListener('change', () => void leggiFoto(p));
  p.riquadro.addEventListener('keydown', (evento) => evento.key === 'Escape' && p.chiudi.click());
  // Left, put away, or sent: nobody is looking through it any more.
  addEventListener('pagehide', () => ferma(p));
  document.addEventListener('visibilitychange', () => document.hidden && ferma(p));
  p.inquadra.hidden = !conFotocamera();
  parte.hidden = false;
}

async function avvia(p) {
  ferma(p);
  const mio = p.giro;
  di(p, 'avvio');
  try {
    p.flusso = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    if (mio !== p.giro) return ferma(p);
    const leggi = await lettore(parte.dataset.lettore);
    p.video.srcObject = p.flusso;
    p.riquadro.hidden = false;
    p.inquadra.hidden = true;
    p.chiudi.focus();
    await p.video.play();
    di(p, 'cerca');
    await guarda(p, mio, leggi);
  } catch {
    if (mio === p.giro) lascia(p, 'negata');
  }
}

/** Until it has read a notice, or was stopped, or it is too long. */
async function guarda(p, mio, leggi) {
  const fine = Date.now() + FINO_A_MS;
  while (mio === p.giro && Date.now() < fine) {
    const testo = await leggi(p.video, p.video.videoWidth, p.video.videoHeight);
    if (mio !== p.giro || (testo !== null && usa(p, testo))) return;
    await new Promise((fatto) => setTimeout(fatto, OGNI_MS));
  }
  if (mio === p.giro) lascia(p, 'tempo');
}

function ferma(p) {
  p.giro += 1;
  for (const traccia of p.flusso?.getTracks() ?? []) traccia.stop();
  p.flusso = null;
  p.video.srcObject = null;
  p.riquadro.hidden = true;
  p.inquadra.hidden = !conFotocamera();
}

function lascia(p, frase) {
  ferma(p);
  di(p, frase);
  (p.inquadra.hidden ? p.foto : p.inquadra).focus();
}

function di(p, frase) {
  p.stato.textContent = parte.dataset[frase];
}

/** Writes the number in the form. False when it is the code of something else. */
function usa(p, testo) {
  const [, numero, ente] = AVVISO.exec(testo) ?? [];
  if (numero === undefined) {
    di(p, 'altro');
    return false;
  }
  modulo.elements.numero.value = numero.replace(/(\d{4})(?=\d)/g, '$1 ');
  modulo.elements.enteQr.value = ente;
  modulo.dispatchEvent(new Event('input', { bubbles: true }));
  ferma(p);
  di(p, 'letto');
  modulo.elements.codiceFiscale.focus();
  return true;
}

async function leggiFoto(p) {
  const [file] = p.foto.files;
  if (file === undefined) return;
  ferma(p);
  di(p, 'leggo');
  try {
    const immagine = await createImageBitmap(file);
    const scala = Math.min(1, LATO_MAX / Math.max(immagine.width, immagine.height));
    const leggi = await lettore(parte.dataset.lettore);
    const testo = await leggi(immagine, Math.round(immagine.width * scala), Math.round(immagine.height * scala));
    immagine.close();
    if (testo === null) di(p, 'nessuno');
    else usa(p, testo);
  } catch {
    di(p, 'nessuno');
  }
  // The same picture may be chosen again.
  p.foto.value = '';
}

function conFotocamera() {
  return navigator.mediaDevices?.getUserMedia !== undefined;
}

/** Reads what an image, or a frame of the camera, says; null where there is no code to be read. */
async function lettore(url) {
  const tela = document.createElement('canvas');
  const penna = tela.getContext('2d', { willReadFrequently: true });
  const disegna = (cosa, width, height) => {
    Object.assign(tela, { width, height });
    penna.drawImage(cosa, 0, 0, width, height);
  };
  const proprio = await lettoreProprio();
  if (proprio !== null) {
    return async (cosa, larga, alta) => {
      disegna(cosa, larga, alta);
      return (await proprio.detect(tela).catch(() => []))[0]?.rawValue ?? null;
    };
  }
  const { decodeQR } = await import(url);
  return async (cosa, larga, alta) => {
    disegna(cosa, larga, alta);
    try {
      return decodeQR(penna.getImageData(0, 0, larga, alta));
    } catch {
      return null;
    }
  };
}

async function lettoreProprio() {
  if (!('BarcodeDetector' in globalThis)) return null;
  const formati = await globalThis.BarcodeDetector.getSupportedFormats().catch(() => []);
  return formati.includes('qr_code') ? new globalThis.BarcodeDetector({ formats: ['qr_code'] }) : null;
}

import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import Fastify, { type FastifyInstance } from 'fastify';
import { portaPortale } from '#doors/portale';
import { parseCodiceFiscale } from '#kernel/codice-fiscale';
import type { IuvId } from '#kernel/ids';
import { lavori as lavoriNotifiche } from '#modules/notifiche';
import { leggiConfigurazioneNodo } from '#modules/pagamenti';
import { cercaDovuti } from '#modules/posizioni';
import { accediCittadino, type Identita } from '#modules/utenti';
import type { Lettera, Mondo } from '#platform/contesto';
import { statico } from '#platform/http/statico';
import { costruisciAssets } from '../../scripts/assets.ts';
import { creaCaso } from '../../src/app/demo/caso.ts';
import { conNodo } from '../../src/app/demo/nodo.ts';
import { pagaDemo } from '../../src/app/demo/paga.ts';
import type { DatabaseDiProva } from './db.ts';
import type { RigaProva } from './dovuti.ts';
import { FILI_MUTI, mondoDiProva } from './mondo.ts';
import { Navigatore } from './navigatore.ts';
import { conFlusso } from './ufficio.ts';
import { ctxDi, type EnteDiProva } from './un-ente.ts';

/** The door of the portale alone, on a free port of this machine. */
export type PortaleDiProva = { app: FastifyInstance; url: string; chiudi: () => Promise<void> };

/** Behind a proxy that is believed, so that a test may come from where it likes (X-Forwarded-For). */
export async function apriPortale(mondo: Mondo): Promise<PortaleDiProva> {
  const cartella = fileURLToPath(new URL('../../dist/assets', import.meta.url));
  await costruisciAssets({ destinazione: cartella });
  const app = Fastify({ forceCloseConnections: true, trustProxy: true });
  await statico(app, cartella);
  await portaPortale(app, { mondo });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url, chiudi: async () => await app.close() };
}

/** A world whose clock a test may move, and whose mail it may read. */
export type MondoFermo = Mondo & { avanti: (ms: number) => void; posta: Lettera[] };

export function mondoFermo(database: DatabaseDiProva): MondoFermo {
  let scarto = 0;
  const posta: Lettera[] = [];
  const invia = async (lettera: Lettera): Promise<void> => void posta.push(lettera);
  const mondo = mondoDiProva(database, {
    orologio: () => new Date(Date.now() + scarto),
    wires: { ...FILI_MUTI, posta: { invia } },
  });
  return { ...mondo, posta, avanti: (ms) => void (scarto += ms) };
}

const ALFABETO = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A person whom no other test knows, born where nobody was. */
export function unaPersona(altro: Partial<Identita> = {}): Identita {
  const lettere = [0, 1, 2].map(() => ALFABETO[randomInt(ALFABETO.length)]).join('');
  const base = `PRV${lettere}${randomInt(30, 99)}${'ABCDEHLMPRST'[randomInt(12)]}${randomInt(10, 28)}M991`;
  const codiceFiscale = [...ALFABETO]
    .map((lettera) => parseCodiceFiscale(base + lettera))
    .find((codice) => codice !== null);
  if (codiceFiscale === undefined) throw new Error('no check character fits');
  return { codiceFiscale, nome: 'Prova', cognome: `Di ${lettere}`, email: null, ...altro };
}

/** A browser in which that person has signed in. */
export async function entra(
  mondo: Mondo,
  portale: PortaleDiProva,
  persona: Identita = unaPersona(),
): Promise<{ chi: Navigatore; persona: Identita; token: string }> {
  const { token } = await accediCittadino(ctxDi(mondo, 'portale'), { token: null, identita: persona });
  return { chi: new Navigatore(portale.url).conCookie('portale', token), persona, token };
}

export type AvvisoDiProva = { iuvId: IuvId; iuv: string; numeroAvviso: string; iud: string };

/** A dovuto with a notice, loaded as an ente would. */
export async function unAvviso(
  mondo: Mondo,
  ente: EnteDiProva,
  riga: RigaProva & { IUD: string },
): Promise<AvvisoDiProva> {
  await conFlusso(mondo, ente, { iuf: `F${riga.IUD}`, righe: [riga] });
  return leggi(mondo, ente, riga.IUD);
}

/** The same dovuto is annulled, as an ente would. */
export async function annullaAvviso(mondo: Mondo, ente: EnteDiProva, riga: RigaProva & { IUD: string }): Promise<void> {
  await conFlusso(mondo, ente, { iuf: `A${riga.IUD}`, righe: [{ ...riga, azione: 'A' }] });
}

async function leggi(mondo: Mondo, ente: EnteDiProva, iud: string): Promise<AvvisoDiProva> {
  const filtro = { elenco: 'online', testo: iud, tipoDovuto: '', daVerificare: false, tipiConsentiti: null } as const;
  const dovuti = await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
    cercaDovuti(t, { ...filtro, dopo: null, prima: null, quanti: 1 }),
  );
  const { iuvId = null, iuv = null, numeroAvviso = null } = dovuti[0] ?? {};
  if (iuvId === null || iuv === null || numeroAvviso === null) throw new Error(`${iud}: no notice was made`);
  return { iuvId, iuv, numeroAvviso, iud };
}

/** Pays it at a PSP, as the Nodo would have told us. */
export async function pagaAvviso(mondo: Mondo, ente: EnteDiProva, { numeroAvviso }: AvvisoDiProva): Promise<void> {
  const stazioni = await leggiConfigurazioneNodo(ctxDi(mondo, 'nodo'));
  const stazione = stazioni.find(({ enteId }) => enteId === ente.enteId);
  if (stazione === undefined) throw new Error('the ente has no station');
  await conNodo(mondo, ente.segmento, (nodo) =>
    pagaDemo(nodo, [{ stazione, numeroAvviso, pagatoIl: mondo.orologio(), caso: creaCaso(1) }]),
  );
}

/** Does what the worker does of a proof: its mail, with link and code. */
export async function mailDi(
  mondo: MondoFermo,
  provaId: string,
): Promise<{ lettera: Lettera; link: string; codice: string }> {
  const ctx = ctxDi(mondo, 'worker');
  const esegui = async (nome: string, payload: Record<string, string>): Promise<void> => {
    await lavoriNotifiche.find((uno) => uno.nome === nome)?.esegui(ctx, payload);
  };
  await esegui('fatto.utenti.prova_chiesta', { provaId });
  const { rows } = await mondo.pools.worker.query<{ id: string }>(
    'select id from notifiche.messaggio where chiave = $1',
    [`prova:${provaId}`],
  );
  await esegui('notifiche.invia', { messaggioId: rows[0]?.id ?? '' });
  const lettera = mondo.posta.at(-1);
  if (lettera === undefined) throw new Error('no mail was sent');
  const link = /https?:\/\/\S+/.exec(lettera.testo)?.[0] ?? '';
  return { lettera, link, codice: /: (\d{6})\b/.exec(lettera.testo)?.[1] ?? '' };
}

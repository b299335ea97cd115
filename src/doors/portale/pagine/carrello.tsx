import type { IuvId } from '#kernel/ids';
import {
  aggiungiAlCarrello,
  controllaCarrello,
  leggiCarrello,
  pagaCarrello,
  riferimentoCarrello,
  togliDalCarrello,
  type Carrello,
  type RifiutoCarrello,
} from '#modules/pagamenti';
import { leggiAvviso } from '#modules/posizioni';
import { segnaCarrello } from '#modules/utenti';
import type { Ritorno } from '#platform/contesto';
import { pagina, vai, type Risposta } from '#platform/http/pagina';
import { VistaCarrello } from '../carrello-vista.tsx';
import { guardia } from '../guardie.ts';
import { VAI } from '../indirizzi.ts';
import { leggibileDi } from '../mio.ts';
import { vistoDi } from '../visto.ts';
import { enteDi, type PaginaPortale, type Portale, type RichiestaPortale, type SessionePortale } from '../visita.ts';

/** What is about to be paid in one go: is that all? Its form adds, takes away, and pays. */
export const carrello: PaginaPortale = {
  percorso: '/carrello',
  chi: 'tutti',
  get: async (u, { sessione, query }) => {
    const suo = await carrelloDi(u, sessione);
    // Sent: what is asked now is how it went.
    return suo?.stato === 'inviato'
      ? vai(VAI.pagamento(riferimentoCarrello(u.ctx, suo.id)))
      : mostra(u, { suo, sessione, fuori: fuoriDi(query) });
  },
  post: async (u, r) => {
    const { sessione, modulo } = r;
    if (sessione === null) return vai(VAI.avvisoPerche('chiuso'));
    if (modulo['aggiungi'] !== undefined) return aggiungi(u, r, sessione);
    const suo = await carrelloDi(u, sessione);
    if (suo === null)
      return mostra(u, { suo, sessione, rifiuto: { codice: 'CARRELLO_SCONOSCIUTO', genere: 'non_trovato' } });
    return modulo['togli'] === undefined ? paga(u, r, suo) : togli(u, r, suo);
  },
};

async function carrelloDi({ ctx }: Portale, sessione: SessionePortale | null): Promise<Carrello | null> {
  const id = sessione?.carrelloId ?? null;
  return id === null ? null : leggiCarrello(ctx, id);
}

/** Only what may be read whole here: who pays has proved that they may. */
async function aggiungi(u: Portale, { modulo }: RichiestaPortale, sessione: SessionePortale): Promise<Risposta> {
  const quale = await leggibileDi(u, { sessione, iuv: modulo['aggiungi'] });
  if (quale === null) return vai(VAI.avvisoPerche('chiuso'));
  const avviso = await leggiAvviso(u.ctx, quale);
  const altrove = avviso === null ? null : guardia('/carrello', avviso);
  if (altrove !== null) return altrove;
  const { token, carrelloId } = sessione;
  const suo = await carrelloDi(u, sessione);
  // The page was open since before it was sent: it is being paid there.
  if (suo?.stato === 'inviato' && suo.voci.some(({ iuvId }) => iuvId === quale.iuvId))
    return vai(VAI.pagamento(riferimentoCarrello(u.ctx, suo.id)));
  const email = sessione.cittadino?.email ?? sessione.email;
  const fatto = await aggiungiAlCarrello(u.ctx, { carrelloId, email, quale });
  if (!fatto.ok) return mostra(u, { suo, sessione, rifiuto: fatto.refusal });
  if (fatto.value.carrelloId !== carrelloId) await segnaCarrello(u.ctx, { token, carrelloId: fatto.value.carrelloId });
  return vai(modulo['poi'] === 'continua' ? VAI.intero(quale.iuvId) : VAI.carrello);
}

async function togli(u: Portale, { modulo, sessione }: RichiestaPortale, suo: Carrello): Promise<Risposta> {
  const quale = suo.voci.find(({ iuvId }) => iuvId === (modulo['togli'] as IuvId));
  // Taken away already, in another window.
  if (quale === undefined) return vai(VAI.carrello);
  const fatto = await togliDalCarrello(u.ctx, { carrelloId: suo.id, quale });
  return fatto.ok ? vai(VAI.carrello) : mostra(u, { suo, sessione, rifiuto: fatto.refusal });
}

async function paga(u: Portale, { modulo, sessione }: RichiestaPortale, suo: Carrello): Promise<Risposta> {
  const riferimento = riferimentoCarrello(u.ctx, suo.id);
  const torna = (come: Ritorno): string => `${u.ctx.config.urlPubblico}${VAI.ritorno(riferimento, come)}`;
  const fatto = await pagaCarrello(u.ctx, u.fonti, {
    carrelloId: suo.id,
    vistoCents: vistoDi(modulo['visto']),
    comunque: modulo['comunque'] === 'si',
    lingua: u.lingua,
    ritorni: { ok: torna('ok'), annullato: torna('annullato'), errore: torna('errore'), attesa: torna('attesa') },
  });
  if (fatto.ok) return vai(fatto.value.location);
  return mostra(u, { suo: await leggiCarrello(u.ctx, suo.id), sessione, rifiuto: fatto.refusal });
}

/** How many of those begun without a name found no room here. */
function fuoriDi({ fuori = '' }: RichiestaPortale['query']): number {
  return /^[1-5]$/.test(fuori) ? Number(fuori) : 0;
}

type Mostrato = {
  suo: Carrello | null;
  sessione: SessionePortale | null;
  rifiuto?: RifiutoCarrello;
  fuori?: number;
};

/** The carrello as it stands now; with a refusal, why it was not done. Over, or none: it is empty. */
async function mostra(u: Portale, { suo, sessione, rifiuto, fuori = 0 }: Mostrato): Promise<Risposta> {
  const aperto = suo?.stato === 'aperto' ? suo : null;
  const voci = aperto === null ? [] : await controllaCarrello(u.ctx, aperto);
  const enti = await Promise.all(voci.map(({ enteId }) => enteDi(u, enteId)));
  const leggibili = await Promise.all(voci.map(({ iuvId }) => leggibileDi(u, { sessione, iuv: iuvId })));
  const righe = voci.map((voce, i) => ({
    ...voce,
    ente: enti[i]?.denominazione ?? '',
    conNome: (leggibili[i] ?? null) !== null,
  }));
  const ultimo = suo === null || aperto !== null ? null : VAI.pagamento(riferimentoCarrello(u.ctx, suo.id));
  const prova = enti.some(({ ambiente }) => ambiente === 'prova');
  const corpo = <VistaCarrello {...{ u, righe, ultimo, prova, rifiuto, fuori }} email={aperto?.email ?? null} />;
  if (rifiuto === undefined) return pagina(corpo);
  return { tipo: 'pagina', stato: rifiuto.genere === 'non_disponibile' ? 503 : 422, corpo };
}

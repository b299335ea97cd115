import { somma } from '#kernel/importo';
import {
  guardaArrivo,
  iniziaArrivo,
  riferimentoCarrello,
  riprovaArrivo,
  ritornoArrivo,
  type ArrivoGuardato,
} from '#modules/pagamenti';
import { parseEmail } from '#modules/utenti';
import type { Ritorno } from '#platform/contesto';
import { pagina, vai, vaiFuori, type Risposta } from '#platform/http/pagina';
import { ArrivoSconosciuto, VistaArrivo, type DettoArrivo } from '../arrivo-vista.tsx';
import { VAI } from '../indirizzi.ts';
import { vistoDi } from '../visto.ts';
import { enteDi, vistaEnte, type PaginaPortale, type Portale, type RichiestaPortale } from '../visita.ts';

/**
 * Where the site of an ente sends who is to pay: what it has prepared, locked. Looking begins nothing, unless the ente wants this page to
 * be skipped and there is nothing to be said first: then Checkout follows at once, and a second look finds it begun.
 */
export const arrivo: PaginaPortale = {
  percorso: '/arrivo/:token',
  chi: 'tutti',
  get: async (u, r) => {
    const visto = await guarda(u, r);
    if (visto === null) return ignoto(u);
    const { arrivo: suo, stato, voci, comunque } = visto;
    const liscio = voci.every(({ problema, dubbio }) => problema === null && (dubbio === null || comunque));
    if (suo.modo !== 'nessuna' || stato !== 'pronto' || !liscio) return mostra(u, r, visto);
    return inizia(u, r, visto, { email: null, vistoCents: totaleDi(visto), comunque });
  },
  post: async (u, r) => {
    const visto = await guarda(u, r);
    if (visto === null) return ignoto(u);
    if (r.modulo['riprova'] !== undefined) {
      const fatto = await riprovaArrivo(u.ctx, visto);
      return fatto.ok ? vai(VAI.arrivo(tokenDi(r))) : mostra(u, r, visto, { rifiuto: fatto.refusal.codice });
    }
    const { testo, email } = emailDi(r);
    const { modo } = visto.arrivo;
    if (visto.stato === 'pronto' && modo !== 'nessuna' && email === null && (modo === 'completo' || testo !== '')) {
      const { mancaEmail, emailNonValida } = u.t.arrivo;
      return mostra(u, r, visto, { email: testo, erroreEmail: testo === '' ? mancaEmail : emailNonValida });
    }
    const { visto: vistoTesto, comunque } = r.modulo;
    return inizia(u, r, visto, { email, vistoCents: vistoDi(vistoTesto), comunque: comunque === 'si' });
  },
};

/** Back to the site of the ente: its address is asked for at that very moment, and what it takes along lasts a minute. */
export const arrivoRitorno: PaginaPortale = {
  percorso: '/arrivo/:token/ritorno',
  chi: 'tutti',
  get: async (u, r) => {
    const visto = await guarda(u, r);
    const dove = visto === null ? null : ritornoArrivo(u.ctx, visto.arrivo, visto.carrello);
    return dove === null ? vai(VAI.arrivo(tokenDi(r))) : vaiFuori(dove);
  },
};

const tokenDi = ({ parametri }: RichiestaPortale): string => parametri['token'] ?? '';
const guarda = (u: Portale, r: RichiestaPortale): Promise<ArrivoGuardato | null> => guardaArrivo(u.ctx, tokenDi(r));
const totaleDi = ({ voci }: ArrivoGuardato): ReturnType<typeof somma> => somma(voci.map((v) => v.importoCents));

function emailDi({ modulo }: RichiestaPortale): { testo: string; email: string | null } {
  const testo = (modulo['email'] ?? '').trim();
  return { testo, email: parseEmail(testo) };
}

type Come = Pick<Parameters<typeof iniziaArrivo>[2], 'email' | 'vistoCents' | 'comunque'>;

async function inizia(u: Portale, r: RichiestaPortale, visto: ArrivoGuardato, come: Come): Promise<Risposta> {
  const riferimento = visto.carrello === null ? '' : riferimentoCarrello(u.ctx, visto.carrello.id);
  const torna = (dove: Ritorno): string => `${u.ctx.config.urlPubblico}${VAI.ritorno(riferimento, dove)}`;
  const ritorni = { ok: torna('ok'), annullato: torna('annullato'), errore: torna('errore'), attesa: torna('attesa') };
  const fatto = await iniziaArrivo(u.ctx, u.fonti, { ...visto, ...come, ritorni, lingua: u.lingua });
  if (fatto.ok) return vai(fatto.value.location);
  const adesso = (await guarda(u, r)) ?? visto;
  return mostra(u, r, adesso, { email: emailDi(r).testo, rifiuto: fatto.refusal.codice });
}

const NON_PIU: readonly ArrivoGuardato['stato'][] = ['scaduto', 'chiuso'];

async function mostra(
  u: Portale,
  r: RichiestaPortale,
  visto: ArrivoGuardato,
  detto: DettoArrivo = {},
): Promise<Risposta> {
  const chi = await enteDi(u, visto.arrivo.enteId);
  const enti = await Promise.all(visto.voci.map(({ enteId }) => enteDi(u, enteId)));
  const righe = visto.voci.map((voce, i) => ({ ...voce, ente: enti[i]?.denominazione ?? '' }));
  const { id, inviatoIl } = visto.carrello ?? { id: null, inviatoIl: null };
  const andato = id === null || inviatoIl === null ? null : VAI.pagamento(riferimentoCarrello(u.ctx, id));
  const vista = await vistaEnte(u, chi);
  const corpo = (
    <VistaArrivo {...{ u, visto, righe, andato, vista, detto }} chi={chi.denominazione} token={tokenDi(r)} />
  );
  if (NON_PIU.includes(visto.stato)) return { tipo: 'pagina', stato: 410, corpo };
  const rifiutata = detto.rifiuto !== undefined || detto.erroreEmail !== undefined;
  return rifiutata ? { tipo: 'pagina', stato: 422, corpo } : pagina(corpo);
}

function ignoto(u: Portale): Risposta {
  return { tipo: 'pagina', stato: 410, corpo: <ArrivoSconosciuto u={u} /> };
}

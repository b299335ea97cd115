import type { EnteId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { creaLink, elencoLink, impostaRitorni, opacoDi, preparaCarrello, type ModoArrivo } from '#modules/pagamenti';
import { valoreDi } from '#kernel/esito';
import type { Ctx, Mondo } from '#platform/contesto';
import { ctxDemo } from './carica-ente.ts';
import { debitoreDi } from './dovuti.ts';
import type { EnteDemo, TipoDemo } from './enti.ts';

/** A payment that an ente of the demo has prepared, waiting for somebody on its site. */
export type ArrivoDemo = { codIpa: string; titolo: string; modo: ModoArrivo; idSession: string; url: string };
/** A payment link of the demo. */
export type LinkDemo = { codIpa: string; titolo: string; genere: 'avviso' | 'modulo'; url: string };

type Dove = { portale: string; simulatore: string };
type Caricato = { ente: EnteDemo; enteId: EnteId };

const SERIE_DEBITORI = 'A';
/** What is paid, or being paid, of an earlier start keeps its name: another is tried. */
const PROVE_MAX = 20;

const CASI: readonly { titolo: string; modo: ModoArrivo; quanti: readonly [number, number] }[] = [
  { titolo: 'Due diritti insieme', modo: 'breve', quanti: [2, 0] },
  { titolo: 'Un diritto, con la tua e-mail', modo: 'completo', quanti: [1, 0] },
  { titolo: 'Un diritto tuo e uno di un altro Comune', modo: 'breve', quanti: [1, 1] },
  { titolo: 'Un diritto, dritto su pagoPA', modo: 'nessuna', quanti: [1, 0] },
];

const senzaBarra = (indirizzo: string): string => indirizzo.replace(/\/$/, '');

/** Prepares them anew, for they last an hour: those of an earlier start that nobody has begun give their place. */
export async function arriviDemo(
  mondo: Mondo,
  [primo, secondo]: readonly Caricato[],
  { portale, simulatore }: Dove,
): Promise<ArrivoDemo[]> {
  if (primo === undefined || secondo === undefined) return [];
  const { ente, enteId } = primo;
  const sito = `${senzaBarra(simulatore)}/ente/ritorno`;
  valoreDi(await impostaRitorni(ctxDemo(mondo, enteId), { enteId, indirizzi: [sito] }));
  const arrivi: ArrivoDemo[] = [];
  for (const [i, { titolo, modo, quanti }] of CASI.entries()) {
    const parti = [primo, secondo].flatMap((chi, n) => (quanti[n] ? [{ chi, quanti: quanti[n] }] : []));
    const email = modo === 'nessuna' ? 'chi.paga@example.org' : null;
    for (let prova = 1; prova <= PROVE_MAX; prova += 1) {
      const voci = parti.map((parte) => voceDi(parte, `${i + 1}-${prova}`));
      const richiesta = { enteId, voci, ritorno: `${sito}?pratica=${i + 1}`, modo, email };
      const fatto = await preparaCarrello((suo) => ctxDemo(mondo, suo), richiesta);
      if (!fatto.ok && fatto.refusal.codice === 'IUD_DUPLICATO') continue;
      const { token, idSession } = valoreDi(fatto);
      arrivi.push({ codIpa: ente.codIpa, titolo, modo, idSession, url: `${senzaBarra(portale)}/arrivo/${token}` });
      break;
    }
  }
  return arrivi;
}

type Parte = { chi: Caricato; quanti: number };

function voceDi({ chi: { ente, enteId }, quanti }: Parte, nome: string) {
  const { codice, causale } = tipoDi(ente);
  const { tipo, codice: cf, anagrafica } = debitoreDi(ente, SERIE_DEBITORI, 1);
  const vuoto = {
    indirizzo: null,
    civico: null,
    cap: null,
    localita: null,
    provincia: null,
    nazione: null,
    email: null,
  };
  const dovuti = Array.from({ length: quanti }, (_, i) => ({
    iud: `DEMO-ARRIVO-${ente.sigla}-${nome}-${i + 1}`,
    tipoDovuto: codice,
    importoCents: cents(1_600 + i * 550),
    causale: `${causale}, pratica ${nome}-${i + 1}`,
    causalePubblica: `${causale}, pratica ${nome}-${i + 1}`,
    dataScadenza: null,
  }));
  return { enteId, debitore: { tipo, codice: cf, anagrafica, ...vuoto }, dovuti };
}

function tipoDi({ tipi }: EnteDemo): TipoDemo {
  const tipo = tipi.find(({ codice }) => codice === 'DIRITTI_VARI');
  if (tipo === undefined) throw new Error('demo: an ente without its fees');
  return tipo;
}

/** One that opens a notice and one that opens a form; made once. */
export async function linkDemo(
  mondo: Mondo,
  { ente, enteId }: Caricato,
  { portale, numeroAvviso }: Pick<Dove, 'portale'> & { numeroAvviso: string | undefined },
): Promise<LinkDemo[]> {
  const ctx = ctxDemo(mondo, enteId);
  const misura = { scadeIl: null, usiMax: null };
  if ((await suoi(ctx)).length === 0) {
    const meta = { tipoDovuto: 'UTILIZZO_LOCALI', valori: {}, fissi: [] };
    valoreDi(await creaLink(ctx, { ...misura, titolo: 'Prenota la sala civica', meta }));
    if (numeroAvviso !== undefined)
      valoreDi(await creaLink(ctx, { ...misura, titolo: null, meta: { codiceAvviso: numeroAvviso } }));
  }
  return (await suoi(ctx)).map(({ id, genere, titolo }) => ({
    ...{ codIpa: ente.codIpa, genere, titolo: titolo ?? 'Un avviso, aperto da chi ha il suo indirizzo' },
    url: `${senzaBarra(portale)}/link/${opacoDi(ctx, id)}`,
  }));
}

const suoi = (ctx: Ctx): ReturnType<typeof elencoLink> => ctx.tx((t) => elencoLink(t, { quanti: 10 }));

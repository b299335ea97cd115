import { compila, type Compilazione } from '#modules/enti';
import { cents, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { ok, type Esito } from '#kernel/esito';
import { usaLinkPagamento, type RifiutoLink } from '#modules/pagamenti';
import { chiediSpontaneo, risposteDi, SCOPO_SPONTANEO, type RichiestaId } from '#modules/posizioni';
import { chiediProva, consumaRicerca, verificaSfida } from '#modules/utenti';
import { errore, frammento, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { conAllegati, type Allegati } from '#ui/allegati-modulo';
import { conFile, formaDi, leggiAllegati, ricevi } from '../allegati.ts';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { scriviRiferimento } from '../riferimento.ts';
import {
  conFissi,
  giudica,
  leggiDigitato,
  leggiScheda,
  NOMI_MAX,
  NULLA,
  type Buona,
  type Digitato,
  type Scheda,
} from '../scheda.ts';
import { comeAvviso, type PaginaPortale, type RichiestaPortale } from '../visita.ts';
import { Riepilogo } from './riepilogo.tsx';
import { Domande, PaginaDomande } from './spontaneo-domande.tsx';

/**
 * A payment without a notice: the form of the kind of due, then everything once more to be confirmed. Answers travel in the body only, and
 * at each step all is computed again from the form in force: of what a browser says, only the answers are believed.
 */
const modulo: Omit<PaginaPortale, 'percorso'> = {
  chi: 'tutti',
  get: async (u, r) => {
    const scheda = await leggiScheda(u, r);
    if (scheda === null) return altrove(r);
    const digitato = { ...NULLA, risposte: { ...scheda.link?.valori } };
    return pagina(<PaginaDomande {...{ scheda, digitato }} compilazione={calcola(scheda, digitato)} />);
  },
  carica: {
    bytesMax: LIMITI.allegatoBytesMax,
    inTutto: { bytesMax: LIMITI.allegatiInvioBytesMax, fileMax: LIMITI.allegatiCampiMax, campiMax: NOMI_MAX },
    ricevi,
  },
  post: async (u, r) => {
    const scheda = await leggiScheda(u, r);
    if (scheda === null) return altrove(r);
    const scritto = leggiDigitato(r);
    if (scritto === null) return errore('richiesta');
    const digitato = await conFile(scheda, r, conFissi(scheda, scritto));
    const calcolata = calcola(scheda, digitato);
    const allegati = await leggiAllegati(scheda, r, calcolata.campi);
    const compilata = { scheda, compilazione: conAllegati(calcolata, allegati), digitato, allegati };
    const vecchia = r.modulo['versione'] !== String(scheda.pubblico.versione);
    const cambiato = vecchia || r.modulo['cambiato'] === 'si';
    if (r.htmx) return frammento(<Domande {...compilata} cambiato={cambiato} daCapo={`-${u.ctx.now.getTime()}`} />);
    const azione = r.modulo['azione'];
    if (!vecchia && (azione === 'continua' || azione === 'conferma')) return avanti(r, compilata);
    const corpo = <PaginaDomande {...compilata} cambiato={cambiato} />;
    return vecchia || allegati.difetti.size > 0 ? rifiutata(corpo) : pagina(corpo);
  },
};

export const tipo: PaginaPortale = { percorso: '/enti/:codIpa/:tipo', ...modulo };

/** The same, led to by a payment link: with some answers in it, and some that stay as they are. */
export const linkModulo: PaginaPortale = { percorso: '/link/:opaco/modulo', ...modulo };

/** A link that leads nowhere any more says so on its own page. */
function altrove({ parametri: { opaco } }: RichiestaPortale): Risposta {
  return opaco === undefined ? errore('nonTrovata') : vai(VAI.link(opaco));
}

function calcola({ u, pubblico }: Scheda, { risposte }: Digitato): Compilazione {
  return compila(pubblico.modulo, risposte, { oggi: u.ctx.oggi, lingua: u.lingua });
}

type Compilata = { scheda: Scheda; compilazione: Compilazione; digitato: Digitato; allegati: Allegati };
type Pronta = Compilata & { compilazione: Compilazione & { importoCents: Cents }; buona: Buona };

/** To the page that shows everything once more, or from there to the mail. */
async function avanti(r: RichiestaPortale, compilata: Compilata): Promise<Risposta> {
  const { scheda, compilazione, digitato } = compilata;
  const { errori, buona } = giudica(scheda, compilazione, digitato);
  const { importoCents } = compilazione;
  if (buona === null || importoCents === null) return rifiutata(<PaginaDomande {...compilata} errori={errori} />);
  const pronta = { ...compilata, compilazione: { ...compilazione, importoCents }, buona };
  if (r.modulo['azione'] === 'continua') return pagina(<Riepilogo {...pronta} />);
  // Nobody confirms an amount that they have not seen: at midnight, or where somebody has changed what the page carries.
  if (r.modulo['visto'] !== String(importoCents)) return rifiutata(<Riepilogo {...pronta} importoCambiato />);
  return conferma(r, pronta);
}

/** Keeps the request and asks for the proof of the mail: limits and challenge are those of whoever looks for a notice. */
async function conferma(r: RichiestaPortale, pronta: Pronta): Promise<Risposta> {
  const { scheda, compilazione, digitato, buona, allegati } = pronta;
  const { u, ente, tipo: genere, pubblico } = scheda;
  const { debitore, email } = buona;
  const sfidaRisolta = await verificaSfida(u.ctx, r.modulo['sfida'] ?? '');
  const ammessa = await consumaRicerca(u.ctx, { indirizzo: r.indirizzo, codice: email, sfidaRisolta });
  if (!ammessa.ok) return rifiutata(<Riepilogo {...pronta} troppi={frase(u.t, ammessa.refusal)} />, ammessa.refusal);
  const { enteId } = ente;
  const ctx = u.per(enteId);
  const richiesta = {
    tipoDovutoId: genere.tipoDovutoId,
    versione: pubblico.versione,
    risposte: risposteDi(compilazione.campi, digitato.risposte),
    giorno: u.ctx.oggi,
    importoCents: cents(compilazione.importoCents),
    lingua: u.lingua,
    debitore,
  };
  const file = { visita: formaDi(scheda, r).visita, allegati: allegati.risposti };
  const tenuta = await ctx.tx(async (t): Promise<Esito<RichiestaId, RifiutoLink>> => {
    const usato = scheda.link === null ? ok() : await usaLinkPagamento(t, scheda.link);
    return usato.ok ? ok(await chiediSpontaneo(t, richiesta, file)) : usato;
  });
  if (!tenuta.ok) return altrove(r);
  const richiestaId = tenuta.value;
  const chiesta = await chiediProva(ctx, {
    scopo: SCOPO_SPONTANEO,
    enteId,
    oggettoId: richiestaId,
    email,
    lingua: u.lingua,
  });
  if (!chiesta.ok) return rifiutata(<Riepilogo {...pronta} troppi={frase(u.t, chiesta.refusal)} />, chiesta.refusal);
  const riferimento = scriviRiferimento(u.ctx, comeAvviso({ enteId, richiestaId }));
  return vai(VAI.codiceSpontaneo(riferimento, chiesta.value.provaId));
}

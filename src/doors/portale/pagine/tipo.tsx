import { compila, type Compilazione } from '#modules/enti';
import { cents, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { chiediSpontaneo, risposteDi, SCOPO_SPONTANEO } from '#modules/posizioni';
import { chiediProva, consumaRicerca, verificaSfida } from '#modules/utenti';
import { errore, frammento, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { conAllegati, conFile, formaDi, leggiAllegati, ricevi, type Allegati } from '../allegati.ts';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { scriviRiferimento } from '../riferimento.ts';
import {
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
export const tipo: PaginaPortale = {
  percorso: '/enti/:codIpa/:tipo',
  chi: 'tutti',
  get: async (u, r) => {
    const scheda = await leggiScheda(u, r);
    if (scheda === null) return errore('nonTrovata');
    return pagina(<PaginaDomande scheda={scheda} compilazione={calcola(scheda, NULLA)} digitato={NULLA} />);
  },
  carica: {
    bytesMax: LIMITI.allegatoBytesMax,
    inTutto: { bytesMax: LIMITI.allegatiInvioBytesMax, fileMax: LIMITI.allegatiCampiMax, campiMax: NOMI_MAX },
    ricevi,
  },
  post: async (u, r) => {
    const scheda = await leggiScheda(u, r);
    if (scheda === null) return errore('nonTrovata');
    const scritto = leggiDigitato(r);
    if (scritto === null) return errore('richiesta');
    const digitato = await conFile(scheda, r, scritto);
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
  const richiestaId = await chiediSpontaneo(ctx, richiesta, file);
  const chiesta = await chiediProva(ctx, { scopo: SCOPO_SPONTANEO, enteId, oggettoId: richiestaId, email });
  if (!chiesta.ok) return rifiutata(<Riepilogo {...pronta} troppi={frase(u.t, chiesta.refusal)} />, chiesta.refusal);
  const riferimento = scriviRiferimento(u.ctx, comeAvviso({ enteId, richiestaId }));
  return vai(VAI.codiceSpontaneo(riferimento, chiesta.value.provaId));
}

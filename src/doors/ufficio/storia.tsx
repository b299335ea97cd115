import { Fragment, type VNode } from 'preact';
import { formatGiorno, type Giorno } from '#kernel/giorno';
import { formatEuro } from '#kernel/importo';
import type { PassoStoria } from '#modules/posizioni';
import { quanto } from '#testi/it/quanto';
import { ufficio } from '#testi/it/ufficio';
import { ufficioDovuto } from '#testi/it/ufficio-dovuto';
import { ufficioPosizione } from '#testi/it/ufficio-posizione';
import { ufficioRimborsi } from '#testi/it/ufficio-rimborsi';
import { Collegamento } from '#ui/collegamento';
import { Importo, Istante } from '#ui/valori';
import { frasiCambiati } from './a-mano/storia.ts';
import type { VoceStoria } from './a-mano/voci-storia.tsx';
import type { NomeAttore } from './attori.ts';
import { frasiAumenti } from './aumenti.tsx';
import { VAI } from './indirizzi.ts';

const testi = ufficio.dovuto;

/** The life of a dovuto, from its beginning: what happened, when, who did it and with which file. */
export function Storia({ passi, nome, altro = [] }: Prop): VNode {
  const voci = [
    ...passi.map((passo) => ({ istante: passo.istante, voce: <Passo passo={passo} nome={nome} /> })),
    ...altro,
  ];
  return (
    <ol class="storia">
      {voci
        .toSorted((a, b) => a.istante.getTime() - b.istante.getTime())
        .map(({ voce }, n) => (
          <li key={n}>{voce}</li>
        ))}
    </ol>
  );
}

type Prop = {
  passi: readonly PassoStoria[];
  nome: NomeAttore;
  /** What else is told between one step and the next. */
  altro?: readonly VoceStoria[];
};

function Passo({ passo, nome }: { passo: PassoStoria; nome: NomeAttore }): VNode {
  return (
    <>
      <strong>{titoloDi(passo)}</strong>, <Importo cents={passo.importoCents} />
      <Dettaglio dettaglio={passo.dettaglio} />
      {cambiamentiDi(passo).map((frase) => (
        <Fragment key={frase}>
          <br />
          {frase}
        </Fragment>
      ))}
      <br />
      <span class="nota">
        <Istante istante={passo.istante} />, {nome(passo.attore)}
        {passo.flussoId !== null && (
          <>
            {passo.riga === null ? ', ' : `, ${testi.riga(passo.riga)} `}
            <Collegamento a={VAI.flusso(passo.flussoId)}>{testi.delFlusso}</Collegamento>
          </>
        )}
      </span>
    </>
  );
}

/** What happened, as a clerk calls it. */
function titoloDi({ azione, stato, prima, motivo, dettaglio }: PassoStoria): string {
  const { storia } = ufficioDovuto;
  if (dettaglio?.giorniDallaNotifica !== undefined) return ufficioPosizione.storia.termine;
  if (dettaglio?.gradini !== undefined) return ufficioPosizione.storia.aumenti;
  if (dettaglio?.incasso !== undefined) return ufficioRimborsi.incasso.storia;
  if (dettaglio?.attribuita !== undefined) return ufficioRimborsi.incasso.storiaAttribuito;
  if (prima?.sostituito === true) return storia.sostituito;
  if (prima?.riunito === true) return storia.riunito;
  if (azione === 'inserito' && stato === 'bozza') return storia.preparato;
  if (prima?.stato === 'bozza' && stato === 'da_pagare') return storia.pubblicato;
  // Whoever asks again for it by hand says why; a file that sends it again does not.
  if (azione === 'ripreso' && motivo !== null) return storia.rimesso;
  return testi.passi[azione] ?? azione;
}

/** What is not as it was, and why. */
function cambiamentiDi({ prima, importoCents, dataScadenza, motivo, dettaglio }: PassoStoria): string[] {
  const { storia } = ufficioDovuto;
  const giorno = (g: Giorno | null): string => (g === null ? storia.nessuna : formatGiorno(g));
  const frasi = [...particolari(dettaglio), ...frasiCambiati(dettaglio)];
  if (prima?.importoCents !== undefined && prima.importoCents !== importoCents)
    frasi.push(storia.importo(formatEuro(prima.importoCents), formatEuro(importoCents)));
  if (prima?.dataScadenza !== undefined && prima.dataScadenza !== dataScadenza)
    frasi.push(storia.scadenza(giorno(prima.dataScadenza), giorno(dataScadenza)));
  if (motivo !== null) frasi.push(storia.motivo(motivo));
  return frasi;
}

/** A day, a term; why what was asked is the amount that was stored. */
function Dettaglio({ dettaglio }: Pick<PassoStoria, 'dettaglio'>): VNode | null {
  const { giorno, perche, giorniDallaNotifica } = dettaglio ?? {};
  if (giorno !== undefined) return <>, {quanto.notificaIl(formatGiorno(giorno))}</>;
  if (giorniDallaNotifica !== undefined)
    return <>: {ufficioPosizione.storia.giorniDallaNotifica(giorniDallaNotifica)}</>;
  return perche === undefined ? null : <>: {quanto.percheNon[perche] ?? quanto.percheIgnoto}</>;
}

/**
 * How money came that was not by a receipt of its own; what is added with the days, one by one; which day of notification another took
 * the place of.
 */
function particolari(dettaglio: PassoStoria['dettaglio']): string[] {
  const { storia } = ufficioPosizione;
  const { gradini, giorno, prima, incasso, attribuita } = dettaglio ?? {};
  const { storiaCome, storiaRicevuta } = ufficioRimborsi.incasso;
  const mezzi: Readonly<Record<string, string>> = ufficioRimborsi.incasso.mezzi;
  if (attribuita !== undefined) return [storiaRicevuta(attribuita.receiptId)];
  if (incasso !== undefined)
    return [storiaCome(mezzi[incasso.mezzo] ?? incasso.mezzo, formatGiorno(incasso.giorno), incasso.riferimento)];
  if (giorno !== undefined && prima !== undefined) return [storia.eraIl(formatGiorno(prima))];
  if (gradini === undefined) return [];
  return gradini.length === 0 ? [storia.senzaAumenti] : frasiAumenti(gradini);
}

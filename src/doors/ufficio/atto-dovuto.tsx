import type { VNode } from 'preact';
import { parseGiorno } from '#kernel/giorno';
import { formatEuro, parseEuro } from '#kernel/importo';
import type { DovutoIntero, PosizioneMostrata } from '#modules/posizioni';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { ufficioDovuto as testi } from '#testi/it/ufficio-dovuto';
import { ufficioRimborsi } from '#testi/it/ufficio-rimborsi';
import { Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';
import { ultimoSuo } from './dovuto-fatto.ts';
import { VAI } from './indirizzi.ts';
import type { Lavoro } from './lavoro.ts';

/** What can be done to a dovuto by hand. */
export type Atto = keyof typeof testi.atti;

export const isAtto = (nome: string): nome is Atto => Object.hasOwn(testi.atti, nome);

/** An act, and the dovuto that it is for. */
export type QualeAtto = { d: DovutoIntero; atto: Atto };

/** Might it be done to what is in this state? The act itself looks again. */
export function siPuo({ d: { stato }, atto }: QualeAtto): boolean {
  if (atto === 'rimetti') return stato === 'annullato';
  return atto === 'pubblica' ? stato === 'bozza' : stato !== 'annullato' && stato !== 'pagato' && stato !== 'estinto';
}

/** The form sent again: it is as it asks, by the same person, in the version after the one that they saw. */
export function isGiaFatto(l: Lavoro, { d, atto }: QualeAtto, campi: Readonly<Record<string, string>>): boolean {
  const sua = ultimoSuo(l, d, campi['motivo']) && d.storia.at(-1)?.versione === Number(campi['versione']) + 1;
  if (!sua) return false;
  if (atto === 'importo') return parseEuro(campi['importo'] ?? '') === d.importoCents;
  if (atto === 'rinvia') return parseGiorno(campi['scadenza'] ?? '') === d.dataScadenza;
  return !siPuo({ d, atto });
}

/** Links to what can be done to it as it stands, each with what comes of it: the act itself looks again. */
export function AttiPossibili({ d, posizione }: { d: DovutoIntero; posizione: PosizioneMostrata }): VNode | null {
  const atti = possibili(d, posizione);
  if (atti.length === 0) return null;
  return (
    <>
      <h2>{testi.cheCosa}</h2>
      <ul class="atti-possibili">
        {d.stato !== 'annullato' && (
          <li>
            <Bottone aspetto="secondario" a={VAI.attoDovuto(d.id, 'modifica')}>
              {ufficioAMano.modifica.bottone}
            </Bottone>
            <span class="nota">{ufficioAMano.modifica.spiega}</span>
          </li>
        )}
        {atti.map((atto) => (
          <li key={atto}>
            <Bottone aspetto="secondario" a={VAI.attoDovuto(d.id, atto)}>
              {testi.atti[atto].bottone}
            </Bottone>
            <span class="nota">{testi.atti[atto].conseguenza}</span>
          </li>
        ))}
        {(d.stato === 'da_pagare' || d.stato === 'scaduto') && (
          <li>
            <Bottone aspetto="secondario" a={VAI.attoDovuto(d.id, 'incasso')}>
              {ufficioRimborsi.incasso.bottone}
            </Bottone>
            <span class="nota">{ufficioRimborsi.incasso.conseguenza}</span>
          </li>
        )}
      </ul>
    </>
  );
}

function possibili(d: DovutoIntero, { opzioni }: PosizioneMostrata): Atto[] {
  if (d.stato === 'bozza') return ['pubblica', 'rinvia', 'importo', 'annulla'];
  if (d.stato === 'da_pagare' || d.stato === 'scaduto') return ['rinvia', 'importo', 'annulla'];
  const sostituito = opzioni.some((o) => o.dovuti.some((x) => x.id === d.id && x.sostituito));
  return d.stato === 'annullato' && !sostituito ? ['rimetti'] : [];
}

type PropCampoAtto = { d: DovutoIntero; atto: Atto; errori: Errori; valori: Readonly<Record<string, string>> };

/** The one thing that an act asks beside its reason. */
export function CampoAtto({ atto, d, errori, valori }: PropCampoAtto): VNode | null {
  if (atto === 'annulla' || atto === 'pubblica') return null;
  const nome = atto === 'importo' ? 'importo' : 'scadenza';
  const comuni = { nome, errore: errori[nome], valore: valori[nome] };
  if (atto === 'importo') {
    const valore = comuni.valore ?? formatEuro(d.importoCents).replace(' €', '');
    const aspetto = { etichetta: testi.nuovoImporto, aiuto: testi.importoAiuto, cifre: true, unita: '€' };
    return <Campo {...comuni} {...aspetto} valore={valore} larghezza="breve" />;
  }
  const rimetti = atto === 'rimetti';
  const aiuto = rimetti ? testi.scadenzaFacoltativa : testi.nuovaScadenzaAiuto;
  return (
    <Campo
      {...comuni}
      etichetta={testi.nuovaScadenza}
      aiuto={aiuto}
      tipo="date"
      larghezza="breve"
      facoltativo={rimetti}
    />
  );
}

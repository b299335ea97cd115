import type { VNode } from 'preact';
import { giornoA } from '#kernel/giorno';
import type { Ente } from '#modules/enti';
import { altroAvviso, viaPresa, type AltroAvviso, type Avviso, type ViaPresa } from '#modules/posizioni';
import { Collegamento } from '#ui/collegamento';
import { Italiano } from '#ui/italiano';
import { Messaggio } from '#ui/messaggio';
import { StatoDovuto } from '#ui/stato';
import { DataGiorno, Importo } from '#ui/valori';
import { pagabile } from './guardie.ts';
import { VAI } from './indirizzi.ts';
import type { Portale } from './visita.ts';

type Prop = {
  u: Portale;
  ente: Ente;
  avviso: Avviso;
  altro: AltroAvviso | null;
  /** Which way was taken in the place of this one: only where it may be read whole. */
  vie?: readonly ViaPresa[];
};

/** May what a notice asked for still be paid by another one? Asked only of one that is past its term. */
export async function altroDi({ ctx }: Portale, avviso: Avviso): Promise<AltroAvviso | null> {
  return avviso.stato === 'scaduto' ? altroAvviso(ctx, avviso) : null;
}

/** How else what a notice asked for may be paid, or was: for who reads it whole. */
export type AltreVie = { altro: AltroAvviso | null; vie: readonly ViaPresa[] };

export async function altreVie(u: Portale, avviso: Avviso): Promise<AltreVie> {
  return { altro: await altroDi(u, avviso), vie: avviso.stato === 'estinto' ? await viaPresa(u.ctx, avviso) : [] };
}

/** How much, by when, and in which state; then what that state means and what to do now. */
export function Situazione(prop: Prop): VNode {
  const { avviso } = prop;
  const testi = prop.u.t.portale;
  const conScadenza = pagabile(avviso) || avviso.stato === 'scaduto';
  return (
    <>
      <p>
        <Importo cents={avviso.pagatoCents ?? avviso.importoCents} grande />
      </p>
      <p>
        <StatoDovuto stato={avviso.stato} />
        {conScadenza && avviso.dataScadenza !== null && (
          <>
            {' '}
            {testi.dati.entro} <DataGiorno giorno={avviso.dataScadenza} />
          </>
        )}
      </p>
      <Spiegazione {...prop} />
    </>
  );
}

const TIPI = {
  da_pagare: 'informazione',
  bozza: 'informazione',
  in_pagamento: 'attenzione',
  in_attesa_di_ricevuta: 'informazione',
  pagato: 'successo',
  scaduto: 'attenzione',
  annullato: 'attenzione',
  estinto: 'informazione',
} as const;

function Spiegazione({ u, ente, avviso, altro, vie = [] }: Prop): VNode | null {
  const { stato, dataScadenza } = avviso;
  const testi = u.t.portale;
  const inRitardo = stato === 'da_pagare' && dataScadenza !== null && dataScadenza < u.ctx.oggi;
  const parole = inRitardo ? testi.stati.scadutoMaPagabile : testi.stati[stato];
  if (parole === null) return null;
  return (
    <Messaggio tipo={inRitardo ? 'attenzione' : TIPI[stato]} titolo={parole.titolo}>
      <p>{altro === null ? parole.testo : testi.altroAvviso[altro]}</p>
      {stato === 'estinto' && vie.length > 0 && <AlPosto u={u} vie={vie} />}
      {(stato === 'scaduto' || stato === 'annullato' || stato === 'estinto') && (
        <p>
          <Collegamento a={VAI.ente(ente.codIpa)}>{testi.stati.contatti}</Collegamento>
        </p>
      )}
    </Messaggio>
  );
}

/** What was paid instead, by its number: a plan is several. */
function AlPosto({ u, vie }: { u: Portale; vie: readonly ViaPresa[] }): VNode {
  const testi = u.t.ricevute.guardie;
  return (
    <>
      <p>{testi.alPosto}</p>
      <ul>
        {vie.map(({ numeroAvviso, causalePubblica, pagatoIl, pagatoCents }, n) => (
          <li key={n}>
            <Italiano>{causalePubblica}</Italiano>
            {numeroAvviso !== null && `, ${testi.avviso} ${numeroAvviso}`}
            {pagatoCents !== null && (
              <>
                , <Importo cents={pagatoCents} />
              </>
            )}
            {pagatoIl !== null && (
              <>
                , <DataGiorno giorno={giornoA(pagatoIl)} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

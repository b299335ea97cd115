import type { VNode } from 'preact';
import type { Ente } from '#modules/enti';
import { altroAvviso, type AltroAvviso, type Avviso } from '#modules/posizioni';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { StatoDovuto } from '#ui/stato';
import { DataGiorno, Importo } from '#ui/valori';
import { VAI } from './indirizzi.ts';
import type { Portale } from './visita.ts';

type Prop = { u: Portale; ente: Ente; avviso: Avviso; altro: AltroAvviso | null };

/** May it still be paid with its number? */
export function pagabile({ stato }: Avviso): boolean {
  return stato === 'da_pagare' || stato === 'in_pagamento' || stato === 'in_attesa_di_ricevuta';
}

/** May what a notice asked for still be paid by another one? Asked only of one that is past its term. */
export async function altroDi({ ctx }: Portale, avviso: Avviso): Promise<AltroAvviso | null> {
  return avviso.stato === 'scaduto' ? altroAvviso(ctx, avviso) : null;
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

function Spiegazione({ u, ente, avviso, altro }: Prop): VNode | null {
  const { stato, dataScadenza } = avviso;
  const testi = u.t.portale;
  const inRitardo = stato === 'da_pagare' && dataScadenza !== null && dataScadenza < u.ctx.oggi;
  const parole = inRitardo ? testi.stati.scadutoMaPagabile : testi.stati[stato];
  if (parole === null) return null;
  return (
    <Messaggio tipo={inRitardo ? 'attenzione' : TIPI[stato]} titolo={parole.titolo}>
      <p>{altro === null ? parole.testo : testi.altroAvviso[altro]}</p>
      {(stato === 'scaduto' || stato === 'annullato' || stato === 'estinto') && (
        <p>
          <Collegamento a={VAI.ente(ente.codIpa)}>{testi.stati.contatti}</Collegamento>
        </p>
      )}
    </Messaggio>
  );
}

import type { ComponentChildren, VNode } from 'preact';
import { useContesto } from './contesto.tsx';
import { Icona, type NomeIcona } from './icona.tsx';
import type { Testi } from '#testi/catalogo';

export type Tono = 'neutro' | 'attesa' | 'bene' | 'attenzione' | 'male';

const ICONE_TONO: Record<Tono, NomeIcona> = {
  neutro: 'it-minus-circle',
  attesa: 'it-clock',
  bene: 'it-check-circle',
  attenzione: 'it-warning-circle',
  male: 'it-close-circle',
};

/** A state: a word, a colour and an icon together, never a colour alone. */
export function Stato({
  tono,
  icona,
  children,
}: {
  tono: Tono;
  icona?: NomeIcona;
  children: ComponentChildren;
}): VNode {
  return (
    <span class={`stato stato-${tono}`}>
      <Icona nome={icona ?? ICONE_TONO[tono]} misura="xs" />
      {children}
    </span>
  );
}

/** The shown states of a dovuto (model 2). */
export type StatoMostrato = keyof Testi['interfaccia']['stati'];

const STATI: Record<StatoMostrato, { tono: Tono; icona: NomeIcona }> = {
  bozza: { tono: 'neutro', icona: 'it-pencil' },
  da_pagare: { tono: 'attesa', icona: 'it-card' },
  in_pagamento: { tono: 'attenzione', icona: 'it-exchange-circle' },
  in_attesa_di_ricevuta: { tono: 'attenzione', icona: 'it-clock' },
  pagato: { tono: 'bene', icona: 'it-check-circle' },
  scaduto: { tono: 'male', icona: 'it-warning-circle' },
  annullato: { tono: 'neutro', icona: 'it-ban' },
  estinto: { tono: 'neutro', icona: 'it-minus-circle' },
};

export function StatoDovuto({ stato }: { stato: StatoMostrato }): VNode {
  const { testi } = useContesto();
  return <Stato {...STATI[stato]}>{testi.stati[stato]}</Stato>;
}

import type { VNode } from 'preact';
import type { StatoAbbonamento } from '#modules/eventi';
import { ufficioEventi as testi } from '#testi/it/ufficio-eventi';
import { Stato, type Tono } from '#ui/stato';

const TONI: Record<StatoAbbonamento, Tono> = { attivo: 'bene', in_pausa: 'attesa', sospeso: 'male' };

export function StatoDiAbbonamento({ stato }: { stato: StatoAbbonamento }): VNode {
  return <Stato tono={TONI[stato]}>{testi.stati[stato]}</Stato>;
}

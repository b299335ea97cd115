import { describe, expect, it } from 'vitest';
import { inizioGiorno, type Giorno } from '#kernel/giorno';
import type { DovutoId, OpzioneId, PosizioneId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { decidiChiusura, type DovutoDiPosizione } from './chiusura.ts';
import { alPrezzoChiesto } from './quanto-pagato.ts';
import type { FattiCosto, Quotazione, Termini } from './quanto.ts';

const DAL = '2026-12-01' as Giorno;
const NULLA = { notificataIl: null, validaDal: null, validaAl: null, giorniDallaNotifica: null };
const PIU: Termini = {
  ...NULLA,
  gradini: [{ genere: 'interessi', dal: DAL, dopoGiorni: null, importoCents: cents(50), quota: 1 }],
};
const minuti = (n: number): Date => new Date(inizioGiorno(DAL).getTime() + n * 60_000);

function dovuto(id: string, altro: Partial<DovutoDiPosizione & FattiCosto> = {}): DovutoDiPosizione & FattiCosto {
  return {
    ...{ id: id as DovutoId, posizioneId: 'p' as PosizioneId, opzioneId: 'o' as OpzioneId, stato: 'da_pagare' },
    ...{ importoCents: cents(1000), sottoIuv: true, dataScadenza: null, pagaDopoScadenza: true },
    ...{ termini: null, quotazioni: null },
    ...altro,
  };
}

describe('what the closing is compared with', () => {
  const chiusa = (dovuti: (DovutoDiPosizione & FattiCosto)[], pagato: number, quando: Date): string[] =>
    decidiChiusura(alPrezzoChiesto(dovuti, cents(pagato), quando), cents(pagato), new Set()).pagati.map((d) =>
      [d.id, d.pagatoCents, ...d.daVerificare].join(' '),
    );

  it.each<[string, number, number, string]>([
    ['the amount in force', -5, 1000, 'a 1000'],
    ['the one of tomorrow', -5, 1050, 'a 1050 importo_diverso'],
    ['the new one', 5, 1050, 'a 1050'],
    ['the one told before midnight', 29, 1000, 'a 1000'],
    ['the old one, when whoever was told it is too late', 31, 1000, 'a 1000 importo_diverso'],
  ])('%s', (_, quando, pagato, atteso) => {
    expect(chiusa([dovuto('a', { termini: PIU })], pagato, minuti(quando))).toEqual([atteso]);
  });

  it('several dovuti are taken at one instant, not some at one and some at the other', () => {
    const due = [dovuto('a', { termini: PIU }), dovuto('b', { termini: PIU }), dovuto('c')];
    expect(chiusa(due, 3100, minuti(5))).toEqual(['a 1050', 'b 1050', 'c 1000']);
    expect(chiusa(due, 3000, minuti(5))).toEqual(['a 1000', 'b 1000', 'c 1000']);
    expect(chiusa(due, 3050, minuti(5))).toEqual([
      'a 1050 importo_diverso',
      'b 1050 importo_diverso',
      'c 950 importo_diverso',
    ]);
  });

  it('what the ente had quoted is right, and so is what is written once the quotation is over', () => {
    const chiestaMs = minuti(0).getTime();
    const detta: Quotazione = { importoCents: cents(1200), chiestaMs, validaFinoMs: minuti(30).getTime() };
    const quotato = [dovuto('a', { quotazioni: [detta] })];
    expect(chiusa(quotato, 1200, minuti(10))).toEqual(['a 1200']);
    expect(chiusa(quotato, 1200, minuti(59))).toEqual(['a 1200']);
    expect(chiusa(quotato, 1200, minuti(61))).toEqual(['a 1200 importo_diverso']);
    expect(chiusa(quotato, 1000, minuti(61))).toEqual(['a 1000']);
  });

  it('those that always cost the same are left as they are', () => {
    const uguali = [dovuto('a'), dovuto('b', { stato: 'pagato' })];
    expect(alPrezzoChiesto(uguali, cents(1), minuti(0))).toBe(uguali);
  });
});

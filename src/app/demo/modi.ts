import { piuGiorni, type Giorno } from '#kernel/giorno';
import { cents, ZERO_CENTS } from '#kernel/importo';
import type { PosizioneRichiesta } from '#modules/posizioni';
import { creaCaso } from './caso.ts';
import { debitoreDi, iudDi, vuota, type DovutoDemo } from './dovuti.ts';
import type { EnteDemo, TipoDemo } from './enti.ts';

/** Those with two ways to be paid, of which one is paid: the other is closed. */
const SERIE_DUE_MODI = 'D';
/** Those that are paid at once or in three, by two people: one is not begun, the other half way. */
const SERIE_RATE = 'R';
const SERIE_COOBBLIGATI = 'K';
const POSIZIONI = 2;
const RATE = 3;
const GIORNI_FRA_RATE = 30;
const RIDUZIONE = cents(-2000);

/** The posizioni of the demo that can be paid in more than one way. */
export function modiDi(ente: EnteDemo, oggi: Giorno): DovutoDemo[] {
  const multa = ente.tipi.find((t) => t.nonOltreScadenza);
  const [tributo] = ente.tipi;
  const numeri = Array.from({ length: POSIZIONI }, (_, i) => i + 1);
  return [
    ...(multa === undefined ? [] : numeri.flatMap((n) => dueModi(ente, multa, n))),
    ...(tributo === undefined ? [] : numeri.flatMap((n) => aRate(ente, tributo, { n, oggi }))),
  ];
}

/** A fine: what it costs, and less for who pays soon, which is what was paid. */
function dueModi(ente: EnteDemo, tipo: TipoDemo, n: number): DovutoDemo[] {
  const intero = creaCaso(n).intero(5_000, 11_000);
  const comune = {
    ...vuota(tipo, { causale: `${tipo.causale} in corso`, importoCents: cents(intero) }),
    ...{ riga: 0, debitore: debitoreDi(ente, SERIE_DUE_MODI, n) },
  };
  const iud = iudDi(ente, SERIE_DUE_MODI, n);
  const parte = (ordine: number, maggiorazioneCents = ZERO_CENTS): PosizioneRichiesta => ({
    iupd: iud,
    ordine: 1,
    opzione: { ordine, forma: 'unica', validaDal: null, validaAl: null, maggiorazioneCents },
  });
  const ridotto = { ...comune, iud, importoCents: cents(intero + RIDUZIONE), posizione: parte(1, RIDUZIONE) };
  const pieno = { ...comune, iud: `${iud}-B`, posizione: parte(2) };
  return [
    { richiesta: { ...ridotto, causale: `${comune.causale}, importo ridotto` }, destino: 'pagato' },
    { richiesta: pieno, destino: 'da_pagare' },
  ];
}

/** A tax of two people: at once, or in three instalments, the first of which may be paid. */
function aRate(ente: EnteDemo, tipo: TipoDemo, { n, oggi }: { n: number; oggi: Giorno }): DovutoDemo[] {
  const rata = creaCaso(n).intero(4_000, 9_000);
  const causale = `${tipo.causale} ${oggi.slice(0, 4)}`;
  const iud = `DEMO-PIANO-${n}`;
  const { tipo: chi, codice, anagrafica } = debitoreDi(ente, SERIE_COOBBLIGATI, n);
  const base = (forma: 'unica' | 'piano', ordine: number): PosizioneRichiesta => ({
    iupd: iud,
    ordine,
    opzione: {
      ...{ ordine: forma === 'unica' ? 1 : 2, forma, validaDal: null, validaAl: null, maggiorazioneCents: ZERO_CENTS },
    },
    debitori: [{ ruolo: 'coobbligato', tipo: chi, codice, anagrafica }],
    metadati: [{ chiave: 'utenza', valore: `UT-${ente.sigla}-${String(n).padStart(4, '0')}`, perPagopa: false }],
  });
  const comune = { riga: 0, debitore: debitoreDi(ente, SERIE_RATE, n) };
  const unica = {
    ...{ ...vuota(tipo, { causale: `${causale}, unica soluzione`, importoCents: cents(rata * RATE) }), ...comune },
    ...{ iud: `${iud}-UNICA`, dataScadenza: piuGiorni(oggi, GIORNI_FRA_RATE), posizione: base('unica', 1) },
  };
  const rate = Array.from({ length: RATE }, (_, i): DovutoDemo => {
    const richiesta = {
      ...vuota(tipo, { causale: `${causale}, rata ${i + 1} di ${RATE}`, importoCents: cents(rata) }),
      ...{ ...comune, iud: `${iud}-RATA-${i + 1}`, posizione: base('piano', i + 1) },
      dataScadenza: piuGiorni(oggi, (i + 1) * GIORNI_FRA_RATE),
    };
    return { richiesta, destino: n > 1 && i === 0 ? 'pagato' : 'da_pagare' };
  });
  return [{ richiesta: unica, destino: 'da_pagare' }, ...rate];
}

import { valoreDi } from '#kernel/esito';
import { piuGiorni, type Giorno } from '#kernel/giorno';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import { cents, type Cents } from '#kernel/importo';
import { controllo } from '#kernel/numero-avviso';
import { impostaPressoEnte, leggiPressoEnte } from '#modules/pagamenti';
import { creaCtx, type Mondo } from '#platform/contesto';
import type { EnteDemo } from './enti.ts';

/** A notice that only the ente's software knows: the simulatore plays it. */
export type SoloEnteDemo = {
  codiceFiscaleEnte: string;
  denominazione: string;
  numeroAvviso: string;
  importoCents: Cents;
  causale: string;
  scadenza: Giorno;
  tassonomia: string;
  iban: string;
  debitore: { codiceFiscale: string; nome: string };
};

const PERCORSO = '/ente/avvisi';
const TIPO = 'MENSA_SCOLASTICA';
const QUANTI = 4;
const ENTRO_GIORNI = 45;
/** Digits that no IUV of ours has in that place, where ours have `00`. */
const NON_NOSTRI = '77';

/** Meals of as many children, of which this installation has no dovuto. */
export function soloEnteDi(ente: EnteDemo, oggi: Giorno): SoloEnteDemo[] {
  const { codiceFiscale: codiceFiscaleEnte, denominazione, segregazione, iban } = ente;
  const tassonomia = ente.tipi.find(({ codice }) => codice === TIPO)?.tassonomia ?? '';
  return Array.from({ length: QUANTI }, (_, i) => {
    const primi16 = `3${segregazione}${NON_NOSTRI}${String(i + 1).padStart(11, '0')}`;
    return {
      ...{ codiceFiscaleEnte, denominazione, iban, tassonomia },
      numeroAvviso: primi16 + controllo(primi16),
      importoCents: cents(3150 + i * 475),
      causale: `Mensa scolastica, ${i + 7} pasti`,
      scadenza: piuGiorni(oggi, ENTRO_GIORNI),
      debitore: { codiceFiscale: 'RSSMRA80A01H501U', nome: 'Mario Rossi' },
    };
  });
}

/** The ente asks its software of them: at the simulatore's address of this start. What somebody has done with it since stays. */
export async function pressoEnteDemo(
  mondo: Mondo,
  { enteId, tipi, simulatore }: { enteId: EnteId; tipi: ReadonlyMap<string, TipoDovutoId>; simulatore: string },
): Promise<void> {
  const ctx = creaCtx(mondo, { ruolo: 'ufficio', attore: { tipo: 'sistema', id: 'demo' }, enteId });
  const tipoDovutoId = tipi.get(TIPO);
  const { scelte } = await leggiPressoEnte(ctx);
  if (tipoDovutoId === undefined || (scelte !== null && !scelte.url.endsWith(PERCORSO))) return;
  const prima = scelte ?? { attivo: true, attesaMs: 4000, ancheNostri: false, tipoDovutoId };
  const url = new URL(PERCORSO, simulatore).href;
  valoreDi(await impostaPressoEnte(ctx, { ...prima, url, visto: scelte }));
}

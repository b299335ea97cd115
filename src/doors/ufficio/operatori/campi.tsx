import type { VNode } from 'preact';
import { isUuid, type TipoDovutoId } from '#kernel/ids';
import { elencoTipi, type TipoDovuto } from '#modules/enti';
import { RIGHE, RUOLI, type Membro, type Ruolo } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioOperatori as testi } from '#testi/it/ufficio-operatori';
import { CampoScelta } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';
import { VAI } from '../indirizzi.ts';
import type { Lavoro, RichiestaUfficio } from '../lavoro.ts';

/** Where the pages of one operator hang from. */
export const SOPRA_OPERATORI = [
  { testo: ufficioEnte.indice.titolo, a: VAI.configurazione },
  { testo: testi.titolo, a: VAI.operatori },
];

/** A role and kinds of due, as a form says them. */
export type Scelto = { ruolo: Ruolo | null; tipi: TipoDovutoId[] };

/** What was ticked. What is no kind of due of anybody's is left to the act to refuse. */
export function leggiScelto({ modulo, scelte }: Pick<RichiestaUfficio, 'modulo' | 'scelte'>): Scelto {
  const ruolo = RUOLI.find((uno) => uno === modulo['ruolo']) ?? null;
  return { ruolo, tipi: scelte('tipi').filter((id) => isUuid<TipoDovutoId>(id)) };
}

export function tipiDellEnte(ctx: Ctx, l: Lavoro): Promise<TipoDovuto[]> {
  return elencoTipi(ctx, l.ente.enteId);
}

type Prop = { scelto: Scelto; tipi: readonly TipoDovuto[]; errori: Errori };

/** The fields by which a role is given. */
export function CampiRuolo({ scelto, tipi, errori }: Prop): VNode {
  return (
    <>
      <CampoScelta
        nome="ruolo"
        etichetta={testi.ruolo}
        errore={errori['ruolo']}
        scelte={scelto.ruolo === null ? [] : [scelto.ruolo]}
        alternative={RUOLI.map((ruolo) => ({ valore: ruolo, ...testi.ruoli[ruolo] }))}
      />
      {tipi.length > 0 && (
        <CampoScelta
          nome="tipi"
          etichetta={testi.tipi}
          aiuto={testi.tipiAiuto}
          errore={errori['tipi']}
          multipla
          facoltativo
          scelte={scelto.tipi}
          alternative={tipi.map(({ tipoDovutoId, denominazione }) => ({ valore: tipoDovutoId, testo: denominazione }))}
        />
      )}
    </>
  );
}

/** The kinds of due of a role, in words. */
export function tipiDetti({ ruolo, tipi }: Pick<Membro, 'ruolo' | 'tipi'>, elenco: readonly TipoDovuto[]): string {
  if (RIGHE[ruolo] === 'tutti') return testi.tutti;
  const nomi = elenco
    .filter(({ tipoDovutoId }) => tipi.includes(tipoDovutoId))
    .map(({ denominazione }) => denominazione);
  return nomi.length === 0 ? testi.nessunTipo : nomi.join(', ');
}

/** The field of each refusal. */
export const CAMPO_DEL_RIFIUTO: Readonly<Record<string, string>> = {
  EMAIL_NON_VALIDA: 'email',
  CODICE_FISCALE_NON_VALIDO: 'codiceFiscale',
  NOME_NON_VALIDO: 'nome',
  TIPO_DOVUTO_SCONOSCIUTO: 'tipi',
  TROPPI_TENTATIVI: 'email',
};

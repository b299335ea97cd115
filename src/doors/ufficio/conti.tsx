import type { VNode } from 'preact';
import { parseGiorno, type Giorno } from '#kernel/giorno';
import { isUuid, type ContoId } from '#kernel/ids';
import { leggiConto, type ContoIntero, type TermineSostituito } from '#modules/enti';
import { idBollettino, misuraImpatto, type ImpattoMisurato } from '#platform/impatto';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { Campo, CampoScelta } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';
import { VAI } from './indirizzi.ts';
import type { Lavoro, RichiestaUfficio } from './lavoro.ts';

const testi = ufficioConti.iban;

/** Where the pages of the accounts hang. */
export const percorsoConti = [{ testo: ufficioEnte.indice.titolo, a: VAI.configurazione }];

/** …and those of one account. */
export function percorsoConto({
  contoId,
  nome,
}: Pick<ContoIntero, 'contoId' | 'nome'>): { testo: string; a: string }[] {
  return [...percorsoConti, { testo: ufficioConti.conti.titolo, a: VAI.conti }, { testo: nome, a: VAI.conto(contoId) }];
}

/** The account of a page's address; null where the ente has no such account. */
export async function contoDi(l: Lavoro, r: RichiestaUfficio): Promise<ContoIntero | null> {
  const { id = '' } = r.parametri;
  return isUuid<ContoId>(id) ? leggiConto(l.ctx, id) : null;
}

/** Enough to recognise what is touched; the counts tell of all. */
const VOCI_MOSTRATE = 100;

/** What depends on the account now, as all the modules say. */
export function impattoConto(l: Lavoro, contoId: ContoId): Promise<ImpattoMisurato> {
  return misuraImpatto(l.ctx, l.impatti, { di: 'conto', id: contoId, quante: VOCI_MOSTRATE });
}

/** What was printed with an IBAN of it that is about to end. */
export function impattoSostituito(
  l: Lavoro,
  contoId: ContoId,
  { dal, prima }: TermineSostituito,
): Promise<ImpattoMisurato> {
  const id = idBollettino({ contoId, dal, prima });
  return misuraImpatto(l.ctx, l.impatti, { di: 'bollettino', id, quante: VOCI_MOSTRATE });
}

/** A day as the browser sends it, or as people write it where it has no calendar. */
export function leggiGiorno(testo: string): Giorno | null {
  return parseGiorno(testo.trim().replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1'));
}

/** The name of the field that a refusal is about. */
export const CAMPI: Readonly<Record<string, string>> = {
  CONTO_NOME_NON_VALIDO: 'nome',
  CONTO_NOME_OCCUPATO: 'nome',
  CONTO_SENZA_INTESTATARIO: 'intestatario',
  AUTORIZZAZIONE_SENZA_BOLLETTINO: 'autorizzazione',
  TESTO_TROPPO_LUNGO: 'intestatario',
  IBAN_DECORRENZA_PASSATA: 'dal',
  IBAN_GIORNO_OCCUPATO: 'dal',
};

type Compilato = { valori: Readonly<Record<string, string>>; errori: Errori };

/** The fields of an IBAN: which, from when, and whether it is used at once. */
export function CampiIban({ valori, errori }: Compilato): VNode {
  return (
    <>
      <Campo
        nome="iban"
        etichetta={testi.iban}
        aiuto={testi.ibanAiuto}
        valore={valori['iban']}
        errore={errori['iban']}
        larghezza="media"
        caratteriMax={42}
      />
      <Campo
        nome="dal"
        etichetta={testi.dal}
        aiuto={testi.dalAiuto}
        tipo="date"
        valore={valori['dal']}
        errore={errori['dal']}
        larghezza="breve"
      />
      <CampoScelta
        nome="stato"
        etichetta={testi.stato}
        errore={errori['stato']}
        scelte={[valori['stato'] === 'censito' ? 'censito' : 'attivo']}
        alternative={(['attivo', 'censito'] as const).map((valore) => ({ valore, ...testi.stati[valore] }))}
      />
    </>
  );
}

/** The fields that say whose the account is, and what its postal slip bears. */
export function CampiIntestazione({ valori, errori, postale }: Compilato & { postale: boolean }): VNode {
  const { intestatario, intestatarioAiuto, autorizzazione, autorizzazioneAiuto } = ufficioConti.dati;
  return (
    <>
      <Campo
        nome="intestatario"
        etichetta={intestatario}
        aiuto={intestatarioAiuto}
        valore={valori['intestatario']}
        errore={errori['intestatario']}
        caratteriMax={50}
        larghezza="media"
      />
      {postale && (
        <Campo
          nome="autorizzazione"
          etichetta={autorizzazione}
          aiuto={autorizzazioneAiuto}
          valore={valori['autorizzazione']}
          errore={errori['autorizzazione']}
          caratteriMax={100}
          facoltativo
        />
      )}
    </>
  );
}

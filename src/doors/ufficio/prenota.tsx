import type { VNode } from 'preact';
import type { TipoDovuto } from '#modules/enti';
import { ENTE_SECONDARIO, FORMATI, VERSIONE_2_0, VERSIONI_PAGATI } from '#modules/flussi';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco, CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';

const testi = ufficioFlussi.incassi;

/** A form as it was typed, and what is wrong with it. */
export type Compilato = { valori: Readonly<Record<string, string>>; errori: Errori };

/** The day as browsers send it; who has no calendar in the browser writes it as people do. */
export function giornoIso(giorno: string): string {
  return giorno.trim().replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1');
}

/** The version and the form that were chosen as one. */
export function versioneScelta(scelta: string): { versione: string; formato: string } {
  const [versione = '', formato = ''] = scelta.split('-');
  return { versione, formato };
}

/** Versions to choose from. */
export const VERSIONI = [
  ...VERSIONI_PAGATI.toReversed().map((versione) => ({ valore: versione, testo: versione })),
  ...FORMATI.map((formato) => ({ valore: `${VERSIONE_2_0}-${formato}`, testo: ufficioEsportazioni.formati[formato] })),
];

/** The form that books a file of incassi. */
export function Prenota({
  compilato: { valori, errori },
  tipi,
  tutti,
}: {
  compilato: Compilato;
  tipi: readonly TipoDovuto[];
  /** Does this person see every kind? What other enti's notices gave is of no kind of ours. */
  tutti: boolean;
}): VNode {
  return (
    <>
      <RiepilogoErrori errori={errori} />
      <h2>{testi.nuovo}</h2>
      <p>{testi.introduzione}</p>
      <Modulo>
        <div class="affiancati">
          <Giorno nome="dal" etichetta={testi.dal} valori={valori} errori={errori} />
          <Giorno nome="al" etichetta={testi.al} valori={valori} errori={errori} />
        </div>
        <CampoElenco
          nome="tipo"
          etichetta={testi.tipo}
          vuota={testi.tutti}
          errore={errori['tipo']}
          alternative={[
            ...tipi.map(({ codice, denominazione }) => ({ valore: codice, testo: denominazione })),
            ...(tutti ? [{ valore: ENTE_SECONDARIO, testo: ufficioEsportazioni.enteSecondario }] : []),
          ]}
          valore={valori['tipo'] ?? ''}
          larghezza="media"
          facoltativo
        />
        <CampoScelta
          nome="versione"
          etichetta={testi.versione}
          aiuto={ufficioEsportazioni.versioneAiuto}
          errore={errori['versione']}
          alternative={VERSIONI}
          scelte={[valori['versione'] ?? '']}
        />
        <Azioni>
          <Bottone>{testi.prenota}</Bottone>
        </Azioni>
      </Modulo>
    </>
  );
}

type PropGiorno = { nome: 'dal' | 'al'; etichetta: string } & Compilato;

function Giorno({ nome, etichetta, valori, errori }: PropGiorno): VNode {
  const campo = { nome, etichetta, valore: valori[nome], errore: errori[nome] };
  return <Campo {...campo} tipo="date" larghezza="breve" />;
}

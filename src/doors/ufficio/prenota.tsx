import type { VNode } from 'preact';
import type { TipoDovuto } from '#modules/enti';
import { VERSIONI_PAGATI } from '#modules/flussi';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco, CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';

const testi = ufficioFlussi.incassi;

/** A form as it was typed, and what is wrong with it. */
export type Compilato = { valori: Readonly<Record<string, string>>; errori: Errori };

/** The form that books a file of incassi. */
export function Prenota({
  compilato: { valori, errori },
  tipi,
}: {
  compilato: Compilato;
  tipi: readonly TipoDovuto[];
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
          alternative={tipi.map(({ codice, denominazione }) => ({ valore: codice, testo: denominazione }))}
          valore={valori['tipo'] ?? ''}
          larghezza="media"
          facoltativo
        />
        <CampoScelta
          nome="versione"
          etichetta={testi.versione}
          aiuto={testi.versioneAiuto}
          errore={errori['versione']}
          alternative={VERSIONI_PAGATI.toReversed().map((versione) => ({ valore: versione, testo: versione }))}
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

import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import type { Mancante } from '#modules/rendicontazione';
import { ufficioMancanti as testi } from '#testi/it/ufficio-mancanti';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoTesto } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';

/** What may be done with a receipt that has not come. */
export const ATTI_MANCANTE = ['riprova', 'iur', 'pagamento', 'nonPagata'] as const;
export type AttoMancante = (typeof ATTI_MANCANTE)[number];

/** A form as it was sent, which came back. */
export type Compilato = { atto: AttoMancante | null; errori: Errori; valori: Readonly<Record<string, string>> };

/** The acts on it: which of them make sense, each with its form. The act itself looks again. */
export function AttiMancante({ m, compilato }: { m: Mancante; compilato: Compilato }): VNode | null {
  if (m.stato === 'arrivata' || m.stato === 'chiusa') return null;
  const daChiudere = m.stato === 'da_chiudere';
  return (
    <>
      {m.iur !== null && <Riprova />}
      {(m.iur === null || m.iurDa !== null) && <Iur {...perAtto(compilato, 'iur')} />}
      {daChiudere && m.iur !== null && (
        <Chiudi atto="pagamento" orfano={m.dovuti.length === 0} {...perAtto(compilato, 'pagamento')} />
      )}
      {daChiudere && m.rendicontazioneId === null && (
        <Chiudi atto="nonPagata" orfano={false} {...perAtto(compilato, 'nonPagata')} />
      )}
    </>
  );
}

type Campi = { errori: Errori; valori: Readonly<Record<string, string>> };

/** Of a form that came back only its own page keeps what was typed. */
function perAtto({ atto, errori, valori }: Compilato, quale: AttoMancante): Campi {
  return atto === quale ? { errori, valori } : { errori: {}, valori: {} };
}

function Riprova(): VNode {
  return (
    <section>
      <h2>{testi.riprova.titolo}</h2>
      <p>{testi.riprova.conseguenza}</p>
      <Modulo>
        <input type="hidden" name="atto" value="riprova" />
        <Bottone aspetto="secondario">{testi.riprova.bottone}</Bottone>
      </Modulo>
    </section>
  );
}

function Iur({ errori, valori }: Campi): VNode {
  return (
    <section>
      <h2>{testi.iur.titolo}</h2>
      <p>{testi.iur.testo}</p>
      <Modulo>
        <input type="hidden" name="atto" value="iur" />
        <Campo
          nome="iur"
          etichetta={testi.iur.campo}
          aiuto={testi.iur.aiuto}
          caratteriMax={35}
          errore={errori['iur']}
          valore={valori['iur'] ?? ''}
        />
        <Azioni>
          <Bottone>{testi.iur.bottone}</Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}

function Chiudi({ atto, orfano, errori, valori }: Campi & { atto: 'pagamento' | 'nonPagata'; orfano: boolean }): VNode {
  const detto = testi[atto];
  const nome = `motivo-${atto}`;
  return (
    <section>
      <h2>{detto.titolo}</h2>
      <p>{detto.testo}</p>
      {orfano && <p>{testi.pagamento.orfano}</p>}
      <Modulo>
        <input type="hidden" name="atto" value={atto} />
        <CampoTesto
          nome={nome}
          etichetta={detto.motivo}
          aiuto={detto.motivoAiuto}
          errore={errori[nome]}
          valore={valori[nome] ?? ''}
          righe={2}
          caratteriMax={LIMITI.motivoCaratteriMax}
        />
        <Azioni>
          <Bottone aspetto="pericolo">{detto.bottone}</Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}

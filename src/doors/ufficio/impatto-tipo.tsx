import type { VNode } from 'preact';
import { ok, type Esito } from '#kernel/esito';
import {
  elencoConti,
  valutaTipoDovuto,
  type CambiTipo,
  type Conto,
  type RifiutoEnti,
  type TipoDovuto,
} from '#modules/enti';
import { misuraImpatto, type ImpattoMisurato } from '#platform/impatto';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { Foglio } from './aspetto.tsx';
import { Impatto, isCambiato, Letto, VociImpatto } from './impatto-conto.tsx';
import { VAI } from './indirizzi.ts';
import type { Lavoro, RichiestaUfficio } from './lavoro.ts';
import { percorsoTipo } from './modulo-parti.tsx';
import type { ValoriTipo } from './tipo-campi.tsx';

const testi = ufficioTipi.impatto;

type Campo = keyof typeof testi.conseguenze;
type Valore = TipoDovuto[Campo];
type Cambio = { campo: Campo; era: Valore; resta: Valore };

/** As many of the things touched as are read one by one. */
const VOCI_MOSTRATE = 50;

/** What of a change has to do with the dovuti that are there. Putting a kind of due to work touches none. */
function cambiamenti(prima: TipoDovuto, cambi: CambiTipo): Cambio[] {
  const campi = Object.keys(testi.conseguenze) as Campo[];
  return campi.flatMap((campo) => {
    const [era, resta] = [prima[campo], cambi[campo]];
    return resta === undefined || resta === era || (campo === 'attivo' && resta === true)
      ? []
      : [{ campo, era, resta }];
  });
}

type Chiesto = { tipo: TipoDovuto; cambi: CambiTipo; r: RichiestaUfficio; valori: ValoriTipo };

/**
 * The page that shows what a change would touch, to be confirmed; null: nothing, or it has been confirmed as it still is. A change that
 * would be refused is refused before anybody is asked to confirm it.
 */
export async function chiediConferma(
  l: Lavoro,
  { tipo, cambi, r, valori }: Chiesto,
): Promise<Esito<VNode | null, RifiutoEnti>> {
  const elenco = cambiamenti(tipo, cambi);
  if (elenco.length === 0) return ok(null);
  const { tipoDovutoId } = tipo;
  const valutato = await valutaTipoDovuto(l.ctx, { tipoDovutoId, cambi });
  if (!valutato.ok) return valutato;
  const misurato = await misuraImpatto(l.ctx, l.impatti, { di: 'tipoDovuto', id: tipoDovutoId, quante: VOCI_MOSTRATE });
  const { letto } = r.modulo;
  const cambiato = isCambiato(misurato, letto);
  if (misurato.conteggi.every(({ quanti }) => quanti === 0) || (letto !== undefined && !cambiato)) return ok(null);
  const conti = await elencoConti(l.ctx);
  return ok(conferma(l, { tipo, elenco, conti, misurato, cambiato, campi: campiDi(r, valori) }));
}

/** The form once more, for the second look. */
function campiDi({ modulo }: RichiestaUfficio, { testi: scritti, spunte, modalita }: ValoriTipo): [string, string][] {
  const { stato } = modulo;
  if (stato !== undefined) return [['stato', stato]];
  return [
    ...Object.entries(scritti),
    ...Object.entries(spunte).flatMap(([nome, si]): [string, string][] => (si ? [[nome, 'si']] : [])),
    ...modalita.map((una): [string, string] => ['modalita', una]),
  ];
}

type Conferma = {
  tipo: TipoDovuto;
  elenco: readonly Cambio[];
  conti: readonly Conto[];
  misurato: ImpattoMisurato;
  cambiato: boolean;
  campi: readonly [string, string][];
};

function conferma(l: Lavoro, { tipo, elenco, conti, misurato, cambiato, campi }: Conferma): VNode {
  const { denominazione, tipoDovutoId } = tipo;
  const disattiva = campi.some(([nome]) => nome === 'stato');
  const percorso = percorsoTipo({ denominazione, a: VAI.tipo(tipoDovutoId) });
  return (
    <Foglio u={l} titolo={testi.titolo(denominazione)} sezione={VAI.configurazione} percorso={percorso}>
      <h2>{testi.cambi}</h2>
      <ul>
        {elenco.map((cambio) => (
          <li key={cambio.campo}>
            <strong>{fraseCambio(cambio, conti)}</strong>. {testi.conseguenze[cambio.campo]}
          </li>
        ))}
      </ul>
      <Impatto misurato={misurato} cambiato={cambiato} niente={testi.niente} parole={testi} />
      <Modulo a={VAI.tipo(tipoDovutoId)}>
        {campi.map(([nome, valore]) => (
          <input key={`${nome} ${valore}`} type="hidden" name={nome} value={valore} />
        ))}
        <Letto misurato={misurato} />
        <Azioni>
          <Bottone aspetto={disattiva ? 'pericolo' : 'primario'}>
            {disattiva ? testi.disattiva : testi.conferma}
          </Bottone>
          {!disattiva && (
            <Bottone aspetto="secondario" nome="azione" valore="correggi">
              {testi.correggi}
            </Bottone>
          )}
          <Collegamento a={VAI.tipo(tipoDovutoId)}>{testi.indietro}</Collegamento>
        </Azioni>
      </Modulo>
      <VociImpatto misurato={misurato} importo={testi.importo} />
    </Foglio>
  );
}

function fraseCambio({ campo, era, resta }: Cambio, conti: readonly Conto[]): string {
  if (campo === 'attivo') return testi.spento;
  const detto = (v: Valore): string => {
    if (v === null) return testi.nessuno;
    if (typeof v === 'boolean') return v ? testi.si : testi.no;
    return conti.find(({ contoId }) => contoId === v)?.nome ?? v;
  };
  return testi.da(ufficioTipi.tipo.campi[campo], detto(era), detto(resta));
}

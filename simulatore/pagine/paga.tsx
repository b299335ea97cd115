/** The PSP's desk: which notice, and what should go wrong. */
import type { ComponentChildren, VNode } from 'preact';
import type { Ente } from '../demo.ts';
import { euro } from '../nodo/cifre.ts';
import type { Errore } from '../nodo/ordine.ts';
import { aGruppi, Pagina } from './cornice.tsx';
import { AVVISI_MAX, type ModuloPaga, SCELTE } from './modulo-paga.ts';

type Dati = { enti: readonly Ente[]; modulo: ModuloPaga; errori: readonly Errore[] };

export function PaginaPaga({ enti, modulo, errori }: Dati): VNode {
  return (
    <Pagina titolo="Paga un avviso come PSP" sezione="/paga">
      {errori.length > 0 && <Riepilogo errori={errori} />}
      <form method="post" action="/paga" novalidate>
        <Campo
          nome="numeroAvviso"
          etichetta="Numero di avviso"
          aiuto="18 cifre; gli spazi non contano."
          {...{ modulo, errori }}
        />
        <Campo
          nome="codiceFiscaleEnte"
          etichetta="Codice fiscale dell’ente creditore"
          aiuto="11 cifre, scritte sull’avviso."
          elenco="enti"
          {...{ modulo, errori }}
        />
        <datalist id="enti">
          {enti.map((ente) => (
            <option value={ente.codiceFiscale}>{ente.denominazione}</option>
          ))}
        </datalist>
        <Provocazioni {...{ modulo, errori }} />
        <button type="submit">Paga</button>
      </form>
      <AvvisiDemo enti={enti} />
    </Pagina>
  );
}

function Provocazioni({ modulo, errori }: Omit<Dati, 'enti'>): VNode {
  const scelte = [...SCELTE.map(({ nome }) => nome), 'standIn', 'secondoPagamento', 'importo'] as const;
  return (
    <details open={scelte.some((nome) => modulo[nome])}>
      <summary>Fai andare qualcosa in modo diverso</summary>
      {SCELTE.map(({ nome, legenda, voci }) => (
        <fieldset>
          <legend>{legenda}</legend>
          {voci.map(([valore, etichetta]) => (
            <Opzione tipo="radio" nome={nome} valore={valore} scelta={(modulo[nome] ?? '') === valore}>
              {etichetta}
            </Opzione>
          ))}
        </fieldset>
      ))}
      <fieldset>
        <legend>E in più</legend>
        <Opzione tipo="checkbox" nome="standIn" valore="si" scelta={modulo.standIn === 'si'}>
          La ricevuta dice che si è pagato in stand-in, mentre la stazione era sospesa
        </Opzione>
        <Opzione tipo="checkbox" nome="secondoPagamento" valore="si" scelta={modulo.secondoPagamento === 'si'}>
          Poi qualcuno paga ancora lo stesso avviso, con un’altra ricevuta
        </Opzione>
        <Campo
          nome="importo"
          etichetta="Il PSP incassa un altro importo"
          aiuto="In euro, per esempio 12,50. Vuoto: l’importo chiesto dall’ente."
          {...{ modulo, errori }}
        />
      </fieldset>
    </details>
  );
}

function Riepilogo({ errori }: { errori: readonly Errore[] }): VNode {
  return (
    <div class="riepilogo" role="alert" tabIndex={-1} autofocus>
      <h2>Il pagamento non è partito</h2>
      <ul>
        {errori.map(({ campo, messaggio }) => (
          <li>
            <a href={`#${campo}`}>{messaggio}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

type DatiCampo = {
  nome: Errore['campo'];
  etichetta: string;
  aiuto: string;
  elenco?: string;
  modulo: ModuloPaga;
  errori: readonly Errore[];
};

function Campo({ nome, etichetta, aiuto, elenco, modulo, errori }: DatiCampo): VNode {
  const errore = errori.find(({ campo }) => campo === nome);
  return (
    <div class={errore ? 'campo sbagliato' : 'campo'}>
      <label for={nome}>{etichetta}</label>
      <p class="aiuto" id={`${nome}-aiuto`}>
        {aiuto}
      </p>
      {errore && (
        <p class="errore" id={`${nome}-errore`}>
          <span aria-hidden="true">!</span> {errore.messaggio}
        </p>
      )}
      <input
        {...{ id: nome, name: nome, list: elenco, autocomplete: 'off', value: modulo[nome] ?? '' }}
        inputMode={nome === 'importo' ? 'decimal' : 'numeric'}
        aria-invalid={errore ? 'true' : undefined}
        aria-describedby={errore ? `${nome}-errore ${nome}-aiuto` : `${nome}-aiuto`}
      />
    </div>
  );
}

type DatiOpzione = {
  tipo: 'radio' | 'checkbox';
  nome: string;
  valore: string;
  scelta: boolean;
  children: ComponentChildren;
};

function Opzione({ tipo, nome, valore, scelta, children }: DatiOpzione): VNode {
  const id = `${nome}-${valore || 'normale'}`;
  return (
    <div class="opzione">
      <input type={tipo} id={id} name={nome} value={valore} checked={scelta} />
      <label for={id}>{children}</label>
    </div>
  );
}

function AvvisiDemo({ enti }: { enti: readonly Ente[] }): VNode {
  return (
    <section aria-labelledby="avvisi-demo">
      <h2 id="avvisi-demo">Oppure scegli un avviso della demo</h2>
      {enti.map((ente) => (
        <details>
          <summary>
            {ente.denominazione}: {ente.avvisi.length} avvisi
          </summary>
          <p>Lo stato è quello di quando la demo è stata preparata.</p>
          <ul class="righe">
            {ente.avvisi.slice(0, AVVISI_MAX).map((avviso) => (
              <li>
                <a href={`/paga?numeroAvviso=${avviso.numeroAvviso}&codiceFiscaleEnte=${ente.codiceFiscale}`}>
                  {aGruppi(avviso.numeroAvviso)}
                </a>
                <span>{avviso.tipoDovuto}</span>
                <span>{avviso.stato.replaceAll('_', ' ')}</span>
                <span class="importo">{euro(avviso.importoCents)}</span>
              </li>
            ))}
          </ul>
          {ente.avvisi.length > AVVISI_MAX && (
            <p>Ci sono altri {ente.avvisi.length - AVVISI_MAX} avvisi: scrivi il numero nel modulo.</p>
          )}
        </details>
      ))}
      {enti.length === 0 && <p>La demo non ha ancora enti.</p>}
    </section>
  );
}

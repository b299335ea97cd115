import type { VNode } from 'preact';
import type { FornitoreEnte } from '#modules/utenti';
import type { CosaDetta, ProvaFornitore } from '#platform/fornitore-ente';
import { ufficioFornitore as testi } from '#testi/it/ufficio-fornitore';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Stato, type Tono } from '#ui/stato';
import { Istante } from '#ui/valori';
import type { Sede } from './sede.tsx';

const TONI: Record<FornitoreEnte['stato'], Tono> = { in_prova: 'attesa', attivo: 'bene', spento: 'neutro' };

type PropDati = { sede: Sede; fornitore: FornitoreEnte; daChi: string };

/** What is known of the provider, never its secret. */
export function DatiFornitore({ sede, fornitore: f, daChi }: PropDati): VNode {
  const { dati } = testi;
  return (
    <>
      <p>
        <Stato tono={TONI[f.stato]}>{testi.stato[f.stato]}</Stato> {testi.statoTesto[f.stato]}
      </p>
      <Dati
        dati={[
          { nome: dati.nome, valore: f.nome },
          { nome: dati.emittente, valore: <span class="ampia">{f.emittente}</span> },
          { nome: dati.clientId, valore: <span class="ampia">{f.clientId}</span> },
          { nome: dati.segreto, valore: dati.segretoPresente },
          f.stato === 'spento'
            ? null
            : {
                nome: dati.diretto,
                valore: (
                  <span class="ampia">
                    <Collegamento a={sede.accesso}>{sede.accesso}</Collegamento>
                  </span>
                ),
              },
          { nome: dati.collegati, valore: String(f.collegati) },
          { nome: dati.sessioni, valore: String(f.sessioni) },
          {
            nome: dati.cambiato,
            valore: (
              <>
                <Istante istante={f.cambiatoIl} />, {daChi}
              </>
            ),
          },
        ]}
      />
    </>
  );
}

/** What may be done to it: the prova first, then the rest by its state. */
export function Atti({ sede, fornitore: { stato, versione } }: { sede: Sede; fornitore: FornitoreEnte }): VNode {
  const { atti } = testi;
  return (
    <>
      <h2>{atti.titolo}</h2>
      <Modulo>
        <input type="hidden" name="versione" value={versione} />
        <Azioni>
          <Bottone nome="cosa" valore="prova">
            {atti.prova}
          </Bottone>
          {stato === 'in_prova' && <Altro cosa="attivo">{atti.attivo}</Altro>}
          {stato === 'attivo' && <Altro cosa="in_prova">{atti.in_prova}</Altro>}
          {stato === 'spento' && <Altro cosa="in_prova">{atti.accendi}</Altro>}
          {stato !== 'spento' && <Altro cosa="spento">{atti.spento}</Altro>}
          <Bottone a={sede.dati} aspetto="secondario">
            {testi.modulo.cambia}
          </Bottone>
        </Azioni>
      </Modulo>
    </>
  );
}

function Altro({ cosa, children }: { cosa: string; children: string }): VNode {
  return (
    <Bottone nome="cosa" valore={cosa} aspetto="secondario">
      {children}
    </Bottone>
  );
}

/** How the prova went, in words. */
export function Esito({ prova: { problemi, avvertenze } }: { prova: ProvaFornitore }): VNode {
  const t = testi.prova;
  return (
    <section aria-labelledby="esito-prova">
      <h2 id="esito-prova">{t.titolo}</h2>
      {problemi.length === 0 ? (
        <Messaggio tipo="successo" esito>
          <p>{t.bene}</p>
        </Messaggio>
      ) : (
        <Messaggio tipo="errore" titolo={t.male} esito>
          <Cose cose={problemi} />
        </Messaggio>
      )}
      {avvertenze.length > 0 && (
        <Messaggio tipo="informazione" titolo={t.avvertenze}>
          <Cose cose={avvertenze} />
        </Messaggio>
      )}
    </section>
  );
}

function Cose({ cose }: { cose: readonly CosaDetta[] }): VNode {
  return (
    <ul>
      {cose.map((una) => (
        <li key={detto(una)}>{detto(una)}</li>
      ))}
    </ul>
  );
}

/** The words of what a prova has found. A code without words is a fault of ours. */
function detto({ codice, parametri = {} }: CosaDetta): string {
  const una = testi.prova.problemi[codice];
  if (una === undefined) throw new Error(`no words for the outcome ${codice} of a prova`);
  return typeof una === 'string' ? una : una(parametri);
}

/** What the provider must know of us. */
export function Indirizzi({ sede }: { sede: Sede }): VNode {
  const { indirizzi } = testi;
  return (
    <>
      <h2>{indirizzi.titolo}</h2>
      <p>{indirizzi.testo}</p>
      <Dati
        dati={[
          { nome: indirizzi.ritorno, valore: <code class="ampia">{sede.ritorno}</code> },
          { nome: indirizzi.uscita, valore: <code class="ampia">{sede.accesso}</code> },
        ]}
      />
    </>
  );
}

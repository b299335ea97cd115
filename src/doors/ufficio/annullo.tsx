import type { VNode } from 'preact';
import type { Annullo, ContoEsclusi, Flusso } from '#modules/flussi';
import { ufficioAnnullo as testi } from '#testi/it/ufficio-annullo';
import { Avanzamento } from '#ui/avanzamento';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { intero } from './frase.ts';
import { VAI } from './indirizzi.ts';
import { inLavorazione } from './tabella-flussi.tsx';

/** Is somebody still working on it? */
export function siAnnulla({ stato }: Annullo): boolean {
  return stato === 'richiesto' || stato === 'in_corso';
}

/** May this flow be annulled, or what is left of it? */
export function isAnnullabile(f: Flusso): boolean {
  return f.verso === 'in' && !inLavorazione(f) && f.righeAccettate > 0;
}

type Proprieta = { flusso: Flusso; annullo: Annullo; conti: readonly ContoEsclusi[]; puo: boolean };

/** How far the annulment of a flow is, and in its place, when it has ended, what it did: the part of a page that asks for itself. */
export function AndamentoAnnullo(props: Proprieta): VNode {
  return siAnnulla(props.annullo) ? <InCorso {...props} /> : <Finito {...props} />;
}

function InCorso({ flusso: f, annullo: a }: Proprieta): VNode {
  const fatte = a.annullati + a.esclusi;
  return (
    <Avanzamento
      id="annullo"
      titolo={a.stato === 'richiesto' ? testi.inCoda : testi.inCorso}
      fatte={fatte}
      totale={a.righeTotali}
      aggiorna={VAI.annulloFlusso(f.id)}
    >
      {fatte > 0 && <p>{testi.finora(intero(a.annullati), intero(a.esclusi))}</p>}
      <p class="nota">{testi.puoiAndare}</p>
    </Avanzamento>
  );
}

function Finito({ flusso: f, annullo: a, conti, puo }: Proprieta): VNode {
  const annullato = f.stato === 'annullato';
  return (
    <div id="annullo">
      <Messaggio tipo={annullato ? 'successo' : 'attenzione'} titolo={titoloDi(f, a)} esito>
        <p>{testi.conti(intero(a.annullati), intero(a.esclusi))}</p>
        {conti.length > 0 && (
          <ul>
            {conti.map(({ motivo, quanti }) => (
              <li key={motivo}>{testi.conto(testi.motivi[motivo], intero(quanti))}</li>
            ))}
          </ul>
        )}
        {a.stato === 'interrotto' && <p>{testi.fermatoTesto}</p>}
        {annullato && <p>{testi.nomeLibero}</p>}
        {a.esclusi > 0 && (
          <p>
            <Collegamento a={`${VAI.annulloFlusso(f.id)}#esclusi`}>{testi.vediElenco}</Collegamento>
          </p>
        )}
      </Messaggio>
      {puo && isRipetibile(a, conti) && (
        <>
          <p class="nota">{testi.ancora}</p>
          <Azioni>
            <Bottone a={VAI.annullaFlusso(f.id)} aspetto="secondario">
              {testi.bottoneAncora}
            </Bottone>
          </Azioni>
        </>
      )}
    </div>
  );
}

/** Would another one annul more, some day? */
function isRipetibile({ stato }: Annullo, conti: readonly ContoEsclusi[]): boolean {
  return (
    stato === 'interrotto' || conti.some(({ motivo }) => motivo === 'IN_PAGAMENTO' || motivo === 'TIPO_NON_SEGUITO')
  );
}

function titoloDi(f: Flusso, a: Annullo): string {
  if (a.stato === 'interrotto') return testi.fermato;
  if (a.annullati === 0) return testi.nulla;
  return f.stato === 'annullato' ? testi.finito : testi.parziale;
}

/** The way to annul a flow that nobody has asked to annul yet. */
export function InvitoAnnullo({ flusso }: { flusso: Flusso }): VNode {
  return (
    <>
      <p class="nota">{testi.spiegazione}</p>
      <Azioni>
        <Bottone a={VAI.annullaFlusso(flusso.id)} aspetto="secondario">
          {testi.bottone}
        </Bottone>
      </Azioni>
    </>
  );
}

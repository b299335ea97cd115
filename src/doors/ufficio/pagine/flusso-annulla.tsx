import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { annullaFlusso, type Flusso } from '#modules/flussi';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAnnullo } from '#testi/it/ufficio-annullo';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoTesto } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Istante } from '#ui/valori';
import { isAnnullabile } from '../annullo.tsx';
import { Foglio } from '../aspetto.tsx';
import { conFlussoVisibile } from '../flusso-visibile.ts';
import { frase, intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioAnnullo.conferma;

/** A flow annulled as a whole, to be confirmed: what it is, what follows, why it is done. */
export const flussoAnnulla: PaginaUfficio = {
  percorso: '/flussi/:id/annulla',
  chi: 'operatore',
  atto: { post: 'carica' },
  get: alLavoro((l, r) =>
    conFlussoVisibile(l, r, async (_, f) =>
      Promise.resolve(isAnnullabile(f) ? pagina(conferma(l, f)) : errore('nonTrovata')),
    ),
  ),
  post: alLavoro((l, r) =>
    conFlussoVisibile(l, r, async (t, f) => {
      const { motivo = '' } = r.modulo;
      const esito = await annullaFlusso(t, { flussoId: f.id, motivo });
      if (esito.ok) return vai(VAI.annulloFlusso(f.id));
      return rifiutata(conferma(l, f, { motivo, perche: frase(esito.refusal) }), esito.refusal);
    }),
  ),
};

function conferma(l: Lavoro, f: Flusso, scritto?: { motivo: string; perche: string }): VNode {
  const nome = f.nomeFile ?? f.id;
  const percorso = [
    { testo: ufficioFlussi.flussi.titolo, a: VAI.flussi },
    { testo: nome, a: VAI.flusso(f.id) },
  ];
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.flussi} percorso={percorso} conErrori={scritto !== undefined}>
      <RiepilogoErrori errori={scritto === undefined ? {} : { motivo: scritto.perche }} />
      <Dati
        dati={[
          { nome: testi.file, valore: nome },
          { nome: testi.arrivato, valore: <Istante istante={f.richiestoIl} /> },
          { nome: testi.righe, valore: intero(f.righeAccettate) },
        ]}
      />
      <Messaggio tipo="attenzione">
        <p>{guardaSoltanto(l, 'carica') ? ufficio.soloLettura : testi.conseguenza}</p>
      </Messaggio>
      {!guardaSoltanto(l, 'carica') && (
        <Modulo>
          <CampoTesto
            nome="motivo"
            etichetta={testi.motivo}
            aiuto={testi.motivoAiuto}
            errore={scritto?.perche}
            valore={scritto?.motivo ?? ''}
            righe={2}
            caratteriMax={LIMITI.motivoCaratteriMax}
          />
          <Azioni>
            <Bottone aspetto="pericolo">{testi.conferma}</Bottone>
            <Collegamento a={VAI.flusso(f.id)}>{testi.torna}</Collegamento>
          </Azioni>
        </Modulo>
      )}
    </Foglio>
  );
}

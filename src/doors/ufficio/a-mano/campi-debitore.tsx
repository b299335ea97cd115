import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { spontaneo } from '#testi/it/portale-spontaneo';
import { ufficioAMano as testi } from '#testi/it/ufficio-a-mano';
import { Bottone } from '#ui/bottone';
import { Campo, CampoScelta } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';
import type { Campi } from '../atto-posizione.tsx';
import { numeri, RECAPITI } from './debitore.ts';
import { quanti } from './scheda.ts';

type Prop = { v: Campi; errori: Errori };
type PropChi = Prop & { anonimoAmmesso: boolean };

/** Who owes: the code and the name. */
export function CampiChi({ v, errori, anonimoAmmesso }: PropChi): VNode {
  const tipi = anonimoAmmesso ? (['F', 'G', 'A'] as const) : (['F', 'G'] as const);
  const aiuto = anonimoAmmesso ? `${spontaneo.codiceAiuto} ${spontaneo.codiceAnonimo}` : spontaneo.codiceAiuto;
  return (
    <>
      <CampoScelta
        nome="debitoreTipo"
        etichetta={spontaneo.tipo}
        alternative={tipi.map((valore) => ({ valore, testo: spontaneo.tipi[valore].testo }))}
        scelte={[v['debitoreTipo'] ?? '']}
        errore={errori['debitoreTipo']}
      />
      <div class="affiancati">
        <Campo
          nome="debitoreCodice"
          etichetta={spontaneo.codice}
          aiuto={aiuto}
          valore={v['debitoreCodice']}
          errore={errori['debitoreCodice']}
          larghezza="media"
        />
        <Campo
          nome="debitoreNome"
          etichetta={spontaneo.nome}
          valore={v['debitoreNome']}
          errore={errori['debitoreNome']}
          larghezza="media"
        />
      </div>
    </>
  );
}

const BREVI: readonly string[] = ['civico', 'cap', 'provincia', 'nazione'];
const AIUTI: Readonly<Record<string, string>> = { provincia: testi.provinciaAiuto, nazione: testi.nazioneAiuto };

/** Where a notice, or a mail, finds who owes. */
export function CampiRecapiti({ v, errori }: Prop): VNode {
  return (
    <>
      <div class="affiancati">
        {(Object.keys(RECAPITI) as (keyof typeof RECAPITI)[]).map((nome) => (
          <Campo
            key={nome}
            nome={nome}
            etichetta={testi[nome]}
            aiuto={AIUTI[nome]}
            valore={v[nome]}
            errore={errori[nome]}
            larghezza={BREVI.includes(nome) ? 'breve' : 'media'}
            facoltativo
          />
        ))}
      </div>
      <Campo
        nome="email"
        etichetta={testi.email}
        aiuto={testi.emailAiuto}
        tipo="email"
        valore={v['email']}
        errore={errori['email']}
        larghezza="media"
        facoltativo
      />
    </>
  );
}

/** Who owes the same, or answers for who owes: as many as the buttons made. */
export function AltriDebitori({ v, errori }: Prop): VNode {
  const n = quanti(v, 'debitori', LIMITI.debitoriMax);
  return (
    <fieldset class="gruppo">
      <legend>{testi.altri}</legend>
      <input type="hidden" name="debitori" value={n} />
      {numeri(n).map((uno) => (
        <Altro key={uno} n={uno} v={v} errori={errori} />
      ))}
      {n < LIMITI.debitoriMax && (
        <Bottone aspetto="secondario" nome="azione" valore="debitori+">
          {testi.aggiungiDebitore}
        </Bottone>
      )}
    </fieldset>
  );
}

function Altro({ n, v, errori }: Prop & { n: number }): VNode {
  const comuni = (campo: string) => {
    const nome = `debitori.${n}.${campo}`;
    return { nome, errore: errori[nome] };
  };
  const valore = (campo: string): string => v[`debitori.${n}.${campo}`] ?? '';
  return (
    <fieldset class="gruppo">
      <legend>{testi.altro(n)}</legend>
      <CampoScelta
        {...comuni('ruolo')}
        etichetta={testi.ruolo}
        alternative={Object.entries(testi.ruoli).map(([uno, testo]) => ({ valore: uno, testo }))}
        scelte={[valore('ruolo')]}
      />
      <CampoScelta
        {...comuni('tipo')}
        etichetta={testi.persona}
        alternative={(['F', 'G'] as const).map((uno) => ({ valore: uno, testo: spontaneo.tipi[uno].testo }))}
        scelte={[valore('tipo')]}
      />
      <div class="affiancati">
        <Campo {...comuni('codice')} etichetta={spontaneo.codice} valore={valore('codice')} larghezza="media" />
        <Campo {...comuni('nome')} etichetta={spontaneo.nome} valore={valore('nome')} larghezza="media" />
      </div>
      <Bottone aspetto="semplice" nome="azione" valore={`debitori-${n}`}>
        {testi.togliDebitore(n)}
      </Bottone>
    </fieldset>
  );
}

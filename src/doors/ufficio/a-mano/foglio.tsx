import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import { chiedeFile } from '#modules/enti';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAMano as testi } from '#testi/it/ufficio-a-mano';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { guardaSoltanto } from '../lavoro.ts';
import { CampiNuovo } from './campi.tsx';
import type { Compilata, Scheda } from './scheda.ts';

/** The frame of the pages of a new dovuto. */
export function Cornice(p: {
  s: Scheda;
  titolo: string;
  conErrori?: boolean;
  children: VNode | (VNode | null | false)[];
}): VNode {
  const { s, titolo, conErrori = false, children } = p;
  const percorso = [
    { testo: ufficio.dovuti.titolo, a: VAI.dovuti },
    { testo: testi.scegli.titolo, a: VAI.nuovoDovuto },
  ];
  return (
    <Foglio u={s.l} titolo={titolo} sezione={VAI.dovuti} percorso={percorso} conErrori={conErrori}>
      {children}
    </Foglio>
  );
}

/** The sheet to be filled in, with what is wrong with it. */
export function chiedi({ s, ...p }: Compilata, errori: Errori, generale: Pick<Rifiuto, 'codice'> | null = null): VNode {
  const altrove = VAI.nuovoDovutoDi(s.tipo.tipoDovutoId);
  return (
    <Cornice s={s} titolo={testi.titolo(s.tipo.denominazione)} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      {generale !== null && (
        <Messaggio tipo="errore" esito>
          <p>{frase(generale)}</p>
        </Messaggio>
      )}
      {s.haModulo && (
        <p>
          <Collegamento a={s.modulo === null ? altrove : `${altrove}?modulo=no`}>
            {s.modulo === null ? testi.conModulo : testi.senzaModulo}
          </Collegamento>
        </p>
      )}
      {guardaSoltanto(s.l) && <p>{ufficio.soloLettura}</p>}
      {!guardaSoltanto(s.l) && (
        <Modulo a={s.dove} conFile={s.modulo !== null && chiedeFile(s.modulo.modulo)}>
          {/* Enter presses the first button of a form: it is this one, whatever stands in between. */}
          <button
            type="submit"
            class="visually-hidden"
            tabindex={-1}
            aria-hidden="true"
            name="azione"
            value="continua"
          />
          <CampiNuovo s={s} {...p} errori={errori} />
          <Azioni>
            <Bottone nome="azione" valore="continua">
              {testi.continua}
            </Bottone>
            <Collegamento a={VAI.dovuti}>{testi.torna}</Collegamento>
          </Azioni>
        </Modulo>
      )}
    </Cornice>
  );
}

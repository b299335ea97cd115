import type { VNode } from 'preact';
import type { Profilo } from '#modules/utenti';
import { Azioni, Bottone } from '#ui/bottone';
import { useContesto } from '#ui/contesto';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { CampoEmail } from './campo-email.tsx';

/** What was typed and refused, and why. */
export type EmailDigitata = { digitata?: string; errore?: string };

/** The address of who signed in: the one they have, and a form for another. What the provider says of it is proposed, and no more. */
export function EmailSalvata({ suo, digitata, errore }: EmailDigitata & { suo: Profilo }): VNode {
  const testi = useContesto().t.profilo;
  const nessuna = suo.email === null;
  return (
    <>
      <h2>{testi.email}</h2>
      <p>{testi.emailTesto}</p>
      {nessuna ? <p>{testi.nessunaEmail}</p> : <Dati dati={[{ nome: testi.emailSalvata, valore: suo.email }]} />}
      <Modulo>
        <CampoEmail
          parole={{ email: nessuna ? testi.primaEmail : testi.nuovaEmail, emailAiuto: testi.emailAiuto }}
          valore={digitata ?? (nessuna ? (suo.emailDetta ?? '') : '')}
          errore={errore}
        />
        <Azioni>
          <Bottone>{testi.salva}</Bottone>
          {!nessuna && (
            <Bottone aspetto="secondario" nome="togli" valore="si">
              {testi.togli}
            </Bottone>
          )}
        </Azioni>
      </Modulo>
    </>
  );
}

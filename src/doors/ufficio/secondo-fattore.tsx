import type { VNode } from 'preact';
import type { AccessoProprio } from '#modules/utenti';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { ufficioIo } from '#testi/it/ufficio-io';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { VAI } from './indirizzi.ts';

/** Has this person any second factor? */
export function haSecondoFattore({ secondoFattore, passkey }: AccessoProprio): boolean {
  return secondoFattore || passkey.length > 0;
}

/** The app's codes, and the recovery codes of whichever second factor there is. */
export function SecondoFattore({ accesso, errori }: { accesso: AccessoProprio; errori: Errori }): VNode {
  const t = ufficioIo.secondo;
  const { secondoFattore, amministra, passkey, recuperoRimasti } = accesso;
  const attivo = haSecondoFattore(accesso);
  return (
    <section aria-labelledby="secondo">
      <h2 id="secondo">{t.titolo}</h2>
      <p>{secondoFattore ? t.attivo : attivo ? t.soloPasskey : t.spento}</p>
      {!secondoFattore && (
        <Azioni>
          <Bottone a={VAI.secondoFattore} icona="it-lock" aspetto={attivo ? 'secondario' : 'primario'}>
            {t.attiva}
          </Bottone>
        </Azioni>
      )}
      {attivo && (
        <>
          <p>{t.rimasti(recuperoRimasti)}</p>
          <Modulo>
            <ParolaChiave nome="password" etichetta={ufficioIo.password.attuale} errore={errori['password']} />
            <Azioni>
              <Bottone nome="cosa" valore="recupero" aspetto="secondario">
                {t.rifai}
              </Bottone>
              {secondoFattore && (!amministra || passkey.length > 0) && (
                <Bottone nome="cosa" valore="togli" aspetto="secondario">
                  {t.togli}
                </Bottone>
              )}
            </Azioni>
          </Modulo>
        </>
      )}
    </section>
  );
}

/** Their passkeys; each opens, to be renamed or taken away. */
export function PasskeySue({ passkey }: Pick<AccessoProprio, 'passkey'>): VNode {
  const t = ufficioAccesso.io;
  return (
    <section aria-labelledby="passkey-titolo">
      <h2 id="passkey-titolo">{t.titolo}</h2>
      <p>{t.testo}</p>
      <Tabella
        id="passkey-elenco"
        titolo={t.elenco}
        colonne={[
          { titolo: t.colonne.nome, cella: ({ nome }) => nome },
          { titolo: t.colonne.creata, cella: ({ creataIl }) => <Istante istante={creataIl} /> },
          {
            titolo: t.colonne.usata,
            cella: ({ usataIl }) => (usataIl === null ? t.mai : <Istante istante={usataIl} />),
          },
          {
            titolo: t.colonne.cosa,
            cella: ({ id, nome }) => (
              <Collegamento a={VAI.passkey(id)}>
                {t.cambia}
                <span class="visually-hidden">{t.cambiaQuale(nome)}</span>
              </Collegamento>
            ),
          },
        ]}
        righe={passkey}
        chiave={({ id }) => id}
        vuoto={<p>{t.nessuna}</p>}
      />
      <Azioni>
        <Bottone a={VAI.nuovaPasskey} icona="it-key" aspetto="secondario">
          {t.aggiungi}
        </Bottone>
      </Azioni>
    </section>
  );
}

type PropParola = { nome: string; etichetta: string; aiuto?: string; errore: string | undefined };

/** A password of theirs, asked again or chosen. */
export function ParolaChiave({ nome, ...resto }: PropParola): VNode {
  const autocomplete = nome === 'nuova' ? 'new-password' : 'current-password';
  return <Campo nome={nome} {...resto} tipo="password" autocomplete={autocomplete} larghezza="media" />;
}

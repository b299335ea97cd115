import { isUuid } from '#kernel/ids';
import { leggiEsito, leggiTentativiInvio } from '#modules/eventi';
import { errore, pagina } from '#platform/http/pagina';
import { ufficioSpinta as testi } from '#testi/it/ufficio-eventi';
import { Dati } from '#ui/dati';
import { Istante } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { StatoEsito } from './esiti.tsx';
import { Invii } from './invii.tsx';
import { SOPRA_EVENTI } from './sopra.ts';

/** More than a kind of due may have tries. */
const INVII = 101;

/** One outcome, and every time that it was pushed. */
export const esito: PaginaUfficio = {
  percorso: '/configurazione/spinta/:id',
  chi: 'amministratore',
  atto: { get: 'eventi' },
  get: alLavoro((l, { parametri: { id = '' } }) =>
    l.ctx.tx(async (t) => {
      const letto = isUuid(id) ? await leggiEsito(t, id) : null;
      if (letto === null) return errore('nonTrovata');
      const invii = await leggiTentativiInvio(t, { esitoId: id }, { prima: null, quanti: INVII });
      const { colonne, di } = testi.esiti;
      return pagina(
        <Foglio
          u={l}
          titolo={testi.esiti.titoloUno(letto.iuv)}
          sezione={VAI.configurazione}
          percorso={[...SOPRA_EVENTI, { testo: testi.titolo, a: VAI.spinta }]}
        >
          <Dati
            dati={[
              { nome: colonne.tipo, valore: letto.tipoDovuto },
              { nome: colonne.quando, valore: <Istante istante={letto.creatoIl} /> },
              { nome: colonne.stato, valore: <StatoEsito esito={letto} /> },
              { nome: colonne.tentativi, valore: di(letto.tentativi, letto.tentativiMax) },
              letto.prossimoIl && { nome: colonne.prossimo, valore: <Istante istante={letto.prossimoIl} /> },
            ]}
          />
          <Invii righe={invii} rimandabili={false} />
        </Foglio>,
      );
    }),
  ),
};

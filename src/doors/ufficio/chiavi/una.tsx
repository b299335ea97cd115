import type { VNode } from 'preact';
import { isUuid } from '#kernel/ids';
import { leggiChiaveApi, revocaChiaveApi, ruotaChiaveApi, type ChiaveApi, type ChiaveApiId } from '#modules/utenti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioChiavi } from '#testi/it/ufficio-chiavi';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoScelta, CampoSpunta } from '#ui/campo';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Istante } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { ambitiDetti, CAMPO_DEL_RIFIUTO, SOPRA_CHIAVI } from './campi.tsx';
import { fatta } from './fatta.tsx';
import { apreAncora, StatoChiave } from './stato.tsx';

const testi = ufficioChiavi.una;
const GIORNI = [0, 1, 7, 30] as const;

/** One key: what it may do, and how it is changed or ended. */
export const unaChiave: PaginaUfficio = {
  percorso: '/configurazione/chiavi/:id',
  chi: 'amministratore',
  atto: { get: 'chiavi', post: 'chiavi' },
  get: alLavoro(async (l, { parametri }) => {
    const chiave = await chiaveDi(l, parametri['id']);
    return chiave === null ? errore('nonTrovata') : pagina(foglio(l, chiave, {}));
  }),
  post: alLavoro(async (l, { parametri, modulo: { cosa = '', giorni = '', conferma = '' } }) => {
    const chiave = await chiaveDi(l, parametri['id']);
    if (chiave === null) return errore('nonTrovata');
    if (cosa === 'ruota') {
      const quanti = /^\d{1,2}$/.test(giorni) ? Number(giorni) : -1;
      const esito = await ruotaChiaveApi(l.ctx, { id: chiave.id, giorni: quanti });
      if (esito.ok) return fatta(l, { chiave: esito.value.chiave, applicazione: chiave.applicazione, giorni: quanti });
      const campo = CAMPO_DEL_RIFIUTO[esito.refusal.codice] ?? 'giorni';
      return rifiutata(foglio(l, chiave, { [campo]: frase(esito.refusal) }));
    }
    if (conferma !== 'si') return rifiutata(foglio(l, chiave, { conferma: testi.confermaMancante }));
    const esito = await revocaChiaveApi(l.ctx, chiave.id);
    if (esito.ok) return vai(con(VAI.chiavi, { fatto: 'revocata' }));
    return rifiutata(foglio(l, chiave, { conferma: frase(esito.refusal) }));
  }),
};

async function chiaveDi(l: Lavoro, id = ''): Promise<ChiaveApi | null> {
  return isUuid<ChiaveApiId>(id) ? leggiChiaveApi(l.ctx, id) : null;
}

function foglio(l: Lavoro, chiave: ChiaveApi, errori: Errori): VNode {
  const { colonne } = ufficioChiavi;
  const { inizio, ambiti, indirizzi, creataIl, ultimoUsoIl } = chiave;
  const apre = apreAncora(chiave, l.ctx.now);
  return (
    <Foglio
      u={l}
      titolo={chiave.applicazione}
      sezione={VAI.configurazione}
      percorso={SOPRA_CHIAVI}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      <Dati
        dati={[
          { nome: colonne.inizio, valore: <code>{inizio}…</code> },
          { nome: colonne.stato, valore: <StatoChiave chiave={chiave} ora={l.ctx.now} /> },
          { nome: colonne.ambiti, valore: ambitiDetti(ambiti) },
          { nome: testi.indirizzi, valore: indirizzi.length === 0 ? testi.ovunque : indirizzi.join(', ') },
          { nome: testi.creata, valore: <Istante istante={creataIl} /> },
          {
            nome: colonne.uso,
            valore: ultimoUsoIl === null ? ufficioChiavi.mai : <Istante istante={ultimoUsoIl} />,
          },
        ]}
      />
      {apre && chiave.scadeIl === null && <Sostituisci errori={errori} />}
      {apre && <Revoca errori={errori} />}
    </Foglio>
  );
}

function Sostituisci({ errori }: { errori: Errori }): VNode {
  return (
    <section>
      <h2>{testi.sostituisci}</h2>
      <p>{testi.sostituisciTesto}</p>
      <Modulo>
        <CampoScelta
          nome="giorni"
          etichetta={testi.giorni}
          errore={errori['giorni']}
          scelte={['7']}
          alternative={GIORNI.map((n) => ({ valore: String(n), testo: testi.giorniScelte[n] }))}
        />
        <Azioni>
          <Bottone nome="cosa" valore="ruota">
            {testi.crea}
          </Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}

function Revoca({ errori }: { errori: Errori }): VNode {
  return (
    <section>
      <h2>{testi.revoca}</h2>
      <p>{testi.revocaTesto}</p>
      <Modulo>
        <CampoSpunta nome="conferma" etichetta={testi.conferma} errore={errori['conferma']} />
        <Azioni>
          <Bottone nome="cosa" valore="revoca" aspetto="secondario">
            {testi.revocaAdesso}
          </Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}

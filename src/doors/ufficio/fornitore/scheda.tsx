import {
  cambiaStatoFornitore,
  leggiFornitoreEnte,
  provaFornitoreEnte,
  type FornitoreEnte,
  type StatoFornitore,
} from '#modules/utenti';
import type { ProvaFornitore } from '#platform/fornitore-ente';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioFornitore as testi } from '#testi/it/ufficio-fornitore';
import { Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Vuoto } from '#ui/vuoto';
import { nomiAttori } from '../attori.ts';
import { frase } from '../frase.ts';
import { con } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { perEnte } from '../regione/lavoro.ts';
import { Conferma, perde } from './conferma.tsx';
import { Atti, DatiFornitore, Esito, Indirizzi } from './parti.tsx';
import { sedeEnte, sedeRegione, type Sede } from './sede.tsx';

/** The provider of the ente: what is known of it, whether it works, who it lets in. */
export const fornitore: PaginaUfficio = {
  percorso: '/configurazione/fornitore',
  chi: 'amministratore',
  atto: { get: 'operatori', post: 'operatori' },
  get: alLavoro((l, r) => mostra(sedeEnte(l), r)),
  post: alLavoro((l, r) => compi(sedeEnte(l), r)),
};

/** The same of any ente, for who runs the installation. */
export const regioneFornitore: PaginaUfficio = {
  percorso: '/regione/enti/:id/fornitore',
  chi: 'intermediario',
  get: perEnte((l, r) => mostra(sedeRegione(l), r)),
  post: perEnte((l, r) => compi(sedeRegione(l), r)),
};

async function mostra(sede: Sede, { query }: RichiestaUfficio): Promise<Risposta> {
  const fatto = Object.entries(testi.fatto).find(([nome]) => nome === query['fatto'])?.[1];
  return pagina(await foglio(sede, { fatto }));
}

const STATI = ['attivo', 'in_prova', 'spento'] as const satisfies readonly StatoFornitore[];

async function compi(sede: Sede, { modulo }: RichiestaUfficio): Promise<Risposta> {
  const { cosa = '', conferma, versione } = modulo;
  const stato = STATI.find((uno) => uno === cosa);
  const letto = await leggiFornitoreEnte(sede.ctx);
  if (letto === null) return pagina(await foglio(sede, {}));
  if (stato === undefined) {
    const provato = await provaFornitoreEnte(sede.ctx);
    return provato.ok ? pagina(await foglio(sede, { prova: provato.value })) : pagina(await foglio(sede, {}));
  }
  if (conferma !== 'si') {
    const campi = { cosa: stato, versione: versione ?? '' };
    return pagina(<Conferma {...{ sede, campi, effetti: effettiDi(stato, letto), torna: sede.scheda }} />);
  }
  const esito = await cambiaStatoFornitore(sede.ctx, { stato, versione: Number(versione) });
  if (esito.ok) return vai(con(sede.scheda, { fatto: 'stato' }));
  const { refusal } = esito;
  const provato = refusal.codice === 'FORNITORE_NON_VA' ? await provaFornitoreEnte(sede.ctx) : null;
  const prova = provato?.ok === true ? provato.value : undefined;
  return rifiutata(await foglio(sede, { problema: frase(refusal), prova }), refusal);
}

function effettiDi(stato: StatoFornitore, letto: FornitoreEnte): string[] {
  const t = testi.conferma;
  if (stato === 'attivo') return [t.attivo, t.elenco, t.provaPrima];
  if (stato === 'in_prova') return [t.in_prova, ...(letto.sessioni > 0 ? [t.fuori(letto.sessioni)] : [])];
  return [t.spento, ...perde(letto)];
}

type Visto = { fatto?: string | undefined; problema?: string; prova?: ProvaFornitore | undefined };

async function foglio(sede: Sede, { fatto, problema, prova }: Visto) {
  const letto = await leggiFornitoreEnte(sede.ctx);
  const nome = await nomiAttori(sede.ctx, letto === null ? [] : [letto.cambiatoDa]);
  const { Foglio } = sede;
  return (
    <Foglio errori={problema === undefined ? {} : { cosa: problema }}>
      {fatto !== undefined && (
        <Messaggio tipo="successo" esito>
          <p>{fatto}</p>
        </Messaggio>
      )}
      <p>{testi.introduzione}</p>
      {prova !== undefined && <Esito prova={prova} />}
      {letto === null ? (
        <Vuoto titolo={testi.nessuno}>
          <p>{testi.nessunoTesto}</p>
          <Bottone a={sede.dati}>{testi.modulo.nuovo}</Bottone>
        </Vuoto>
      ) : (
        <>
          <DatiFornitore {...{ sede, fornitore: letto, daChi: nome(letto.cambiatoDa) }} />
          <Atti {...{ sede, fornitore: letto }} />
        </>
      )}
      <Indirizzi sede={sede} />
    </Foglio>
  );
}

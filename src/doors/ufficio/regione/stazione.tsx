import type { VNode } from 'preact';
import { isUuid, type StazioneId } from '#kernel/ids';
import {
  attivaStazione,
  disattivaStazione,
  elencoStazioni,
  entiDiStazione,
  nuovoSegmento,
  ritiraSegmenti,
  type StazioneInElenco,
} from '#modules/enti';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioStazioni as testi } from '#testi/it/ufficio-stazioni';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { frase, intero } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { Conferma, fattoDi, FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione, type Regione } from './lavoro.ts';
import { EntiStazione, Segmento, SOPRA_STAZIONE } from './stazione-parti.tsx';

/** A station: who it serves, what opens it, and what is done to it. The effect is shown before each. */
export const regioneStazione: PaginaUfficio = {
  percorso: '/regione/stazioni/:id',
  chi: 'intermediario',
  get: inRegione((l, r) => conStazione(l, r, async (s) => pagina(await scheda(l, s, { fatto: fattoDi(r.query) })))),
  post: inRegione((l, r) =>
    conStazione(l, r, (s) => {
      const { atto = '', conferma } = r.modulo;
      const fai = Object.hasOwn(ATTI, atto) ? ATTI[atto as Atto] : undefined;
      if (fai === undefined) return errore('richiesta');
      return conferma === 'si' ? fai(l, s) : mostra(l, s, atto as Atto);
    }),
  ),
};

/** The station that the address names. */
export async function conStazione(
  l: Regione,
  { parametri }: RichiestaUfficio,
  azione: (s: StazioneInElenco) => Promise<Risposta> | Risposta,
): Promise<Risposta> {
  const id = parametri['id'] ?? '';
  const [stazione] = isUuid<StazioneId>(id) ? await elencoStazioni(l.ctx, id) : [];
  return stazione === undefined ? errore('nonTrovata') : azione(stazione);
}

type Fai = (l: Regione, s: StazioneInElenco) => Promise<Risposta>;
type Atto = 'segmento' | 'ritira' | 'attiva' | 'disattiva';

const ATTI: Readonly<Record<Atto, Fai>> = {
  segmento: async (l, s) => {
    const esito = await nuovoSegmento(l.ctx, s.stazioneId);
    return esito.ok ? pagina(<Segmento l={l} s={s} segmento={esito.value} />) : rifiuta(l, s, esito.refusal);
  },
  ritira: (l, s) => dopo(l, s, 'ritirati', ritiraSegmenti(l.ctx, s.stazioneId)),
  attiva: (l, s) => dopo(l, s, 'attivata', attivaStazione(l.ctx, s.stazioneId)),
  disattiva: (l, s) => dopo(l, s, 'disattivata', disattivaStazione(l.ctx, s.stazioneId)),
};

async function dopo(
  l: Regione,
  s: StazioneInElenco,
  fatto: string,
  atto: ReturnType<typeof attivaStazione>,
): Promise<Risposta> {
  const esito = await atto;
  return esito.ok ? vai(con(IN_REGIONE.stazione(s.stazioneId), { fatto })) : rifiuta(l, s, esito.refusal);
}

async function rifiuta(l: Regione, s: StazioneInElenco, refusal: Parameters<typeof frase>[0]): Promise<Risposta> {
  return rifiutata(await scheda(l, s, { errore: frase(refusal) }));
}

function mostra(l: Regione, s: StazioneInElenco, atto: Atto): Risposta {
  const { titolo, effetti, bottone } = testi.atti[atto];
  return pagina(
    <Conferma
      l={l}
      titolo={`${titolo}: ${s.codice}`}
      sopra={SOPRA_STAZIONE}
      effetti={[...effetti, testi.servono(intero(s.enti))]}
      campi={{ atto }}
      bottone={bottone}
      torna={IN_REGIONE.stazione(s.stazioneId)}
    />,
  );
}

async function scheda(
  l: Regione,
  s: StazioneInElenco,
  come: { fatto?: string | undefined; errore?: string },
): Promise<VNode> {
  const atti: Atto[] = [
    'segmento',
    ...(s.segmenti > 1 ? (['ritira'] as const) : []),
    s.attiva ? 'disattiva' : 'attiva',
  ];
  return (
    <FoglioRegione l={l} titolo={s.codice} sopra={SOPRA_STAZIONE} fatto={come.fatto}>
      {come.errore !== undefined && (
        <Messaggio tipo="errore" esito>
          <p>{come.errore}</p>
        </Messaggio>
      )}
      <Dati
        dati={[
          { nome: testi.colonne.stato, valore: testi.stati[s.attiva ? 'attiva' : 'ferma'] },
          { nome: testi.colonne.primitive, valore: s.versionePrimitive },
          { nome: testi.segmenti, valore: testi.quantiSegmenti(s.segmenti) },
          { nome: testi.certificati, valore: s.certificatiCn.join(', ') || testi.nessuno },
          { nome: testi.indirizzi, valore: s.indirizzi.join(', ') || testi.nessuno },
        ]}
      />
      <Modulo>
        <Azioni>
          {atti.map((atto) => (
            <Bottone key={atto} aspetto="secondario" nome="atto" valore={atto}>
              {testi.atti[atto].titolo}
            </Bottone>
          ))}
          <Bottone a={IN_REGIONE.accesso(s.stazioneId)} aspetto="secondario">
            {testi.accesso.titolo}
          </Bottone>
        </Azioni>
      </Modulo>
      <EntiStazione enti={await entiDiStazione(l.ctx, s.stazioneId)} />
    </FoglioRegione>
  );
}

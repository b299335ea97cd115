import type { VNode } from 'preact';
import { isUuid, type StazioneId } from '#kernel/ids';
import { associaStazione, chiudiAssociazione, elencoStazioni, stazioniDiEnte } from '#modules/enti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { misuraImpatto } from '#platform/impatto';
import { formatGiorno } from '#kernel/giorno';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { leggiGiorno } from '../conti.tsx';
import { frase, intero } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { sopraEnte } from './ente.tsx';
import { CampiStazione, VUOTI, type Scritti } from './ente-stazione-campi.tsx';
import { Conferma, FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { perEnte, type RegioneEnte } from './lavoro.ts';

const testi = ufficioRegione.associa;

/** A station is given to an ente, or taken from it, from a day on: the effect is shown, then confirmed. */
export const regioneStazioneEnte: PaginaUfficio = {
  percorso: '/regione/enti/:id/stazioni',
  chi: 'intermediario',
  get: perEnte(async (l) => pagina(await vista(l, { scritti: { ...VUOTI, dal: l.ctx.oggi } }))),
  post: perEnte(async (l, { modulo }) => {
    const scritti = Object.fromEntries(Object.keys(VUOTI).map((c) => [c, (modulo[c] ?? '').trim()])) as Scritti;
    const { stazione, dal } = scritti;
    const stazioneId = isUuid<StazioneId>(stazione) ? stazione : null;
    const codice = (await elencoStazioni(l.ctx, stazioneId)).find((s) => s.stazioneId === stazioneId)?.codice;
    const giorno = leggiGiorno(dal);
    if (stazioneId === null || codice === undefined)
      return rifiutata(await vista(l, { scritti, errori: { stazione: testi.manca } }));
    if (giorno === null) return rifiutata(await vista(l, { scritti, errori: { dal: testi.mancaGiorno } }));
    const scelta = { scritti, stazioneId, codice, giorno };
    if (modulo['conferma'] === 'si') return cambia(l, scelta);
    return scritti.chiudi === 'si' ? mostraChiusura(l, scelta) : mostra(l, scelta);
  }),
};

type Scelta = {
  scritti: Scritti;
  stazioneId: StazioneId;
  codice: string;
  giorno: NonNullable<ReturnType<typeof leggiGiorno>>;
};

async function mostra(l: RegioneEnte, { scritti, codice, giorno }: Scelta): Promise<Risposta> {
  const prima = (await stazioniDiEnte(l.per)).find(({ predefinita }) => predefinita);
  const nuova = scritti.predefinita === 'si';
  const effetti = [testi.effetti.associa(codice, scritti.segregazione, formatGiorno(giorno))];
  if (nuova) effetti.push(testi.effetti.predefinita(scritti.segregazione));
  if (nuova && prima !== undefined && prima.codice !== codice) effetti.push(testi.effetti.prima(prima.codice));
  const campi = { ...scritti };
  return pagina(
    <Conferma
      l={l}
      titolo={testi.titolo}
      sopra={sopraEnte(l)}
      {...{ effetti, campi }}
      bottone={testi.associa}
      torna={IN_REGIONE.stazioneEnte(l.ente.enteId)}
    />,
  );
}

async function mostraChiusura(l: RegioneEnte, { scritti, stazioneId, codice, giorno }: Scelta): Promise<Risposta> {
  const { conteggi } = await misuraImpatto(l.per, l.impatti, { di: 'stazione', id: stazioneId, quante: 0 });
  const avvisi = conteggi.find(({ cosa }) => cosa === 'avvisi_stampati')?.quanti ?? 0;
  const effetti = [testi.effetti.chiude(codice, formatGiorno(giorno)), testi.effetti.avvisi(intero(avvisi))];
  return pagina(
    <Conferma
      l={l}
      titolo={testi.titoloChiudi}
      sopra={sopraEnte(l)}
      effetti={effetti}
      campi={{ ...scritti }}
      bottone={testi.chiudi}
      torna={IN_REGIONE.stazioneEnte(l.ente.enteId)}
    />,
  );
}

async function cambia(l: RegioneEnte, { scritti, stazioneId, giorno }: Scelta): Promise<Risposta> {
  const { segregazione, predefinita, chiudi } = scritti;
  const esito =
    chiudi === 'si'
      ? await chiudiAssociazione(l.per, { stazioneId, dal: giorno })
      : await associaStazione(l.per, {
          stazioneId,
          segregazione,
          predefinita: predefinita === 'si',
          validaDal: giorno,
        });
  if (esito.ok) return vai(con(IN_REGIONE.ente(l.ente.enteId), { fatto: 'stazione' }));
  const campo = DI(esito.refusal.codice);
  return rifiutata(await vista(l, { scritti, errori: { [campo]: frase(esito.refusal) } }), esito.refusal);
}

const DI = (codice: string): string => {
  if (codice.startsWith('SEGREGAZIONE')) return 'segregazione';
  return codice === 'STAZIONE_CHIUSURA_PASSATA' ? 'dal' : 'stazione';
};

async function vista(l: RegioneEnte, { scritti, errori = {} }: { scritti: Scritti; errori?: Errori }): Promise<VNode> {
  const stazioni = await elencoStazioni(l.ctx);
  return (
    <FoglioRegione l={l} titolo={testi.titolo} sopra={sopraEnte(l)} errori={errori}>
      <p>{testi.introduzione}</p>
      <Modulo>
        <CampiStazione {...{ stazioni, scritti, errori }} />
        <Azioni>
          <Bottone>{testi.avanti}</Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}

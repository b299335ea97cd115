import type { VNode } from 'preact';
import {
  cambiaStato,
  isStatoEnte,
  leggiPassi,
  leggiPrerequisiti,
  MOTIVO_MAX,
  PASSI,
  STATI_ENTE,
  type Ente,
  type PassoLetto,
  type StatoEnte,
} from '#modules/enti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoScelta, CampoTesto } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { frase } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { sopraEnte } from './ente.tsx';
import { Conferma, FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { perEnte, type RegioneEnte } from './lavoro.ts';

const testi = ufficioRegione.stato;

/** The ente passes to another state: chosen with a reason, its effect shown, then confirmed. */
export const regioneStato: PaginaUfficio = {
  percorso: '/regione/enti/:id/stato',
  chi: 'intermediario',
  get: perEnte((l) => pagina(<Vista l={l} />)),
  post: perEnte(async (l, r) => {
    const { a = '', motivo = '', conferma, da } = r.modulo;
    if (!isStatoEnte(a)) return rifiutata(<Vista l={l} a={a} motivo={motivo} errori={{ a: testi.manca }} />);
    // What was confirmed was from a state: if somebody has changed it meanwhile, the effect is another, and is shown anew.
    return conferma === 'si' && da === l.ente.stato ? cambia(l, a, motivo) : mostra(l, a, r);
  }),
};

async function mostra(l: RegioneEnte, a: StatoEnte, { modulo }: RichiestaUfficio): Promise<Risposta> {
  const { motivo = '' } = modulo;
  const { ente, per } = l;
  if (a === ente.stato) return rifiutata(<Vista l={l} motivo={motivo} errori={{ a: testi.uguale }} />);
  if (motivo.trim() === '') {
    const errori = { motivo: frase({ codice: 'MOTIVO_NON_SCRITTO' }) };
    return rifiutata(<Vista l={l} a={a} motivo={motivo} errori={errori} />);
  }
  const attenzione = [...(await mancanze(l, a)), ...indietro(ente, a, await leggiPassi(per))];
  return pagina(
    <Conferma
      l={l}
      titolo={testi.conferma(ente.denominazione)}
      sopra={sopraEnte(l)}
      effetti={[ufficioEnte.dati.passo(ufficioEnte.stati[ente.stato], ufficioEnte.stati[a]), ...testi.effetti[a]]}
      attenzione={attenzione}
      campi={{ a, motivo, da: ente.stato }}
      bottone={testi.bottoni[a]}
      torna={IN_REGIONE.stato(ente.enteId)}
    />,
  );
}

/** What would stop it, told before it is tried. */
async function mancanze({ per }: RegioneEnte, a: StatoEnte): Promise<string[]> {
  const ha = await leggiPrerequisiti(per);
  if (ha === null || a === 'INSERITO') return [];
  const servono = a === 'ESERCIZIO' ? (['stazione', 'iban', 'tipi'] as const) : (['stazione'] as const);
  return servono.filter((cosa) => !ha[cosa]).map((cosa) => ufficioRegione.ente.mancanze[cosa]);
}

/** Steps that nobody has said to be done do not stop an ente: who lets it in sees them. */
function indietro(ente: Ente, a: StatoEnte, passi: readonly PassoLetto[]): string[] {
  if (a !== 'ESERCIZIO' || ente.ambiente === 'prova') return [];
  return PASSI.filter((passo) => passi.find((p) => p.passo === passo)?.stato !== 'fatto').map((passo) =>
    testi.nonFatto(ufficioRegione.adesione.passi[passo].nome),
  );
}

async function cambia(l: RegioneEnte, a: StatoEnte, motivo: string): Promise<Risposta> {
  const esito = await cambiaStato(l.per, { a, motivo });
  if (esito.ok) return vai(con(IN_REGIONE.ente(l.ente.enteId), { fatto: 'stato' }));
  const campo = esito.refusal.codice === 'MOTIVO_NON_SCRITTO' ? 'motivo' : 'a';
  return rifiutata(<Vista l={l} a={a} motivo={motivo} errori={{ [campo]: frase(esito.refusal) }} />, esito.refusal);
}

function Vista({
  l,
  a = '',
  motivo = '',
  errori = {},
}: {
  l: RegioneEnte;
  a?: string;
  motivo?: string;
  errori?: Errori;
}): VNode {
  const { stato } = l.ente;
  return (
    <FoglioRegione l={l} titolo={testi.titolo} sopra={sopraEnte(l)} errori={errori}>
      <p>{testi.adesso(ufficioEnte.stati[stato])}</p>
      <Modulo>
        <CampoScelta
          nome="a"
          etichetta={testi.a}
          errore={errori['a']}
          scelte={[a]}
          alternative={STATI_ENTE.filter((uno) => uno !== stato).map((valore) => ({
            valore,
            testo: ufficioEnte.stati[valore],
            aiuto: ufficioEnte.statiTesto[valore],
          }))}
        />
        <CampoTesto
          nome="motivo"
          etichetta={ufficioEnte.funzioni.motivo}
          aiuto={ufficioEnte.funzioni.motivoAiuto}
          righe={2}
          caratteriMax={MOTIVO_MAX}
          valore={motivo}
          errore={errori['motivo']}
        />
        <Azioni>
          <Bottone>{testi.avanti}</Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}

import type { VNode } from 'preact';
import { impostaAccesso, type StazioneInElenco } from '#modules/enti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioStazioni } from '#testi/it/ufficio-stazioni';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoTesto } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { frase } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { Conferma, FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione, type Regione } from './lavoro.ts';
import { SOPRA_STAZIONE } from './stazione-parti.tsx';
import { conStazione } from './stazione.tsx';

const testi = ufficioStazioni.accesso;
const CAMPI = ['certificati', 'indirizzi'] as const;
type Scritti = Record<(typeof CAMPI)[number], string>;

/** The certificates and the networks that open a station: what changes is shown, then confirmed. */
export const regioneAccesso: PaginaUfficio = {
  percorso: '/regione/stazioni/:id/accesso',
  chi: 'intermediario',
  get: inRegione((l, r) => conStazione(l, r, (s) => pagina(<Vista l={l} s={s} scritti={scrittiDi(s)} />))),
  post: inRegione((l, r) =>
    conStazione(l, r, (s) => {
      const scritti = { certificati: r.modulo['certificati'] ?? '', indirizzi: r.modulo['indirizzi'] ?? '' };
      return r.modulo['conferma'] === 'si' ? cambia(l, s, scritti) : mostra(l, s, scritti);
    }),
  ),
};

const scrittiDi = ({ certificatiCn, indirizzi }: StazioneInElenco): Scritti => ({
  certificati: certificatiCn.join('\n'),
  indirizzi: indirizzi.join('\n'),
});

const righeDi = (testo: string): string[] => testo.split(/[\s,;]+/).filter((riga) => riga !== '');

function mostra(l: Regione, s: StazioneInElenco, scritti: Scritti): Risposta {
  const prima = scrittiDi(s);
  const effetti = CAMPI.flatMap((campo) => {
    const [era, sara] = [righeDi(prima[campo]), righeDi(scritti[campo])];
    const entrano = sara.filter((uno) => !era.includes(uno)).map((uno) => testi.entra[campo](uno));
    return [...entrano, ...era.filter((uno) => !sara.includes(uno)).map((uno) => testi.esce[campo](uno))];
  });
  if (effetti.length === 0) return rifiutata(<Vista {...{ l, s, scritti }} errori={{ certificati: testi.uguale }} />);
  return pagina(
    <Conferma
      l={l}
      titolo={`${testi.titolo}: ${s.codice}`}
      sopra={SOPRA_STAZIONE}
      effetti={effetti}
      attenzione={s.attiva ? [testi.attenta] : []}
      campi={scritti}
      bottone={testi.salva}
      torna={IN_REGIONE.accesso(s.stazioneId)}
    />,
  );
}

async function cambia(l: Regione, s: StazioneInElenco, scritti: Scritti): Promise<Risposta> {
  const accesso = { certificatiCn: righeDi(scritti.certificati), indirizzi: righeDi(scritti.indirizzi) };
  const esito = await impostaAccesso(l.ctx, { stazioneId: s.stazioneId, ...accesso });
  if (esito.ok) return vai(con(IN_REGIONE.stazione(s.stazioneId), { fatto: 'accesso' }));
  const campo = esito.refusal.codice === 'INDIRIZZO_NON_VALIDO' ? 'indirizzi' : 'certificati';
  return rifiutata(<Vista {...{ l, s, scritti }} errori={{ [campo]: frase(esito.refusal) }} />, esito.refusal);
}

type Prop = { l: Regione; s: StazioneInElenco; scritti: Scritti; errori?: Readonly<Record<string, string>> };

function Vista({ l, s, scritti, errori = {} }: Prop): VNode {
  const sopra = [...SOPRA_STAZIONE, { testo: s.codice, a: IN_REGIONE.stazione(s.stazioneId) }];
  return (
    <FoglioRegione l={l} titolo={testi.titolo} sopra={sopra} errori={errori}>
      <Modulo>
        {CAMPI.map((nome) => (
          <CampoTesto
            key={nome}
            nome={nome}
            etichetta={ufficioStazioni[nome]}
            aiuto={testi.aiuti[nome]}
            valore={scritti[nome]}
            errore={errori[nome]}
            codice
            facoltativo
          />
        ))}
        <Azioni>
          <Bottone>{testi.avanti}</Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}

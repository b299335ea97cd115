import type { VNode } from 'preact';
import type { TipoDovuto } from '#modules/enti';
import { invita as chiedi } from '#modules/utenti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { ufficioOperatori as testi } from '#testi/it/ufficio-operatori';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { CAMPO_DEL_RIFIUTO, CampiRuolo, leggiScelto, SOPRA_OPERATORI, tipiDellEnte, type Scelto } from './campi.tsx';

type Scritto = Scelto & { nome: string; email: string; codiceFiscale: string };

/** Asks somebody, by mail, to work for the ente. The answer is one, whether their address is known here or not. */
export const invita: PaginaUfficio = {
  percorso: '/configurazione/operatori/invita',
  chi: 'amministratore',
  atto: { get: 'operatori', post: 'operatori' },
  get: alLavoro(async (l) => {
    const tipi = await l.ctx.tx((t) => tipiDellEnte(t, l));
    return pagina(foglio(l, tipi, { nome: '', email: '', codiceFiscale: '', ruolo: null, tipi: [] }, {}));
  }),
  post: alLavoro(async (l, r) => {
    const { nome = '', email = '', codiceFiscale = '' } = r.modulo;
    const scritto = { nome: nome.trim(), email: email.trim(), codiceFiscale, ...leggiScelto(r) };
    const { ruolo } = scritto;
    const esito = ruolo === null ? null : await chiedi(l.ctx, { ...scritto, ruolo });
    if (esito?.ok === true) return vai(con(VAI.operatori, { fatto: 'invito' }));
    const errori: Errori =
      esito === null
        ? { ruolo: testi.ruoloMancante }
        : { [CAMPO_DEL_RIFIUTO[esito.refusal.codice] ?? 'email']: frase(esito.refusal) };
    const tipi = await l.ctx.tx((t) => tipiDellEnte(t, l));
    return rifiutata(foglio(l, tipi, scritto, errori), esito?.refusal);
  }),
};

function foglio(
  l: Lavoro,
  tipi: readonly TipoDovuto[],
  { nome, email, codiceFiscale, ...scelto }: Scritto,
  errori: Errori,
): VNode {
  const t = testi.nuovo;
  return (
    <Foglio
      u={l}
      titolo={t.titolo}
      sezione={VAI.configurazione}
      percorso={SOPRA_OPERATORI}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      <p>{t.introduzione}</p>
      <Modulo>
        <Campo nome="nome" etichetta={t.nome} valore={nome} errore={errori['nome']} caratteriMax={140} />
        <Campo
          nome="email"
          etichetta={t.email}
          aiuto={t.emailAiuto}
          tipo="email"
          valore={email}
          errore={errori['email']}
          caratteriMax={100}
        />
        <Campo
          nome="codiceFiscale"
          etichetta={ufficioAccesso.operatore.codiceFiscale}
          aiuto={ufficioAccesso.operatore.aiuto}
          valore={codiceFiscale}
          errore={errori['codiceFiscale']}
          facoltativo
          caratteriMax={16}
          larghezza="media"
        />
        <CampiRuolo scelto={scelto} tipi={tipi} errori={errori} />
        <Azioni>
          <Bottone>{t.manda}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

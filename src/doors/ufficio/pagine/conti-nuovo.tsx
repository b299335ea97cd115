import type { VNode } from 'preact';
import { apriConto } from '#modules/enti';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { CAMPI, CampiIban, CampiIntestazione, leggiGiorno, percorsoConti } from '../conti.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioConti.nuovo;

type Compilato = { valori: Readonly<Record<string, string>>; errori: Errori };

/** A new account, with its first IBAN. */
export const nuovoConto: PaginaUfficio = {
  percorso: '/configurazione/conti/nuovo',
  chi: 'amministratore',
  get: alLavoro((l) => {
    const valori = {
      tipo: 'bancario',
      stato: 'attivo',
      dal: l.ctx.oggi,
      intestatario: l.ente.denominazione.slice(0, 50),
    };
    return pagina(foglio(l, { valori, errori: {} }));
  }),
  post: alLavoro(async (l, { modulo }) => {
    const { nome = '', tipo = '', intestatario = '', autorizzazione = '', iban = '', dal = '', stato = '' } = modulo;
    const validoDal = leggiGiorno(dal);
    // All that is missing at once; what is written is judged by the act.
    const errori: Errori = {
      ...(nome.trim() === '' && { nome: testi.mancano.nome }),
      ...(intestatario.trim() === '' && { intestatario: testi.mancano.intestatario }),
      ...(iban.trim() === '' && { iban: testi.mancano.iban }),
      ...(validoDal === null && { dal: testi.mancano.dal }),
    };
    if (validoDal === null || Object.keys(errori).length > 0) return rifiutata(foglio(l, { valori: modulo, errori }));
    const esito = await apriConto(l.ctx, {
      nome: nome.trim(),
      tipo: tipo === 'postale' ? 'postale' : 'bancario',
      intestatario: intestatario.trim(),
      autorizzazioneStampa: autorizzazione.trim() || null,
      iban,
      validoDal,
      stato: stato === 'censito' ? 'censito' : 'attivo',
    });
    if (esito.ok) return vai(con(VAI.conto(esito.value), { fatto: 'aperto' }));
    const campo = CAMPI[esito.refusal.codice] ?? 'iban';
    return rifiutata(foglio(l, { valori: modulo, errori: { [campo]: frase(esito.refusal) } }));
  }),
};

function foglio(l: Lavoro, { valori, errori }: Compilato): VNode {
  const percorso = [...percorsoConti, { testo: ufficioConti.conti.titolo, a: VAI.conti }];
  const conErrori = Object.keys(errori).length > 0;
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.configurazione} percorso={percorso} conErrori={conErrori}>
      <RiepilogoErrori errori={errori} />
      <Modulo>
        <Campo
          nome="nome"
          etichetta={testi.nome}
          aiuto={testi.nomeAiuto}
          valore={valori['nome']}
          errore={errori['nome']}
          caratteriMax={100}
          larghezza="media"
        />
        <CampoScelta
          nome="tipo"
          etichetta={testi.tipo}
          aiuto={testi.tipoAiuto}
          errore={errori['tipo']}
          scelte={[valori['tipo'] === 'postale' ? 'postale' : 'bancario']}
          alternative={(['bancario', 'postale'] as const).map((valore) => ({
            valore,
            testo: ufficioConti.conti.tipi[valore],
          }))}
        />
        <CampiIntestazione valori={valori} errori={errori} postale />
        <CampiIban valori={valori} errori={errori} />
        <Azioni>
          <Bottone>{testi.aggiungi}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

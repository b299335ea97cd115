import type { VNode } from 'preact';
import { registraDestinazione, type CodiceFlusso } from '#modules/flussi';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioDestinazioni as testi } from '#testi/it/ufficio-destinazioni';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoScelta, CampoTesto } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import type { Compilato } from '../prenota.tsx';

/** The field of each refusal. */
const CAMPI: Partial<Record<CodiceFlusso, string>> = {
  DESTINAZIONE_GENERE_NON_VALIDO: 'genere',
  DESTINAZIONE_PERCORSO_NON_VALIDO: 'percorso',
  DESTINAZIONE_HOST_NON_VALIDO: 'host',
  DESTINAZIONE_PORTA_NON_VALIDA: 'porta',
  DESTINAZIONE_UTENTE_NON_VALIDO: 'utente',
  DESTINAZIONE_IMPRONTA_NON_VALIDA: 'impronta',
};

/** A new place where files are delivered; what lets us in is written once and never shown. */
export const nuovaDestinazione: PaginaUfficio = {
  percorso: '/incassi/destinazioni/nuova',
  chi: 'amministratore',
  get: alLavoro((l) => pagina(foglio(l, { valori: { genere: 'sftp', porta: '22', accesso: 'password' }, errori: {} }))),
  post: alLavoro(async (l, { modulo }) => {
    const { nome = '', genere = '', percorso = '', host = '', porta = '' } = modulo;
    const { utente = '', impronta = '', accesso = '', password = '', chiave = '' } = modulo;
    const segreto = accesso === 'chiave' ? chiave : password;
    const nuova = { nome, genere, percorso, host, porta, utente, impronta, accesso, segreto };
    const esito = await registraDestinazione(l.ctx, nuova);
    if (esito.ok) return vai(con(VAI.destinazioni, { fatto: 'aggiunta' }));
    const delSegreto = accesso === 'chiave' ? 'chiave' : 'password';
    const { codice } = esito.refusal;
    const campo = codice === 'DESTINAZIONE_SEGRETO_NON_VALIDO' ? delSegreto : (CAMPI[codice] ?? 'nome');
    return rifiutata(foglio(l, { valori: modulo, errori: { [campo]: frase(esito.refusal) } }));
  }),
};

function foglio(l: Lavoro, c: Compilato): VNode {
  // One kind alone is no choice.
  const generi = l.ctx.config.cartellaConsegne === null ? (['sftp'] as const) : (['sftp', 'cartella'] as const);
  return (
    <Foglio
      u={l}
      titolo={testi.nuova}
      sezione={VAI.incassi}
      percorso={[
        { testo: ufficioFlussi.incassi.titolo, a: VAI.incassi },
        { testo: ufficioEsportazioni.programmati.titolo, a: VAI.programmati },
        { testo: testi.titolo, a: VAI.destinazioni },
      ]}
      conErrori={Object.keys(c.errori).length > 0}
    >
      <RiepilogoErrori errori={c.errori} />
      <Modulo>
        <Riga c={c} nome="nome" etichetta={testi.nome} aiuto={testi.nomeAiuto} />
        {generi.length === 1 ? (
          <input type="hidden" name="genere" value={generi[0]} />
        ) : (
          <CampoScelta
            nome="genere"
            etichetta={testi.genere}
            errore={c.errori['genere']}
            alternative={generi.map((g) => ({ valore: g, testo: testi.generi[g], aiuto: testi.generiAiuto[g] }))}
            scelte={[c.valori['genere'] ?? '']}
          />
        )}
        <Riga c={c} nome="percorso" etichetta={testi.percorso} aiuto={testi.percorsoAiuto} />
        {generi.length > 1 && <h2>{testi.server}</h2>}
        <Server c={c} />
        <Azioni>
          <Bottone>{testi.aggiungi}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

function Server({ c }: { c: Compilato }): VNode {
  return (
    <>
      <Riga c={c} nome="host" etichetta={testi.host} aiuto={testi.hostAiuto} />
      <Riga c={c} nome="porta" etichetta={testi.porta} breve />
      <Riga c={c} nome="impronta" etichetta={testi.improntaCampo} aiuto={testi.improntaAiuto} facoltativo />
      <Riga c={c} nome="utente" etichetta={testi.utente} />
      <CampoScelta
        nome="accesso"
        etichetta={testi.accesso}
        errore={c.errori['accesso']}
        alternative={(['password', 'chiave'] as const).map((valore) => ({ valore, testo: testi.accessi[valore] }))}
        scelte={[c.valori['accesso'] ?? '']}
      />
      <Campo
        nome="password"
        etichetta={testi.password}
        aiuto={testi.segretoAiuto}
        errore={c.errori['password']}
        tipo="password"
        larghezza="media"
        facoltativo
      />
      <CampoTesto
        nome="chiave"
        etichetta={testi.chiave}
        aiuto={testi.chiaveAiuto}
        errore={c.errori['chiave']}
        righe={3}
        codice
        facoltativo
      />
    </>
  );
}

type PropRiga = {
  c: Compilato;
  nome: string;
  etichetta: string;
  aiuto?: string;
  facoltativo?: boolean;
  breve?: boolean;
};

function Riga({ c, nome, etichetta, aiuto, facoltativo = false, breve = false }: PropRiga): VNode {
  return (
    <Campo
      nome={nome}
      etichetta={etichetta}
      {...(aiuto !== undefined && { aiuto })}
      valore={c.valori[nome]}
      errore={c.errori[nome]}
      facoltativo={facoltativo}
      cifre={breve}
      larghezza={breve ? 'breve' : 'media'}
    />
  );
}

import type { VNode } from 'preact';
import { isUuid, type TipoDovutoId } from '#kernel/ids';
import { elencoTipi, type TipoDovuto } from '#modules/enti';
import { registraSpinta, type CodiceEventi } from '#modules/eventi';
import { pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioSpinta as testi } from '#testi/it/ufficio-eventi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { SOPRA_EVENTI } from './sopra.ts';

/** The field of each refusal. */
const CAMPI: Partial<Record<CodiceEventi, string>> = {
  SPINTA_GIA_REGISTRATA: 'tipo',
  SPINTA_TIPO_SCONOSCIUTO: 'tipo',
  SPINTA_JWT_INCOMPLETO: 'kid',
  SPINTA_SEGRETO_NON_VALIDO: 'segreto',
};

type Valori = Readonly<Record<string, string>>;

/** A new place where outcomes are pushed; its key is written once and never shown. */
export const nuovaSpinta: PaginaUfficio = {
  percorso: '/configurazione/spinta/nuova',
  chi: 'amministratore',
  atto: { get: 'eventi', post: 'eventi' },
  get: alLavoro(async (l) => pagina(foglio(l, await tipiDi(l), { valori: {}, errori: {} }))),
  post: alLavoro(async (l, { modulo }) => {
    const { tipo = '', url = '', kid = '', sub = '', iss = '', segreto = '' } = modulo;
    const tipoDovutoId = tipo === '' ? null : isUuid<TipoDovutoId>(tipo) ? tipo : undefined;
    const tipi = await tipiDi(l);
    if (tipoDovutoId === undefined)
      return rifiutata(
        foglio(l, tipi, { valori: modulo, errori: { tipo: frase({ codice: 'SPINTA_TIPO_SCONOSCIUTO' }) } }),
      );
    const esito = await registraSpinta(l.ctx, { tipoDovutoId, url, jwt: { kid, sub, iss, segreto } });
    if (esito.ok) return vai(con(VAI.spinta, { fatto: 'aggiunta' }));
    const campo = CAMPI[esito.refusal.codice] ?? 'url';
    return rifiutata(foglio(l, tipi, { valori: modulo, errori: { [campo]: frase(esito.refusal) } }), esito.refusal);
  }),
};

function tipiDi(l: Lavoro): Promise<TipoDovuto[]> {
  return l.ctx.tx((t) => elencoTipi(t, l.ente.enteId));
}

function foglio(l: Lavoro, tipi: readonly TipoDovuto[], { valori, errori }: { valori: Valori; errori: Errori }): VNode {
  const campo = (nome: 'kid' | 'sub' | 'iss'): VNode => (
    <Campo
      nome={nome}
      etichetta={testi[nome]}
      valore={valori[nome]}
      errore={errori[nome]}
      larghezza="media"
      facoltativo
    />
  );
  return (
    <Foglio
      u={l}
      titolo={testi.nuova}
      sezione={VAI.configurazione}
      percorso={[...SOPRA_EVENTI, { testo: testi.titolo, a: VAI.spinta }]}
      conErrori={Object.keys(errori).length > 0}
    >
      <RiepilogoErrori errori={errori} />
      <Modulo>
        <CampoElenco
          nome="tipo"
          etichetta={testi.tipo}
          errore={errori['tipo']}
          vuota={testi.tipoTutti}
          valore={valori['tipo'] ?? ''}
          alternative={tipi.map(({ tipoDovutoId, denominazione }) => ({ valore: tipoDovutoId, testo: denominazione }))}
          larghezza="media"
        />
        <Campo nome="url" etichetta={testi.url} aiuto={testi.urlAiuto} valore={valori['url']} errore={errori['url']} />
        <h2>{testi.jwt}</h2>
        {campo('kid')}
        {campo('sub')}
        {campo('iss')}
        <Campo
          nome="segreto"
          etichetta={testi.segreto}
          aiuto={testi.segretoAiuto}
          errore={errori['segreto']}
          tipo="password"
          larghezza="media"
          facoltativo
        />
        <Azioni>
          <Bottone>{testi.aggiungi}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

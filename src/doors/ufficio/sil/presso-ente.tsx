import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import type { TipoDovutoId } from '#kernel/ids';
import { elencoTipi, type TipoDovuto } from '#modules/enti';
import {
  impostaPressoEnte,
  leggiPressoEnte,
  provaPressoEnte,
  valutaPressoEnte,
  type CodicePressoEnte,
  type PressoEnteLetto,
  type ProvaPressoEnte,
  type SceltePressoEnte,
} from '#modules/pagamenti';
import { leggiConteggi } from '#modules/posizioni';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { pressoEnte as testi } from '#testi/it/presso-ente';
import { Collegamento } from '#ui/collegamento';
import type { Errori } from '#ui/riepilogo-errori';
import { FoglioEnte } from '../foglio-ente.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { Conferma } from './presso-ente-conferma.tsx';
import { ModuloPressoEnte, StatoPressoEnte, type Valori } from './presso-ente-parti.tsx';
import { ModuloProva, Provata } from './presso-ente-prova.tsx';

/** Its contract, for who writes the software of the ente. */
const CONTRATTO = 'PagamentiTelematiciEsterniCCP.wsdl';

/** The field of each refusal. */
const CAMPI: Readonly<Record<CodicePressoEnte, string>> = {
  PRESSO_ENTE_INDIRIZZO_NON_VALIDO: 'url',
  PRESSO_ENTE_ATTESA_NON_VALIDA: 'secondi',
  PRESSO_ENTE_TIPO_NON_VALIDO: 'tipo',
  PRESSO_ENTE_CAMBIATO: 'attivo',
  PRESSO_ENTE_AVVISO_NON_VALIDO: 'avviso',
  PRESSO_ENTE_NON_CONFIGURATO: 'avviso',
  PRESSO_ENTE_SENZA_STAZIONE: 'avviso',
};

/** The service of the ente that answers for its notices: how it is set, in two steps, how it is, and a trial of it. */
export const pressoEnte: PaginaUfficio = {
  percorso: '/configurazione/presso-ente',
  chi: 'amministratore',
  get: alLavoro(async (l, { query }) => pagina(await foglio(l, { salvato: query['fatto'] === 'si' }))),
  post: alLavoro(async (l, { modulo }) => (modulo['cosa'] === 'prova' ? prova(l, modulo) : salva(l, modulo))),
};

async function salva(l: Lavoro, modulo: Valori): Promise<Risposta> {
  const scelte = scelteDi(modulo);
  const no = async (codici: readonly CodicePressoEnte[], genere: Rifiuto['genere']): Promise<Risposta> => {
    const errori = Object.fromEntries(codici.map((codice) => [CAMPI[codice], frase({ codice })]));
    return rifiutata(await foglio(l, { valori: modulo, errori }), { genere });
  };
  if (modulo['azione'] === 'correggi') return pagina(await foglio(l, { valori: modulo }));
  const difetti = await valutaPressoEnte(l.ctx, scelte);
  if (difetti.length > 0) return no(difetti, 'non_valido');
  const letto = await leggiPressoEnte(l.ctx);
  const visto = JSON.stringify(letto.scelte);
  if (modulo['visto'] !== visto) {
    const [{ stati }, tipi] = await l.ctx.tx((t) =>
      Promise.all([leggiConteggi(t, null), elencoTipi(t, l.ente.enteId)]),
    );
    const tipo = tipi.find(({ tipoDovutoId }) => tipoDovutoId === scelte.tipoDovutoId)?.denominazione ?? '';
    return pagina(
      <FoglioEnte l={l} titolo={testi.titolo} errori={{}} salvato={false}>
        <Conferma valori={modulo} {...{ scelte, letto, visto, tipo }} daPagare={stati.da_pagare.quanti} />
      </FoglioEnte>,
    );
  }
  const fatto = await impostaPressoEnte(l.ctx, { ...scelte, visto: letto.scelte });
  return fatto.ok ? vai(con(VAI.pressoEnte, { fatto: 'si' })) : no([fatto.refusal.codice], fatto.refusal.genere);
}

async function prova(l: Lavoro, modulo: Valori): Promise<Risposta> {
  const { avviso = '', pagamento } = modulo;
  const esito = await provaPressoEnte(l.ctx, { numeroAvviso: avviso, ancheIlPagamento: pagamento === 'si' });
  if (esito.ok) return pagina(await foglio(l, { valori: modulo, provata: esito.value }));
  const errori = { [CAMPI[esito.refusal.codice]]: frase(esito.refusal) };
  return rifiutata(await foglio(l, { valori: modulo, errori }), esito.refusal);
}

function scelteDi({ attivo, url = '', secondi = '', nostri, tipo = '' }: Valori): SceltePressoEnte {
  const interi = /^[0-9]{1,2}$/.test(secondi.trim()) ? Number(secondi) : 0;
  return {
    ...{ attivo: attivo === 'si', url: url.trim(), attesaMs: interi * 1000, ancheNostri: nostri === 'si' },
    tipoDovutoId: tipo as TipoDovutoId,
  };
}

const ATTESA_MS = 4000;

function valoriDi(scelte: SceltePressoEnte | null, tipi: readonly TipoDovuto[]): Valori {
  const { attivo = false, url = '', attesaMs = ATTESA_MS, ancheNostri = false, tipoDovutoId } = scelte ?? {};
  const solo = tipi.length === 1 ? tipi[0]?.tipoDovutoId : undefined;
  return {
    ...{ attivo: attivo ? 'si' : 'no', url, secondi: String(attesaMs / 1000), nostri: ancheNostri ? 'si' : 'no' },
    tipo: tipoDovutoId ?? solo ?? '',
  };
}

type Come = { valori?: Valori; errori?: Errori; salvato?: boolean; provata?: ProvaPressoEnte };

async function foglio(l: Lavoro, { valori = {}, errori = {}, salvato = false, provata }: Come): Promise<VNode> {
  const letto: PressoEnteLetto = await leggiPressoEnte(l.ctx);
  const tipi = (await elencoTipi(l.ctx, l.ente.enteId)).filter(({ attivo }) => attivo);
  const scritti = valori['url'] === undefined ? valoriDi(letto.scelte, tipi) : valori;
  return (
    <FoglioEnte l={l} titolo={testi.titolo} errori={errori} salvato={salvato}>
      <p>{testi.introduzione}</p>
      <p>
        {testi.contratto} <Collegamento a={`${l.ctx.config.urlPubblico}/ws/pa/${CONTRATTO}`}>{CONTRATTO}</Collegamento>
      </p>
      {provata !== undefined && <Provata provata={provata} />}
      <StatoPressoEnte letto={letto} />
      <ModuloPressoEnte valori={scritti} errori={errori} tipi={tipi} />
      {letto.scelte !== null && <ModuloProva valori={valori} errori={errori} />}
    </FoglioEnte>
  );
}

import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import {
  chiudiMancante,
  leggiTentativi,
  riprovaMancante,
  scriviIur,
  type Mancante,
  type Tentativo,
} from '#modules/rendicontazione';
import { leggiAtti, type AttoLetto } from '#modules/registro';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioMancanti as testi } from '#testi/it/ufficio-mancanti';
import { Messaggio } from '#ui/messaggio';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { AttiMancante, ATTI_MANCANTE, type AttoMancante, type Compilato } from '../mancante-atti.tsx';
import { DatiMancante, DovutiMancante, Tentativi } from '../mancante-dati.tsx';
import { postoUna, segueMancanti, trovaMancante } from '../mancanti.tsx';
import { TabellaAtti } from '../tabella-atti.tsx';

const { una } = testi;
const ATTI_MOSTRATI = 20;
const VUOTO: Compilato = { atto: null, errori: {}, valori: {} };

/** One payment whose receipt has not come: what is known of it, each question and its answer, what may be done. */
export const mancante: PaginaUfficio = {
  percorso: '/rendicontazione/mancanti/:id',
  chi: 'operatore',
  atto: { post: 'rimborsa' },
  get: alLavoro(async (l, r) => {
    const letto = await leggi(l, r);
    return letto === null ? errore('nonTrovata') : pagina(<Una l={l} letto={letto} fatto={attoDi(r.query['fatto'])} />);
  }),
  post: alLavoro(async (l, r) => {
    const letto = await leggi(l, r);
    const atto = attoDi(r.modulo['atto']);
    if (letto === null || atto === null) return errore('nonTrovata');
    const { esito, campo } = await compi(l, letto.m, { atto, campi: r.modulo });
    if (esito.ok) return vai(con(VAI.mancante(letto.m.id), { fatto: atto }));
    const { refusal } = esito;
    const adesso = (await leggi(l, r)) ?? letto;
    // What is of no field is said above: its form may be there no more.
    if (campo === null || !DEL_CAMPO.has(refusal.codice))
      return rifiutata(<Una l={l} letto={adesso} no={frase(refusal)} />, refusal);
    const compilato = { atto, errori: { [campo]: frase(refusal) }, valori: r.modulo };
    return rifiutata(<Una l={l} letto={adesso} compilato={compilato} />, refusal);
  }),
};

const attoDi = (nome: string | undefined): AttoMancante | null => ATTI_MANCANTE.find((uno) => uno === nome) ?? null;

type Campi = RichiestaUfficio['modulo'];
type Fatto = { esito: { ok: true } | { ok: false; refusal: Rifiuto }; campo: string | null };

const DEL_CAMPO: ReadonlySet<string> = new Set(['MANCANTE_IUR_NON_VALIDO', 'MANCANTE_IUR_DI_ALTRI', 'MANCANTE_MOTIVO']);

/** Does it, and which field a refusal is said beside. */
async function compi(l: Lavoro, m: Mancante, { atto, campi }: { atto: AttoMancante; campi: Campi }): Promise<Fatto> {
  const quale = { mancanteId: m.id, ...(await l.ctx.tx((t) => segueMancanti(t, l))) };
  if (atto === 'riprova') return { esito: await riprovaMancante(l.ctx, quale), campo: null };
  if (atto === 'iur') return { esito: await scriviIur(l.ctx, { ...quale, iur: campi['iur'] ?? '' }), campo: 'iur' };
  const campo = `motivo-${atto}`;
  const come = atto === 'pagamento' ? 'pagamento' : 'non_pagata';
  return { esito: await chiudiMancante(l.ctx, { ...quale, come, motivo: campi[campo] ?? '' }), campo };
}

type Letto = { m: Mancante; tentativi: Tentativo[]; atti: AttoLetto[]; nome: NomeAttore };

async function leggi(l: Lavoro, { parametri }: Pick<RichiestaUfficio, 'parametri'>): Promise<Letto | null> {
  return l.ctx.tx(async (t) => {
    const m = await trovaMancante(t, l, parametri);
    if (m === null) return null;
    const tentativi = await leggiTentativi(t, m.id);
    const atti = await leggiAtti(t, { oggettoId: m.id, quanti: ATTI_MOSTRATI });
    const attori = [...atti.map(({ attore }) => attore), ...tentativi.map(({ richiestoDa }) => richiestoDa)];
    const nome = await nomiAttori(t, [...attori, m.chiusaDa ?? '', m.iurDa ?? '']);
    return { m, tentativi, atti, nome };
  });
}

type Vista = { l: Lavoro; letto: Letto; compilato?: Compilato; fatto?: AttoMancante | null; no?: string };

function Una({ l, letto: { m, tentativi, atti, nome }, compilato = VUOTO, fatto = null, no }: Vista): VNode {
  return (
    <Foglio
      u={l}
      titolo={una.titolo(m.numeroAvviso ?? m.iuv)}
      {...postoUna(l)}
      conErrori={Object.keys(compilato.errori).length > 0}
    >
      <RiepilogoErrori errori={compilato.errori} />
      {no !== undefined && (
        <Messaggio tipo="attenzione" titolo={testi.riprova.no} esito>
          <p>{no}</p>
        </Messaggio>
      )}
      {fatto !== null && (
        <Messaggio tipo="successo" titolo={testi[fatto].fatto} esito>
          <p>{testi[fatto].fattoTesto}</p>
        </Messaggio>
      )}
      <Messaggio tipo={m.stato === 'da_chiudere' ? 'attenzione' : 'informazione'}>
        <p>{testi.spiega(m)}</p>
      </Messaggio>
      <h2>{una.dati}</h2>
      <DatiMancante m={m} nome={nome} />
      <DovutiMancante m={m} />
      {!guardaSoltanto(l, 'rimborsa') && <AttiMancante m={m} compilato={compilato} />}
      <h2>{una.tentativi}</h2>
      <Tentativi tentativi={tentativi} nome={nome} />
      {atti.length > 0 && (
        <>
          <h2>{una.storia}</h2>
          <TabellaAtti id="atti" titolo={una.storiaTitolo} atti={atti} nome={nome} senzaVia />
        </>
      )}
    </Foglio>
  );
}

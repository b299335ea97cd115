import type { VNode } from 'preact';
import { formatGiornoLungo, type Giorno } from '#kernel/giorno';
import { formatIban } from '#kernel/iban';
import { attivaIban, registraIban, valutaIban, vitaDi, type ContoIntero } from '#modules/enti';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import type { ImpattoMisurato } from '#platform/impatto';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { CAMPI, CampiIban, contoDi, impattoConto, leggiGiorno, percorsoConto } from '../conti.tsx';
import { frase } from '../frase.ts';
import { Impatto, isCambiato, Letto, VociImpatto } from '../impatto-conto.tsx';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioConti.cambia;

type Valori = Readonly<Record<string, string>>;
type Chiesto = { iban: string; validoDal: Giorno; stato: 'attivo' | 'censito'; censitoDal: Giorno | null };

/**
 * A change of IBAN in two steps: what it touches, then the confirmation, which looks again. Both are the same form posted twice, so
 * it works without scripts and nothing waits on the server.
 */
export const cambiaConto: PaginaUfficio = {
  percorso: '/configurazione/conti/:id/cambia',
  chi: 'amministratore',
  get: alLavoro(async (l, r) => {
    const conto = await contoDi(l, r);
    if (conto === null) return errore('nonTrovata');
    const censito = conto.decorrenze.find((d) => d.stato === 'censito' && d.validoDal === r.query['censito']);
    const valori = { iban: censito?.iban ?? '', censito: censito?.validoDal ?? '', dal: l.ctx.oggi, stato: 'attivo' };
    return pagina(chiedi(l, conto, { valori, errori: {} }));
  }),
  post: alLavoro(async (l, r) => {
    const conto = await contoDi(l, r);
    if (conto === null) return errore('nonTrovata');
    const { iban = '', dal = '', stato = '', censito = '', letto } = r.modulo;
    const no = (errori: Errori): Risposta => rifiutata(chiedi(l, conto, { valori: r.modulo, errori }));
    const validoDal = leggiGiorno(dal);
    if (validoDal === null) return no({ dal: ufficioConti.iban.giorno });
    const chiesto: Chiesto = {
      iban,
      validoDal,
      stato: stato === 'censito' ? 'censito' : 'attivo',
      censitoDal: leggiGiorno(censito),
    };
    const valutato = await valutaIban(l.ctx, { contoId: conto.contoId, ...chiesto });
    if (!valutato.ok) return no({ [CAMPI[valutato.refusal.codice] ?? 'iban']: frase(valutato.refusal) });
    if (!valutato.value.nuova) return no({ iban: testi.uguale });
    const misurato = await impattoConto(l, conto.contoId);
    const cambiato = isCambiato(misurato, letto);
    if (letto === undefined || cambiato)
      return pagina(conferma(l, conto, { chiesto: { ...chiesto, iban: valutato.value.iban }, misurato, cambiato }));
    const esito = await cambia(l, conto, chiesto);
    if (esito.ok) return vai(con(VAI.conto(conto.contoId), { fatto: 'iban' }));
    return no({ [CAMPI[esito.refusal.codice] ?? 'iban']: frase(esito.refusal) });
  }),
};

/** An IBAN that was declared is put to use; any other is given to the account. */
function cambia(l: Lavoro, { contoId, decorrenze }: ContoIntero, c: Chiesto): ReturnType<typeof registraIban> {
  const censito = decorrenze.find((d) => d.stato === 'censito' && d.validoDal === c.censitoDal);
  return c.stato === 'attivo' && censito !== undefined && censito.iban === c.iban
    ? attivaIban(l.ctx, { contoId, censitoDal: censito.validoDal, dal: c.validoDal })
    : registraIban(l.ctx, { contoId, ...c });
}

function ibanDiOggi({ decorrenze }: ContoIntero, oggi: Giorno): string {
  const iban = decorrenze.find((d) => vitaDi(d, decorrenze, oggi) === 'in_vigore')?.iban;
  return iban === undefined ? testi.nessuno : formatIban(iban);
}

function chiedi(l: Lavoro, conto: ContoIntero, { valori, errori }: { valori: Valori; errori: Errori }): VNode {
  const conErrori = Object.keys(errori).length > 0;
  const percorso = percorsoConto(conto);
  return (
    <Foglio u={l} titolo={testi.titolo(conto.nome)} sezione={VAI.configurazione} {...{ percorso, conErrori }}>
      <RiepilogoErrori errori={errori} />
      <Dati dati={[{ nome: testi.ora, valore: ibanDiOggi(conto, l.ctx.oggi) }]} />
      <Modulo a={VAI.cambiaConto(conto.contoId)}>
        <input type="hidden" name="censito" value={valori['censito'] ?? ''} />
        <CampiIban valori={valori} errori={errori} />
        <Azioni>
          <Bottone>{testi.continua}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

type Conferma = { chiesto: Chiesto; misurato: ImpattoMisurato; cambiato: boolean };

function conferma(l: Lavoro, conto: ContoIntero, { chiesto, misurato, cambiato }: Conferma): VNode {
  const { iban, validoDal, stato, censitoDal } = chiesto;
  const giorno = formatGiornoLungo(validoDal);
  const nuovo = formatIban(iban);
  const { spiega, spiegaPostale } = ufficioConti.impatto;
  const stampati = conto.tipo === 'postale' ? spiegaPostale : spiega;
  return (
    <Foglio u={l} titolo={testi.titolo(conto.nome)} sezione={VAI.configurazione} percorso={percorsoConto(conto)}>
      <p>{stato === 'censito' ? testi.censito(nuovo) : testi.daA(ibanDiOggi(conto, l.ctx.oggi), nuovo, giorno)}</p>
      {stato === 'attivo' && <Impatto {...{ misurato, cambiato, stampati }} />}
      <Modulo a={VAI.cambiaConto(conto.contoId)}>
        {Object.entries({ iban, dal: validoDal, stato, censito: censitoDal ?? '' }).map(([nome, valore]) => (
          <input key={nome} type="hidden" name={nome} value={valore} />
        ))}
        <Letto misurato={misurato} />
        <Azioni>
          <Bottone>{testi.conferma}</Bottone>
          <Collegamento a={VAI.conto(conto.contoId)}>{testi.indietro}</Collegamento>
        </Azioni>
      </Modulo>
      {stato === 'attivo' && <VociImpatto misurato={misurato} />}
    </Foglio>
  );
}

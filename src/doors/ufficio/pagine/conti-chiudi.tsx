import type { VNode } from 'preact';
import { formatGiornoLungo, type Giorno } from '#kernel/giorno';
import { formatIban } from '#kernel/iban';
import { terminaIban, valutaTermine, vitaDi, type ContoIntero } from '#modules/enti';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import type { ImpattoMisurato } from '#platform/impatto';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { contoDi, impattoConto, leggiGiorno, percorsoConto } from '../conti.tsx';
import { frase } from '../frase.ts';
import { Impatto, isCambiato, Letto, VociImpatto } from '../impatto-conto.tsx';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioConti.chiudi;

/** The end of an account, in two steps as a change of its IBAN. */
export const chiudiConto: PaginaUfficio = {
  percorso: '/configurazione/conti/:id/chiudi',
  chi: 'amministratore',
  get: alLavoro(async (l, r) => {
    const conto = await contoDi(l, r);
    return conto === null ? errore('nonTrovata') : pagina(chiedi(l, conto, { dal: l.ctx.oggi }));
  }),
  post: alLavoro(async (l, r) => {
    const conto = await contoDi(l, r);
    if (conto === null) return errore('nonTrovata');
    const { dal = '', letto } = r.modulo;
    const no = (perche: string): Risposta => rifiutata(chiedi(l, conto, { dal, perche }));
    const al = leggiGiorno(dal);
    if (al === null) return no(ufficioConti.iban.giorno);
    const valutato = await valutaTermine(l.ctx, { contoId: conto.contoId, al });
    if (!valutato.ok) return no(frase(valutato.refusal));
    const misurato = await impattoConto(l, conto.contoId);
    const cambiato = isCambiato(misurato, letto);
    if (letto === undefined || cambiato) return pagina(conferma(l, conto, { al, misurato, cambiato }));
    const esito = await terminaIban(l.ctx, { contoId: conto.contoId, al });
    return esito.ok ? vai(con(VAI.conto(conto.contoId), { fatto: 'chiuso' })) : no(frase(esito.refusal));
  }),
};

function chiedi(l: Lavoro, conto: ContoIntero, { dal, perche }: { dal: string; perche?: string }): VNode {
  const percorso = percorsoConto(conto);
  return (
    <Foglio
      u={l}
      titolo={testi.titolo(conto.nome)}
      sezione={VAI.configurazione}
      percorso={percorso}
      conErrori={perche !== undefined}
    >
      <RiepilogoErrori errori={perche === undefined ? {} : { dal: perche }} />
      <p>{testi.introduzione}</p>
      <Modulo>
        <Campo
          nome="dal"
          etichetta={testi.dal}
          aiuto={testi.dalAiuto}
          tipo="date"
          larghezza="breve"
          valore={dal}
          errore={perche}
        />
        <Azioni>
          <Bottone>{testi.continua}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

type Conferma = { al: Giorno; misurato: ImpattoMisurato; cambiato: boolean };

function conferma(l: Lavoro, conto: ContoIntero, { al, misurato, cambiato }: Conferma): VNode {
  const { decorrenze } = conto;
  const iban = decorrenze.find((d) => vitaDi(d, decorrenze, l.ctx.oggi) === 'in_vigore')?.iban ?? '';
  return (
    <Foglio u={l} titolo={testi.titolo(conto.nome)} sezione={VAI.configurazione} percorso={percorsoConto(conto)}>
      <p>{testi.daA(formatIban(iban), formatGiornoLungo(al))}</p>
      <Impatto misurato={misurato} cambiato={cambiato} />
      <Modulo>
        <input type="hidden" name="dal" value={al} />
        <Letto misurato={misurato} />
        <Azioni>
          <Bottone aspetto="pericolo">{testi.conferma}</Bottone>
          <Collegamento a={VAI.conto(conto.contoId)}>{ufficioConti.cambia.indietro}</Collegamento>
        </Azioni>
      </Modulo>
      <VociImpatto misurato={misurato} />
    </Foglio>
  );
}

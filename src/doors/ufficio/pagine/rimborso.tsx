import type { VNode } from 'preact';
import type { DenaroDaRimborsare } from '#modules/pagamenti';
import { annota, leggiAtti, type AttoLetto } from '#modules/registro';
import { errore, pagina } from '#platform/http/pagina';
import { ufficioRimborsi as testi } from '#testi/it/ufficio-rimborsi';
import { Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { DataGiorno, Istante } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { Fatto } from '../fatto.tsx';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { DatiDenaro, SOPRA_RIMBORSI, trovaDenaro } from '../rimborsi.tsx';
import { TabellaAtti } from '../tabella-atti.tsx';

const { uno } = testi;
const ATTI_MOSTRATI = 20;

/** One payment to give back: why it is here, what can be done, what was decided. Opening it is an act of the registro (model 11). */
export const rimborso: PaginaUfficio = {
  percorso: '/incassi/da-rimborsare/:id',
  chi: 'operatore',
  get: alLavoro((l, { parametri, query }) =>
    l.ctx.tx(async (t) => {
      const d = await trovaDenaro(t, l, parametri);
      if (d === null) return errore('nonTrovata');
      await annota(t, { azione: 'ricevuta.vista', oggetto: 'ricevuta', oggettoId: d.id });
      const quali = { oggetto: null, oggettoId: d.id, dopo: null, prima: null, quanti: ATTI_MOSTRATI };
      const atti = await leggiAtti(t, quali);
      const nome = await nomiAttori(t, [...atti.map(({ attore }) => attore), d.registratoDa ?? '']);
      return pagina(<Scheda {...{ l, d, atti, nome }} fatto={query['fatto']} />);
    }),
  ),
};

type Letto = { l: Lavoro; d: DenaroDaRimborsare; atti: AttoLetto[]; nome: NomeAttore; fatto: string | undefined };

function Scheda({ l, d, atti, nome, fatto }: Letto): VNode {
  return (
    <Foglio u={l} titolo={uno.titolo(d.receiptId)} sezione={VAI.incassi} percorso={SOPRA_RIMBORSI}>
      {d.esito !== null && <Fatto frasi={uno.fatto} fatto={fatto} />}
      <Messaggio tipo="informazione">
        <p>{testi.spiegazioni[d.genere]}</p>
      </Messaggio>
      {d.esito === null && !guardaSoltanto(l, 'rimborsa') && <AttiPossibili d={d} />}
      {d.esito !== null && <Decisione d={d} nome={nome} />}
      <DatiDenaro denaro={d} intero />
      {d.dovuti.length > 0 && <Dovuti d={d} />}
      <h2>{uno.storia}</h2>
      <TabellaAtti id="atti" titolo={uno.storiaTitolo} atti={atti} nome={nome} senzaVia />
    </Foglio>
  );
}

/** What may be done with it: the act itself looks again. */
function AttiPossibili({ d }: { d: DenaroDaRimborsare }): VNode {
  const suoDovuto = d.genere === 'orfana' && d.dovuti.length > 0;
  const libero = !suoDovuto && (d.genere === 'orfana' || d.genere === 'seconda');
  const atti = [
    ...(libero ? (['attribuisci'] as const) : []),
    ...(suoDovuto ? [] : (['rimborsato'] as const)),
    'non-dovuto' as const,
  ];
  return (
    <>
      <h2>{uno.cheCosa}</h2>
      <ul class="atti-possibili">
        {atti.map((atto) => (
          <li key={atto}>
            <Bottone aspetto="secondario" a={VAI.trattaDenaro(d.id, atto)}>
              {testi.atti[atto].bottone}
            </Bottone>
            <span class="nota">{testi.atti[atto].conseguenza}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Decisione({ d, nome }: { d: DenaroDaRimborsare; nome: NomeAttore }): VNode {
  const { colonne } = testi;
  return (
    <>
      <h2>{uno.decisione}</h2>
      <Dati
        dati={[
          d.esito && { nome: colonne.esito, valore: testi.esiti[d.esito] },
          d.attribuitaA && {
            nome: uno.attribuitoA,
            valore: <Collegamento a={VAI.dovuto(d.attribuitaA)}>{d.attribuitaIud}</Collegamento>,
          },
          d.rimborsataIl && { nome: colonne.giorno, valore: <DataGiorno giorno={d.rimborsataIl} /> },
          d.mandato ? { nome: colonne.mandato, valore: d.mandato } : null,
          d.motivo ? { nome: colonne.motivo, valore: d.motivo } : null,
          d.registratoDa ? { nome: uno.chi, valore: nome(d.registratoDa) } : null,
          d.registratoIl && { nome: colonne.deciso, valore: <Istante istante={d.registratoIl} /> },
        ].map((dato) => dato || null)}
      />
    </>
  );
}

function Dovuti({ d }: { d: DenaroDaRimborsare }): VNode {
  return (
    <>
      <h2>{uno.dovuti}</h2>
      <ul>
        {d.dovuti.map(({ id, iud }) => (
          <li key={id}>
            <Collegamento a={VAI.dovuto(id)}>{iud}</Collegamento>
          </li>
        ))}
      </ul>
    </>
  );
}

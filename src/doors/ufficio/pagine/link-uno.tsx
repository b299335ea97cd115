import type { VNode } from 'preact';
import { compila, leggiModulo } from '#modules/enti';
import { foglieLink, type LinkDellEnte } from '#modules/pagamenti';
import { annota, leggiAtti, type AttoLetto } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { errore, pagina } from '#platform/http/pagina';
import { ufficioLink as testi } from '#testi/it/ufficio-link';
import { Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori, type NomeAttore } from '../attori.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { IndirizzoLink, RisposteDate, type Risposte } from '../link-scheda.tsx';
import { DatiLink, SOPRA_LINK, statoLink, titoloDi, trovaLink } from '../link.tsx';
import { TabellaAtti } from '../tabella-atti.tsx';

const { uno } = testi;
const ATTI_MOSTRATI = 20;

/** One payment link: its address and its code, what it answers, how much it was used, and what can be done. */
export const unLink: PaginaUfficio = {
  percorso: '/link/:id',
  chi: 'operatore',
  get: alLavoro((l, { parametri, query }) =>
    l.ctx.tx(async (t) => {
      const link = await trovaLink(t, l, parametri);
      if (link === null) return errore('nonTrovata');
      // What it answers may say of a person: looking at it is an act of the registro (model 11).
      await annota(t, { azione: 'link.visto', oggetto: 'link', oggettoId: link.id });
      const quali = { oggetto: 'link', oggettoId: link.id, dopo: null, prima: null, quanti: ATTI_MOSTRATI };
      const atti = await leggiAtti(t, quali);
      const nome = await nomiAttori(
        t,
        atti.map(({ attore }) => attore),
      );
      const risposte = await risposteDi(t, link);
      return pagina(<Scheda {...{ l, link, risposte, atti, nome }} fatto={query['fatto']} />);
    }),
  ),
};

/** What it answers, in the words of the form, and what it leaves to who pays; null: the form is not there any more. */
async function risposteDi(t: Ctx, link: LinkDellEnte): Promise<Risposte | null> {
  if (link.genere === 'avviso') return { date: [], mancano: [] };
  const { enteId, tipoDovutoId, valori, fissi } = link;
  const pubblico = await leggiModulo(t, { enteId, tipoDovutoId });
  if (pubblico === null) return null;
  const domande = foglieLink(compila(pubblico.modulo, valori, { oggi: t.oggi, lingua: 'it' }).campi);
  const data = (nome: string): boolean => Object.hasOwn(valori, nome);
  return {
    mancano: domande.flatMap(({ domanda, campo }) => (campo.visibile && !data(campo.nome) ? [domanda] : [])),
    date: domande
      .filter(({ campo }) => data(campo.nome))
      .map(({ domanda, campo: { nome, genere, valore, opzioni } }) => ({
        nome: domanda,
        valore:
          genere === 'si_no'
            ? valore === 'si'
              ? 'sì'
              : 'no'
            : (opzioni.find(({ scelta }) => scelta)?.etichetta ?? valore),
        fissa: fissi.includes(nome),
      })),
  };
}

type Letto = {
  l: Lavoro;
  link: LinkDellEnte;
  risposte: Risposte | null;
  atti: AttoLetto[];
  nome: NomeAttore;
  fatto: string | undefined;
};

function Scheda({ l, link, risposte, atti, nome, fatto }: Letto): VNode {
  const attivo = statoLink(link, l.ctx) === 'attivi';
  const detto = { creato: uno.creato, ritirato: uno.fattoRitira }[fatto ?? ''];
  return (
    <Foglio u={l} titolo={titoloDi(link)} sezione={VAI.link} percorso={SOPRA_LINK}>
      {detto !== undefined && (
        <Messaggio tipo="successo" esito>
          <p>{detto}</p>
        </Messaggio>
      )}
      <DatiLink link={link} ctx={l.ctx} />
      {link.avviso !== null && (
        <p>
          <Collegamento a={VAI.dovuto(link.avviso.dovutoId)}>{uno.dovuto}</Collegamento>
        </p>
      )}
      {attivo ? <IndirizzoLink ctx={l.ctx} linkId={link.id} /> : <p>{uno.nonPiu}</p>}
      {link.genere === 'modulo' && <RisposteDate risposte={risposte} />}
      {attivo && !guardaSoltanto(l) && (
        <ul class="atti-possibili">
          <li>
            <Bottone aspetto="secondario" a={VAI.ritiraLink(link.id)}>
              {uno.ritira}
            </Bottone>
            <span class="nota">{uno.ritiraConseguenza}</span>
          </li>
        </ul>
      )}
      <h2>{uno.storia}</h2>
      <TabellaAtti id="atti" titolo={uno.storiaTitolo} atti={atti} nome={nome} senzaVia />
    </Foglio>
  );
}

import type { VNode } from 'preact';
import { isUuid, type FlussoId } from '#kernel/ids';
import {
  annullaEsportazione,
  leggiConsegne,
  leggiFlusso,
  leggiRighePrima,
  ritentaConsegna,
  type Flusso,
} from '#modules/flussi';
import type { Ctx } from '#platform/contesto';
import { errore, frammento, pagina, vai } from '#platform/http/pagina';
import { ufficioDestinazioni } from '#testi/it/ufficio-destinazioni';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Dati } from '#ui/dati';
import { Istante } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori } from '../attori.ts';
import { Consegne } from '../consegne-incasso.tsx';
import { Preparazione } from '../incasso-preparazione.tsx';
import { Fatto } from '../fatto.tsx';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { cosaDi, giornoDi, versioneDi } from '../tabella-flussi.tsx';
import { vedeFlusso } from '../vede-flusso.ts';

const testi = ufficioFlussi.incasso;

/** One file of incassi that was booked: being made, then ready. */
export const incasso: PaginaUfficio = {
  percorso: '/incassi/:id',
  chi: 'operatore',
  atto: { post: 'esporta' },
  get: alLavoro((l, { parametri, htmx, query }) =>
    l.ctx.tx(async (t) => {
      const letto = await trova(t, parametri);
      if (letto === null) return errore('nonTrovata');
      if (letto.verso === 'in') return vai(VAI.flusso(letto.id));
      if (!(await vedeFlusso(t, l, letto))) return errore('vietato', ufficioFlussi.altrui.testo);
      const prima = letto.stato === 'eseguito' ? await leggiRighePrima(t, letto.id) : null;
      const parte = <Preparazione flusso={letto} prima={prima} puoAnnullare={!guardaSoltanto(l, 'esporta')} />;
      if (htmx) return frammento(parte);
      const nome = await nomiAttori(t, [letto.richiestoDa]);
      return pagina(
        <Foglio
          u={l}
          titolo={titoloDi(letto)}
          sezione={VAI.incassi}
          percorso={[{ testo: ufficioFlussi.incassi.titolo, a: VAI.incassi }]}
        >
          <Fatto frasi={ufficioDestinazioni.consegna.fatto} fatto={query['fatto']} />
          {parte}
          <Consegne consegne={await leggiConsegne(t, letto.id)} puo={!guardaSoltanto(l, 'esporta')} />
          <Chiesto flusso={letto} da={nome(letto.richiestoDa)} />
        </Foglio>,
      );
    }),
  ),
  post: alLavoro(async (l: Lavoro, { parametri, modulo }) => {
    const letto = await l.ctx.tx(async (t) => {
      const flusso = await trova(t, parametri);
      return flusso !== null && flusso.verso === 'out' && (await vedeFlusso(t, l, flusso)) ? flusso : null;
    });
    if (letto === null) return errore('nonTrovata');
    const { riconsegna: destinazioneId = '' } = modulo;
    if (isUuid<string>(destinazioneId)) {
      // One that was asked for twice has been asked for: the page says how it is.
      await ritentaConsegna(l.ctx, { flussoId: letto.id, destinazioneId });
      return vai(con(VAI.incasso(letto.id), { fatto: 'riconsegna' }));
    }
    // Whether it was in time, the page says: it shows what became of the file.
    await annullaEsportazione(l.ctx, letto.id);
    return vai(VAI.incasso(letto.id));
  }),
};

async function trova(t: Ctx, { id = '' }: Readonly<Record<string, string>>): Promise<Flusso | null> {
  return isUuid<FlussoId>(id) ? leggiFlusso(t, id) : null;
}

function titoloDi(f: Flusso): string {
  const [dal, al] = [giornoDi(f, 'dal'), giornoDi(f, 'al')];
  if (f.genere === 'scaduti') return ufficioEsportazioni.incasso.titoli.scaduti(al);
  return f.genere === 'conservazione'
    ? ufficioEsportazioni.incasso.titoli.conservazione(dal, al)
    : testi.titolo(dal, al);
}

function Chiesto({ flusso: f, da }: { flusso: Flusso; da: string }): VNode {
  const { colonne } = ufficioFlussi.incassi;
  return (
    <Dati
      dati={[
        { nome: testi.periodo, valore: testi.dalAl(giornoDi(f, 'dal'), giornoDi(f, 'al')) },
        { nome: colonne.tipo, valore: cosaDi(f) },
        ...(f.genere === 'pagati'
          ? [
              { nome: colonne.versione, valore: versioneDi(f) },
              { nome: testi.conRicevuta, valore: f.richiesta?.['ricevuta'] === 'si' ? testi.si : testi.no },
            ]
          : []),
        { nome: colonne.chiesto, valore: <Istante istante={f.richiestoIl} /> },
        { nome: colonne.da, valore: da },
      ]}
    />
  );
}

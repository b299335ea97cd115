import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import type { DomandaFile } from '#modules/enti';
import { aggiungiAllegati } from '#modules/posizioni';
import { segretoCasuale } from '#platform/crypto';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { interfaccia } from '#testi/it/interfaccia';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { formatDimensione, tipiFile } from '#ui/allegato';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoElenco, CampoFile } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { FRASE_ALLEGATO, nonChiesto, tieni, visitaDi } from '../a-mano/allegati.ts';
import { FoglioDovuto } from '../a-mano/dovuto-di.tsx';
import { fileDellaSessione, leggiFile, type FileDelDovuto } from '../a-mano/file-dovuto.ts';
import { domandaDi, TabellaFile } from '../allegati-dovuto.tsx';
import { Fatto } from '../fatto.tsx';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

const testi = ufficioAMano.file;

/** The files of a dovuto: those that there are, and one more where its form asks for one. The question and the key come before the file. */
export const dovutoFile: PaginaUfficio = {
  percorso: '/dovuti/:id/file',
  chi: 'operatore',
  get: alLavoro(async (l, r) => {
    const f = await leggiFile(l, r);
    return f === null ? errore('nonTrovata') : pagina(<Elenco l={l} f={f} fatto={r.query['fatto']} />);
  }),
  carica: {
    bytesMax: LIMITI.allegatoBytesMax,
    ricevi: async (u, r, file) => {
      const di = await fileDellaSessione(u, r);
      const domanda = di?.senza?.domande.find(({ risposta }) => risposta === r.modulo['domanda']);
      if (di === null || di.senza === null || domanda === undefined) return nonChiesto();
      return tieni(u.ctx, r, { ...file, ...domanda, tipoDovutoId: di.senza.tipoDovutoId, modulo: di.senza.modulo });
    },
  },
  post: alLavoro(async (l, r) => {
    const f = await leggiFile(l, r);
    if (f === null) return errore('nonTrovata');
    const { domanda = '', chiave = '' } = r.modulo;
    const scelta = f.senza?.domande.find(({ risposta }) => risposta === domanda);
    const file = r.file['file'];
    const torna = (errori: Errori) => rifiutata(<Elenco l={l} f={f} domanda={domanda} errori={errori} />);
    if (f.senza === null || scelta === undefined) return torna({ domanda: testi.scegliDomanda });
    if (file === undefined) return torna({ file: testi.scegliFile });
    if (!file.ok) return torna({ file: FRASE_ALLEGATO(file.refusal, scelta) });
    const { dovutoId, tipiConsentiti } = f;
    const visita = visitaDi(l.ctx, { operatoreId: l.operatoreId, chiave });
    const allegati = [{ risposta: domanda, id: file.value.riferimento }];
    const fatto = await aggiungiAllegati(
      l.ctx,
      { dovutoId, tipiConsentiti },
      { visita, allegati, versione: f.senza.versione },
    );
    return fatto.ok
      ? vai(con(VAI.fileDovuto(dovutoId), { fatto: 'aggiungi' }))
      : torna({ file: FRASE_ALLEGATO(fatto.refusal, scelta) });
  }),
};

type Prop = { l: Lavoro; f: FileDelDovuto; domanda?: string; errori?: Errori; fatto?: string | undefined };

function Elenco({ l, f, domanda = '', errori = {}, fatto }: Prop): VNode {
  const { d, allegati, nome, senza } = f;
  const conErrori = Object.keys(errori).length > 0;
  return (
    <FoglioDovuto l={l} d={d} titolo={testi.titolo} conErrori={conErrori}>
      <Fatto frasi={testi.fatto} fatto={fatto} />
      <RiepilogoErrori errori={errori} />
      <TabellaFile dovutoId={d.id} allegati={allegati} nome={nome} siCambia={!guardaSoltanto(l)} />
      {!guardaSoltanto(l) && <Aggiungi domande={senza?.domande ?? []} domanda={domanda} errori={errori} />}
      <p>
        <Collegamento a={VAI.dovuto(d.id)}>{testi.alDovuto}</Collegamento>
      </p>
    </FoglioDovuto>
  );
}

type PropAggiungi = { domande: readonly DomandaFile[]; domanda: string; errori: Errori };

function Aggiungi({ domande, domanda, errori }: PropAggiungi): VNode {
  if (domande.length === 0) return <p class="nota">{testi.senzaModulo}</p>;
  const alternative = domande.map((una) => {
    const quanto = formatDimensione(Math.min(una.bytesMax ?? LIMITI.allegatoBytesMax, LIMITI.allegatoBytesMax));
    const come = interfaccia.modulo.fileAmmesso(tipiFile(una.accetta), quanto);
    return { valore: una.risposta, testo: testi.ammesso(domandaDi(una), come) };
  });
  const [sola] = alternative;
  const scelta = domanda === '' && sola !== undefined && alternative.length === 1 ? sola.valore : domanda;
  return (
    <>
      <h2>{testi.aggiungi}</h2>
      <Modulo conFile>
        <input type="hidden" name="chiave" value={segretoCasuale(18)} />
        <CampoElenco
          nome="domanda"
          etichetta={testi.domanda}
          alternative={alternative}
          valore={scelta}
          errore={errori['domanda']}
        />
        <CampoFile
          nome="file"
          etichetta={testi.nomeFile}
          errore={errori['file']}
          accetta={[...new Set(domande.flatMap(({ accetta }) => accetta))].join(',')}
        />
        <Azioni>
          <Bottone>{testi.confermaAggiungi}</Bottone>
        </Azioni>
      </Modulo>
    </>
  );
}

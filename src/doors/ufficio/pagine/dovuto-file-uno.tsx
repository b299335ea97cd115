import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { domandaDelFile, TIPI_ALLEGATO, togliAllegatoDovuto, type AllegatoMostrato } from '#modules/posizioni';
import { segretoCasuale } from '#platform/crypto';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficio } from '#testi/it/ufficio';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoFile, CampoTesto } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { FRASE_ALLEGATO, nonChiesto, tieni, visitaDi } from '../a-mano/allegati.ts';
import { FoglioDovuto } from '../a-mano/dovuto-di.tsx';
import { fileDellaSessione, leggiFile, type FileDelDovuto } from '../a-mano/file-dovuto.ts';
import { TabellaFile } from '../allegati-dovuto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';

const testi = ufficioAMano.file;

/** One of the files of a dovuto: another in its place, or none. What it was called, who took it away and why stays in the history. */
export const dovutoFileUno: PaginaUfficio = {
  percorso: '/dovuti/:id/file/:allegato',
  chi: 'operatore',
  get: alLavoro(async (l, r) => {
    const uno = quale(await leggiFile(l, r), r);
    return uno === null ? errore('nonTrovata') : pagina(<Cambia l={l} {...uno} />);
  }),
  carica: {
    bytesMax: LIMITI.allegatoBytesMax,
    ricevi: async (u, r, file) => {
      const uno = quale(await fileDellaSessione(u, r), r);
      const domanda = uno && (await u.ctx.tx((t) => domandaDelFile(t, uno.f.dovutoId, uno.a.id)));
      return domanda === null ? nonChiesto() : tieni(u.ctx, r, { ...file, ...domanda });
    },
  },
  post: alLavoro(async (l, r) => {
    const uno = quale(await leggiFile(l, r), r);
    if (uno === null) return errore('nonTrovata');
    const { azione, motivo = '', chiave = '' } = r.modulo;
    const { dovutoId, tipiConsentiti } = uno.f;
    const file = azione === 'togli' ? undefined : r.file['file'];
    const errori = await errati(l, uno, { file, azione, motivo });
    if (Object.keys(errori).length > 0) return rifiutata(<Cambia l={l} {...uno} motivo={motivo} errori={errori} />);
    const visita = visitaDi(l.ctx, { operatoreId: l.operatoreId, chiave });
    const nuovo = file?.ok === true ? { visita, id: file.value.riferimento } : null;
    const fatto = await togliAllegatoDovuto(l.ctx, { dovutoId, tipiConsentiti }, { id: uno.a.id, motivo, nuovo });
    if (fatto.ok) return vai(con(VAI.fileDovuto(dovutoId), { fatto: nuovo === null ? 'togli' : 'sostituisci' }));
    const errato = { [fatto.refusal.codice === 'MOTIVO_MANCANTE' ? 'motivo' : 'file']: frase(fatto.refusal) };
    return rifiutata(<Cambia l={l} {...uno} motivo={motivo} errori={errato} />, fatto.refusal);
  }),
};

type Uno = { f: FileDelDovuto; a: AllegatoMostrato };

function quale(f: FileDelDovuto | null, { parametri: { allegato } }: RichiestaUfficio): Uno | null {
  const a = f?.allegati.find(({ id }) => id === allegato);
  return f === null || a === undefined ? null : { f, a };
}

type Inviato = { file: RichiestaUfficio['file'][string] | undefined; azione: string | undefined; motivo: string };

async function errati(l: Lavoro, { f, a }: Uno, { file, azione, motivo }: Inviato): Promise<Errori> {
  const errori: Record<string, string> = {};
  if (motivo.trim() === '') errori['motivo'] = frase({ codice: 'MOTIVO_MANCANTE' });
  if (azione === 'sostituisci' && file === undefined) errori['file'] = testi.sostituisciSenza;
  if (file?.ok === false) {
    const domanda = await l.ctx.tx((t) => domandaDelFile(t, f.dovutoId, a.id));
    errori['file'] = FRASE_ALLEGATO(file.refusal, domanda ?? { accetta: [], bytesMax: null });
  }
  // A browser sends no file twice.
  if (file?.ok === true && Object.keys(errori).length > 0) errori['file'] = testi.scegliDiNuovo;
  return errori;
}

type Prop = Uno & { l: Lavoro; motivo?: string; errori?: Errori };

function Cambia({ l, f, a, motivo = '', errori = {} }: Prop): VNode {
  const { d, nome } = f;
  return (
    <FoglioDovuto l={l} d={d} titolo={testi.unTitolo(a.nome)} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      <TabellaFile dovutoId={d.id} allegati={[a]} nome={nome} siCambia={false} />
      {guardaSoltanto(l) ? (
        <p>{ufficio.soloLettura}</p>
      ) : (
        <Modulo conFile>
          <input type="hidden" name="chiave" value={segretoCasuale(18)} />
          <p>{testi.conseguenza}</p>
          <CampoTesto
            nome="motivo"
            etichetta={testi.motivo}
            aiuto={testi.motivoAiuto}
            valore={motivo}
            errore={errori['motivo']}
            righe={2}
            caratteriMax={LIMITI.motivoCaratteriMax}
          />
          <CampoFile
            nome="file"
            etichetta={testi.nuovo}
            aiuto={testi.nuovoAiuto}
            errore={errori['file']}
            accetta={TIPI_ALLEGATO.join(',')}
            facoltativo
          />
          <Azioni>
            <Bottone nome="azione" valore="sostituisci">
              {testi.sostituisci}
            </Bottone>
            <Bottone aspetto="secondario" nome="azione" valore="togli">
              {testi.togli}
            </Bottone>
            <Collegamento a={VAI.fileDovuto(d.id)}>{testi.torna}</Collegamento>
          </Azioni>
        </Modulo>
      )}
    </FoglioDovuto>
  );
}

import type { VNode } from 'preact';
import type { Rifiuto } from '#kernel/esito';
import { isUuid, type TipoDovutoId } from '#kernel/ids';
import {
  elencoConti,
  modificaTipoDovuto,
  tipiConfigurati,
  type RifiutoEnti,
  type TipoConfigurato,
} from '#modules/enti';
import { errore, pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { Fatto } from '../fatto.tsx';
import { frase } from '../frase.ts';
import { chiediConferma } from '../impatto-tipo.tsx';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { percorsoTipo } from '../modulo-parti.tsx';
import { CampiTipo, cambiDi, campoDelRifiuto, valoriDi, valoriInviati, type ValoriTipo } from '../tipo-campi.tsx';

const testi = ufficioTipi.tipo;

/** One kind of due: all its rules, and whether it is at work. */
export const tipo: PaginaUfficio = {
  percorso: '/configurazione/tipi/:id',
  chi: 'amministratore',
  get: alLavoro(async (l, r) => {
    const letto = await tipoDi(l, r);
    if (letto === null) return errore('nonTrovata');
    return pagina(await scheda(l, letto, { fatto: r.query['fatto'] }));
  }),
  post: alLavoro(async (l, r) => {
    const letto = await tipoDi(l, r);
    if (letto === null) return errore('nonTrovata');
    const { tipoDovutoId } = letto;
    const attivo = { attiva: true, disattiva: false }[r.modulo['stato'] ?? ''];
    const valori = attivo === undefined ? valoriInviati(r) : valoriDi(letto);
    if (r.modulo['azione'] === 'correggi') return pagina(await scheda(l, letto, { valori }));
    const cambi = attivo === undefined ? cambiDi(valori) : ({ ok: true, value: { attivo } } as const);
    const no = async (refusal: Rifiutato): Promise<Risposta> =>
      rifiutata(await scheda(l, letto, { valori, refusal }), refusal);
    if (!cambi.ok) return no(cambi.refusal);
    const daConfermare = await chiediConferma(l, { tipo: letto, cambi: cambi.value, r, valori });
    if (!daConfermare.ok) return no(daConfermare.refusal);
    if (daConfermare.value !== null) return pagina(daConfermare.value);
    const esito = await modificaTipoDovuto(l.ctx, { tipoDovutoId, cambi: cambi.value });
    return esito.ok ? vai(con(VAI.tipo(tipoDovutoId), { fatto: 'salvato' })) : no(esito.refusal);
  }),
};

async function tipoDi(l: Lavoro, r: RichiestaUfficio): Promise<TipoConfigurato | null> {
  const { id = '' } = r.parametri;
  if (!isUuid<TipoDovutoId>(id)) return null;
  return (await tipiConfigurati(l.ctx)).find(({ tipoDovutoId }) => tipoDovutoId === id) ?? null;
}

type Rifiutato = Pick<RifiutoEnti & Rifiuto, 'codice' | 'genere' | 'parametri'>;
type Come = { valori?: ValoriTipo; refusal?: Rifiutato; fatto?: string | undefined };

async function scheda(l: Lavoro, t: TipoConfigurato, { valori = valoriDi(t), refusal, fatto }: Come): Promise<VNode> {
  const conti = await elencoConti(l.ctx);
  const errori: Errori = refusal === undefined ? {} : { [campoDelRifiuto(refusal)]: frase(refusal) };
  return (
    <Foglio
      u={l}
      titolo={t.denominazione}
      sezione={VAI.configurazione}
      percorso={percorsoTipo()}
      conErrori={refusal !== undefined}
    >
      <Fatto frasi={testi.fatto} fatto={fatto} />
      <RiepilogoErrori errori={errori} />
      <StatoTipo t={t} />
      <h2>{testi.modulo}</h2>
      <p>{t.moduloInVigore === null ? testi.moduloNessuno : testi.moduloInVigore(t.moduloInVigore)}</p>
      <p>
        <Collegamento a={VAI.modulo(t.tipoDovutoId)}>{testi.apriModulo}</Collegamento>
        {' · '}
        <Collegamento a={VAI.versioniModulo(t.tipoDovutoId)}>{testi.versioni}</Collegamento>
      </p>
      <Modulo>
        <CampiTipo valori={valori} errori={errori} conti={conti} />
        <Azioni>
          <Bottone>{testi.salva}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

function StatoTipo({ t }: { t: TipoConfigurato }): VNode {
  return (
    <>
      <Dati dati={[{ nome: testi.campi.codice, valore: t.codice }]} />
      <p>{t.attivo ? testi.attivoTesto : testi.nonAttivoTesto}</p>
      {!t.attivo && t.manca.length > 0 ? (
        <p>{testi.manca(t.manca.map((una) => ufficioTipi.manca[una]))}</p>
      ) : (
        <Modulo>
          <input type="hidden" name="stato" value={t.attivo ? 'disattiva' : 'attiva'} />
          <Azioni>
            <Bottone aspetto="secondario">{t.attivo ? testi.disattiva : testi.attiva}</Bottone>
          </Azioni>
        </Modulo>
      )}
    </>
  );
}

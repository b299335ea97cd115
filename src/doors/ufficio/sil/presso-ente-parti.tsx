import type { VNode } from 'preact';
import type { TipoDovuto } from '#modules/enti';
import type { PressoEnteLetto } from '#modules/pagamenti';
import { percheServizio, pressoEnte as testi } from '#testi/it/presso-ente';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco, CampoScelta, CampoSpunta } from '#ui/campo';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { Istante } from '#ui/valori';
import { intero } from '../frase.ts';

export type Valori = Readonly<Record<string, string | undefined>>;

/** Whether it is on, whether it answers, and how much it is used. */
export function StatoPressoEnte({ letto: { scelte, stato, uso } }: { letto: PressoEnteLetto }): VNode {
  const t = testi.stato;
  const bene = stato?.beneIl ?? null;
  const guasti = scelte?.attivo === true ? (stato?.guasti ?? 0) : 0;
  return (
    <section>
      <h2>{t.titolo}</h2>
      {guasti > 0 && stato !== null && (
        <Messaggio tipo="attenzione">
          <p>
            {t.guasto(guasti)}, {t.dal} {stato.guastoDal !== null && <Istante istante={stato.guastoDal} />}.{' '}
            {percheServizio(stato.perche ?? '')}.
          </p>
        </Messaggio>
      )}
      <Dati
        dati={[
          { nome: t.servizio, valore: scelte === null ? t.mai : scelte.attivo ? t.acceso : t.spento },
          scelte === null ? null : { nome: testi.campi.url, valore: <code>{scelte.url}</code> },
          { nome: t.bene, valore: bene === null ? t.nessuna : <Istante istante={bene} /> },
          { nome: t.pagamenti, valore: quanti(uso) },
        ]}
      />
    </section>
  );
}

function quanti({ iniziati, pagati }: PressoEnteLetto['uso']): string {
  return iniziati === 0 ? testi.stato.nessuno : testi.stato.diCuiPagati(intero(iniziati), intero(pagati));
}

type Prop = { valori: Valori; errori: Errori; tipi: readonly TipoDovuto[] };

/** What is asked of who sets it; the next page says what it changes. */
export function ModuloPressoEnte({ valori, errori, tipi }: Prop): VNode {
  const t = testi.campi;
  return (
    <section>
      <h2>{t.titolo}</h2>
      <Modulo>
        <CampoScelta
          nome="attivo"
          etichetta={t.attivo}
          errore={errori['attivo']}
          scelte={[valori['attivo'] === 'si' ? 'si' : 'no']}
          alternative={(['si', 'no'] as const).map((valore) => ({ valore, ...t.attivoScelte[valore] }))}
        />
        <Campo
          nome="url"
          etichetta={t.url}
          aiuto={t.urlAiuto}
          errore={errori['url']}
          valore={valori['url']}
          caratteriMax={2000}
        />
        <Campo
          nome="secondi"
          etichetta={t.secondi}
          aiuto={t.secondiAiuto}
          errore={errori['secondi']}
          valore={valori['secondi']}
          larghezza="breve"
          unita={t.unita}
          cifre
        />
        <CampoElenco
          nome="tipo"
          etichetta={t.tipo}
          aiuto={t.tipoAiuto}
          vuota={t.scegli}
          errore={errori['tipo']}
          valore={valori['tipo'] ?? ''}
          alternative={tipi.map(({ tipoDovutoId, denominazione }) => ({ valore: tipoDovutoId, testo: denominazione }))}
        />
        <CampoSpunta nome="nostri" etichetta={t.nostri} aiuto={t.nostriAiuto} scelta={valori['nostri'] === 'si'} />
        <Azioni>
          <Bottone nome="cosa" valore="salva">
            {t.continua}
          </Bottone>
        </Azioni>
      </Modulo>
    </section>
  );
}

import type { VNode } from 'preact';
import { formatGiornoLungo, type Giorno } from '#kernel/giorno';
import { formatIban, ibanPostale, parseIban } from '#kernel/iban';
import { modificaConto, ritiraIban, vitaDi, type ContoIntero, type Decorrenza } from '#modules/enti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Azioni, Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { CAMPI, CampiIntestazione, contoDi, leggiGiorno, percorsoConto } from '../conti.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { StoriaIban, TipiSulConto } from '../storia-conto.tsx';

const testi = ufficioConti.conto;

/** One account: its IBANs, the change that is planned, what uses it, to whom it belongs. */
export const conto: PaginaUfficio = {
  percorso: '/configurazione/conti/:id',
  chi: 'amministratore',
  get: alLavoro(async (l, r) => {
    const trovato = await contoDi(l, r);
    return trovato === null ? errore('nonTrovata') : pagina(foglio(l, trovato, { fatto: r.query['fatto'] }));
  }),
  post: alLavoro(async (l, r) => {
    const trovato = await contoDi(l, r);
    if (trovato === null) return errore('nonTrovata');
    const { contoId } = trovato;
    const { ritira, intestatario = '', autorizzazione = '' } = r.modulo;
    const validoDal = leggiGiorno(ritira ?? '');
    const esito =
      ritira === undefined || validoDal === null
        ? await modificaConto(l.ctx, {
            contoId,
            intestatario: intestatario.trim(),
            autorizzazioneStampa: autorizzazione.trim() || null,
          })
        : await ritiraIban(l.ctx, { contoId, validoDal });
    if (esito.ok) return vai(con(VAI.conto(contoId), { fatto: ritira === undefined ? 'dati' : 'ritirato' }));
    const campo = CAMPI[esito.refusal.codice] ?? 'intestatario';
    const valori = ritira === undefined ? r.modulo : undefined;
    return rifiutata(foglio(l, trovato, { valori, errori: { [campo]: frase(esito.refusal) } }));
  }),
};

type Vista = { fatto?: string | undefined; valori?: Readonly<Record<string, string>> | undefined; errori?: Errori };

function foglio(l: Lavoro, c: ContoIntero, { fatto = '', valori, errori = {} }: Vista): VNode {
  const scritti = { intestatario: c.intestatario, autorizzazione: c.autorizzazioneStampa ?? '' };
  const detto = fatto === 'dati' ? ufficioConti.dati.salvato : testi.fatto[fatto];
  const conErrori = Object.keys(errori).length > 0;
  const percorso = percorsoConto(c).slice(0, -1);
  return (
    <Foglio u={l} titolo={c.nome} sezione={VAI.configurazione} percorso={percorso} conErrori={conErrori}>
      {detto !== undefined && (
        <Messaggio tipo="successo" esito>
          <p>{detto}</p>
        </Messaggio>
      )}
      <RiepilogoErrori errori={errori} />
      <InAttesa c={c} oggi={l.ctx.oggi} />
      {c.tipo === 'postale' && <Sostituito c={c} oggi={l.ctx.oggi} />}
      {c.tipo === 'bancario' && c.decorrenze.some(({ iban }) => isPostale(iban)) && <SenzaBollettino />}
      <StoriaIban c={c} oggi={l.ctx.oggi} />
      <Azioni>
        <Bottone a={VAI.cambiaConto(c.contoId)}>{testi.cambia}</Bottone>
        <Bottone a={VAI.chiudiConto(c.contoId)} aspetto="secondario">
          {testi.chiudi}
        </Bottone>
      </Azioni>
      <TipiSulConto tipi={c.tipi} />
      <h2>{ufficioConti.dati.titolo}</h2>
      <Modulo>
        <CampiIntestazione valori={valori ?? scritti} errori={errori} postale={c.tipo === 'postale'} />
        <Azioni>
          <Bottone aspetto="secondario">{ufficioConti.dati.salva}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

/** The money arrives all the same; but the kind of an account cannot be changed, and who wants the slip had better know it now. */
function SenzaBollettino(): VNode {
  return (
    <Messaggio tipo="attenzione" titolo={testi.diPoste}>
      <p>{testi.diPosteTesto}</p>
    </Messaggio>
  );
}

/** The last one replaced still answers for the notices printed with it; ending it ends those before it too. */
function Sostituito({ c, oggi }: { c: ContoIntero; oggi: Giorno }): VNode | null {
  const ultimo = c.decorrenze.find((d) => vitaDi(d, c.decorrenze, oggi) === 'sostituito');
  if (ultimo === undefined) return null;
  return (
    <Messaggio tipo="informazione" titolo={testi.sostituitoTitolo}>
      <p>{testi.sostituitoTesto(formatIban(ultimo.iban))}</p>
      <Azioni>
        <Bottone a={VAI.chiudiSostituito(c.contoId, ultimo.validoDal)} aspetto="secondario">
          {testi.chiudiSostituito}
        </Bottone>
      </Azioni>
    </Messaggio>
  );
}

function isPostale(testo: string): boolean {
  const iban = parseIban(testo);
  return iban !== null && ibanPostale(iban);
}

/** What has not begun: it can still be taken back. */
function InAttesa({ c, oggi }: { c: ContoIntero; oggi: Giorno }): VNode {
  const attese = c.decorrenze.filter((d) => ['programmato', 'censito'].includes(vitaDi(d, c.decorrenze, oggi)));
  return (
    <>
      {attese.map((d) => (
        <Attesa key={d.validoDal} c={c} d={d} />
      ))}
    </>
  );
}

function Attesa({ c, d }: { c: ContoIntero; d: Decorrenza }): VNode {
  const censito = d.stato === 'censito';
  const iban = formatIban(d.iban);
  return (
    <Messaggio tipo="informazione" titolo={censito ? testi.censitoTitolo : testi.programmato}>
      <p>{censito ? testi.censitoTesto(iban) : testi.programmatoTesto(iban, formatGiornoLungo(d.validoDal))}</p>
      <Modulo>
        <input type="hidden" name="ritira" value={d.validoDal} />
        <Azioni>
          {censito && (
            <Bottone a={con(VAI.cambiaConto(c.contoId), { censito: d.validoDal })} aspetto="secondario">
              {testi.attiva}
            </Bottone>
          )}
          <Bottone aspetto="secondario">{censito ? testi.togli : testi.ritira}</Bottone>
        </Azioni>
      </Modulo>
    </Messaggio>
  );
}

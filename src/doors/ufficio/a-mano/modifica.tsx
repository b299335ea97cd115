import type { VNode } from 'preact';
import { formatGiorno, parseGiorno } from '#kernel/giorno';
import { formatDecimale, parseEuro, ZERO_CENTS } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { DatiModifica } from '#modules/posizioni';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';
import { Campo, CampoTesto } from '#ui/campo';
import { Messaggio } from '#ui/messaggio';
import type { Errori } from '#ui/riepilogo-errori';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import type { Aperta, Campi, Compilato } from '../atto-posizione.tsx';
import { frase } from '../frase.ts';
import { CampiChi, CampiRecapiti } from './campi-debitore.tsx';
import { comeData } from './campi.tsx';
import { leggiChi, leggiRecapiti, riga } from './debitore.ts';
import { comeEra, fondi, type Altrui } from './fondi.ts';

const testi = ufficioAMano.modifica;

/** A dovuto as it would be written anew: what of it changes, and what others changed meanwhile. */
export type Modifica = { dati: DatiModifica; cambi: { campo: string; da: string; a: string }[]; altrui: Altrui[] };

/** The fields of a dovuto as they are now. */
function adessoDi(a: Aperta): Campi {
  const { tipo, codice, anagrafica, ...recapiti } = a.debitore;
  const scritti = Object.entries(recapiti).map(([nome, valore]) => [nome, valore ?? '']);
  return {
    debitoreTipo: codice === 'ANONIMO' ? 'A' : tipo,
    debitoreCodice: codice === 'ANONIMO' ? '' : codice,
    debitoreNome: anagrafica,
    ...Object.fromEntries(scritti),
    causale: a.d.causale,
    causalePubblica: a.causalePubblica,
    importo: formatDecimale(a.d.importoCents).replace('.', ','),
    scadenza: a.d.dataScadenza ?? '',
  };
}

/** The form to begin with, and what of it has been seen. */
export const iniziali = (a: Aperta): Campi => ({ ...adessoDi(a), ...comeEra(adessoDi(a)) });

/** The form to go back to: what others changed is in it, and has now been seen. */
export const daCorreggere = (a: Aperta, v: Campi): Campi => ({
  ...fondi(v, adessoDi(a)).valori,
  ...comeEra(adessoDi(a)),
});

/** What was typed, over what there is now. */
export function leggiModifica({
  a,
  valori: v,
}: Omit<Compilato, 'errori'>): { errori: Errori; gia?: boolean } | { valore: Modifica } {
  const adesso = adessoDi(a);
  const { valori, altrui } = fondi(v, adesso);
  const errori: Record<string, string> = {};
  const chi = leggiChi(valori, { anonimoAmmesso: a.debitore.codice === 'ANONIMO', errori });
  const recapiti = leggiRecapiti(valori, errori);
  const parole = leggiParole(valori, errori);
  const importoCents = parseEuro(valori['importo'] ?? '');
  if (importoCents === null || importoCents === ZERO_CENTS) errori['importo'] = ufficioAMano.errori.importo;
  const scritta = valori['scadenza'] ?? '';
  const dataScadenza = parseGiorno(scritta);
  if (scritta !== '' && dataScadenza === null) errori['scadenza'] = ufficioAMano.errori.data;
  if (chi === null || importoCents === null || Object.keys(errori).length > 0) return { errori };
  const dati = { debitore: { ...chi, ...recapiti }, ...parole, importoCents, dataScadenza };
  const dopo = adessoDi({ ...a, ...parole, debitore: dati.debitore, d: { ...a.d, ...dati } });
  const cambi = Object.keys(adesso).flatMap((campo) => {
    const [da = '', verso = ''] = [adesso[campo], dopo[campo]];
    return da === verso ? [] : [{ campo, da, a: verso }];
  });
  if (cambi.length === 0) return { errori: { debitoreNome: frase({ codice: 'NULLA_DA_CAMBIARE' }) }, gia: true };
  return { valore: { dati, cambi, altrui } };
}

function leggiParole(v: Campi, errori: Record<string, string>): Pick<DatiModifica, 'causale' | 'causalePubblica'> {
  const { causaleCaratteriMax, causalePubblicaCaratteriMax } = LIMITI;
  const causale = riga(errori, v, { nome: 'causale', campo: ufficioAMano.causale, massimo: causaleCaratteriMax });
  const causalePubblica = riga(errori, v, {
    nome: 'causalePubblica',
    campo: ufficioAMano.causalePubblica,
    massimo: causalePubblicaCaratteriMax,
  });
  if (causale === '') errori['causale'] ??= ufficioAMano.errori.manca(ufficioAMano.causale);
  if (causalePubblica === '') errori['causalePubblica'] ??= ufficioAMano.errori.manca(ufficioAMano.causalePubblica);
  return { causale, causalePubblica };
}

/** All that may be changed; what has been seen of it goes along. */
export function CampiModifica({ a, valori: v, errori }: Compilato): VNode {
  const { altrui } = fondi(v, adessoDi(a));
  const era = Object.entries(v).filter(([nome]) => nome.startsWith('era.'));
  return (
    <>
      <CambiatoDaAltri a={a} altrui={altrui} />
      {era.map(([nome, valore]) => (
        <input key={nome} type="hidden" name={nome} value={valore} />
      ))}
      <h2>{ufficioAMano.chi}</h2>
      <CampiChi v={v} errori={errori} anonimoAmmesso={a.debitore.codice === 'ANONIMO'} />
      <CampiRecapiti v={v} errori={errori} />
      <h2>{ufficioAMano.quanto}</h2>
      <CampoTesto
        nome="causale"
        etichetta={ufficioAMano.causale}
        valore={v['causale'] ?? ''}
        errore={errori['causale']}
        righe={2}
        caratteriMax={LIMITI.causaleCaratteriMax}
      />
      <Campo
        nome="causalePubblica"
        etichetta={ufficioAMano.causalePubblica}
        aiuto={testi.causalePubblicaAiuto}
        valore={v['causalePubblica']}
        errore={errori['causalePubblica']}
        caratteriMax={LIMITI.causalePubblicaCaratteriMax}
      />
      <div class="affiancati">
        <Campo
          nome="importo"
          etichetta={ufficioAMano.importo}
          aiuto={testi.importoAiuto}
          valore={v['importo']}
          errore={errori['importo']}
          larghezza="breve"
          cifre
          unita="€"
        />
        <Campo
          nome="scadenza"
          etichetta={ufficioAMano.scadenza}
          valore={v['scadenza']}
          errore={errori['scadenza']}
          tipo={comeData(v['scadenza'])}
          larghezza="breve"
          facoltativo
        />
      </div>
    </>
  );
}

/** Before and after, field by field; and what others changed meanwhile. */
export function RiassuntoModifica({ m: { cambi, altrui }, a }: { m: Modifica; a: Aperta }): VNode {
  return (
    <>
      <CambiatoDaAltri a={a} altrui={altrui} />
      <Tabella
        id="cambia"
        titolo={testi.cambia}
        colonne={[
          { titolo: testi.campo, cella: ({ campo }) => testi.campi[campo] ?? campo },
          { titolo: testi.prima, cella: ({ campo, da }) => detto(campo, da) },
          { titolo: testi.dopo, cella: ({ campo, a: dopo }) => <strong>{detto(campo, dopo)}</strong> },
        ]}
        righe={cambi}
        chiave={({ campo }) => campo}
        vuoto={<p />}
      />
      <p>{testi.avvisi}</p>
    </>
  );
}

function CambiatoDaAltri({ a, altrui }: { a: Aperta; altrui: readonly Altrui[] }): VNode | null {
  if (altrui.length === 0) return null;
  const ultimo = a.d.storia.at(-1);
  return (
    <Messaggio tipo="attenzione" titolo={testi.altrui} esito>
      <p>{testi.altruiTesto}</p>
      {ultimo !== undefined && (
        <p>
          {a.nome(ultimo.attore)}, <Istante istante={ultimo.istante} />
        </p>
      )}
      <Tabella
        id="altrui"
        titolo={testi.cambia}
        colonne={[
          { titolo: testi.campo, cella: ({ campo }) => testi.campi[campo] ?? campo },
          { titolo: testi.era, cella: ({ campo, era }) => detto(campo, era) },
          { titolo: testi.adesso, cella: ({ campo, adesso }) => detto(campo, adesso) },
          { titolo: testi.tuo, cella: ({ campo, era, mio }) => (mio === era ? testi.nonToccato : detto(campo, mio)) },
        ]}
        righe={altrui}
        chiave={({ campo }) => campo}
        vuoto={<p />}
      />
    </Messaggio>
  );
}

/** A value of a field as people read it. */
function detto(campo: string, valore: string): string {
  if (valore === '') return testi.vuoto;
  if (campo === 'debitoreTipo') return testi.tipi[valore] ?? valore;
  if (campo === 'importo') return `${valore} €`;
  const giorno = campo === 'scadenza' ? parseGiorno(valore) : null;
  return giorno === null ? valore : formatGiorno(giorno);
}

import type { VNode } from 'preact';
import { ok, type Esito } from '#kernel/esito';
import { formatIban } from '#kernel/iban';
import { isUuid, type ContoId } from '#kernel/ids';
import { formatDecimale, parseEuro } from '#kernel/importo';
import {
  MODALITA,
  parseBilancio,
  parseTassonomia,
  scriviBilancio,
  type CambiTipo,
  type Conto,
  type RifiutoEnti,
  type TipoDovuto,
} from '#modules/enti';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Campo, CampoElenco, CampoScelta, CampoSpunta, CampoTesto, type Alternativa } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';
import type { RichiestaUfficio } from './lavoro.ts';

const testi = ufficioTipi.tipo;

const TESTI = [
  'denominazione',
  'tassonomia',
  'datiRiscossione',
  'codiceContesto',
  'contoId',
  'contoPostaleId',
] as const;
const ALTRI_TESTI = ['intestatarioAvviso', 'settoreAvviso', 'bilancio', 'urlEsterno', 'importoFisso'] as const;
const NUMERI = ['promemoriaGiorni', 'tentativiEsitoMax'] as const;
const SPUNTE = [
  'spontaneo',
  'codiceFiscaleAnonimo',
  'scadenzaObbligatoria',
  'scadenzaStampata',
  'pagaDopoScadenza',
  'avvisoStampabile',
  'notificaIo',
  'notificaEsito',
  'attualizzazione',
] as const;

type NomeTesto = (typeof TESTI)[number] | (typeof ALTRI_TESTI)[number] | (typeof NUMERI)[number];
type NomeSpunta = (typeof SPUNTE)[number];

/** The form of a kind of due as it stands in the page: texts as typed, boxes as ticked. */
export type ValoriTipo = {
  testi: Readonly<Record<NomeTesto, string>>;
  spunte: Readonly<Record<NomeSpunta, boolean>>;
  modalita: readonly string[];
};

/** What the form shows of a kind of due that is there. */
export function valoriDi(t: TipoDovuto): ValoriTipo {
  return {
    testi: {
      denominazione: t.denominazione,
      tassonomia: t.tassonomia,
      datiRiscossione: t.datiRiscossione ?? '',
      codiceContesto: t.codiceContesto ?? '',
      contoId: t.contoId ?? '',
      contoPostaleId: t.contoPostaleId ?? '',
      intestatarioAvviso: t.intestatarioAvviso ?? '',
      settoreAvviso: t.settoreAvviso ?? '',
      bilancio: scriviBilancio(t.bilancio),
      urlEsterno: t.urlEsterno ?? '',
      importoFisso: t.importoFissoCents === null ? '' : formatDecimale(t.importoFissoCents).replace('.', ','),
      promemoriaGiorni: t.promemoriaGiorni.join(', '),
      tentativiEsitoMax: String(t.tentativiEsitoMax),
    },
    spunte: Object.fromEntries(SPUNTE.map((nome) => [nome, t[nome]])) as ValoriTipo['spunte'],
    modalita: t.modalita,
  };
}

/** The form as it was sent. */
export function valoriInviati(r: Pick<RichiestaUfficio, 'modulo' | 'scelte'>): ValoriTipo {
  const nomi = [...TESTI, ...ALTRI_TESTI, ...NUMERI];
  return {
    testi: Object.fromEntries(nomi.map((nome) => [nome, (r.modulo[nome] ?? '').trim()])) as ValoriTipo['testi'],
    spunte: Object.fromEntries(SPUNTE.map((nome) => [nome, r.modulo[nome] === 'si'])) as ValoriTipo['spunte'],
    modalita: r.scelte('modalita'),
  };
}

/** What was typed, as changes; what cannot be read is refused with the code of the act that would refuse it. */
export function cambiDi(v: ValoriTipo): Esito<CambiTipo, Pick<RifiutoEnti, 'codice' | 'genere'>> {
  const { testi: t } = v;
  const illeggibile = (codice: RifiutoEnti['codice']) =>
    ({ ok: false, refusal: { codice, genere: 'non_valido' } }) as const;
  const importoFissoCents = t.importoFisso === '' ? null : parseEuro(t.importoFisso);
  if (t.importoFisso !== '' && importoFissoCents === null) return illeggibile('IMPORTO_FISSO_NON_VALIDO');
  const giorni = t.promemoriaGiorni.split(/[\s,;]+/).filter((g) => g !== '');
  const bilancio = parseBilancio(t.bilancio);
  if (!bilancio.ok) return bilancio;
  const conti = [contoDi(t.contoId), contoDi(t.contoPostaleId)] as const;
  if (conti[0] === undefined || conti[1] === undefined) return illeggibile('CONTO_SCONOSCIUTO');
  return ok({
    ...v.spunte,
    denominazione: t.denominazione,
    tassonomia: parseTassonomia(t.tassonomia) ?? t.tassonomia,
    datiRiscossione: t.datiRiscossione || null,
    codiceContesto: t.codiceContesto || null,
    contoId: conti[0],
    contoPostaleId: conti[1],
    intestatarioAvviso: t.intestatarioAvviso || null,
    settoreAvviso: t.settoreAvviso || null,
    bilancio: bilancio.value,
    urlEsterno: t.urlEsterno || null,
    importoFissoCents,
    modalita: MODALITA.filter((una) => v.modalita.includes(una)),
    // What is not a number is none of the days: the act refuses it with the others.
    promemoriaGiorni: giorni.map((g) => (/^\d{1,3}$/.test(g) ? Number(g) : Number.NaN)),
    tentativiEsitoMax: /^\d{1,4}$/.test(t.tentativiEsitoMax) ? Number(t.tentativiEsitoMax) : Number.NaN,
  });
}

/** The account chosen; null: none; undefined: something that is no account. */
function contoDi(scritto: string): ContoId | null | undefined {
  if (scritto === '') return null;
  return isUuid<ContoId>(scritto) ? scritto : undefined;
}

/** The field by which a refusal is shown; the name is the first where there is no better one. */
const CAMPO_DEL_RIFIUTO: Readonly<Record<string, string>> = {
  TASSONOMIA_SCONOSCIUTA: 'tassonomia',
  TASSONOMIA_NON_IN_VIGORE: 'tassonomia',
  DATI_RISCOSSIONE_NON_VALIDI: 'datiRiscossione',
  CODICE_CONTESTO_NON_VALIDO: 'codiceContesto',
  CONTO_SCONOSCIUTO: 'contoId',
  CONTO_NON_POSTALE: 'contoPostaleId',
  TIPO_SENZA_CONTO: 'contoId',
  TESTO_TROPPO_LUNGO: 'intestatarioAvviso',
  BILANCIO_NON_VALIDO: 'bilancio',
  BILANCIO_SENZA_RESTO: 'bilancio',
  BILANCIO_NON_TORNA: 'bilancio',
  TIPO_SENZA_MODALITA: 'modalita',
  SPONTANEO_SENZA_BASE: 'modalita',
  TIPO_SENZA_MODULO: 'spontaneo',
  URL_ESTERNO_NON_VALIDO: 'urlEsterno',
  IMPORTO_FISSO_NON_VALIDO: 'importoFisso',
  MARCA_DA_BOLLO_NON_VALIDA: 'importoFisso',
  MODULO_IMPORTO_DIVERSO: 'importoFisso',
  IMPORTO_FISSO_E_ATTUALIZZATO: 'importoFisso',
  PROMEMORIA_NON_VALIDI: 'promemoriaGiorni',
  TENTATIVI_NON_VALIDI: 'tentativiEsitoMax',
};

export function campoDelRifiuto({ codice, parametri }: Pick<RifiutoEnti, 'codice' | 'parametri'>): string {
  if (parametri?.['campo'] === 'settore') return 'settoreAvviso';
  return CAMPO_DEL_RIFIUTO[codice] ?? 'denominazione';
}

type Insieme = { valori: ValoriTipo; errori: Errori; conti: readonly Conto[] };

/** Accounts to choose from, each by its name and its IBAN of today. */
export function alternativeDi(conti: readonly Conto[]): Alternativa[] {
  return conti.map(({ contoId, nome, iban }) => ({
    valore: contoId,
    testo: iban === null ? nome : `${nome}, ${formatIban(iban)}`,
  }));
}

/** All the fields, in their sections. */
export function CampiTipo({ valori, errori, conti }: Insieme): VNode {
  const testo = (nome: NomeTesto, aiuto?: string) => ({
    nome,
    etichetta: testi.campi[nome],
    aiuto,
    valore: valori.testi[nome],
    errore: errori[nome],
    facoltativo: !['denominazione', 'tassonomia', 'tentativiEsitoMax'].includes(nome),
  });
  const spunta = (nome: NomeSpunta, aiuto?: string) => (
    <CampoSpunta
      nome={nome}
      etichetta={testi.campi[nome]}
      aiuto={aiuto}
      scelta={valori.spunte[nome]}
      errore={errori[nome]}
      facoltativo
    />
  );
  const { aiuti, sezioni } = testi;
  return (
    <>
      <h2>{sezioni.cosa}</h2>
      <Campo {...testo('denominazione')} caratteriMax={140} />
      <Campo {...testo('tassonomia', aiuti.tassonomia)} larghezza="media" />
      <Campo {...testo('datiRiscossione', aiuti.datiRiscossione)} caratteriMax={140} />
      <Campo {...testo('codiceContesto', aiuti.codiceContesto)} larghezza="media" caratteriMax={35} />
      <h2>{sezioni.denaro}</h2>
      <CampoElenco {...testo('contoId')} alternative={alternativeDi(conti)} vuota={testi.contoNessuno} />
      <CampoElenco
        {...testo('contoPostaleId')}
        alternative={alternativeDi(conti.filter(({ tipo }) => tipo === 'postale'))}
        vuota={testi.postaleNessuno}
      />
      <Campo {...testo('intestatarioAvviso', aiuti.intestatario)} caratteriMax={50} />
      <Campo {...testo('settoreAvviso', aiuti.settore)} caratteriMax={50} />
      <CampoTesto {...testo('bilancio', aiuti.bilancio)} righe={3} />
      <h2>{sezioni.come}</h2>
      <CampoScelta
        nome="modalita"
        etichetta={testi.campi.modalita}
        errore={errori['modalita']}
        multipla
        facoltativo
        scelte={valori.modalita}
        alternative={MODALITA.map((una) => ({
          valore: una,
          testo: ufficioTipi.modalita[una],
          aiuto: ufficioTipi.modalitaAiuto[una],
        }))}
      />
      {spunta('spontaneo', aiuti.spontaneo)}
      <Campo {...testo('urlEsterno', aiuti.urlEsterno)} />
      <Campo {...testo('importoFisso', aiuti.importoFisso)} cifre unita="€" larghezza="breve" />
      {spunta('codiceFiscaleAnonimo')}
      <h2>{sezioni.scadenza}</h2>
      {spunta('scadenzaObbligatoria')}
      {spunta('scadenzaStampata')}
      {spunta('pagaDopoScadenza')}
      <Campo {...testo('promemoriaGiorni', aiuti.promemoria)} larghezza="breve" />
      <h2>{sezioni.notizie}</h2>
      {spunta('avvisoStampabile')}
      {spunta('notificaIo')}
      {spunta('notificaEsito')}
      <Campo {...testo('tentativiEsitoMax')} cifre larghezza="breve" />
      {spunta('attualizzazione', aiuti.attualizzazione)}
    </>
  );
}

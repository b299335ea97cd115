import { somma } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { EnteId } from '#kernel/ids';
import { enteDaCodIpa, leggiCredenziali, leggiEnte } from '#modules/enti';
import type { VoceArrivo } from '#modules/pagamenti';
import { sha256, uguali } from '#platform/crypto';
import { figlio, type Elemento } from '#platform/xml/elemento';
import { apriDocumento } from '../documento.ts';
import { fault, operazioneSil, risposta, type Visita } from '../operazione.ts';
import { testo } from '../leggi.ts';
import type { Fault } from '../fault.ts';
import { controlla, CONTROLLI, type CodiceControllo } from './controlla.ts';
import { leggiDovuti, type Dovuti } from './dovuti.ts';
import { faultDi, fraseDi, perEnte, prepara, regoleDi, voceDi } from './prepara.ts';
import { leggiQuota } from './secondario.ts';

/** One `elementoListaDovuti`: dovuti of one ente, which has let the caller prepare them. */
type Elementi = { codIpa: string; password: string; dovuti: string | null };

/** paaSILInviaCarrelloDovuti (mypay-webservices 1.2): a carrello of several enti, or one dovuto that is also of another ente. */
export const inviaCarrello = operazioneSil('paaSILInviaCarrelloDovuti', {
  ipa: 'intestazione',
  inserito: null,
  conEsito: true,
  fault: [
    'PAA_ENTE_NON_VALIDO',
    ...CONTROLLI,
    'PAA_LIMITE_MASSIMO_DOVUTI_MULTIBENEFICIARI',
    'PAA_LIMITE_MASSIMO_DOVUTI_ENTI_SECONDARI',
    'PAA_ENTE_SECONDARIO_NON_VALIDO',
    'PAA_ERRORE_RECUPERO_DOVUTI_ENTI_SECONDARI',
    'PAA_SYSTEM_ERROR',
  ],
  leggi: (corpo) => ({
    elementi: lista(corpo, 'listaDovuti', 'elementoListaDovuti')?.map(leggiElemento) ?? [],
    secondari: lista(corpo, 'listaDovutiEntiSecondari', 'elementoListaDovutiEntiSecondari')?.map((e) =>
      testo(e, 'dovutiEntiSecondari'),
    ),
    ritorno: testo(corpo, 'enteSILInviaRispostaPagamentoUrl'),
  }),
  gestisci: async (visita, { elementi, secondari, ritorno }) => {
    if (elementi.length > ELEMENTI_MAX) return fault('PAA_SYSTEM_ERROR', fraseDi('VOCI_FUORI_MISURA'));
    const enti = await ammessi(visita, elementi);
    if ('fault' in enti) return enti;
    const lette = await leggiVoci(visita, enti.enti, elementi);
    if ('fault' in lette) return lette;
    const voci = secondari === undefined ? lette : await conSecondario(visita, lette, secondari);
    if ('fault' in voci) return voci;
    const unite = unisci(voci.voci);
    const [prima] = unite;
    const email = prima?.debitore.email ?? null;
    const fatto = await prepara(visita, { voci: unite, ritorno, modo: 'breve', email }, 'idSessionCarrello');
    if ('campi' in fatto) return risposta(fatto.campi);
    const { codice } = fatto.rifiuto;
    const altrui = codice === 'IBAN_DI_ALTRO_ENTE' || codice === 'QUOTA_IBAN_NON_VALIDO';
    return altrui ? fault('PAA_ENTE_SECONDARIO_NON_VALIDO', 'ibanAccreditoBeneficiario') : faultDi(fatto.rifiuto);
  },
});

/** Five notices of five dovuti each: with more no carrello could be paid. */
const ELEMENTI_MAX = LIMITI.carrelloVociMax * LIMITI.quotePerIuvMax;

/** The items of a list; undefined: there is no list. */
function lista(corpo: Elemento, nome: string, voce: string): Elemento[] | undefined {
  return figlio(corpo, nome)?.figli.filter((f) => f.nome === voce);
}

function leggiElemento(e: Elemento): Elementi {
  return { codIpa: testo(e, 'codIpaEnte') ?? '', password: testo(e, 'password') ?? '', dovuti: testo(e, 'dovuti') };
}

const SCOPO = { scopo: 'carrello_multiente', enteId: null, tipoDovutoId: null } as const;

/**
 * The enti of the elements, each of which proves by the secret of the installation that the caller may prepare for it. The same is said of
 * an ente that is not there and of a wrong proof.
 */
async function ammessi(
  { ctx, ente }: Visita,
  elementi: readonly Elementi[],
): Promise<{ enti: EnteId[] } | { fault: Fault<'PAA_ENTE_NON_VALIDO'> }> {
  if (elementi.length === 0) return fault('PAA_ENTE_NON_VALIDO', 'listaDovuti: è vuota');
  const { ambiente } = (await leggiEnte(ctx, ente.enteId)) ?? { ambiente: 'live' as const };
  const segreti = await ctx.tx((t) => leggiCredenziali(t, SCOPO));
  const enti: EnteId[] = [];
  for (const [i, { codIpa, password }] of elementi.entries()) {
    const suo = await enteDaCodIpa(ctx, { codIpa, ambiente });
    const provato = segreti.map(({ segreto }) => prova(segreto, suo?.codiceFiscale ?? '', password)).includes(true);
    if (suo === null || !provato) return fault('PAA_ENTE_NON_VALIDO', `listaDovuti, elemento ${i + 1}`);
    enti.push(suo.enteId);
  }
  return { enti };
}

function prova(segreto: string, codiceFiscale: string, password: string): boolean {
  const atteso = sha256(`paaSILInviaCarrelloDovuti-${segreto}-${codiceFiscale}`).toString('hex');
  return uguali(Buffer.from(atteso), Buffer.from(password.toLowerCase()));
}

type VoceNuova = Extract<VoceArrivo, { dovuti: unknown }>;
type Lette = { voci: VoceNuova[] };

async function leggiVoci(
  visita: Visita,
  enti: readonly EnteId[],
  elementi: readonly Elementi[],
): Promise<Lette | { fault: Fault<CodiceControllo> }> {
  const per = perEnte(visita);
  const voci: VoceNuova[] = [];
  const visti = new Map<EnteId, Set<string>>();
  for (const [i, enteId] of enti.entries()) {
    const letto = apriDocumento(visita.contratto.documenti, 'Dovuti', elementi[i]?.dovuti ?? null);
    if (!letto.ok) return fault('PAA_XML_NON_VALIDO', `Elemento ${i + 1}: ${letto.refusal.parametri.perche}`);
    const detti: Dovuti = leggiDovuti(letto.value);
    const suoi = visti.get(enteId) ?? new Set();
    const regole = await regoleDi(per, enteId, detti);
    const male = controlla(detti, { ...regole, occupati: new Set([...regole.occupati, ...suoi]) });
    if (male !== null) return male;
    visti.set(enteId, new Set([...suoi, ...detti.singoli.flatMap(({ iud }) => iud ?? [])]));
    voci.push(voceDi(per, enteId, detti, regole));
  }
  return { voci };
}

type CodiceSecondario =
  | 'PAA_LIMITE_MASSIMO_DOVUTI_MULTIBENEFICIARI'
  | 'PAA_LIMITE_MASSIMO_DOVUTI_ENTI_SECONDARI'
  | 'PAA_XML_NON_VALIDO'
  | 'PAA_ENTE_SECONDARIO_NON_VALIDO'
  | 'PAA_ERRORE_RECUPERO_DOVUTI_ENTI_SECONDARI';

/** The one dovuto of the carrello, with the share of another ente beside its own. */
async function conSecondario(
  visita: Visita,
  { voci }: Lette,
  secondari: readonly (string | null)[],
): Promise<Lette | { fault: Fault<CodiceSecondario> }> {
  const [voce, altra] = voci;
  const [dovuto, altro] = voce?.dovuti ?? [];
  if (voce === undefined || dovuto === undefined || altra !== undefined || altro !== undefined)
    return fault('PAA_LIMITE_MASSIMO_DOVUTI_MULTIBENEFICIARI');
  if (secondari.length > 1) return fault('PAA_LIMITE_MASSIMO_DOVUTI_ENTI_SECONDARI');
  const [documento] = secondari;
  if (documento === undefined) return fault('PAA_ERRORE_RECUPERO_DOVUTI_ENTI_SECONDARI', 'L’elenco è vuoto');
  const letto = apriDocumento(visita.contratto.documenti, 'DovutiEntiSecondari', documento);
  if (!letto.ok) return fault('PAA_XML_NON_VALIDO', letto.refusal.parametri.perche);
  const quota = await leggiQuota(perEnte(visita)(voce.enteId), letto.value, dovuto.causale);
  if ('male' in quota) return fault('PAA_ENTE_SECONDARIO_NON_VALIDO', quota.male);
  const importoCents = somma([dovuto.importoCents, quota.quota.importoCents]);
  return { voci: [{ ...voce, dovuti: [{ ...dovuto, importoCents, altreQuote: [quota.quota] }] }] };
}

/** Dovuti of one ente and one debtor are paid under one iuv, as many as it takes (model 1). */
function unisci(voci: readonly VoceNuova[]): VoceNuova[] {
  const unite: VoceNuova[] = [];
  for (const voce of voci) {
    const { enteId, debitore, dovuti } = voce;
    const i = unite.findIndex(
      (una) =>
        una.enteId === enteId &&
        una.debitore.codice === debitore.codice &&
        debitore.codice !== 'ANONIMO' &&
        una.dovuti.length + dovuti.length <= LIMITI.quotePerIuvMax,
    );
    const prima = unite[i];
    if (prima === undefined) unite.push(voce);
    else unite[i] = { ...prima, dovuti: [...prima.dovuti, ...dovuti] };
  }
  return unite;
}

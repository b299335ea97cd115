import type { VNode } from 'preact';
import { LINGUE_AGGIUNTIVE, LUNGHEZZE, type LinguaAggiuntiva, type Recapiti } from '#modules/enti';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { Campo, CampoElenco, CampoTesto } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';
import type { RichiestaUfficio } from './lavoro.ts';

const testi = ufficioEnte.dati;

/** What an ente says of itself, as it is typed. */
export type RecapitiScritti = Record<keyof Recapiti, string>;

const CAMPI = Object.keys(testi.campi) as (keyof Recapiti)[];

/** What is registered, ready to be changed. */
export function scrittiDi(recapiti: Recapiti): RecapitiScritti {
  const coppie = CAMPI.map((campo) => [campo, String(recapiti[campo] ?? '')]);
  return Object.fromEntries(coppie) as RecapitiScritti;
}

/** What was sent. */
export function scrittiInviati({ modulo }: RichiestaUfficio): RecapitiScritti {
  return Object.fromEntries(CAMPI.map((campo) => [campo, modulo[campo] ?? ''])) as RecapitiScritti;
}

/** What was typed, as the act takes it: trimmed, and null where there is nothing. */
export function recapitiDi(scritti: RecapitiScritti): Recapiti {
  const coppie = CAMPI.map((campo) => [campo, scritti[campo].trim() === '' ? null : scritti[campo].trim()]);
  const testo = Object.fromEntries(coppie) as Record<keyof Recapiti, string | null>;
  const popolazione = testo.popolazione?.replaceAll('.', '') ?? null;
  return {
    ...testo,
    linguaAggiuntiva: testo.linguaAggiuntiva as LinguaAggiuntiva | null,
    // What is no number is for the act to refuse.
    popolazione: popolazione === null ? null : /^\d+$/.test(popolazione) ? Number(popolazione) : Number.NaN,
  };
}

const TIPI = {
  email: 'email',
  pec: 'email',
  referenteEmail: 'email',
  telefono: 'tel',
  referenteTelefono: 'tel',
} as const satisfies Partial<Record<keyof Recapiti, 'email' | 'tel'>>;

/** The fields, in the order in which the page asks for them. */
export function CampiRecapiti({ scritti, errori }: { scritti: RecapitiScritti; errori: Errori }): VNode {
  return (
    <>
      {CAMPI.map((nome) => (
        <UnCampo key={nome} {...{ nome, valore: scritti[nome], errore: errori[nome] }} />
      ))}
    </>
  );
}

function UnCampo({
  nome,
  valore,
  errore,
}: {
  nome: keyof Recapiti;
  valore: string;
  errore: string | undefined;
}): VNode {
  const comuni = { nome, etichetta: testi.campi[nome], aiuto: testi.aiuti[nome], errore, facoltativo: true, valore };
  if (nome === 'testoCittadini') return <CampoTesto {...comuni} righe={6} caratteriMax={LUNGHEZZE.testoCittadini} />;
  if (nome === 'popolazione') return <Campo {...comuni} cifre larghezza="breve" />;
  if (nome === 'linguaAggiuntiva')
    return (
      <CampoElenco
        {...comuni}
        larghezza="media"
        vuota={testi.soloItaliano}
        alternative={LINGUE_AGGIUNTIVE.map((lingua) => ({ valore: lingua, testo: testi.lingue[lingua] }))}
      />
    );
  return (
    <Campo {...comuni} tipo={nome in TIPI ? TIPI[nome as keyof typeof TIPI] : 'text'} caratteriMax={LUNGHEZZE[nome]} />
  );
}

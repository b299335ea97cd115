import { ok, type Esito } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { rifiutoLink, type CodiceLink, type RifiutoLink } from './rifiuti.ts';

/** Answers of a form by name of the field, as they would be typed. */
export type ValoriLink = Readonly<Record<string, string>>;

/** How long, and how often, a link leads somewhere. */
export type MisuraLink = { scadeIl: Date | null; usiMax: number | null };

/** The links of an ente as its list divides them. */
export const QUALI_LINK = ['attivi', 'scaduti', 'esauriti', 'ritirati', 'tutti'] as const;
export type QualiLink = (typeof QUALI_LINK)[number];

type StatoLink = MisuraLink & { revocatoIl: Date | null; usi: number };

/** Does it lead anywhere now? What was decided comes before what happened. */
export function giudicaLink({ revocatoIl, scadeIl, usi, usiMax }: StatoLink, now: Date): Esito<undefined, RifiutoLink> {
  const codice: CodiceLink | null =
    revocatoIl !== null
      ? 'LINK_REVOCATO'
      : scadeIl !== null && scadeIl <= now
        ? 'LINK_SCADUTO'
        : usiMax !== null && usi >= usiMax
          ? 'LINK_ESAURITO'
          : null;
  return codice === null ? ok() : rifiutoLink(codice);
}

/** More than anybody prints. */
const USI_MAX = 1_000_000;
const TITOLO_CARATTERI_MAX = 140;

/** What is said of a link when it is made. */
export function giudicaMisura(
  { scadeIl, usiMax, titolo }: MisuraLink & { titolo: string | null },
  now: Date,
): Esito<undefined, RifiutoLink> {
  const tempo = scadeIl === null || (!Number.isNaN(scadeIl.getTime()) && scadeIl > now);
  const usi = usiMax === null || (Number.isInteger(usiMax) && usiMax >= 1 && usiMax <= USI_MAX);
  const detto = titolo === null || (titolo.trim() !== '' && [...titolo].length <= TITOLO_CARATTERI_MAX);
  return tempo && usi && detto ? ok() : rifiutoLink('LINK_MISURA_NON_VALIDA');
}

type CampoLink = {
  nome: string;
  calcolato: boolean;
  errore: unknown;
  visibile: boolean;
  campi: readonly CampoLink[];
  righe: readonly (readonly CampoLink[])[];
};

/** The database keeps 16 kB of them, and writes them a little larger. */
const VALORI_BYTES_MAX = 12_000;

/** May they be kept, all together? */
export function stanno(valori: ValoriLink): boolean {
  return new TextEncoder().encode(JSON.stringify(valori)).length <= VALORI_BYTES_MAX;
}

/** Why a link is taken back, in the words of the ente. */
export function motivoLink(motivo: string): Esito<string, RifiutoLink> {
  const suo = motivo.trim();
  return suo === '' || [...suo].length > LIMITI.motivoCaratteriMax ? rifiutoLink('LINK_MOTIVO_MANCANTE') : ok(suo);
}

/** Are these answers that the form asks for, and takes? Those that are left out are for who pays. */
export function giudicaValori(
  campi: readonly CampoLink[],
  { valori, fissi }: { valori: ValoriLink; fissi: readonly string[] },
): Esito<undefined, RifiutoLink> {
  const chiesti = new Map(tutti(campi).map((campo) => [campo.nome, campo]));
  const buoni = Object.keys(valori).every((nome) => {
    // How many rows a group has is said under its own name.
    const campo = chiesti.get(nome.replace(/\.righe$/, ''));
    return campo !== undefined && !campo.calcolato && (!campo.visibile || campo.errore === null);
  });
  return buoni && stanno(valori) && fissi.every((nome) => Object.hasOwn(valori, nome))
    ? ok()
    : rifiutoLink('LINK_VALORI_NON_VALIDI');
}

function tutti(campi: readonly CampoLink[]): CampoLink[] {
  return campi.flatMap((campo) => [campo, ...tutti(campo.campi), ...campo.righe.flatMap(tutti)]);
}

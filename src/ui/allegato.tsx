import type { VNode } from 'preact';
import { LOCALI, type Lingua } from '#kernel/lingua';
import { Bottone } from './bottone.tsx';
import { CampoFile } from './campo.tsx';
import { useContesto } from './contesto.tsx';
import { Icona } from './icona.tsx';

const KB = 1024;
const MB = KB * KB;

/** How large a file is, as people write it: `1,4 MB`, `120 kB`, never nothing. */
export function formatDimensione(bytes: number, lingua: Lingua = 'it'): string {
  if (bytes >= MB) return `${(bytes / MB).toLocaleString(LOCALI[lingua], { maximumFractionDigits: 1 })} MB`;
  return `${Math.ceil(bytes / KB).toLocaleString(LOCALI[lingua])} kB`;
}

/** A type of file, as people know it. */
const TIPI_FILE: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
};

/** Types of files, in a list. */
export function tipiFile(tipi: readonly string[]): string {
  return tipi.map((tipo) => TIPI_FILE[tipo] ?? tipo).join(', ');
}

/** A file that the server keeps for the form. */
export type FileTenuto = { nome: string; bytes: number };

/** The files of a form: those that are kept, by the value that stands for them, and the button that takes one away. */
export type AllegatiModulo = {
  tenuti: ReadonlyMap<string, FileTenuto>;
  /** Name of the button; its value is the name of the field. */
  togli: string;
  bytesMax: number;
  /** See `CampoFile`. */
  daCapo?: string | undefined;
};

type Proprieta = {
  nome: string;
  etichetta: string;
  aiuto?: string | undefined;
  errore?: string | undefined;
  facoltativo?: boolean;
  valore: string;
  accetta: readonly string[];
  bytesMax: number | null;
  allegati: AllegatiModulo;
};

/** A question that asks for a file: where to choose it, or the one that has arrived, which travels as its value. */
export function CampoAllegato({ valore, accetta, bytesMax, allegati, ...campo }: Proprieta): VNode {
  const { testi, lingua } = useContesto();
  const tenuto = allegati.tenuti.get(valore);
  const quanto = formatDimensione(Math.min(bytesMax ?? allegati.bytesMax, allegati.bytesMax), lingua);
  const aiuto = [campo.aiuto, testi.modulo.fileAmmesso(tipiFile(accetta), quanto)].filter(Boolean).join(' ');
  return (
    <div>
      {/* Always there, so that what it says is heard when it changes. */}
      <p class="visually-hidden" role="status" id={`arrivato-${campo.nome}`}>
        {tenuto === undefined ? allegati.daCapo && campo.errore : testi.modulo.fileArrivato(tenuto.nome)}
      </p>
      {tenuto === undefined ? (
        <>
          <CampoFile {...campo} aiuto={aiuto} accetta={accetta.join(',')} daCapo={campo.errore && allegati.daCapo} />
          <p class="allegato-attesa">{testi.modulo.fileInArrivo}</p>
        </>
      ) : (
        <Tenuto {...campo} tenuto={tenuto} valore={valore} togli={allegati.togli} />
      )}
    </div>
  );
}

type PropTenuto = Pick<Proprieta, 'nome' | 'etichetta' | 'errore' | 'valore'> & { tenuto: FileTenuto; togli: string };

function Tenuto({ nome, etichetta, errore, valore, tenuto, togli }: PropTenuto): VNode {
  const { testi, lingua } = useContesto();
  return (
    <div class={errore === undefined ? 'campo' : 'campo campo-errato'} id={`campo-${nome}`} tabindex={-1}>
      <p class="campo-etichetta">{etichetta}</p>
      {errore !== undefined && <p class="campo-errore">{errore}</p>}
      <input type="hidden" name={nome} value={valore} />
      <div class="allegato">
        <p>
          <Icona nome="it-file" />
          <span>
            {tenuto.nome} <span class="allegato-quanto">({formatDimensione(tenuto.bytes, lingua)})</span>
          </span>
        </p>
        <Bottone aspetto="secondario" nome={togli} valore={nome}>
          {testi.modulo.togliFile} <span class="visually-hidden">{tenuto.nome}</span>
        </Bottone>
      </div>
    </div>
  );
}

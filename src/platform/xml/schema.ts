import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
  type XmlElement,
} from 'libxml2-wasm';
import { daErrore, type Difetto } from './difetti.ts';

/** A compiled XML Schema. It lives in the memory of libxml2 until `dispose`: load one per contract and keep it. */
export type Schema = {
  /** For `conXml`: validates a subtree while its document is open. */
  difetti(elemento: XmlElement): Difetto[];
  dispose(): void;
};

/** Where the files of a schema pretend to lie while it is loaded. */
const RADICE = 'mem:/';

/**
 * Compiles the schema `principale` among `file`, whose keys are relative paths: an import or include is looked for there, relative to
 * the file that has it, and nowhere else. Throws when the schema is wrong: ours is a part of the program, not an input.
 */
export function caricaSchema({
  principale,
  file,
}: {
  principale: string;
  file: Readonly<Record<string, Uint8Array>>;
}): Schema {
  const sorgente = file[principale];
  if (sorgente === undefined) throw new Error(`No file of that name in the schema: ${principale}`);
  const validatore = conFile(file, () => {
    using doc = XmlDocument.fromBuffer(sorgente, { url: RADICE + principale });
    return XsdValidator.fromDoc(doc);
  });
  return {
    difetti: (elemento) => {
      try {
        validatore.validate(elemento);
        return [];
      } catch (causa) {
        if (causa instanceof XmlValidateError) return daErrore(causa);
        throw causa;
      }
    },
    dispose: () => validatore.dispose(),
  };
}

/** Registers the files only for as long as `fn` runs: afterwards libxml2 can open nothing at all, neither ours nor anything else. */
function conFile<T>(file: Readonly<Record<string, Uint8Array>>, fn: () => T): T {
  const inMemoria = Object.entries(file).map(([nome, byte]) => [RADICE + nome, byte]);
  if (!xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(inMemoria)))) {
    throw new Error('libxml2 takes no more input providers');
  }
  try {
    return fn();
  } finally {
    xmlCleanupInputProvider();
  }
}

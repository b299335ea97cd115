/**
 * The simulatore as a process of its own. Its settings are environment variables: SIMULATORE_NODO (whole address of the product's SOAP
 * door), SIMULATORE_INTERMEDIARIO (tax code), SIMULATORE_DEMO (path of demo.json, read when it is needed), SIMULATORE_PORTA,
 * SIMULATORE_SMTP, HOST. Prints one line of JSON when ready.
 */
import { avviaSimulatore } from './avvia.ts';
import { leggiDemo } from './demo.ts';

const {
  SIMULATORE_NODO = '',
  SIMULATORE_INTERMEDIARIO = '',
  SIMULATORE_DEMO = 'var/demo.json',
  SIMULATORE_PORTA = '8081',
  SIMULATORE_SMTP = '8082',
  HOST = '127.0.0.1',
} = process.env;

try {
  const simulatore = await avviaSimulatore({
    ...{ porta: Number(SIMULATORE_PORTA), portaSmtp: Number(SIMULATORE_SMTP), host: HOST, nodo: SIMULATORE_NODO },
    intermediario: { codiceFiscale: SIMULATORE_INTERMEDIARIO },
    enti: async () => (await leggiDemo(SIMULATORE_DEMO)).enti,
    arrivi: async () => (await leggiDemo(SIMULATORE_DEMO)).arrivi ?? [],
    soloEnte: async () => (await leggiDemo(SIMULATORE_DEMO)).soloEnte ?? [],
    segretoEventi: async () => (await leggiDemo(SIMULATORE_DEMO)).eventi?.segreto ?? null,
    identita: async () => (await leggiDemo(SIMULATORE_DEMO)).identita ?? [],
    accessi: async () => (await leggiDemo(SIMULATORE_DEMO)).accessi ?? [],
  });
  const esci = (): void => {
    simulatore.chiudi().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', esci);
  process.once('SIGINT', esci);
  // Started by a parent that keeps a channel open, we end with it even if it was killed: no port stays taken behind its back.
  process.once('disconnect', esci);
  process.stdout.write(`${JSON.stringify({ pronto: true, url: simulatore.url, portaSmtp: simulatore.portaSmtp })}\n`);
} catch (guasto) {
  process.stderr.write(`Il simulatore non parte. ${guasto instanceof Error ? guasto.message : String(guasto)}\n`);
  process.exit(1);
}

/** Files that the ente's software sends by itself. */
export { autorizzaInvio, controllaInvio, riceviInvio } from './acts/invio.ts';
export { selectInvio as leggiInvio, type Invio } from './store/invio.ts';

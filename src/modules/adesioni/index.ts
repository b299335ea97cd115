/**
 * adesioni: an ente's way in. For now its last step: whether the ente's software, tried out, does what it must (issue «La porta SIL»). It
 * judges by the calls that the giornale has kept, SOAP and REST, and by the events that were taken, and declines to know what they said.
 */
export { collauda, type EsitoCollaudo } from './acts.ts';
export { GRUPPI, OGNI_ROTTA, REQUISITI, type Gruppo, type Requisito, type RequisitoId } from './core/requisiti.ts';

/** What the door of the enti's software says outside its replies: read by whoever maintains that software. */
export const testi = {
  troppoGrande: 'Il messaggio è più grande di quanto si accetta',
  guasto: 'La richiesta non è stata eseguita: va inviata di nuovo',
};

/** Words by which people ask for a reckoning. */
export const LESS =
  /\b(cut|reduc\w*|lower\w*|less|minus|discount\w*|decreas\w*|off|deduct\w*|subtract\w*|shorten\w*|drop\w*|cheaper|without|earlier|remov\w*|take)\b/i;
export const MORE =
  /\b(rais\w*|increas\w*|add\w*|plus|more|top up|up by|bump\w*|extend\w*|on top|higher|extra|later|surcharge|markup|includ\w*|put|another)\b/i;
export const TIMES = /\b(times|per|each|a piece|apiece|multipl\w*|for every)\b|[×x]\s*\d/i;
export const SHARED = /\b(divid\w*|split|per|share\w*|each|equal\w*)\b/i;

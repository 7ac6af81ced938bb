export const PRESENT = /\b(any|some|ha(s|ve) an?|with an?|is set|non-?empty|assigned|filled|present|at least one)\b/i;

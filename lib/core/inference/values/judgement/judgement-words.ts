/** Words of the user that ask for judgement. */
export const JUDGEMENT =
  /\b(summar\w*|draft\w*|compos\w+|classif\w*|decid\w*|judg\w*|categor\w*|translat\w*|rephras\w*|sentiment\w*|describ\w*|polite\w*|tone|angry|friendly|sounds?|seems?|looks? like|urgent|in (your|one|a few|short) (own )?(words|sentences?)|suitable|appropriate|best fits?|extract\w*|recommend\w*|suggest\w*|mood|topic|explain\w*)\b/i;

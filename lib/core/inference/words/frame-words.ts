/** Words that carry a sentence and name nothing; as a value of a record they say something only beside its name. */
const SMALL = new Set(
  `a about after again all also an and any are as at be been before both but by can could did do does down each every few
  for from get go got had has have he her here him his how i if in into is it its just let like make many may me more most
  much must my need no none not now of off on one only or other our out over own per put see set she so some still such
  take than that the their them then there these they this those to too under until up us use very via was we well were
  what when where which while who why will with yes yet you your`.split(/\s+/),
);

/** Words that messages are made of whatever they tell, and words for how things stand: each is a value here and there. */
const FRAME = new Set(
  `accepted access account action active add added address agenda alert alerts alright approve approved arrived assigned
  available back bad best better big blocked book booked bug build built busy call cancelled canceled care case change
  changed check checked clean clear close closed code comment complete completed confirmed contact copy correct create
  created critical current customer daily data date day days default delayed delivered deploy deployed details disabled
  docs done draft due early easy email empty enabled end ended entry error event expired failed failure false fast file
  final fine finished fix fixed found free full good great group happy hello help hi high hold home hour hours idle
  important info internal invoice item items job kind last late later latest left level line link list live local locked
  long look lost low mail main major manager medium meeting merged message middle minor missing monthly name new
  next nice normal note notes offline ok okay old online open opened order ordered overdue owner page paid part passed
  paused payment pending person place plan planned please possible post prepared private problem process product
  production project public published queue queued quick rate ready received recent record red reminder removed report
  request required reserved resolved result review reviewed right run running sale same saved scheduled section sent
  service severe shipped short sign simple size slow sold solved soon stable staff stage staging standard start started
  state status step stock stopped store stuck success summary support system table task team test tested text thank
  thanks thing ticket time title today todo tomorrow total type unassigned unpaid update updated upgrade urgent user
  valid value version visit wait waiting warning week weekly welcome work working write wrong year yesterday`.split(
    /\s+/,
  ),
);

export const isSmallWord = (word: string): boolean => SMALL.has(word.toLowerCase());

/** Whether sentences have the word by chance, whatever they speak of. */
export const isFrameWord = (word: string): boolean => SMALL.has(word.toLowerCase()) || FRAME.has(word.toLowerCase());

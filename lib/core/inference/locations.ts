import type { DraftContext } from './draft-context.ts';
import { locateInUnit } from './observed-call.ts';
import type { Location } from './scope.ts';

/** Items of a paged list are located by the unit; this gives the call and the path of the page they stood on. */
export function realLocation(location: Location, context: DraftContext): Location {
  const unit = context.units.get(location.call);
  return unit === undefined ? location : locateInUnit(unit, location.path);
}

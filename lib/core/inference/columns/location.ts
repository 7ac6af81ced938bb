import type { JsonPath } from '../../json/json.ts';
import type { DraftContext } from '../draft-context.ts';
import { locateInUnit } from '../read/unit.ts';

export interface Location {
  readonly call: string;
  readonly path: JsonPath;
}

export function below(location: Location | undefined, key: string | number): Location | undefined {
  return location === undefined ? undefined : { call: location.call, path: [...location.path, key] };
}

/** Items of a paged list are located by the unit; this gives the call and the path of the page they stood on. */
export function realLocation(location: Location, context: DraftContext): Location {
  const unit = context.units.get(location.call);
  return unit === undefined ? location : locateInUnit(unit, location.path);
}

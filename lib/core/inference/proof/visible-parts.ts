import { innerBodies } from '../../workflow/walk.ts';
import type { Expr, Id, Step, Workflow } from '../../workflow/workflow.ts';
import { dataOfStep, itemOf, memberOf, NOTHING, type Part, type Shape, shapeOf, union } from './parts.ts';

/** What a program looks at in what it reads. */
export interface VisibleParts {
  /** Parts whose values decide what the program does or what it writes. A part stands for all that is below it. */
  readonly used: readonly Part[];
  /** Those among them that conditions, orders and the ends of paging look at. */
  readonly compared: readonly Part[];
  /** Lists that the program goes over: that there are so many items matters, even where nothing in them does. */
  readonly lists: readonly Part[];
  /** The items of each loop, by the loop's step. */
  readonly loops: ReadonlyMap<Id, readonly Part[]>;
  /** Whether a list that is gone over also shows as a whole: how many, how much, which is first, all in one text. */
  readonly counted: boolean;
  /** Whether the order of a list shows, other than in the order of what is done. */
  readonly ordered: boolean;
}

/** Follows every expression of a program back to the data that it comes from, without running anything. */
export function visibleParts(workflow: Workflow): VisibleParts {
  const seen = new Looker();
  seen.steps(workflow.body);
  if (workflow.output !== undefined) seen.look(seen.shape(workflow.output), false);
  const { used, compared, lists, loops, counted, ordered } = seen;
  const places = new Set([...loops.values()].flat().map(({ step, path }) => placeOf(step, path.slice(0, -1))));
  return {
    used,
    compared,
    lists,
    loops,
    counted: counted || seen.shown.some(({ step, path }) => places.has(placeOf(step, path))),
    ordered,
  };
}

const placeOf = (step: Id, path: readonly string[]): string => JSON.stringify([step, path]);

/** Functions that give one of their arguments, or an item of it, on. */
const ITEM_OF = new Set(['first', 'last', 'at']);
const SAME = new Set(['slice', 'reverse', 'concat', 'coalesce', 'unique']);
/** Functions that ask whether something is in a list: how many there are does not show. */
const MEMBERSHIP = new Set(['has', 'in']);
const BY_PLACE = new Set(['first', 'last', 'at', 'slice', 'reverse', 'join', 'concat']);

class Looker {
  readonly used: Part[] = [];
  readonly compared: Part[] = [];
  readonly lists: Part[] = [];
  readonly loops = new Map<Id, readonly Part[]>();
  /** Parts that are looked at other than to read the next page or to see whether something is in a list. */
  readonly shown: Part[] = [];
  counted = false;
  ordered = false;
  private quiet = false;
  private readonly stepShapes = new Map<Id, Shape>();
  private readonly variables = new Map<Id, Shape>();

  /** Notes that the value is looked at, with all that is in it. */
  look(shape: Shape, comparing: boolean): void {
    this.used.push(...shape.parts);
    if (!this.quiet) this.shown.push(...shape.parts);
    if (!this.quiet && shape.item !== null) this.counted = true;
    if (comparing) this.compared.push(...shape.parts);
    for (const member of shape.members.values()) this.look(member, comparing);
    if (shape.item !== null) this.look(shape.item, comparing);
  }

  steps(body: readonly Step[]): void {
    for (const step of body) this.stepShapes.set(step.id, this.step(step));
  }

  private step(step: Step): Shape {
    const lookAt = (exprs: Iterable<Expr>): void => {
      for (const expr of exprs) this.look(this.shape(expr), false);
    };
    switch (step.do) {
      case 'call':
        lookAt(Object.values(step.args));
        if (step.key !== undefined) lookAt([step.key]);
        if (step.find !== undefined) {
          lookAt(Object.values(step.find.call.args));
          this.variables.set(step.find.as, NOTHING);
          this.compare(step.find.match);
        }
        return dataOfStep(step.id);
      case 'let':
        return this.shape(step.value);
      case 'forEach': {
        const item = this.open(this.shape(step.in));
        this.loops.set(step.id, item.parts);
        this.variables.set(step.each, item);
        this.steps(step.body);
        return shapeOf({ item: step.yield === undefined ? NOTHING : this.shape(step.yield) });
      }
      case 'paginate': {
        lookAt(Object.values(step.call.args));
        this.variables.set(step.page, dataOfStep(step.id));
        this.variables.set(step.cursor, NOTHING);
        if (step.first !== undefined) lookAt([step.first]);
        this.quietly(() => {
          this.compare(step.next);
          this.compare(step.until);
        });
        return shapeOf({ item: this.open(this.shape(step.items)) });
      }
      case 'poll':
        lookAt(Object.values(step.call.args));
        this.variables.set(step.as, dataOfStep(step.id));
        this.compare(step.until);
        return dataOfStep(step.id);
      case 'if':
        this.compare(step.cond);
        for (const inner of innerBodies(step)) this.steps(inner.body);
        return this.either(step.thenValue, step.elseValue);
      case 'try':
        for (const inner of innerBodies(step)) this.steps(inner.body);
        return this.either(step.value, step.elseValue);
      case 'llm':
        lookAt(Object.values(step.input));
        for (const check of step.checks ?? []) this.compare(check);
        return NOTHING;
      case 'approve':
        lookAt([step.show, ...(step.when === undefined ? [] : [step.when])]);
        return NOTHING;
      case 'assert':
        this.compare(step.cond);
        return NOTHING;
    }
  }

  /** The items of a list that the program goes over. */
  private open(list: Shape): Shape {
    this.lists.push(...list.parts);
    return itemOf(list);
  }

  private handOn(shapes: readonly Shape[]): Shape {
    for (const shape of shapes) this.lists.push(...shape.parts);
    return union(shapes);
  }

  private quietly(work: () => void): void {
    const before = this.quiet;
    this.quiet = true;
    work();
    this.quiet = before;
  }

  private either(one: Expr | undefined, other: Expr | undefined): Shape {
    return union([one, other].flatMap((expr) => (expr === undefined ? [] : [this.shape(expr)])));
  }

  private compare(expr: Expr): void {
    this.look(this.shape(expr, true), true);
  }

  /** The shape of a value; what is looked at on the way to it is noted. */
  shape(expr: Expr, comparing = false): Shape {
    switch (expr.$) {
      case 'lit':
      case 'run':
      case 'absent':
        return NOTHING;
      case 'ref':
        if (expr.of === 'step') return this.stepShapes.get(expr.id) ?? NOTHING;
        return expr.of === 'var' ? (this.variables.get(expr.id) ?? NOTHING) : NOTHING;
      case 'get':
        return expr.path.reduce((shape, key) => memberOf(shape, key), this.shape(expr.from, comparing));
      case 'obj':
        return shapeOf({
          members: new Map(Object.entries(expr.fields).map(([name, field]) => [name, this.shape(field, comparing)])),
        });
      case 'arr':
        return shapeOf({ item: union(expr.items.map((item) => this.shape(item, comparing))) });
      case 'text':
        for (const part of expr.parts) if (typeof part !== 'string') this.look(this.shape(part, comparing), comparing);
        return NOTHING;
      case 'fn': {
        const shapes = expr.args.map((arg) => this.shape(arg, comparing));
        if (BY_PLACE.has(expr.name) && !this.quiet) this.ordered = true;
        if (MEMBERSHIP.has(expr.name)) {
          this.quietly(() => {
            for (const shape of shapes) this.look(shape, comparing);
          });
          return NOTHING;
        }
        if (ITEM_OF.has(expr.name) || expr.name === 'slice') this.counted ||= !this.quiet;
        if (ITEM_OF.has(expr.name)) return this.open(shapes[0] ?? NOTHING);
        if (SAME.has(expr.name)) return this.handOn(shapes);
        for (const shape of shapes) this.look(shape, comparing);
        return NOTHING;
      }
      case 'over':
        return this.overShape(expr, comparing);
      case 'sort': {
        this.ordered = true;
        if (expr.take !== undefined) this.counted = true;
        const list = this.shape(expr.in, comparing);
        this.variables.set(expr.as, this.open(list));
        for (const { key } of expr.by) this.compare(key);
        if (expr.take !== undefined) this.look(this.shape(expr.take), true);
        return list;
      }
      case 'cond':
        this.compare(expr.if);
        return union([this.shape(expr.then, comparing), this.shape(expr.else, comparing)]);
    }
  }

  private overShape(expr: Expr & { readonly $: 'over' }, comparing: boolean): Shape {
    const list = this.shape(expr.in, comparing);
    const item = this.open(list);
    this.variables.set(expr.as, item);
    switch (expr.op) {
      case 'map':
        return shapeOf({ item: this.shape(expr.body, comparing) });
      case 'flatMap':
        return this.shape(expr.body, comparing);
      case 'groupBy':
        this.ordered = true;
        this.counted = true;
        this.compare(expr.body);
        return shapeOf({
          item: shapeOf({
            members: new Map([
              ['key', this.shape(expr.body)],
              ['items', list],
            ]),
          }),
        });
      case 'uniqueBy':
        this.ordered = true;
        this.compare(expr.body);
        return list;
      case 'filter':
        this.compare(expr.body);
        return list;
      case 'find':
      case 'only':
        this.compare(expr.body);
        return item;
      case 'some':
      case 'every':
        this.compare(expr.body);
        return NOTHING;
    }
  }
}

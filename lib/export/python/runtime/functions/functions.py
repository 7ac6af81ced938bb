"""The closed expression library by the names that workflows have for it.

Names, parameters and what is said where a value does not fit are those of the studio's registry; a
test compares the two.
"""

from typing import Any

from . import date, duration, letter_case, logic, number, parse_date, table, text, url, version
from . import list as lists
from . import object as objects
from .declared_function import DeclaredFunction, declare
from .expression_error import ExpressionError

FUNCTIONS: dict[str, DeclaredFunction] = {
    function.name: function
    for function in (
        declare("eq", logic.eq, "left: any", "right: any"),
        declare("ne", logic.ne, "left: any", "right: any"),
        declare("lt", logic.lt, "left: any", "right: any"),
        declare("le", logic.le, "left: any", "right: any"),
        declare("gt", logic.gt, "left: any", "right: any"),
        declare("ge", logic.ge, "left: any", "right: any"),
        declare("and", logic.and_, "...conditions: boolean|null"),
        declare("or", logic.or_, "...conditions: boolean|null"),
        declare("not", logic.not_, "condition: boolean|null"),
        declare("isNull", logic.is_null, "value: any"),
        declare("isEmpty", logic.is_empty, "value: any"),
        declare("coalesce", logic.coalesce, "...values: any"),
        declare("contains", text.contains, "text: string|null", "phrase: string|null"),
        declare("containsExact", text.contains_exact, "text: string|null", "phrase: string|null"),
        declare("startsWith", text.starts_with, "text: string|null", "start: string|null"),
        declare("endsWith", text.ends_with, "text: string|null", "end: string|null"),
        declare("matches", text.matches, "text: string|null", "pattern: string"),
        declare("findIn", text.find_in, "text: string|null", "pattern: string"),
        declare("lower", letter_case.lower, "text: string|null"),
        declare("upper", letter_case.upper, "text: string|null"),
        declare("title", letter_case.title, "text: string|null"),
        declare("capitalize", letter_case.capitalize, "text: string|null"),
        declare("slug", letter_case.slug, "text: string|null"),
        declare("kebab", letter_case.kebab, "text: string|null"),
        declare("snake", letter_case.snake, "text: string|null"),
        declare("camel", letter_case.camel, "text: string|null"),
        declare("trim", text.trim, "text: string|null"),
        declare("truncate", text.truncate, "text: string|null", "length: integer"),
        declare("initials", letter_case.initials, "text: string|null"),
        declare("replace", text.replace, "text: string|null", "search: string", "by: string"),
        declare("split", text.split, "text: string|null", "separator: string"),
        declare("lines", text.lines, "text: string|null"),
        declare(
            "padStart", text.pad_start, "text: string|null", "length: integer", "fill?: string"
        ),
        declare("stripPrefix", text.strip_prefix, "text: string|null", "prefix: string"),
        declare("stripSuffix", text.strip_suffix, "text: string|null", "suffix: string"),
        declare("textBefore", text.text_before, "text: string|null", "mark: string"),
        declare("textAfter", text.text_after, "text: string|null", "mark: string"),
        declare("wordAfter", text.word_after, "text: string|null", "mark: string"),
        declare(
            "textBetween", text.text_between, "text: string|null", "start: string", "end: string"
        ),
        declare("emailPart", text.email_part, "text: string|null", "part: string"),
        declare("add", number.add, "...numbers: number"),
        declare("sub", number.sub, "left: number", "right: number"),
        declare("mul", number.mul, "...numbers: number"),
        declare("div", number.div, "left: number", "right: number"),
        declare("mod", number.mod, "left: number", "right: number"),
        declare("percent", number.percent, "part: number", "whole: number"),
        declare("round", number.round_, "number: number", "digits?: integer"),
        declare("fixed", number.fixed, "number: number", "digits: integer"),
        declare("grouped", number.grouped, "number: number", "digits: integer", "mark?: string"),
        declare("toNumber", number.to_number, "value: any"),
        declare("numberIn", number.number_in, "text: string|null"),
        declare("length", lists.length, "value: any"),
        declare("count", lists.count, "list: array|null", "value?: any"),
        declare("sum", lists.sum_, "list: array|null"),
        declare("avg", lists.avg, "list: array|null"),
        declare("min", lists.min_, "list: array|null"),
        declare("max", lists.max_, "list: array|null"),
        declare("first", lists.first, "list: array|null"),
        declare("last", lists.last, "list: array|null"),
        declare("at", lists.at, "list: array|null", "index: integer"),
        declare("reverse", lists.reverse, "list: array|null"),
        declare("slice", lists.slice_, "list: array|null", "start: integer", "end?: integer"),
        declare("unique", lists.unique, "list: array|null"),
        declare("flatten", lists.flatten, "list: array|null"),
        declare("has", lists.has, "list: array|null", "value: any"),
        declare("without", lists.without, "list: array|null", "others: array|null"),
        declare("concat", lists.concat, "...lists: array|null"),
        declare("join", lists.join, "list: array|null", "separator: string"),
        declare("numbered", lists.numbered, "list: array|null", "mark?: string"),
        declare("keys", objects.keys, "object: object|null"),
        declare("values", objects.values, "object: object|null"),
        declare("entries", objects.entries, "object: object|null"),
        declare("merge", objects.merge, "...objects: object|null"),
        declare("pick", objects.pick, "object: object|null", "names: array"),
        declare("indexBy", objects.index_by, "list: array|null", "key: string"),
        declare("member", objects.member, "object: object|null", "key: string"),
        declare("toText", table.to_text, "value: any"),
        declare("toJson", table.to_json, "value: any", "indent?: integer"),
        declare("fromJson", table.from_json, "text: string|null"),
        declare("readTable", table.read_table, "text: string|null"),
        declare("readItems", table.read_items, "text: string|null"),
        declare("markdownTable", table.markdown_table, "headers: array", "rows: array"),
        declare("urlPart", url.url_part, "text: string|null", "part: string", "which?: any"),
        declare("nextVersion", version.next_version, "text: string|null", "part: string"),
        declare("pathBase", url.path_base, "path: string|null"),
        declare("pathStem", url.path_stem, "path: string|null"),
        declare("pathExt", url.path_ext, "path: string|null"),
        declare("pathDir", url.path_dir, "path: string|null"),
        declare("dateAdd", date.date_add, "date: string", "amount: integer", "unit: string"),
        declare("dateDiff", date.date_diff, "from: string", "to: string", "unit: string"),
        declare("dateStart", date.date_start, "date: string", "unit: string", "zone?: string"),
        declare("formatDate", date.format_date, "date: string", "pattern: string", "zone?: string"),
        declare("formatDuration", duration.format_duration, "seconds: number", "pattern: string"),
        declare("parseDate", parse_date.parse_date, "text: string|null"),
        declare("fromEpoch", date.from_epoch, "count: integer", "unit: string"),
        declare("before", date.before, "date: string|null", "other: string|null"),
        declare("after", date.after, "date: string|null", "other: string|null"),
    )
}


def apply_function(name: str, args: tuple[Any, ...]) -> Any:
    """Applies a function of the library.

    Raises ExpressionError where the name is unknown, an argument is missing or too many, or a value
    is not of the declared type.
    """
    declared = FUNCTIONS.get(name)
    if declared is None:
        raise ExpressionError(f'There is no function "{name}".')
    return declared.apply(args)

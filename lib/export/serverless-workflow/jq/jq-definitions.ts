/** A function of jq that we define where it is used: one line, its name and parameters, and what it stands on. */
export interface JqDefinition {
  readonly text: string;
  readonly needs?: readonly string[];
}

/** What expressions stand on that jq has not, or has with another meaning. */
export const JQ_HELPERS: Readonly<Record<string, JqDefinition>> = {
  need: {
    text: 'def need($key): if has($key) then .[$key] else error("there is no \\($key | tojson)") end;',
  },
  holds: {
    text: 'def holds: if type == "boolean" then . elif . == null then false else error("a condition is true or false, not \\(tojson)") end;',
  },
  list: {
    text: 'def list: if type == "array" then . else error("a list is needed, not \\(tojson)") end;',
  },
  list_or_null: {
    text: 'def list_or_null: if . == null or type == "array" then . else error("a list is needed, not \\(tojson)") end;',
  },
  // jq escapes one character more than JSON asks for, and writes exponents otherwise.
  text: {
    text: 'def text: if . == null then "" elif type == "string" then . elif tojson | test("\\\\\\\\u007f") then error("jq writes this otherwise: \\(tojson)") elif any(.. | numbers | tojson; test("E")) then error("jq writes this number otherwise: \\(tojson)") else tojson end;',
  },
  text_or_null: {
    text: 'def text_or_null: if . == null or type == "string" then . else error("a text is needed, not \\(tojson)") end;',
  },
  string: { text: 'def string: if type == "string" then . else error("a text is needed, not \\(tojson)") end;' },
  number: { text: 'def number: if type == "number" then . else error("a number is needed, not \\(tojson)") end;' },
  whole: {
    text: 'def whole: if type == "number" and . == floor then . else error("a whole number is needed, not \\(tojson)") end;',
  },
  object_or_null: {
    text: 'def object_or_null: if . == null or type == "object" then . else error("a record is needed, not \\(tojson)") end;',
  },
  // jq knows small and capital letters of English only.
  plain: {
    text: 'def plain: if test("[^\\\\x00-\\\\x7F]") then error("jq knows capitals of a to z only, and this has other letters: \\(.)") else . end;',
  },
  finite: { text: 'def finite: if isinfinite or isnan then error("there is no finite result") else . end;' },
  // Between these two blocks programs order by halves of characters, and jq by characters.
  one_order: {
    text: 'def one_order: if test("[\\\\x{E000}-\\\\x{FFFF}]") and test("[\\\\x{10000}-\\\\x{10FFFF}]") then error("jq orders these texts otherwise: \\(.)") else . end;',
  },
  ordered: {
    text: 'def ordered($a; $b; f): if $a == null or $b == null then false elif ($a | type) != ($b | type) or ($a | type | IN("number", "string", "boolean") | not) then error("\\($a | tojson) and \\($b | tojson) have no order") elif ($a | type) == "string" then ($a + $b | one_order) | f else f end;',
    needs: ['one_order'],
  },
  pieces: { text: 'def pieces($by): if . == "" then [""] else split($by) end;' },
  distinct: {
    text: 'def distinct: reduce .[] as $item ([]; if any(.[]; . == $item) then . else . + [$item] end);',
  },
  grouped: {
    text: 'def grouped: reduce .[] as $row ([]; (map(.key == $row.key) | index(true)) as $at | if $at == null then . + [{key: $row.key, items: [$row.item]}] else .[$at].items += [$row.item] end);',
  },
  // Stable, nulls last in either order; `$at` is the place of the key.
  sorted: {
    text: 'def sorted($at; $falls): ([.[].keys[$at] | select(. != null) | type] | unique) as $types | if ($types | length) > 1 or ($types - ["number", "string", "boolean"]) != [] then error("keys of several types have no order") else (if $types == ["string"] then [.[].keys[$at] | strings] | add | one_order else . end) as $checked | (map(select(.keys[$at] == null))) as $without | [to_entries[] | select(.value.keys[$at] != null)] | (if $falls then sort_by([.value.keys[$at], -.key]) | reverse else sort_by(.value.keys[$at]) end) | map(.value) + $without end;',
    needs: ['one_order'],
  },
  answer_text: {
    text: 'def answer_text: [.content[]? | select(.type == "text") | .text] | join("\\n");',
  },
  answer: {
    text: 'def answer: if has("structuredContent") then .structuredContent else answer_text as $text | (try ($text | fromjson | if type == "object" or type == "array" then . else $text end) catch $text) end;',
    needs: ['answer_text'],
  },
  said: {
    text: 'def said: if (.error | type) == "string" then (if (.message | type) == "string" then "\\(.error): \\(.message)" else .error end) elif (.error | type) == "object" and (.error.message | type) == "string" then .error.message elif (.message | type) == "string" then .message else null end;',
  },
  is_failure: {
    text: 'def is_failure: ((.error != null and .error != false and .error != "") or ((.errors | type) == "array" and .errors != [])) as $says | (.ok == false or .success == false) as $failed | if $failed and $says then true elif (keys - ["ok", "success", "error", "errors", "code", "status", "statusCode", "message", "details"]) != [] then false elif $failed then true elif .ok == true or .success == true then false else (if .status == null then .statusCode else .status end) as $status | $says or (($status | type) == "number" and $status >= 400 and (.message | type) == "string") end;',
  },
  refusal: {
    text: 'def refusal: answer as $data | answer_text as $text | if .isError == true then (if ($data | type) == "object" then ($data | said) // $text else $text end) elif ($data | type) == "string" then (if $data | test("^\\\\s*error:\\\\s"; "i") then $data | gsub("^\\\\s+|\\\\s+$"; "") else null end) elif ($data | type) == "object" and ($data | is_failure) then ($data | said) // $text else null end;',
    needs: ['answer', 'answer_text', 'said', 'is_failure'],
  },
};

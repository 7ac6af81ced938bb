"""Reads requests of OTLP in protobuf, each in base64 on a line, and writes them in OTLP's JSON."""

import base64
import json
import sys
from typing import Any

from google.protobuf.json_format import MessageToDict
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

IDS = ("traceId", "spanId", "parentSpanId")


def as_json(body: bytes) -> dict[str, Any]:
    request = ExportTraceServiceRequest.FromString(body)
    written = MessageToDict(request, use_integers_for_enums=True)
    for resource in written["resourceSpans"]:
        for scope in resource["scopeSpans"]:
            for span in scope["spans"]:
                # OTLP's JSON has ids in hexadecimal, where that of protobuf has base64.
                span |= {name: base64.b64decode(span[name]).hex() for name in IDS if name in span}
    return written


for line in sys.stdin:
    print(json.dumps(as_json(base64.b64decode(line))))

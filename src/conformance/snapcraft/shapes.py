"""What snapcraft demands of replies, from publisher-api.md: whatever is not listed is refused where it says so."""
import jsonschema

TEXT = {"type": "string"}
MAYBE = {"type": ["string", "null"]}
NUMBER = {"type": "integer"}
FLAG = {"type": "boolean"}


def table(needed, optional=None, open_=False):
    return {"type": "object", "properties": {**needed, **(optional or {})}, "required": sorted(needed),
            "additionalProperties": open_}


def rows(of, least=0):
    return {"type": "array", "items": of, "minItems": least}


def one_of(*values):
    return {"enum": list(values)}


ARCHITECTURES = rows(TEXT, 1)
EPOCH = {"type": ["object", "null"], "properties": {"read": rows(NUMBER), "write": rows(NUMBER)},
         "required": ["read", "write"], "additionalProperties": False}
STATUS = one_of(
    "Published", "Unpublished", "ManualReviewPending", "NeedsInformation", "AutomaticallyRejected", "Rejected",
    "ReviewInProgress", "ReviewQueued", "released", "approved", "rejected")
PROGRESSIVE = table(
    {"paused": {"type": ["boolean", "null"]}, "percentage": {"type": ["number", "null"]},
     "current-percentage": {"type": ["number", "null"]}})

# publisher-api.md 4.12: items take nothing else
REVISIONS = {"type": "object", "required": ["revisions"], "properties": {
    "revisions": rows(table(
        {"architectures": ARCHITECTURES, "confinement": one_of("classic", "strict", "devmode"), "created_at": TEXT,
         "grade": one_of("stable", "devel"), "revision": NUMBER, "size": NUMBER, "sha3-384": TEXT, "status": STATUS,
         "version": TEXT},
        {"attributes": {"type": "object"}, "base": MAYBE, "build_url": MAYBE, "epoch": EPOCH})),
    "releases": rows(table(
        {"architecture": TEXT, "channel": TEXT, "risk": TEXT, "track": TEXT, "when": TEXT, "branch": MAYBE,
         "revision": {"type": ["integer", "null"]}},
        {"expiration-date": MAYBE, "progressive": PROGRESSIVE}))}}

# publisher-api.md 4.11: extra keys are allowed everywhere
CHANNEL_MAP = table({
    "channel-map": rows(table(
        {"architecture": TEXT, "channel": TEXT, "expiration-date": MAYBE, "revision": NUMBER,
         "progressive": table({"paused": {}, "percentage": {}}, open_=True)}, open_=True)),
    "revisions": rows(table({"architectures": ARCHITECTURES, "revision": NUMBER, "version": TEXT}, {
        "confinement": one_of("strict", "classic", "devmode"), "grade": one_of("stable", "devel"), "size": NUMBER,
        "base": MAYBE, "build-url": MAYBE, "attributes": {"type": "object"}}, open_=True)),
    "snap": table({"channels": rows(table(
        {"name": TEXT, "track": TEXT, "risk": TEXT, "branch": MAYBE, "fallback": MAYBE}, open_=True), 1)},
        {"tracks": rows(table({"name": TEXT, "creation-date": MAYBE, "version-pattern": MAYBE,
                               "status": one_of("active", "default", "hidden", "closed")}, open_=True), 1)},
        open_=True)}, open_=True)

# publisher-api.md 4.15
METRICS = table({"metrics": {**rows(table(
    {"status": one_of("OK", "FAIL", "NO DATA"), "snap_id": TEXT, "metric_name": TEXT, "buckets": rows(TEXT),
     "series": rows(table({"name": TEXT, "values": rows({"type": ["integer", "string"]})},
                          {"currently_released": FLAG}))}), 1), "maxItems": 1}})

# publisher-api.md 4.17
VALIDATIONS = rows(table(
    {"type": one_of("validation"), "authority-id": TEXT, "series": TEXT, "snap-id": TEXT, "approved-snap-id": TEXT,
     "approved-snap-revision": TEXT, "timestamp": TEXT, "revoked": one_of(True, False, "true", "false")},
    {"revision": {"type": ["integer", "string"]}, "approved-snap-name": TEXT, "required": FLAG,
     "sign-key-sha3-384": TEXT}))

# publisher-api.md 4.18
PRESENCE = one_of("required", "optional", "invalid")
SET_HEADERS = table(
    {"type": one_of("validation-set"), "account-id": TEXT, "authority-id": TEXT, "name": TEXT,
     "sequence": {"type": ["integer", "string"]}, "series": one_of("16"), "timestamp": TEXT,
     "snaps": rows(table({"name": TEXT}, {"id": TEXT, "presence": PRESENCE,
                                          "revision": {"type": ["integer", "string"]},
                                          "components": {"type": "object"}}), 1)},
    {"revision": {"type": ["integer", "string"]}, "sign-key-sha3-384": TEXT})
SETS = table({"assertions": rows(table({"headers": SET_HEADERS}))}, open_=True)

# publisher-api.md 4.19
SCHEMA_HEADERS = table(
    {"type": one_of("confdb-schema"), "account-id": TEXT, "authority-id": TEXT, "name": TEXT,
     "views": {"type": "object"}, "timestamp": TEXT},
    {"revision": {"type": ["integer", "string"]}, "summary": TEXT, "body": TEXT,
     "body-length": {"type": ["integer", "string"]}, "sign-key-sha3-384": TEXT})
SCHEMAS = table({"assertions": rows(table({"headers": SCHEMA_HEADERS}, {"body": TEXT}))}, open_=True)


def check(document, shape):
    jsonschema.validate(document, shape)
    return document


def without_nulls(document, path="reply"):
    """The reply is given to `snap sign`, which takes no null (publisher-api.md trap 15)."""
    if document is None:
        raise AssertionError(f"{path} is null")
    if isinstance(document, dict):
        for key, value in document.items():
            without_nulls(value, f"{path}.{key}")
    if isinstance(document, list):
        for index, value in enumerate(document):
            without_nulls(value, f"{path}[{index}]")

#!/usr/bin/env python3
"""Sends recorded requests of real clients to a running store, and judges the answers by what those clients accept.

A request goes over a socket as it was recorded, but for the names in it: the recorded brand, snaps, revisions, digests,
keys, session and token are replaced by those of the store under test, and Content-Length follows.

usage: replay.py URL RECORDINGS WORLD DEVICE-PROGRAM
"""
import base64
import hashlib
import http.client
import json
import pathlib
import re
import socket
import ssl
import subprocess
import sys
import urllib.parse
import urllib.request

TYPES = {"app", "application", "gadget", "kernel", "os", "base", "snapd"}
DOWNLOAD = re.compile(r"/api/v1/snaps/download/([^_]+)_(\d+)\.snap")


class Wrong(Exception):
    """What a client would not accept."""


def that(holds, why):
    if not holds:
        raise Wrong(why)


def digest(path):
    return base64.urlsafe_b64encode(hashlib.sha3_384(pathlib.Path(path).read_bytes()).digest()).decode()


class Answer:
    def __init__(self, response, body):
        self.status, self.body = response.status, body
        self.header = lambda name: response.getheader(name)

    @property
    def type(self):
        return self.header("Content-Type")

    def json(self):
        try:
            return json.loads(self.body)
        except ValueError as e:
            raise Wrong(f"the body is no JSON: {self.body[:200]!r}") from e


class Recordings:
    """The recorded requests in the words of the store under test."""

    def __init__(self, url, folder, world, program):
        self.url, self.folder, self.program = urllib.parse.urlparse(url), pathlib.Path(folder), program
        self.names = {}
        self.world_folder = world
        self.world = json.loads((pathlib.Path(world) / "world.json").read_text())
        self.identify()
        brand, snaps = self.world["brand"], self.world["snaps"]
        assertion = self.get(f"/v2/assertions/account/{brand['id']}")
        model = self.device["model"]
        key = lambda text: re.search(r"^sign-key-sha3-384: (\S+)$", text, re.M).group(1)
        files = lambda name, revision: digest(snaps[name]["files"][revision - 1])
        builder = json.loads(base64.b64decode(self.world["people"]["dev"]["builder"]))["v"]
        self.names |= {
            "vector-token": builder,
            "vectorstoreid": brand["store"],
            "VecPub1isherAccountId00000000001": brand["id"],
            "vectorbrand": brand["id"],
            "vector-model": "conform-core",
            "HelloVectorSnapId000000000000001": snaps["conform-hello"]["id"],
            "ToolsVectorSnapId000000000000002": snaps["conform-epoch"]["id"],
            "GatedVectorSnapId000000000000003": snaps["conform-gate"]["id"],
            "PMrrV4ml8uWuEUDBT8dSGnKUYbevVhc4": snaps["snapd"]["id"],
            "CSO04Jhav2yK0uz97cr0ipQRyqg0qQL6": snaps["core18"]["id"],
            "vec-hello": "conform-hello", "vec-tools": "conform-epoch", "vec-gate": "conform-gate",
            "gyl_yQgEEP63NYJu_vkqDBVw-865DkVCPWdnNBdN4gerLAuj9DftyzEV-Ie3od9w": files("conform-hello", 2),
            "OhMbeJO6_0rDtWo3iu99ijXRKVKtbpuG_ERKUznGQ9OzL3S4gcpas4uD958yNC6E": files("conform-hello", 2),
            "zv_LJltAaYJJUOWKhPhBPsrqec1mQRNoLsMZYtO3BMk4a9P3o4kVGsmFl0UVRqnH": files("snapd", 1),
            "sfHUKpW4-9_ILpzVd5QNugBYUCcnCvF_8yEP-FVCqloCxnHEdTDNjnvIkD0knMl1": files("core18", 1),
            "UMcRhcorgK-qERzO4v9eKPUptn7twaLHg_sdj4lr5gKmZkCtotbIoSqC31tHJ_K7": key(model),
            "zUugjwncCi8w-o4E3Oh58X9FcCoH3YEIWdH4TiNKKM1Ju-rZyZsZSmN0PynXRr7_": key(assertion),
            "XCIC_Wvj9_hiAt0b10sDon74oGr3a6xGODkMZqrj63ZzNYUD5N87-ojjPoeN7f1Y": key(assertion),
        }
        # The recorded revisions, as far as this store has others.
        self.revisions = {"12": "2", "11": "1", "10": "1", "9": "3", "7": "1", "3": "1", "2846": "1", "21759": "1"}
        self.cohort = ""

    def last(self, snap, revision):
        """The revision in this store's words, or its last one if it has fewer."""
        entry = next(entry for entry in self.world["snaps"].values() if entry["id"] == snap)
        return min(int(self.revisions.get(revision, revision)), len(entry["revisions"]))

    def get(self, path):
        with urllib.request.urlopen(self.url.geturl() + path, timeout=30) as answer:
            return answer.read().decode()

    def identify(self):
        """Lets snapd's own code open a session of a registered device."""
        subprocess.run([self.program, "wire", self.url.geturl(), "identity"], check=True, stdout=subprocess.DEVNULL,
                       stderr=sys.stderr)
        self.device = json.loads((pathlib.Path(self.world_folder) / "device.json").read_text())
        self.names["7c1e5b9a-0000-4000-8000-0000000000aa"] = self.device["serial"]

    def request(self, name):
        head, _, body = (self.folder / name).read_bytes().partition(b"\r\n\r\n")
        if "auth/sessions" in head.decode().split("\r\n")[0] or "registration" in name:
            # Signed texts: nothing in them can be replaced.
            head = head.replace(b"store.example", self.url.netloc.encode())
            return head + b"\r\n\r\n" + body
        if "messages" in name:
            # The body is signed, the head is not.
            return self.head(head.decode(), len(body)).encode() + b"\r\n\r\n" + body
        head, body = head.decode(), body.decode()
        for old, new in self.names.items():
            head, body = head.replace(old, new), body.replace(old, new)
        body = re.sub(r'("revision":)(\d+)', lambda m: m[1] + self.revisions.get(m[2], m[2]), body)
        body = body.replace("Y29ob3J0LXZlY3Rvci0wMDAx", self.cohort).replace("2.0/candidate", "latest/candidate")
        head = re.sub(r"([^/ ]+)_(\d+)\.snap", lambda m: f"{m[1]}_{self.last(m[1], m[2])}.snap", head)
        body = body.encode()
        return self.head(head, len(body)).encode() + b"\r\n\r\n" + body

    def head(self, head, length):
        head = re.sub(r'(Device-Authorization: Macaroon root=")[^"]*"', lambda m: m[1] + self.device["session"] + '"', head)
        head = head.replace("store.example", self.url.netloc)
        return re.sub(r"Content-Length: \d+", f"Content-Length: {length}", head)

    def send(self, name, change=lambda request: request):
        """The answer; an expired session is renewed once, as clients do."""
        answer = self.exchange(change(self.request(name)))
        if answer.status == 401 and b"Device-Authorization" in self.request(name) and "session" not in name:
            that("refresh_device_session=1" in (answer.header("WWW-Authenticate") or ""), "a 401 that does not heal")
            self.identify()
            answer = self.exchange(change(self.request(name)))
        return answer

    def exchange(self, request):
        port = self.url.port or (443 if self.url.scheme == "https" else 80)
        with socket.create_connection((self.url.hostname, port), timeout=15) as plain:
            connection = plain
            if self.url.scheme == "https":
                connection = ssl.create_default_context().wrap_socket(plain, server_hostname=self.url.hostname)
            connection.sendall(request)
            response = http.client.HTTPResponse(connection, method=request.split(b" ", 1)[0].decode())
            response.begin()
            body = response.read()
            if response.getheader("Content-Encoding") == "gzip":
                import gzip
                body = gzip.decompress(body)
            return Answer(response, body)


def check_snap(snap, url):
    """The strictness of the clients' JSON decoder (device-api.md 1.5)."""
    that(snap.get("type") in TYPES, f"type {snap.get('type')!r}")
    for field in ("revision",):
        that(isinstance(snap[field], int), f"{field} is {snap[field]!r}")
    epoch = snap.get("epoch")
    if isinstance(epoch, dict):
        for side in ("read", "write"):
            that(epoch[side] and epoch[side] == sorted(set(epoch[side])), f"epoch {epoch}")
        that(set(epoch["read"]) & set(epoch["write"]), f"epoch {epoch}")
    else:
        that(epoch is None or isinstance(epoch, str), f"epoch {epoch!r}")
    for field in ("title", "summary", "description", "name", "snap-id", "version"):
        that(snap.get(field) is None or isinstance(snap[field], str), f"{field} is {snap.get(field)!r}")
    for values in (snap.get("links") or {}).values():
        that(isinstance(values, list), f"links are {snap['links']}")
    for price in (snap.get("prices") or {}).values():
        that(isinstance(price, str), f"prices are {snap['prices']}")
    if "download" in snap:
        download = snap["download"]
        that(isinstance(download["size"], int) and download["size"] > 0, f"the size is {download['size']!r}")
        that(re.fullmatch("[0-9a-f]{96}", download["sha3-384"]), f"the digest is {download['sha3-384']}")
        that(download["url"].startswith(url + "/"), f"the file is at {download['url']}")


def check_refresh(store, name, anonymous):
    sent = json.loads(store.request(name).partition(b"\r\n\r\n")[2])
    answer = store.send(name)
    that(answer.status == 200, f"status {answer.status}: {answer.body[:300]!r}")
    that(answer.type == "application/json", f"type {answer.type}")
    that(int(answer.header("Snap-Store-Version") or 0) >= 55, "Snap-Store-Version is below 55")
    results = answer.json()["results"]
    wanted = {action.get("instance-key") or action["key"]: action for action in sent["actions"]}
    seen = {}
    for result in results:
        key = result.get("key") if result["result"] == "fetch-assertions" else result.get("instance-key")
        that(key in wanted, f"a result for {key}, which was not asked for")
        that(key not in seen, f"two results for {key}")
        seen[key] = result
        if result["result"] == "error":
            that(result.get("name") or wanted[key]["action"] == "refresh", "an error without a name")
            that(result["error"]["code"] and result["error"]["message"], "an error without code or message")
        elif result["result"] != "fetch-assertions":
            that(result["result"] == wanted[key]["action"], f"a {result['result']} for a {wanted[key]['action']}")
            check_snap({"snap-id": result["snap-id"], **result["snap"]}, store.url.geturl())
    for key, action in wanted.items():
        if action["action"] != "fetch-assertions":
            that(key in seen, f"no result for {key}")
            if anonymous:
                that(seen[key]["result"] == "error" and seen[key]["error"]["code"] == "name-not-found",
                     f"a stranger gets {seen[key]['result']}")
    return sent, seen


def revision(seen, key):
    that(seen[key]["result"] != "error", f"an error: {seen[key].get('error')}")
    return seen[key]["snap"]["revision"]


def is_not_found(answer):
    that(answer.status == 404, f"status {answer.status}")
    that(answer.type in ("application/problem+json", "application/json"), f"type {answer.type}")
    that(any(error["code"] == "not-found" for error in answer.json()["error-list"]), "no code not-found")


def check_assertion(store, name, found):
    kind = store.request(name).split(b" ")[1].decode().split("/")[3]
    answer = store.send(name)
    if not found:
        is_not_found(answer)
        return
    that(answer.status == 200, f"status {answer.status}: {answer.body[:200]!r}")
    that(answer.type == "application/x.ubuntu.assertion", f"type {answer.type}")
    that(answer.body.startswith(f"type: {kind}\n".encode()), f"the body begins with {answer.body[:40]!r}")
    limit = re.search(rb"max-format=(\d+)", store.request(name))
    format_line = re.search(rb"^format: (\d+)$", answer.body, re.M)
    that(int(format_line[1] if format_line else 0) <= int(limit[1]), "the format is above max-format")
    if kind == "account-key":
        that(b"\nname: " in answer.body, "the key has no name")


class Cases:
    def __init__(self, store):
        self.store = store
        self.failed = 0

    def run(self, name, body):
        try:
            body()
            print(f"ok wire/{name}", flush=True)
        except Exception as e:  # whatever it is, it is this case's failure
            self.failed += 1
            why = str(e) if isinstance(e, Wrong) else f"{type(e).__name__}: {e}"
            print(f"FAIL wire/{name}: {' '.join(why.split())[:400]}", flush=True)

    def all(self):
        cohorts = self.store.send("44-cohorts.http").json()["cohort-keys"]
        self.store.cohort = cohorts["conform-epoch"]
        for path in sorted(self.store.folder.glob("*.http")):
            self.run(path.stem, lambda name=path.name: self.check(name))
        for name, body in {
            "02-session-flipped-byte": lambda: self.refused_session(lambda r: r.replace(b"AcLB", b"AcLC")),
            "t06-no-answer-is-201": self.no_created,
        }.items():
            self.run(name, body)

    def no_created(self):
        for name in ("01-nonce.http", "44-cohorts.http", "80-registration-request-id.http", "12-install-by-name.http"):
            that(self.store.send(name).status == 200, f"{name}: status {self.store.send(name).status}")

    def refused_session(self, change):
        answer = self.store.send("02-session.http", change)
        that(400 <= answer.status < 500, f"status {answer.status}")

    def check(self, name):
        store = self.store
        request = store.request(name)
        path = request.split(b" ")[1].decode()
        known = b"Device-Authorization" in request or b"Authorization: Bearer" in request
        if path == "/v2/snaps/refresh":
            self.refresh(name, not known)
        elif path.startswith("/v2/assertions/stream/"):
            self.stream(name)
        elif path.startswith("/v2/assertions/"):
            kind = path.split("/")[3]
            private = kind in ("model", "snap-declaration", "snap-revision", "validation-set", "serial")
            never = kind in ("validation", "snap-resource-revision", "snap-resource-pair", "system-user",
                             "confdb-schema") or "vector-prov" in path
            check_assertion(store, name, not never and (known or not private))
        elif path.startswith("/api/v1/snaps/download/"):
            self.blob(name, path, known)
        else:
            self.other(name, path, request)

    def refresh(self, name, anonymous):
        sent, seen = check_refresh(self.store, name, anonymous)
        hello = self.store.names["HelloVectorSnapId000000000000001"]
        if anonymous:
            return
        if "one-channel" in name or "pinned-validation-set" in name:
            that(list(seen) == [hello], f"results for {list(seen)}")
            that(revision(seen, hello) == 2, f"revision {revision(seen, hello)}")
        elif "install-by-channel" in name:
            error = seen["install-1"]["error"]
            that(error["code"] == "revision-not-found" and error["extra"]["releases"], f"error {error}")
        elif "install-by-revision" in name:
            that(revision(seen, "install-1") == 3, f"revision {revision(seen, 'install-1')}")
        elif "install-two" in name:
            that(set(seen) == {"install-1", "install-2"}, f"results for {set(seen)}")
        elif "full-context" in name or "hints" in name or "delta-format" in name:
            two = [action["instance-key"] for action in sent["actions"] if action["snap-id"] == hello]
            that(len(two) == 2 and revision(seen, two[0]) == 1, "the first instance follows stable")
            that(revision(seen, two[1]) == 3, "the second instance follows edge, since the branch is closed")
        elif "refresh-three" in name:
            that(len(seen) == 3 and revision(seen, hello) == 1, f"results {seen.keys()}")
        elif "bulk-declarations" in name:
            urls = [url for result in seen.values() for url in result.get("assertion-stream-urls") or []]
            that(urls, "the store assertion, which the client has not, is not delivered")
            for url in urls:
                that(url.startswith(self.store.url.geturl() + "/"), f"the stream is at {url}")
            self.streams = urls
        elif "bulk-validation-set" in name:
            result = next(iter(seen.values()))
            that(result["result"] == "fetch-assertions", f"result {result['result']}")
            if result.get("error-list"):
                that(result["error-list"][0]["code"] == "not-found", f"errors {result['error-list']}")

    def stream(self, name):
        self.refresh(name.split("24")[0] + "20-assertions-bulk-declarations.http" if name.startswith("24")
                     else "v2.57-store-18-assertions-bulk-declarations.http", False)
        for url in self.streams:
            path = url[len(self.store.url.geturl()):]
            answer = self.store.send(name, lambda request: re.sub(rb"/v2/assertions/stream/\S+", path.encode(), request, count=1))
            that(answer.status == 200, f"status {answer.status}")
            that(answer.body.startswith(b"type: "), f"the body begins with {answer.body[:40]!r}")

    def blob(self, name, path, known):
        store = self.store
        answer = store.send(name)
        if not DOWNLOAD.match(path):
            that(answer.status == 404, f"status {answer.status} for a delta that does not exist")
            return
        snap, number = DOWNLOAD.match(path).groups()
        if not known:
            that(answer.status in (401, 404), f"a stranger gets status {answer.status}")
            return
        entry = next(entry for entry in store.world["snaps"].values() if entry["id"] == snap)
        number = int(number)
        content = pathlib.Path(entry["files"][number - 1]).read_bytes()
        that(answer.header("Content-Encoding") in (None, "identity"), "the file is compressed")
        wanted = re.search(rb"Range: bytes=(\d+)-", store.request(name))
        if store.request(name).startswith(b"HEAD"):
            that(answer.status == 200 and not answer.body, f"status {answer.status}")
            that(answer.header("Content-Length") == str(len(content)), f"length {answer.header('Content-Length')}")
        elif wanted:
            that(answer.status == 206, f"status {answer.status}")
            that(answer.body == content[int(wanted[1]):], "it is not the tail of the file")
        else:
            that(answer.status == 200, f"status {answer.status}")
            that(answer.header("Content-Length") == str(len(content)), f"length {answer.header('Content-Length')}")
            that(answer.body == content, "it is not the file")

    def other(self, name, path, request):
        store = self.store
        answer = store.send(name)
        short = path.split("?")[0]
        if short.endswith("/nonces"):
            that(answer.status == 200 and answer.json()["nonce"], f"status {answer.status}")
            that(store.send(name).json()["nonce"] != answer.json()["nonce"], "the same nonce twice")
        elif short.endswith("/sessions"):
            that(400 <= answer.status < 500, f"an unknown nonce gets status {answer.status}")
        elif short.endswith("/request-id"):
            if short.startswith("/factory"):
                that(answer.status == 404, f"status {answer.status} at somebody else's path")
            else:
                that(answer.status == 200 and answer.json()["request-id"], f"status {answer.status}")
        elif short.endswith("/devices") or short.endswith("/serial"):
            that(400 <= answer.status < 500, f"a model of nobody gets status {answer.status}")
            if not short.startswith("/factory"):
                that(answer.type == "application/json" and (answer.json().get("message") or answer.json()["error_list"]),
                     "the client can show no message")
        elif short.startswith("/v2/snaps/info/"):
            that(answer.status == 200, f"status {answer.status}")
            entries = answer.json()["channel-map"]
            that(entries and entries[0]["channel"]["risk"] == "stable", "the first entry is not stable")
            for entry in entries:
                that(re.search(r"(Z|[+-]\d\d:\d\d)$", entry["channel"]["released-at"]), "released-at without an offset")
                that(entry["channel"]["architecture"] == "amd64", "another architecture")
        elif short == "/v2/snaps/find":
            that(answer.status == 200 and answer.type == "application/json", f"status {answer.status}, type {answer.type}")
            for result in answer.json()["results"]:
                that(isinstance(result["revision"]["revision"], int), "a revision that is no number")
                that(not result["snap"].get("private"), "a private snap leaks")
        elif short == "/v2/snaps/categories":
            that(answer.status == 200 and answer.type == "application/json", f"type {answer.type}")
            that(isinstance(answer.json()["categories"], list), "no categories")
        elif short.endswith("/sections"):
            that(answer.status == 200 and answer.type == "application/hal+json", f"type {answer.type}")
            that(isinstance(answer.json()["_embedded"]["clickindex:sections"], list), "no sections")
        elif short.endswith("/names"):
            that(answer.status == 200, f"status {answer.status}")
            that(re.match(rb'\{\s*"_embedded"\s*:\s*\{\s*"clickindex:package"', answer.body), "the first keys are others")
        elif short == "/v2/cohorts":
            that(answer.status == 200, f"status {answer.status}")
            that(set(answer.json()["cohort-keys"]) == {"conform-hello", "conform-epoch"}, "other names")
        elif short.endswith("/orders"):
            that(answer.status == 200 and answer.json()["orders"] == [], f"status {answer.status}")
        elif "/purchases/" in short:
            that(answer.status in (401, 404) and answer.type == "application/json", f"status {answer.status}")
        elif short == "/media/icon.png":
            that(answer.status == 404, f"status {answer.status} for a picture of nobody")
        elif short == "/v2/messages":
            that(answer.status == 200, f"status {answer.status}")
            that(answer.json() == {"messages": [], "total-pending-messages": 0}, f"body {answer.body[:200]!r}")
        else:
            raise Wrong(f"nobody says what {path} is to answer")


def main():
    cases = Cases(Recordings(*sys.argv[1:5]))
    cases.all()
    sys.exit(1 if cases.failed else 0)


if __name__ == "__main__":
    main()

"""The clients of craft-store as snapcraft makes them, and a `snap` command with keys of its own."""
import json
import os
import pathlib
import pty
import subprocess

from craft_store import UbuntuOneStoreClient, base_client, creds, endpoints, errors, publisher
from craft_store.auth import Auth
from craft_store.models import snap_list_releases_model

AGENT = "snapcraft/9.1 Debian/12 (x86_64)"
PERMISSIONS = ["package_access", "package_manage", "package_metrics", "package_push", "package_register",
               "package_release", "package_update"]
PASSPHRASE = "conformance"

# A store that answers 5xx is to fail a case, not to make it wait for minutes.
os.environ["CRAFT_STORE_RETRIES"] = "0"

ON_PREMISES = endpoints.Endpoints(
    namespace="snap", whoami="/v1/tokens/whoami", tokens="", tokens_exchange="/v1/tokens/offline/exchange",
    valid_package_types=["snap"], list_releases_model=snap_list_releases_model.ListReleasesModel)


class UbuntuOne(UbuntuOneStoreClient):
    """What snapcraft uses unless told otherwise (publisher-api.md 3.2)."""

    def __init__(self, url):
        super().__init__(
            base_url=url, storage_base_url=url, auth_url=url, endpoints=endpoints.U1_SNAP_STORE,
            application_name="conformance", user_agent=AGENT, ephemeral=True)
        self.url = url

    def sign_in(self, email, password, permissions=PERMISSIONS, ttl=3600, packages=None, channels=None, otp=None):
        more = {"otp": otp} if otp else {}
        self.exported = self.login(
            permissions=permissions, description="snapcraft@conformance", ttl=ttl,
            packages=[endpoints.Package(name, "snap") for name in packages or []] or None, channels=channels,
            email=email, password=password, **more)
        return self

    @property
    def macaroons(self):
        return creds.unmarshal_u1_credentials(self._auth.get_credentials())

    def replace(self, **values):
        """Goes on with other macaroons than those of the login."""
        kept = self.macaroons
        new = creds.UbuntuOneMacaroons(r=values.get("r", kept.root), d=values.get("d", kept.discharge))
        self._auth.set_credentials(creds.marshal_u1_credentials(new), force=True)


class OnPremises(base_client.BaseClient):
    """Snapcraft's on-premises mode: an enrolment secret is exchanged for an opaque token (publisher-api.md 3.4)."""

    TOKEN_TYPE = "macaroon"

    def __init__(self, url):
        super().__init__(
            base_url=url, storage_base_url=url, endpoints=ON_PREMISES, application_name="conformance",
            user_agent=AGENT, ephemeral=True)
        self.url = url

    def sign_in(self, enrolment):
        self._enrolment = enrolment
        self.exported = self.login(permissions=[], description="", ttl=0)
        return self

    def _get_macaroon(self, token_request):
        return self._enrolment

    def _get_discharged_macaroon(self, root_macaroon, **kwargs):
        answer = self.http_client.request(
            "POST", self._base_url + self._endpoints.tokens_exchange, json={"macaroon": root_macaroon})
        return creds.marshal_candid_credentials(answer.json()["macaroon"])

    @property
    def token(self):
        return creds.unmarshal_candid_credentials(self._auth.get_credentials())

    def _get_authorization_header(self):
        return f"macaroon {self.token}"

    def gateway(self):
        """The newer client of the same API."""
        auth = Auth("conformance-gateway", "gateway", ephemeral=True)
        auth.set_credentials(creds.marshal_candid_credentials(self.token))
        return publisher.PublisherGateway(self.url, "snap", auth)


def refused(call, *arguments, **named):
    """The error that the store gives, as craft-store understands it."""
    try:
        answer = call(*arguments, **named)
    except errors.StoreServerError as e:
        return e
    raise AssertionError(f"the store did not refuse, it answered {getattr(answer, 'status_code', answer)}")


def refused_with(code, status, call, *arguments, **named):
    """Checks that craft-store reads this code out of the refusal, and shows words for people."""
    e = refused(call, *arguments, **named)
    if e.response.status_code != status:
        raise AssertionError(f"{e.response.status_code} instead of {status}: {e}")
    if code not in e.error_list:
        raise AssertionError(f"no code {code} in {e}")
    if not e.error_list[code]["message"]:
        raise AssertionError(f"{code} without words")
    return e


class Snap:
    """The real `snap` command with a key ring of its own, whose passphrase a program types."""

    def __init__(self, program, folder, url, auth):
        self.program = program
        ring = pathlib.Path(folder) / "gnupg"
        ring.mkdir(parents=True, mode=0o700)
        entry = pathlib.Path(folder) / "pinentry"
        entry.write_text(
            "#!/bin/sh\necho OK\nwhile read -r command rest; do\n    case $command in\n"
            f"        GETPIN) echo 'D {PASSPHRASE}'; echo OK ;;\n        BYE) echo OK; exit 0 ;;\n"
            "        *) echo OK ;;\n    esac\ndone\n")
        entry.chmod(0o755)
        (ring / "gpg-agent.conf").write_text(f"pinentry-program {entry}\n")
        self.environment = {
            **os.environ, "HOME": str(folder), "SNAP_GNUPG_HOME": str(ring), "SNAPPY_FORCE_API_URL": url,
            "UBUNTU_STORE_AUTH": auth, "SNAPPY_TESTING": "1"}

    def __call__(self, *arguments, stdin=b""):
        done = subprocess.run([self.program, *arguments], input=stdin, capture_output=True, env=self.environment,
                              timeout=120)
        if done.returncode:
            raise AssertionError(f"snap {arguments[0]}: {done.stderr.decode().strip()}")
        return done.stdout

    def create_key(self, name):
        child, terminal = pty.fork()
        if child == 0:
            os.execve(self.program, [self.program, "create-key", name], self.environment)
        while True:
            try:
                said = os.read(terminal, 1000)
            except OSError:
                break
            if not said:
                break
            if said.rstrip().endswith(b"assphrase:"):
                os.write(terminal, f"{PASSPHRASE}\n".encode())
        status = os.waitpid(child, 0)[1]
        os.close(terminal)
        if status:
            raise AssertionError(f"snap create-key ended with {status}")

    def keys(self):
        return {key["name"]: key["sha3-384"] for key in json.loads(self("keys", "--json"))}

    def close(self):
        subprocess.run(["gpgconf", "--homedir", self.environment["SNAP_GNUPG_HOME"], "--kill", "gpg-agent"],
                       check=False, capture_output=True)

"""The server that a workspace's configuration names for its graph: addresses, and where credentials are.

    [store]
    name = "our-base"
    query = "https://graphs.example.org/sparql"
    update = "https://graphs.example.org/statements"
    graphs = "https://graphs.example.org/rdf-graphs"
    user-variable = "GRAPHS_USER"
    password-variable = "GRAPHS_PASSWORD"

Credentials themselves never stand in a file: the configuration names environment variables that hold them.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from kb.common.names import nearest_name
from kb.errors import MissingError, UsageError

INSTEAD = "SOC_EVIDENCE_STORE"
"""Environment variable; with the value `embedded`, commands answer from the files whatever is configured."""
_ADDRESSES = ("query", "update", "graphs")
_VARIABLES = ("user-variable", "password-variable", "token-variable")
_SCHEMES = ("basic", "digest")
UNION, MERGE = "union", "merge"
_USUAL = {"timeout": 60, "batch": 500}
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")


@dataclass(frozen=True, slots=True)
class Server:
    """A SPARQL 1.1 server that holds one base."""

    name: str
    """What the base is called there; a server that holds another is not written to."""
    query: str
    """Address of the query endpoint, over the union of its graphs."""
    update: str = ""
    """Address of the update endpoint; only `push` needs it."""
    graphs: str = ""
    """Address of the Graph Store endpoint, by which large graphs go faster; need not be there."""
    user_variable: str = ""
    password_variable: str = ""
    token_variable: str = ""
    scheme: str = "basic"
    """How user and password are sent: `basic` or `digest`."""
    default_graph: str = UNION
    """What a query without FROM is asked of: the engine's `union` of all named graphs, or its default graph,
    in which `push` keeps the `merge` of them, each statement once."""
    timeout: int = _USUAL["timeout"]
    """Seconds without a word from the server after which it counts as stalled."""
    batch: int = _USUAL["batch"]
    """Most statements in one request."""

    @property
    def fingerprint(self) -> str:
        """Digest of all that decides where something is sent: what is allowed once on a machine."""
        told = {name: value for name, value in asdict(self).items() if name not in _USUAL}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    @property
    def hosts(self) -> str:
        """The hosts as people read them."""
        return " and ".join(dict.fromkeys(urlsplit(address).netloc for address in self.addresses))

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that is named."""
        return tuple(filter(None, (self.query, self.update, self.graphs)))

    @property
    def secrets(self) -> dict[str, str]:
        """The environment variables of its credentials with what they hold, for a process started before.

        Raises:
            MissingError: one is not set.
        """
        named = (self.user_variable, self.password_variable, self.token_variable)
        return {variable: self.secret(variable) for variable in named if variable}

    def secret(self, variable: str) -> str:
        """Return what an environment variable of the configuration holds; nothing where none is named.

        Raises:
            MissingError: it is not set.
            UsageError: it holds what a request cannot carry.
        """
        return _secret(variable, self.hosts)


@dataclass(frozen=True, slots=True)
class Milvus:
    """A Milvus server for the passages that are searched."""

    milvus: str
    """Its address; or a file for milvus-lite, which runs within this process."""
    name: str = "base"
    """What the base is called there: letters, digits and underscores."""
    token_variable: str = ""
    """Environment variable with `user:password` or a token."""

    @property
    def fingerprint(self) -> str:
        """Digest of all that decides where something is sent."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

    @property
    def hosts(self) -> str:
        """The host as people read it; nothing where it is a file."""
        return urlsplit(self.milvus).netloc

    @property
    def token(self) -> str:
        """What is sent to be let in.

        Raises:
            MissingError: its variable is not set.
        """
        return _secret(self.token_variable, self.hosts)


def read_milvus(table: object, config: Path, derived: Path) -> Milvus:
    """Read the table `[search]` of a configuration; a file lies in the derived folder.

    Raises:
        UsageError: a key is unknown or missing, or a value is none that it can have.
    """
    known = {"milvus", "name", "token-variable"}
    example = 'For example: milvus = "https://vectors.example.org:19530"; see docs/larger-bases.md'
    if not isinstance(table, Mapping) or not table.get("milvus") or not set(table) <= known:
        raise UsageError(f"{config}: [search] must have `milvus`, and may have {_LISTED}.", example)
    settings = {key: str(value) for key, value in table.items()}
    variable, address = settings.get("token-variable", ""), settings["milvus"]
    if variable and not _VARIABLE.fullmatch(variable):
        raise UsageError(
            f"{config}: `token-variable` of [search] cannot be {_shown('token-variable', variable)}.",
            "Name the environment variable that holds it; credentials do not belong in files.",
        )
    if not re.fullmatch(r"\w{1,40}", settings.get("name", "base"), re.ASCII):
        raise UsageError(f"{config}: `name` of [search] has letters, digits and underscores.", example)
    if address.endswith(".db") and "/" not in address and "\\" not in address:
        address = str(derived / address)
    elif wrong := _wrong_address(address, secret=bool(variable)):
        raise UsageError(f"{config}: `milvus` of [search] cannot be {_shown('milvus', address)}.", wrong)
    return Milvus(address, settings.get("name", "base"), variable)


_LISTED = "`name` and `token-variable`"


def read_server(table: object, config: Path) -> Server:
    """Read the table `[store]` of a configuration.

    Raises:
        UsageError: a key is unknown or missing, or a value is none that it can have.
    """
    known = [field.name.replace("_", "-") for field in fields(Server)]
    if not isinstance(table, Mapping):
        raise UsageError(
            f"{config}: `store` must be a table.", "Begin a line with [store]; see docs/larger-bases.md"
        )
    for key in table:
        if key not in known:
            near = nearest_name(str(key), known)
            hint = f"Did you mean `{near}`?" if near else f"Settings are: {', '.join(known)}."
            raise UsageError(f"{config}: `{key}` is no setting of [store].", hint)
    for key in ("name", "query"):
        if not table.get(key):
            example = '"our-base"' if key == "name" else '"https://graphs.example.org/sparql"'
            raise UsageError(f"{config}: [store] has no `{key}`.", f"For example: {key} = {example}")
    for key, value in table.items():
        _check(key, value, table, config)
    return Server(**{key.replace("-", "_"): value for key, value in table.items()})


def _secret(variable: str, hosts: str) -> str:
    if not variable:
        return ""
    value = os.environ.get(variable, "")
    if not value:
        raise MissingError(
            f"The environment variable {variable}, which the configuration names, is not set.",
            f"Set it for the server {hosts}: export {variable}=…",
        )
    if not value.isprintable() or value != value.strip():
        raise UsageError(
            f"The environment variable {variable} holds a line end, a control sign or a blank at an end.",
            f"Set it anew for the server {hosts}: export {variable}=…",
        )
    return value


def _check(key: str, value: object, table: Mapping[str, object], config: Path) -> None:
    """Refuse a value that its key cannot have."""
    wrong = ""
    if key in _USUAL:
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            wrong = f"Give a whole number above zero: {key} = {_USUAL[key]}"
    elif not isinstance(value, str):
        wrong = f'Write text between quotation marks: {key} = "…"'
    elif key in _VARIABLES and not _VARIABLE.fullmatch(value):
        wrong = (
            f'Name the environment variable that holds it: {key} = "GRAPHS_{key.split("-")[0].upper()}"; '
            "credentials do not belong in files."
        )
    elif key == "scheme" and value not in _SCHEMES:
        wrong = f"It is one of {' and '.join(_SCHEMES)}."
    elif key == "default-graph" and value not in (UNION, MERGE):
        wrong = f"It is {UNION} or {MERGE}."
    elif key in _ADDRESSES:
        wrong = _wrong_address(value, secret=any(table.get(variable) for variable in _VARIABLES))
    if wrong:
        raise UsageError(f"{config}: `{key}` of [store] cannot be {_shown(key, value)}.", wrong)


def _shown(key: str, value: object) -> str:
    """Return a wrong value for a message; not where it may be, or hold, a password that was put there."""
    return "what it is" if key in _VARIABLES or "@" in str(value) else repr(value)


def _wrong_address(address: str, secret: bool) -> str:
    """Return why an address cannot be used, or nothing."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
        (host or "").encode("idna")
        if not address.isprintable() or " " in address:
            raise ValueError(address)
    except ValueError:
        return 'Give a whole address: "https://graphs.example.org/sparql"'
    if parts.scheme not in ("http", "https") or not host:
        return 'Give a whole address: "https://graphs.example.org/sparql"'
    if parts.username or parts.password:
        return "Credentials do not belong in addresses: name user-variable and password-variable."
    if secret and parts.scheme == "http" and not _is_this_computer(host):
        return "Credentials are sent by https only: use the server's https address."
    return ""


def _is_this_computer(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

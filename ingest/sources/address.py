"""Which network addresses may be asked: public ones, so that no feed makes a reader knock at doors inside."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from graph import FetchError


def parts_of(url: str) -> SplitResult:
    """Return the parts of an http or https address, or raise FetchError where it is none ("http://[bad/a")."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise FetchError(url, "not an http or https address")
    return parts


def refuse_private(url: str) -> None:
    """Raise FetchError where a URL's host is, or its name leads to, a private, loopback or reserved address.

    Behind a proxy only the written host is judged: names are the proxy's business.
    """
    parts = parts_of(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    literal = is_public(host)
    if literal is False or host == "localhost" or host.endswith((".localhost", ".internal", ".local")):
        raise _refusal(url, host)
    if literal is None and not _proxied(parts.scheme, host):
        try:
            found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        except (OSError, UnicodeError):
            raise FetchError(url, f"cannot be reached: no address known for {host}", passing=True) from None
        if not all(is_public(address.split("%")[0]) for address in found):
            raise _refusal(url, host)


def refuse_private_peer(url: str, address: str) -> None:
    """Raise FetchError where the machine that answered is a private one after all: its name changed its meaning."""
    parts = urlsplit(url)
    if is_public(address.split("%", maxsplit=1)[0]) is False and not _proxied(parts.scheme, parts.hostname or ""):
        raise _refusal(url, address)


def is_public(host: str) -> bool | None:
    """Tell whether an IP address is a public one; None for a name.

    >>> is_public("10.1.2.3"), is_public("9.9.9.9"), is_public("::ffff:127.0.0.1"), is_public("example.org")
    (False, True, False, None)
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast


def _proxied(scheme: str, host: str) -> bool:
    return scheme in getproxies() and not proxy_bypass(host)


def _refusal(url: str, host: str) -> FetchError:
    return FetchError(url, f"{host} is a private or local address: allow these with --allow-private if you trust it")

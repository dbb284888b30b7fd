"""Verifies credentials with openvc-core, PyLD and PyJWT, none of which knows anything of this project.

Standard input: {"documents": {url: text}, "contexts": {url: context}, "credentials": [text or object]}; nothing is fetched elsewhere.
Standard output: for each credential "valid", or the name of what is wrong with it.

openvc-core 1.37 verifies Data Integrity proofs and Bitstring Status Lists. Its JWT reader wants the `vc` claim of the data model 1.1,
which `vc+jwt` must not have, so JWTs are read with PyJWT. It also reads one proof at a time, so a proof set is given to it one by one.
"""
import json
import sys
from datetime import datetime, timezone

import jwt
from openvc import verify_credential
from openvc.did.base import DidResolverRegistry
from openvc.did.did_web import DidWebResolver
from openvc.errors import OpenvcError
from openvc.status import check_credential_status
from openvc.verify import VerificationPolicy

asked = json.load(sys.stdin)
documents, contexts = asked["documents"], asked["contexts"]
web = DidWebResolver(lambda url: json.loads(documents[url]))
resolver = DidResolverRegistry([web])
without_status = VerificationPolicy(require_status=False)


class Wrong(Exception):
    """What is wrong, in a word."""


def opened_jwt(token):
    """The credential in a JWT whose signature is by a key that its issuer publishes for assertions."""
    header = jwt.get_unverified_header(token)
    if header["typ"] not in ("vc+jwt", "JWT"):
        raise Wrong("type")
    did = header["kid"].split("#")[0]
    document = json.loads(documents[DidWebResolver._did_to_url(did)])
    method = next((one for one in document["verificationMethod"] if one["id"] == header["kid"]), None)
    if document["id"] != did or method is None or header["kid"] not in document["assertionMethod"]:
        raise Wrong("key")
    key = jwt.PyJWK(method["publicKeyJwk"], algorithm=header["alg"]).key
    try:
        credential = jwt.decode(token, key, algorithms=["EdDSA", "ES256", "RS256"], options={"verify_aud": False})
    except jwt.InvalidSignatureError:
        raise Wrong("signature") from None
    issuer = credential["issuer"]
    if did not in (issuer, issuer["id"] if isinstance(issuer, dict) else None) or credential["iss"] != did:
        raise Wrong("issuer")
    now = datetime.now(timezone.utc)
    if not datetime.fromisoformat(credential["validFrom"]) <= now < datetime.fromisoformat(credential["validUntil"]):
        raise Wrong("time")
    return credential


def proved(document, proof):
    """The document where this proof of it holds."""
    verify_credential({**document, "proof": proof}, resolver=resolver, policy=without_status, extra_contexts=contexts)
    return document


def opened(secured):
    if isinstance(secured, str) and not secured.startswith("{"):
        return opened_jwt(secured)
    document = json.loads(secured) if isinstance(secured, str) else dict(secured)
    proofs = document.pop("proof")
    for proof in proofs if isinstance(proofs, list) else [proofs]:
        proved(document, proof)
    return document


def verdict(secured):
    try:
        status = check_credential_status(opened(secured), resolve_status_list=lambda url: opened(documents[url]))
        return "revoked" if status.revoked else "suspended" if status.suspended else "valid"
    except Wrong as problem:
        return str(problem)
    except OpenvcError as problem:
        return type(problem).__name__


print(json.dumps([verdict(one) for one in asked["credentials"]]))

"""A small client of Tributary for Django, with nothing but the standard library.

Settings: TRIBUTARY_URL, and TRIBUTARY_KEY, a key of a service (`npm run keys -- create django`).
Entities are written "user:42".
"""

import http.client
import json
import random
import re
import time
import urllib.error
import urllib.request
import uuid
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import transaction

ATTEMPTS = 5
TIMEOUT = 10
# Registered types live in collections; any other type is its own.
COLLECTIONS = {
    "user": "users",
    "bot": "bots",
    "team": "teams",
    "organization": "organizations",
    "repository": "repositories",
    "branch": "branches",
    "commit": "commits",
    "pull_request": "pull_requests",
    "issue": "issues",
    "release": "releases",
}


class TributaryError(Exception):
    """The service refused a request; `problem` says why (RFC 9457)."""

    def __init__(self, status, problem):
        super().__init__(f"{status}: {problem.get('detail') or problem.get('title') or problem.get('message')}")
        self.status = status
        self.problem = problem


def post(actor, verb, **more):
    """Posts an action. `more`: target, action_object, description, public, data, timestamp."""
    # Of one action however often it is sent: an attempt whose answer was lost may have arrived.
    return call("POST", "/actions", {"actor": actor, "verb": verb, **more}, key=str(uuid.uuid4()))


def post_after_commit(actor, verb, **more):
    """What a transaction that is rolled back would have told is never told."""
    transaction.on_commit(lambda: post(actor, verb, **more), robust=True)


def follow(user, followed, **more):
    """`more`: flag, actor_only, send_action."""
    call("POST", f"{path(followed)}/follow", {"user": user, **more})


def unfollow(user, followed, **more):
    call("DELETE", f"{path(followed)}/unfollow?{query(user=user, **more)}")


def is_following(user, followed, **more):
    return call("GET", f"{path(followed)}/is-following?{query(user=user, **more)}")["is_following"]


def activity(about, **filters):
    """The newest page of what an entity did and what was done to it. `filters`: role, verb, since, until, limit."""
    return call("GET", f"{path(about)}/activity?{query(**filters)}")


def feed(user, **filters):
    """The newest page of a user's feed; `next` of a page is the address of the one after it."""
    return call("GET", f"{path(user)}/feed?{query(**filters)}")


def path(reference):
    model_type, _, key = reference.partition(":")
    # A gateway decodes a path before it routes: what it would take for a part of the address is escaped once more.
    escaped = re.sub(r"[~/?#%\\]", lambda found: f"~{ord(found[0]):02X}", key)
    return f"/{COLLECTIONS.get(model_type, model_type)}/{quote(escaped, safe='~')}"


def query(**parameters):
    return urlencode({name: str(value).lower() if isinstance(value, bool) else value for name, value in parameters.items()})


def call(method, where, body=None, key=None):
    headers = {"Authorization": f"Bearer {settings.TRIBUTARY_KEY}", "Content-Type": "application/json"}
    if key is not None:
        headers["Idempotency-Key"] = key
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(settings.TRIBUTARY_URL + where, data, headers, method=method)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
                text = response.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503) or attempt == ATTEMPTS:
                raise TributaryError(error.code, problem_of(error)) from error
            wait = float(error.headers.get("Retry-After") or 0)
        except (OSError, http.client.HTTPException):  # not answered, or not to the end
            if attempt == ATTEMPTS:
                raise
            wait = 0
        time.sleep(max(wait, random.random() * 0.2 * 2**attempt))


def problem_of(error):
    try:
        return json.loads(error.read())
    except ValueError:
        return {"title": error.reason}

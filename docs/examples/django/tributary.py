"""A small client of Tributary for Django, with nothing but the standard library.

Settings: TRIBUTARY_URL, and TRIBUTARY_KEY, a key of a service (`npm run keys -- create django`).
Entities are written "user:42". A call takes PATIENCE seconds at most, attempts and waits together; whatever fails raises
TributaryError. What must not be lost is told through `outbox.py`, which keeps it until the service has it.
"""

import email.utils
import http.client
import json
import random
import re
import threading
import time
import uuid
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings

# Seconds for one attempt, and for a call with all its attempts: a page waits for it.
TIMEOUT = 2
PATIENCE = 2
ATTEMPTS = 5
AGAIN = (429, 502, 503, 504)
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
    """The service refused a request, or did not answer. `status` is 0 where there was no answer; `problem` says why (RFC 9457)."""

    def __init__(self, status, problem):
        said = problem.get("detail") or problem.get("title") or problem.get("message")
        super().__init__(f"{status}: {said or http.client.responses.get(status, 'Error')}")
        self.status = status
        self.problem = problem


# Actions


def post(actor, verb, **more):
    """POST /actions. `more`: id, target, action_object, description, public, data, timestamp."""
    # Of one action however often it is sent: an attempt whose answer was lost may have arrived.
    return call("POST", "/actions", {"actor": actor, "verb": verb, **more}, key=str(uuid.uuid4()))


def post_all(actions):
    """POST /actions/batch: up to 100 bodies; a list of {"status", "action" or "error"}. Give each an id, so that repeats are known."""
    return call("POST", "/actions/batch", {"actions": actions})["results"]


def action(id):
    """GET /actions/{id}"""
    return call("GET", f"/actions/{id}")


def change(id, if_match=None, if_none_match=None, **changes):
    """PATCH /actions/{id}. `changes`: public, description, data."""
    return call("PATCH", f"/actions/{id}", changes, conditions=(if_match, if_none_match))


def delete(id, if_match=None, if_none_match=None):
    """DELETE /actions/{id}"""
    call("DELETE", f"/actions/{id}", conditions=(if_match, if_none_match))


# Streams: the newest page; `each` walks a stream to its end


def actions(**filters):
    """GET /actions: all public actions. `filters`: verb (or a list), since, until, limit, and actor, target, action_object: "user:bob" or "user"."""
    return call("GET", with_query("/actions", filters))


def activity(about, **filters):
    """GET /{collection}/{id}/activity: what an entity did and what was done to it. `filters` also: role, public ("all" or "false")."""
    return call("GET", with_query(f"{path(about)}/activity", filters))


def type_activity(model_type, **filters):
    """GET /{collection}/activity: everything that a type takes part in."""
    return call("GET", with_query(f"/{collection(model_type)}/activity", filters))


def feed(user, **filters):
    """GET /{collection}/{id}/feed. `filters` also: flag, own (True, False or "hide")."""
    return call("GET", with_query(f"{path(user)}/feed", filters))


def own_feed(**filters):
    """GET /feed: that of the user whose token TRIBUTARY_KEY is."""
    return call("GET", with_query("/feed", filters))


def each(page):
    """All results of a page and of those after it."""
    while True:
        yield from page["results"]
        if page["next"] is None:
            return
        address = urlsplit(page["next"])
        page = call("GET", f"{address.path}?{address.query}")


# Follows


def follow(user, followed, **more):
    """POST /{collection}/{id}/follow. `more`: flag, actor_only, send_action, started."""
    call("POST", f"{path(followed)}/follow", {"user": user, **more})


def unfollow(user, followed, **more):
    """DELETE /{collection}/{id}/unfollow. `more`: flag, send_action."""
    call("DELETE", with_query(f"{path(followed)}/unfollow", {"user": user, **more}))


def follow_all(follows):
    """POST /follows/batch: up to 100 bodies; a list of {"status"}."""
    return call("POST", "/follows/batch", {"follows": follows})["results"]


def is_following(user, followed, **more):
    """GET /{collection}/{id}/is-following"""
    return call("GET", with_query(f"{path(followed)}/is-following", {"user": user, **more}))["is_following"]


def followers(followed, **filters):
    """GET /{collection}/{id}/followers: a page. `filters`: flag, type, limit, user (a list: only these)."""
    return call("GET", with_query(f"{path(followed)}/followers", filters))


def following(follower, **filters):
    """GET /{collection}/{id}/following: a page. `filters`: flag, type, limit, follow_object (a list: only these)."""
    return call("GET", with_query(f"{path(follower)}/following", filters))


# Entities


def entity(reference):
    """GET /{collection}/{id}"""
    return call("GET", path(reference))


def entities(references):
    """GET /entities: up to 100 in the order asked, or None for what is not known."""
    return call("GET", with_query("/entities", {"ref": references}))["results"]


def find(model_type, prefix, **more):
    """GET /{collection}: entities of a type whose name or id begins so. `more`: limit."""
    return call("GET", with_query(f"/{collection(model_type)}", {"prefix": prefix, **more}))["results"]


def put_entity(reference, if_match=None, if_none_match=None, **attributes):
    """PUT /{collection}/{id}"""
    return call("PUT", path(reference), attributes, conditions=(if_match, if_none_match))


def put_all(entities):
    """POST /entities/batch: up to 100 of {"model_type", "id", ...attributes}; a list of {"status", "entity" or "error"}."""
    return call("POST", "/entities/batch", {"entities": entities})["results"]


def delete_entity(reference, if_match=None, if_none_match=None):
    """DELETE /{collection}/{id}: its actions and follows go, too."""
    call("DELETE", path(reference), conditions=(if_match, if_none_match))


# What is new in a feed


def feed_counts(user, **more):
    """GET /feed/counts: {"new", "more"}. `more`: flag."""
    return call("GET", with_query("/feed/counts", {"user": user, **more}))


def mark_feed(user, seen="all", **more):
    """POST /feed/mark: the new counts. `seen`: a page's "mark", or "all". `more`: flag."""
    return call("POST", with_query("/feed/mark", {"user": user, **more}), {"seen": seen})


# Mutes: what an entity does is in none of the muter's feeds


def mute(user, muted, **more):
    """PUT /mutes/{collection}/{id}. `more`: until."""
    call("PUT", with_query(f"/mutes{path(muted)}", {"user": user}), more)


def unmute(user, muted):
    """DELETE /mutes/{collection}/{id}"""
    call("DELETE", with_query(f"/mutes{path(muted)}", {"user": user}))


def mutes(user, **more):
    """GET /mutes: a page of {"muted", "since", "until"}."""
    return call("GET", with_query("/mutes", {"user": user, **more}))


# Notifications: what somebody is told, in groups


def notifications(user, **filters):
    """GET /notifications: a page, with "unseen", "unread", "more" and a "mark". `filters`: verb, unseen="true", unread="true"."""
    return call("GET", with_query("/notifications", {"user": user, **filters}))


def notification_counts(user):
    """GET /notifications/counts: {"unseen", "unread", "more"}."""
    return call("GET", with_query("/notifications/counts", {"user": user}))


def mark_notifications(user, **marks):
    """POST /notifications/mark. `marks`: seen, read; each "all", a page's mark, or a list of groups' marks. The new counts."""
    return call("POST", with_query("/notifications/mark", {"user": user}), marks)


def notification_actions(user, id, **more):
    """GET /notifications/{id}/actions: a page of the group's actions."""
    return call("GET", with_query(f"/notifications/{id}/actions", {"user": user, **more}))


def dismiss(user, id):
    """DELETE /notifications/{id}"""
    call("DELETE", with_query(f"/notifications/{id}", {"user": user}))


# Feed keys: addresses for feed readers


def make_feed_key(stream, user=None, **more):
    """POST /feed-keys: for a stream such as "/feed?flag=watching". `more`: name, expires. Its "urls" hold a secret, shown this once."""
    return call("POST", with_query("/feed-keys", owned_by(user)), {"path": stream, **more})


def feed_keys(user=None, **more):
    """GET /feed-keys: a page."""
    return call("GET", with_query("/feed-keys", {**owned_by(user), **more}))


def revoke_feed_key(id, user=None):
    """DELETE /feed-keys/{id}"""
    call("DELETE", with_query(f"/feed-keys/{id}", owned_by(user)))


def owned_by(user):
    return {} if user is None else {"user": user}


# Conditions: writes take `if_match` and `if_none_match`, and are a TributaryError 412 where they do not hold


def etag():
    """The ETag of the answer that this thread got last, for `if_match`; None where it had none."""
    return getattr(connections, "etag", None)


# The service


def health():
    """GET /health"""
    return call("GET", "/health")


def description():
    """GET /openapi.json"""
    return call("GET", "/openapi.json")


def collection(model_type):
    return COLLECTIONS.get(model_type, model_type)


def path(reference):
    model_type, _, key = reference.partition(":")
    # A gateway decodes a path before it routes: what it would take for a part of the address is escaped once more.
    escaped = re.sub(r"[~/?#%\\]", lambda found: f"~{ord(found[0]):02X}", key)
    return f"/{collection(model_type)}/{quote(escaped, safe='~')}"


def with_query(where, parameters):
    query = {name: str(value).lower() if isinstance(value, bool) else value for name, value in parameters.items()}
    return f"{where}?{urlencode(query, doseq=True)}" if query else where


def call(method, where, body=None, key=None, patience=PATIENCE, conditions=(None, None)):
    """Sends a request, again while the service is busy or away, for `patience` seconds. Raises TributaryError."""
    headers = {"Authorization": f"Bearer {settings.TRIBUTARY_KEY}"}
    named = zip(("If-Match", "If-None-Match"), conditions)
    headers.update({name: value for name, value in named if value is not None})
    if key is not None:
        headers["Idempotency-Key"] = key
    if body is not None:
        headers["Content-Type"] = "application/json"
    data = None if body is None else json.dumps(body).encode()
    end = time.monotonic() + patience
    for attempt in range(1, ATTEMPTS + 1):
        try:
            status, told, text = exchange(method, where, data, headers, min(TIMEOUT, end - time.monotonic()))
        except (OSError, http.client.HTTPException) as error:  # not answered, or not to the end
            failure, wait = TributaryError(0, {"title": f"No answer ({error or type(error).__name__})"}), 0
        else:
            if status < 400:
                return answer_of(status, text)
            failure, wait = TributaryError(status, problem_of(text)), seconds_of(told)
            if status not in AGAIN:
                raise failure
        wait = max(wait, random.random() * 0.1 * 2**attempt)
        if attempt == ATTEMPTS or time.monotonic() + wait >= end:
            raise failure
        time.sleep(wait)


connections = threading.local()


def exchange(method, where, data, headers, timeout):
    """Over the thread's connection, which is kept open. One that the other side has closed meanwhile is opened anew."""
    kept = getattr(connections, "open", None)
    if kept is not None and kept[0] == settings.TRIBUTARY_URL:
        try:
            return over(kept[1], method, where, data, headers, timeout)
        except (http.client.RemoteDisconnected, http.client.CannotSendRequest, BrokenPipeError, ConnectionResetError):
            pass
    address = urlsplit(settings.TRIBUTARY_URL)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = kind(address.hostname, address.port, timeout=timeout)
    connections.open = (settings.TRIBUTARY_URL, connection)
    return over(connection, method, where, data, headers, timeout)


def over(connection, method, where, data, headers, timeout):
    connection.timeout = max(timeout, 0.05)
    if connection.sock is not None:
        connection.sock.settimeout(connection.timeout)
    try:
        connection.request(method, urlsplit(settings.TRIBUTARY_URL).path.rstrip("/") + where, data, headers)
        response = connection.getresponse()
        connections.etag = response.headers.get("ETag")
        return response.status, response.headers.get("Retry-After"), response.read()
    except BaseException:
        connections.open = None
        connection.close()
        raise


def answer_of(status, text):
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError as error:
        raise TributaryError(status, {"title": "The answer is not JSON"}) from error


def problem_of(text):
    try:
        problem = json.loads(text)
    except ValueError:
        problem = None
    return problem if isinstance(problem, dict) else {}


def seconds_of(retry_after):
    """Retry-After is a number of seconds, or a date (RFC 9110, 10.2.3)."""
    if retry_after is None:
        return 0
    if retry_after.strip().isdigit():
        return int(retry_after)
    try:
        return max(0, email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0

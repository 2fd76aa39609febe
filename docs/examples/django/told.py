"""How what django-activity-stream keeps is told to Tributary.

Settings, all optional: TRIBUTARY_SITE keeps the actions of several sites apart ("main"); TRIBUTARY_TYPES says what a model is called ({"projects.pullrequest": "pull_request"}), else its
own name is taken; TRIBUTARY_NAMED names the registered types whose entities are sent with their names ({"user"}).
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

ROLES = ("actor", "action_object", "target")
NAME_LENGTH = 200
# As many as a BigAutoField has: ids are compared as text.
DIGITS = 19


def type_of(content_type):
    label = f"{content_type.app_label}.{content_type.model}"
    return getattr(settings, "TRIBUTARY_TYPES", {}).get(label, content_type.model)


def named():
    return getattr(settings, "TRIBUTARY_NAMED", ())


def entity(instance):
    """An instance of a model as Tributary names it: `user:42`."""
    return f"{type_of(ContentType.objects.get_for_model(instance))}:{instance.pk}"


def action_id(action):
    """The same every time, so that telling it again changes nothing. Of actions of one time the later row comes first, as there."""
    return f"das-{getattr(settings, 'TRIBUTARY_SITE', 'main')}-{action.pk:0{DIGITS}}"


def action_body(action):
    told = {
        "id": action_id(action),
        **{role: reference(action, role) for role in ROLES},
        "verb": action.verb,
        "description": action.description or None,
        "public": action.public,
        "timestamp": rfc3339(action.timestamp),
        "data": getattr(action, "data", None) or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def reference(action, role):
    model, key = getattr(action, f"{role}_content_type_id"), getattr(action, f"{role}_object_id")
    if model is None or key is None:
        return None
    told = {"model_type": type_of(ContentType.objects.get_for_id(model)), "id": str(key)}
    known = getattr(action, role) if told["model_type"] in named() else None
    name = "" if known is None else str(known).strip()[:NAME_LENGTH]
    return {**told, "name": name} if name else told


def follow_body(follow):
    """Its action is told as every other."""
    return {
        "user": f"{type_of(ContentType.objects.get_for_model(get_user_model()))}:{follow.user_id}",
        "follow_object": f"{type_of(ContentType.objects.get_for_id(follow.content_type_id))}:{follow.object_id}",
        "flag": follow.flag or "following",
        "actor_only": follow.actor_only,
        "started": rfc3339(follow.started),
        "send_action": False,
    }


def rfc3339(time):
    return (timezone.make_aware(time) if timezone.is_naive(time) else time).isoformat()

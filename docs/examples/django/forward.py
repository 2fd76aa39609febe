"""Tells Tributary of every action and follow that django-activity-stream stores, changes or deletes, and of deleted objects.

Import it in AppConfig.ready while you move: whatever happens after the export is then known to both. Ids are those of
the export, so what is in both is stored once. When nothing reads the old tables any more, call `outbox.tell` or
`tributary` yourself and remove this file. What sends no signal (bulk_create, QuerySet.update, raw SQL) is not told.
"""

from actstream.models import Action, Follow
from actstream.registry import registry
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from . import told, tributary
from .outbox import tell


@receiver(post_save, sender=Action, dispatch_uid="tributary.action")
def action_saved(instance, created, **kwargs):
    body = told.action_body(instance)
    if created:
        tell("POST", "/actions", body)
    else:
        changed = {name: body.get(name) for name in ("description", "public", "data")}
        tell("PATCH", f"/actions/{told.action_id(instance)}", changed)


@receiver(post_delete, sender=Action, dispatch_uid="tributary.action")
def action_deleted(instance, **kwargs):
    tell("DELETE", f"/actions/{told.action_id(instance)}")


@receiver(post_save, sender=Follow, dispatch_uid="tributary.follow")
def followed(instance, **kwargs):
    body = told.follow_body(instance)
    tell("POST", f"{tributary.path(body.pop('follow_object'))}/follow", body)


@receiver(post_delete, sender=Follow, dispatch_uid="tributary.follow")
def unfollowed(instance, **kwargs):
    body = told.follow_body(instance)
    where = f"{tributary.path(body['follow_object'])}/unfollow"
    tell("DELETE", tributary.with_query(where, {"user": body["user"], "flag": body["flag"]}))


@receiver(post_delete, dispatch_uid="tributary.entity")
def entity_deleted(sender, instance, **kwargs):
    """Of a deleted object nothing stays, its name neither."""
    if sender in registry:
        tell("DELETE", tributary.path(told.entity(instance)))

"""Tells Tributary of every action and follow that django-activity-stream stores, changes or deletes.

Import it in AppConfig.ready while you move: whatever happens after the export is then known to both. Ids are those of
the export, so what is in both is stored once. When nothing reads the old tables any more, call `tributary.post` and
`tributary.follow` yourself and remove this file.
"""

from actstream.models import Action, Follow
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from . import told, tributary


def after_commit(method, where, body=None):
    """A service that is away does not stop the site: Django logs what was not told."""
    transaction.on_commit(lambda: tributary.call(method, where, body), robust=True)


@receiver(post_save, sender=Action, dispatch_uid="tributary.action")
def action_saved(instance, created, **kwargs):
    body = told.action_body(instance)
    if created:
        after_commit("POST", "/actions", body)
    else:
        changed = {name: body.get(name) for name in ("description", "public", "data")}
        after_commit("PATCH", f"/actions/{told.action_id(instance)}", changed)


@receiver(post_delete, sender=Action, dispatch_uid="tributary.action")
def action_deleted(instance, **kwargs):
    after_commit("DELETE", f"/actions/{told.action_id(instance)}")


@receiver(post_save, sender=Follow, dispatch_uid="tributary.follow")
def followed(instance, **kwargs):
    body = told.follow_body(instance)
    after_commit("POST", f"{tributary.path(body.pop('follow_object'))}/follow", body)


@receiver(post_delete, sender=Follow, dispatch_uid="tributary.follow")
def unfollowed(instance, **kwargs):
    body = told.follow_body(instance)
    query = tributary.query(user=body["user"], flag=body["flag"])
    after_commit("DELETE", f"{tributary.path(body['follow_object'])}/unfollow?{query}")

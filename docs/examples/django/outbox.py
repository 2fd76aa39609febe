"""Keeps what is to be told to Tributary until it has been told, in the order in which it happened.

What is told is a row of the same transaction as what it tells of, so neither is ever there without the other. It is sent
right after the transaction; while the service is away it waits, and `python manage.py send_outbox` (every minute, by cron)
or the next thing that is told sends it. A page never waits longer than tributary.PATIENCE for it.

Import `Told` in your app's models.py, and make a migration.
"""

import time
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from . import tributary

# For one that is being sent: longer than a call can take. After a failure: before it is tried again.
CLAIM = timedelta(seconds=3 * tributary.PATIENCE)
PAUSE = timedelta(seconds=15)
# Our key may be mended, and a busy service may be free later. Anything else that is refused would be refused again.
LATER = (0, 401, 403, 408, 429)


class Told(models.Model):
    method = models.CharField(max_length=6)
    where = models.TextField()
    body = models.JSONField(null=True)
    not_before = models.DateTimeField(default=timezone.now)
    # Why the service refused it for good. Such a row is left for somebody to look at, and holds nothing up.
    refused = models.TextField(default="", db_index=True)

    class Meta:
        ordering = ("pk",)


def tell(method, where, body=None):
    """Tells of something once the transaction is over. If it is rolled back, nothing is told."""
    Told.objects.create(method=method, where=where, body=body)
    transaction.on_commit(send, robust=True)


def send(patience=tributary.PATIENCE):
    """Sends what waits, the oldest first, for some seconds. Returns whether nothing is left."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        row, is_mine = claim()
        if not is_mine:
            return row is None
        try:
            tributary.call(row.method, row.where, row.body, patience=min(tributary.PATIENCE, end - time.monotonic()))
        except tributary.TributaryError as error:
            if not is_done(row, error):
                if error.status in LATER or error.status >= 500:
                    Told.objects.filter(pk=row.pk).update(not_before=timezone.now() + PAUSE)
                    return False
                Told.objects.filter(pk=row.pk).update(refused=str(error))
                continue
        row.delete()
    return not Told.objects.filter(refused="").exists()


def claim():
    """The oldest row, and whether it may be sent now. Only one sends at a time, so nothing overtakes what was before it."""
    row = Told.objects.filter(refused="").first()
    now = timezone.now()
    if row is None or row.not_before > now:
        return row, False
    claimed = Told.objects.filter(pk=row.pk, not_before=row.not_before).update(not_before=now + CLAIM)
    return row, claimed == 1


def is_done(row, error):
    """What is gone already need not be deleted."""
    return row.method == "DELETE" and error.status == 404

"""Sends what waits in the outbox: python manage.py send_outbox, every minute by cron. It belongs into management/commands/."""

from django.core.management.base import BaseCommand, CommandError

from ... import outbox


class Command(BaseCommand):
    help = "Tells Tributary what could not be told when it happened."

    def add_arguments(self, parser):
        parser.add_argument("--seconds", type=float, default=50, help="how long it may take (50)")

    def handle(self, *, seconds, **options):
        is_empty = outbox.send(patience=seconds)
        waiting = outbox.Told.objects.filter(refused="").count()
        for row in outbox.Told.objects.exclude(refused=""):
            self.stderr.write(f"refused: {row.method} {row.where}: {row.refused}")
        if not is_empty:
            raise CommandError(f"{waiting} wait; the service did not take the first of them.")

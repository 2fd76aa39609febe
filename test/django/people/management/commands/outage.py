"""The service is silent for a while: pages do not wait, and nothing is lost."""

import socket
import time

from actstream import action
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test import override_settings
from django.utils import timezone

from ... import outbox, told, tributary


class Command(BaseCommand):
    def handle(self, **options):
        user = User.objects.create_user("patient")
        silent = socket.create_server(("127.0.0.1", 0))
        with override_settings(TRIBUTARY_URL=f"http://127.0.0.1:{silent.getsockname()[1]}"):
            for most in (tributary.PATIENCE + 1, 1, 1):
                began = time.monotonic()
                action.send(user, verb="waited")
                if (took := time.monotonic() - began) > most:
                    raise CommandError(f"a page waited {took} s for a silent service")
        if outbox.Told.objects.count() != 3:
            raise CommandError("what could not be told is not kept")
        outbox.Told.objects.update(not_before=timezone.now())
        call_command("send_outbox", seconds=30)
        for one in user.actor_actions.all():
            tributary.action(told.action_id(one))
        where = told.entity(user)
        user.delete()
        try:
            tributary.entity(where)
        except tributary.TributaryError as error:
            if error.status == 404:
                return self.stdout.write("nothing was lost")
        raise CommandError("a deleted user is still there")

"""Writes what django-activity-stream keeps as files that Tributary imports: python manage.py export_actstream DIRECTORY

It belongs into management/commands/ of the app that has told.py, and writes DIRECTORY/actions.jsonl and
DIRECTORY/follows.csv. Tables are read piece by piece, whatever their size.
"""

import csv
import json
from pathlib import Path

from actstream.models import Action, Follow
from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand, CommandError

from ... import told

CHUNK = 2000
COLUMNS = ("user", "follow_object", "flag", "actor_only", "started")


class Command(BaseCommand):
    help = "Writes the actions and follows of django-activity-stream as files that Tributary imports."

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path)

    def handle(self, *, directory, **options):
        check_types()
        directory.mkdir(parents=True, exist_ok=True)
        actions = write_actions(directory / "actions.jsonl")
        follows = write_follows(directory / "follows.csv")
        self.stdout.write(f"{actions} actions, {follows} follows")


def check_types():
    """Two models of one name would become one type, and their entities each other's."""
    used = set(Follow.objects.order_by().values_list("content_type_id", flat=True).distinct())
    for role in told.ROLES:
        used |= set(Action.objects.order_by().values_list(f"{role}_content_type_id", flat=True).distinct())
    labels = {}
    for model in ContentType.objects.filter(pk__in=used - {None}):
        name, label = told.type_of(model), f"{model.app_label}.{model.model}"
        if name in labels:
            raise CommandError(f"{labels[name]} and {label} are both called {name}; name one of them in TRIBUTARY_TYPES.")
        labels[name] = label


def write_actions(path):
    actions = Action.objects.order_by("pk")
    if told.named():  # the only use for the objects themselves
        actions = actions.prefetch_related(*told.ROLES)
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for count, action in enumerate(actions.iterator(chunk_size=CHUNK), start=1):
            file.write(json.dumps(told.action_body(action), ensure_ascii=False) + "\n")
    return count


def write_follows(path):
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        rows.writeheader()
        for count, follow in enumerate(Follow.objects.order_by("pk").iterator(chunk_size=CHUNK), start=1):
            rows.writerow(told.follow_body(follow))
    return count

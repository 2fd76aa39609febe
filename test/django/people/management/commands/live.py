"""Random things happen on the site; then django-activity-stream and Tributary must show the same."""

import random
import time
from datetime import datetime, timedelta, timezone

from actstream import action
from actstream.actions import follow, is_following, unfollow
from actstream.models import Action, Follow, action_object_stream, actor_stream, any_stream, followers, following
from actstream.models import model_stream, target_stream, user_stream
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from ... import outbox, told, tributary
from ...models import Project

FLAGS = ("", "watching", "liking")
START = datetime(2024, 2, 29, 12, tzinfo=timezone.utc)
CONVERGES = 90  # seconds


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--operations", type=int, required=True)
        parser.add_argument("--seed", type=int, required=True)

    def handle(self, *, operations, seed, **options):
        chance = random.Random(seed)
        for number in range(7):
            User.objects.create_user(f"user{number}")
            Project.objects.create(name=f"project{number}")
        for _ in range(operations):
            chance.choices(OPERATIONS, WEIGHTS)[0](chance)
        if not outbox.send(patience=60) or outbox.Told.objects.exists():
            raise CommandError(f"not told: {list(outbox.Told.objects.values())}")
        end = time.monotonic() + CONVERGES
        while (differences := differing()) and time.monotonic() < end:
            time.sleep(0.5)
        if differences:
            raise CommandError("\n".join(f"{name}: {ours} is not {theirs}" for name, ours, theirs in differences[:5]))
        self.stdout.write(f"{operations} operations, {Action.objects.count()} actions, {Follow.objects.count()} follows, the same")


def somebody(chance):
    return chance.choice(User.objects.order_by("pk"))


def something(chance):
    return chance.choice([*User.objects.order_by("pk"), *Project.objects.order_by("pk")])


def act(chance):
    more = {"public": chance.random() < 0.85, "description": chance.choice((None, "why"))}
    # Few different times, so that many actions share one.
    more["timestamp"] = START + timedelta(seconds=chance.randrange(20))
    for role in ("target", "action_object"):
        if chance.random() < 0.6:
            more[role] = something(chance)
    action.send(something(chance), verb=chance.choice(("pushed", "starred", "closed")), **more)


def begin(chance):
    user, one, flag = somebody(chance), something(chance), chance.choice(FLAGS)
    if not is_following_exactly(user, one, flag):
        follow(user, one, actor_only=chance.random() < 0.5, send_action=chance.random() < 0.5, flag=flag)


def end(chance):
    unfollow(somebody(chance), something(chance), send_action=chance.random() < 0.2, flag=chance.choice(FLAGS))


def widen(chance):
    if (one := Follow.objects.order_by("?").first()) is not None:
        one.actor_only = not one.actor_only
        one.save()


def edit(chance):
    if (one := Action.objects.order_by("?").first()) is not None:
        one.public, one.description = chance.random() < 0.5, chance.choice((None, "changed"))
        one.save()


def remove(chance):
    if (one := Action.objects.order_by("?").first()) is not None:
        one.delete()


def leave(chance):
    model = chance.choice((User, Project))
    if model.objects.count() > 4:
        chance.choice(model.objects.order_by("pk")).delete()


OPERATIONS = (act, begin, end, widen, edit, remove, leave)
WEIGHTS = (45, 20, 10, 5, 12, 6, 2)


def is_following_exactly(user, one, flag):
    return Follow.objects.for_object(one).filter(user=user, flag=flag).exists()


def differing():
    return [(name, ours(), theirs) for name, ours, theirs in compared() if ours() != theirs]


def compared():
    """Of everything that is left: what it is, how Tributary is asked, and what django-activity-stream says."""
    users, projects = list(User.objects.all()), list(Project.objects.all())
    for one in [*users, *projects]:
        yield from streams_of(one)
    for model in (User, Project):
        about = told.entity(model.objects.first()).partition(":")[0]
        yield f"all of {about}", lambda about=about: shown(tributary.type_activity(about, limit=100)), kept(model_stream(model))
    for user in users:
        name = told.entity(user)
        for own in (True, False):
            yield (
                f"feed of {name}, own {own}",
                lambda name=name, own=own: shown(tributary.feed(name, flag="*", own=own, limit=100)),
                kept(user_stream(user, with_user_activity=own)),
            )
        for flag in FLAGS[1:]:
            yield (
                f"feed of {name}, {flag}",
                lambda name=name, flag=flag: shown(tributary.feed(name, flag=flag, limit=100)),
                kept(user_stream(user, follow_flag=flag)),
            )
        yield (
            f"who {name} follows",
            lambda name=name: names(tributary.following(name, flag="*", limit=100), "follow_object"),
            sorted({told.entity(one) for one in following(user) if one is not None}),
        )
        for one in [*users, *projects]:
            yield (
                f"whether {name} follows {told.entity(one)}",
                lambda name=name, one=one: tributary.is_following(name, told.entity(one), flag="*"),
                is_following(user, one),
            )


def streams_of(one):
    name = told.entity(one)
    for role, stream in (("actor", actor_stream), ("target", target_stream), ("action_object", action_object_stream)):
        yield (
            f"{name} as {role}",
            lambda role=role: shown(tributary.activity(name, role=role, limit=100)),
            kept(stream(one)),
        )
    yield f"all about {name}", lambda: shown(tributary.activity(name, limit=100)), kept(any_stream(one))
    yield (
        f"followers of {name}",
        lambda: names(tributary.followers(name, flag="*", limit=100), "user"),
        sorted({told.entity(user) for user in followers(one)}),
    )


def shown(page):
    return [(one["id"], one["description"]) for one in tributary.each(page)]


def kept(stream):
    """In the order that both keep: the newest first, and of one time the later row first."""
    rows = sorted(set(stream), key=lambda one: (one.timestamp.replace(microsecond=one.timestamp.microsecond // 1000), one.pk))
    return [(told.action_id(one), one.description or None) for one in reversed(rows)]


def names(page, side):
    return sorted(f"{one[side]['model_type']}:{one[side]['id']}" for one in tributary.each(page))

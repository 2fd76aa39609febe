"""Stream-Framework 1.4.0 with its feeds in Redis, behind plain HTTP. Its Celery tasks run at once, inside the request.

Two things of ours make it run: redis-py is 2.10.6, the last one whose `zadd` and `BasePipeline` it can use; and its
module of managers is compiled with another name for the parameter `async`, which is a keyword since Python 3.7.
"""

import importlib.util
import json
import os
import re
import sys
from pathlib import Path

from celery import Celery
from stream_framework import settings
from stream_framework.activity import Activity
from stream_framework.feeds.redis import RedisFeed
from stream_framework.storage.redis.connection import get_redis_connection
from stream_framework.verbs import register
from stream_framework.verbs.base import Verb

settings.STREAM_REDIS_CONFIG["default"]["port"] = int(os.environ["PEER_REDIS_PORT"])
app = Celery()
# Its tasks take objects, which JSON cannot hold.
app.conf.update(task_always_eager=True, task_serializer="pickle", accept_content=["pickle"])
app.set_default()


def load_managers():
    name = "stream_framework.feed_managers.base"
    spec = importlib.util.find_spec(name)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    exec(re.sub(r"\basync\b", "async_", Path(spec.origin).read_text()), module.__dict__)
    return module


managers = load_managers()


class Push(Verb):
    id = 5
    infinitive = "push"
    past_tense = "pushed"


register(Push)


class UserFeed(RedisFeed):
    key_format = "feed:user:%(user_id)s"


class NormalFeed(RedisFeed):
    key_format = "feed:normal:%(user_id)s"


class Manager(managers.Manager):
    feed_classes = {"normal": NormalFeed}
    user_feed_class = UserFeed

    def get_user_follower_ids(self, user_id):
        ids = get_redis_connection().smembers(f"followers:{user_id}")
        return {managers.FanoutPriority.HIGH: ids}


manager = Manager()
FILLER = os.environ["PEER_FILLER"]


def follow(pairs):
    pipeline = get_redis_connection().pipeline()
    for follower, followed in pairs:
        pipeline.sadd(f"followers:{followed}", follower)
    pipeline.execute()


def post(body):
    activity = Activity(body["actor"], Push, body["serial"], body["repository"])
    manager.add_user_activity(body["actor"], activity)


def feed(user):
    # It keeps ids alone: an application looks up texts and names in its own database. Here they are made of ids.
    return [
        {
            "actor": {"id": one.actor_id, "name": f"user {one.actor_id}"},
            "verb": one.verb.past_tense,
            "target": {"id": one.target_id, "name": f"repository {one.target_id}"},
            "description": f"{one.object_id} {FILLER}",
            "timestamp": one.time.isoformat(),
        }
        for one in manager.get_feeds(user)["normal"][:25]
    ]


def application(environ, start_response):
    status, results = "201 Created", None
    if environ["REQUEST_METHOD"] == "GET":
        status, results = "200 OK", feed(environ["PATH_INFO"].rpartition("/")[2])
    else:
        body = json.loads(environ["wsgi.input"].read())
        follow(body["follows"]) if "follows" in body else post(body)
    content = json.dumps({"results": results}).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
    start_response(status, headers)
    return [content]

"""Makes the tables, users with tokens, groups, and follows: python -m peer_site.seed WORKLOAD.json

Prints the ids of the content types, which requests name.
"""

import json
import os
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "peer_site.settings"
django.setup()

from actstream.models import Follow  # noqa: E402
from django.contrib.auth.models import Group, User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402

workload = json.loads(Path(sys.argv[1]).read_text())
call_command("migrate", verbosity=0)
users = range(1, workload["users"] + 1)
User.objects.bulk_create(User(id=one, username=f"user {one}") for one in users)
Token.objects.bulk_create(Token(key=f"{one:040}", user_id=one) for one in users)
Group.objects.bulk_create(
    Group(id=one, name=f"repository {one}") for one in range(1, workload["repositories"] + 1)
)
types = {model.__name__: ContentType.objects.get_for_model(model).pk for model in (User, Group)}
Follow.objects.bulk_create(
    Follow(user_id=follower, content_type_id=types["User"], object_id=followed, actor_only=True)
    for follower, followed in workload["follows"]
)
# As autovacuum does after a minute.
connection.cursor().execute("ANALYZE")
print(json.dumps(types))

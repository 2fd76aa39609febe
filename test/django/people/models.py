from django.db import models

from .outbox import Told  # noqa: F401


class Project(models.Model):
    name = models.CharField(max_length=100)

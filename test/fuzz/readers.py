"""What feedparser and reader make of the addresses of a feed key. A step a line on standard input: a JSON object;
what came of it is a line on standard output. Needs the packages feedparser and reader."""

import json
import sys

import feedparser
from reader import make_reader

feeds = make_reader(":memory:")


def walk(url):
    """Every page, by the links that say where the next is."""
    entries, pages = [], 0
    while url:
        page = feedparser.parse(url)
        pages += 1
        entries += [{"id": one.id, "title": one.title, "summary": one.summary} for one in page.entries]
        url = next((link.href for link in page.feed.links if link.rel == "next"), None)
        broken = str(page.get("bozo_exception", "")) or None
    return {"entries": entries, "pages": pages, "broken": broken}


def ask(url):
    """Twice: the second time with the ETag of the first. What a revoked key answers comes as a status, too."""
    first = feedparser.parse(url)
    return {"statuses": [first.status, feedparser.parse(url, etag=first.get("etag")).status]}


def subscribe(url):
    """What somebody who uses reader sees: a subscription, kept up to date."""
    feeds.add_feed(url)
    return update(url)


def update(url):
    result = None
    error = None
    try:
        result = feeds.update_feed(url)
    except Exception as raised:  # reader has errors of its own for each kind of failure
        error = str(raised)
    feed = feeds.get_feed(url)
    return {
        "new": result.new if result else None,
        "title": feed.title,
        "enabled": feed.updates_enabled,
        "error": error,
        "entries": [{"id": one.id, "title": one.title} for one in feeds.get_entries(feed=url)],
    }


for line in sys.stdin:
    step = json.loads(line)
    print(json.dumps(globals()[step["do"]](step["url"])), flush=True)

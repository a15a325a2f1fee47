"""A year of news in one store: each day some documents come, with their matches, and what is older than a month goes.

The documents are those of bench/corpus/large.py, in its order, dated day by day; the last day is today. After each month the size of
the store and the milliseconds of queries are taken down: 200 documents of the last day, asked for under other ids, without
stories and with them.
"""
import datetime
import itertools
import json
import os
import pathlib
import shutil
import subprocess

import stores

DAYS, KEPT, MONTH, ASKED = 360, 30, 30, 200  # the first three in days


def dated(lines, day: datetime.date, target: pathlib.Path, prefix: str) -> None:
    """Records spread over the hours of a day."""
    with open(target, "w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            record = json.loads(line)
            record["id"] = prefix + record["id"]
            record["published"] = f"{day.isoformat()}T{number % 24:02}:00:00Z"
            out.write(json.dumps(record) + "\n")


def latencies(options, store: pathlib.Path, asked: pathlib.Path, stories: bool) -> dict:
    environment = os.environ | ({"COPYDESK_STORIES": "1"} if stories else {})
    done = subprocess.run([options.latency, store, asked, str(ASKED)], check=True, capture_output=True, text=True,
                          env=environment)
    return json.loads(done.stdout)


def measure(options) -> dict:
    per_day = options.documents[-1] // DAYS
    path = stores.collection(options.corpora / f"year-{per_day}.jsonl", per_day * DAYS, options.threads)
    store, today_file, asked = (options.corpora / name for name in ("year", "year-day.jsonl", "year-asked.jsonl"))
    shutil.rmtree(store, ignore_errors=True)
    last = datetime.datetime.now(datetime.timezone.utc).date()
    months, seconds = [], {"add": 0.0, "forget": 0.0}
    with open(path, encoding="utf-8") as file:
        for day in range(DAYS):
            date = last - datetime.timedelta(days=DAYS - 1 - day)
            lines = list(itertools.islice(file, per_day))
            dated(lines, date, today_file, "")
            seconds["add"] += stores.run([options.copydesk, "add", "-q", "--matches", "--store", store, today_file]).seconds
            if day >= KEPT:
                age = f"{(last - date).days + KEPT}d"
                seconds["forget"] += stores.run(
                    [options.copydesk, "store", "forget", "-q", "--store", store, "--older-than", age]).seconds
            if (day + 1) % MONTH:
                continue
            dated(lines[:ASKED], date, asked, "asked-")
            info = json.loads(stores.run([options.copydesk, "store", "info", "--json", "--store", store]).output)
            months.append({"day": day + 1, "documents": info["documents"], "bytes": info["bytes"],
                           "matches": info["families"]["matches"]["keys"] // 2,
                           "add_seconds": seconds["add"] / MONTH, "forget_seconds": seconds["forget"] / MONTH,
                           "texts": latencies(options, store, asked, False), "stories": latencies(options, store, asked, True)})
            seconds = dict.fromkeys(seconds, 0.0)
            print(f"day {day + 1}: {info['documents']} documents, {info['bytes'] / 1e6:.0f} MB, p50 "
                  f"{months[-1]['texts']['p50']:.2f} ms, with stories {months[-1]['stories']['p50']:.2f} ms", flush=True)
    stores.run([options.copydesk, "store", "check", "-q", "--store", store])
    shutil.rmtree(store)
    for left in (today_file, asked):
        left.unlink()
    return {"per_day": per_day, "kept": KEPT, "months": months}

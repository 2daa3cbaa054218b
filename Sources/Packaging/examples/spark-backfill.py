#!/usr/bin/env python3
"""Reads the logs of a `sporlos backfill` on a Spark cluster: maps them in parallel, and reduces the parts to one.

    sporlos backfill start job.start --db traffic.sqlite      # copy it to the same path on each worker
    spark-submit --master spark://host:7077 spark-backfill.py /logs --start /secret/job.start --parts /shared/parts
    sporlos backfill finish ...                               # as printed at the end

Logs are files, folders, or URLs of objects, which a command of yours writes to a pipe. After `--`, there are options
for `sporlos backfill map`:

    aws s3 ls --recursive s3://logs/2025/ | awk '{ print "s3://logs/" $4 }' > objects
    spark-submit ... spark-backfill.py --list objects --fetch 'aws s3 cp {} -' --start ... --parts ... -- --geo none

- Logs, start file and parts have the same paths on the driver and all workers. These run as one user, and have the
  same sporlos, country database and configuration.
- The start file is secret. It never passes through Spark, which would leave copies in its work folders. Neither do
  lines of logs. Spark sees and logs paths, options (put no password in --fetch) and the errors of sporlos.
- A task that fails is repeated. After spark.task.maxFailures, the job ends with 1; killed executors count, too.
"""

import argparse
import hashlib
import os
import re
import shlex
import subprocess
import sys
import tempfile


def sporlos(job, *arguments, source=subprocess.DEVNULL):
    """Runs `sporlos backfill`. Gives its error, or nothing."""
    run = subprocess.run([job.sporlos, "backfill", *arguments], check=False, stdin=source,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
    return run.returncode and (" ".join(run.stderr.split()) or f"sporlos ended with {run.returncode}")


def reduce_parts(job, parts, inputs):
    """Makes one part of several in the shared folder. Its name is that of its inputs, so it replaces an earlier one."""
    part = os.path.join(job.parts, hashlib.sha256(os.fsencode("\n".join(inputs))).hexdigest()[:32] + ".part")
    # Several attempts may run at once: sporlos must not write two of them by one name.
    unfinished = f"{part}.{os.urandom(8).hex()}"
    if error := sporlos(job, "reduce", *parts, "-o", unfinished):
        raise RuntimeError(error)
    os.replace(unfinished, part)
    return part


def map_logs(job, logs):
    """Maps several logs into one part."""
    # Spark deletes its own folders when the job ends, even those of killed executors.
    local = os.environ.get("SPARK_LOCAL_DIRS", "").split(",")[0] or None
    with tempfile.TemporaryDirectory(prefix="sporlos-", dir=local) as scratch:
        parts = []

        def map_one(*inputs, **pipe):
            parts.append(f"{scratch}/{len(parts)}.part")
            return sporlos(job, "map", *inputs, "--start", job.start, "-o", parts[-1], "--threads", "1", "-q",
                           *job.options, **pipe)

        if (files := [log for log in logs if "://" not in log]) and (error := map_one(*files)):
            raise RuntimeError(error)
        for url in (log for log in logs if "://" in log):
            command = [word.replace("{}", url) for word in shlex.split(job.fetch)]
            with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as fetch:
                error = map_one("-", source=fetch.stdout)
            # A download that breaks off looks like the end of the log: only its exit code tells.
            if error or fetch.returncode:
                raise RuntimeError(f"{url}: the download ended with {fetch.returncode}. {error or ''}")
        return reduce_parts(job, parts, logs)


def found(path):
    """A log, or all files in a folder, as sporlos finds them."""
    if "://" in path or not os.path.isdir(path):
        return [path if "://" in path else os.path.abspath(path)]
    entries = [entry for entry in os.scandir(path) if not entry.name.startswith(".")]
    entries = [entry for entry in entries if entry.is_dir(follow_symlinks=False) or entry.is_file()]
    return [log for entry in entries for log in found(entry.path)]


def spark_map(spark, task, items, size):
    groups = [items[first:first + size] for first in range(0, len(items), size)]
    return spark.parallelize(groups, len(groups)).map(task).collect()


def main():
    parser = argparse.ArgumentParser(usage="%(prog)s [options] [log ...] [-- options for map]", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("logs", nargs="*", help="logs, folders of logs, or URLs of objects")
    parser.add_argument("--list", metavar="FILE", default=os.devnull, help="a file with more of them, one a line")
    parser.add_argument("--start", required=True, type=os.path.abspath, metavar="FILE", help="from `backfill start`")
    parser.add_argument("--parts", required=True, type=os.path.abspath, metavar="FOLDER", help="shared by all workers")
    parser.add_argument("--fetch", metavar="COMMAND", default="aws s3 cp {} -", help="writes the object {} to stdout")
    parser.add_argument("--per-task", type=int, metavar="N", default=20, help="logs in a task (default: 20)")
    parser.add_argument("--sporlos", metavar="PROGRAM", default="sporlos", help="the program on the workers")
    end = (sys.argv + ["--"]).index("--")
    job = parser.parse_args(sys.argv[1:end])
    job.options = sys.argv[end + 1:]
    with open(job.list, errors="surrogateescape") as file:
        logs = sorted({log for path in [*job.logs, *filter(None, file.read().split("\n"))] for log in found(path)})
    if not logs or job.per_task < 1:
        parser.error("name logs to read, and at least 1 for a task")
    os.makedirs(job.parts, mode=0o700, exist_ok=True)
    import pyspark  # Not above: --help needs no Spark.
    conf = pyspark.SparkConf().setIfMissing("spark.speculation", "true").setAppName("sporlos backfill")
    with pyspark.SparkContext(conf=conf) as spark:
        try:
            parts = spark_map(spark, lambda some: map_logs(job, some), logs, job.per_task)
            while len(parts) > 1:
                parts = spark_map(spark, lambda some: reduce_parts(job, some, some), parts, 16)
        except Exception as error:
            sys.exit("spark-backfill: " + (re.findall(r"^\w+Error: (.*)", str(error), re.M) or [str(error)])[0])
    print(f"{len(logs)} logs are in one part. Add it to the database:\n\n"
          f"    sporlos backfill finish {shlex.quote(parts[0])} --db traffic.sqlite\n\n"
          f"Then delete {shlex.quote(job.parts)}, and {shlex.quote(job.start)} on each machine.")


main()

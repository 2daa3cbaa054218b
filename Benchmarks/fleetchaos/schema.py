"""The store's tables, and the views that a planted fault has instead."""

import re

from programs import DATABASE, FLEET, run, url


def make(cluster, fault=None):
    """What an operator does, and then the fault."""
    cluster.everywhere(f"CREATE DATABASE {DATABASE} ON CLUSTER sporlos")
    apply(cluster.nodes[0])
    cluster.settle()
    if fault in ("copies", "deltas"):
        for statement in run(FLEET, "schema", url(cluster.nodes[0].http_port), "--cluster", "sporlos").split(";\n"):
            if "VIEW" in statement or "DROP TABLE" in statement:
                cluster.everywhere(wrong(statement, fault))
    return cluster


def apply(node):
    run(FLEET, "schema", url(node.http_port), "--cluster", "sporlos", "--apply")


def apply_alone(node):
    run(FLEET, "schema", url(node.http_port), "--apply")


def wrong(statement, fault):
    """Views that add up copies; for deltas, those of all attempts."""
    statement = re.sub(r"\bany\((m\d)\)", r"sum(\1)", statement)
    if fault == "deltas":
        statement = re.sub(r" AND \(source, at, ver\) (GLOBAL )?IN \(SELECT .*?\)\n", "\n", statement)
    return statement.strip()

"""``python -m dev audit``: whether a deployed package has a known vulnerability."""

import argparse
import sys
from typing import TYPE_CHECKING

from dev.supply.audit import SERVICE, UnreachableError, look_up
from dev.supply.locked import deployed

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "audit",
        help="look the deployed packages up in a database of vulnerabilities",
        description="Look every deployed package up in OSV, the open database of known "
        "vulnerabilities. The exit status is 1 if one has any, and 0 if the database cannot be "
        "reached, which is said.",
    )
    parser.add_argument("--service", default=SERVICE, help="where the database is (%(default)s)")
    parser.add_argument(
        "--strict", action="store_true", help="fail where the database cannot be reached, too"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    packages = deployed()
    try:
        findings = look_up(packages, arguments.service)
    except UnreachableError as error:
        print(f"Nothing was looked up. {error}", file=sys.stderr)
        return 1 if arguments.strict else 0
    for found in findings:
        print(f"{found.package.name} {found.package.version}: {', '.join(found.ids)}")
    print(f"{len(packages)} packages looked up, {len(findings)} with known vulnerabilities.")
    return 1 if findings else 0

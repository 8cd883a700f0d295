"""The storage emulator comes up, answers, and never outlives us."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from azure.core.exceptions import ResourceNotFoundError
from azure.data.tables import TableServiceClient
from azure.storage.queue import QueueServiceClient

from dev.azurite import Azurite, AzuriteError


def test_tables_and_queues_answer_the_sdks(azurite: Azurite) -> None:
    row = {"PartitionKey": "customer", "RowKey": "1", "name": "Adatum"}

    with TableServiceClient.from_connection_string(azurite.connection_string) as tables:
        table = tables.create_table("couplings")
        table.upsert_entity(row)
        read = table.get_entity("customer", "1")
    with QueueServiceClient.from_connection_string(azurite.connection_string) as queues:
        queue = queues.create_queue("answers")
        queue.send_message("hello")
        messages = queue.peek_messages()

    assert read["name"] == "Adatum"
    assert [message.content for message in messages] == ["hello"]


def test_two_emulators_run_beside_each_other_and_share_nothing(azurite: Azurite) -> None:
    with Azurite() as other:
        with TableServiceClient.from_connection_string(other.connection_string) as tables:
            tables.create_table("onlyhere")

        with TableServiceClient.from_connection_string(azurite.connection_string) as tables:
            table = tables.get_table_client("onlyhere")
            with pytest.raises(ResourceNotFoundError):
                table.create_entity({"PartitionKey": "a", "RowKey": "b"})


def test_a_missing_installation_is_answered_with_the_command_to_run(tmp_path: Path) -> None:
    with pytest.raises(AzuriteError, match="make setup"), Azurite(tmp_path):
        pass


def test_an_emulator_that_ends_at_once_is_reported_with_what_it_wrote(tmp_path: Path) -> None:
    broken = tmp_path / ".bin"
    broken.mkdir()
    for name in ("azurite-table", "azurite-queue"):
        (broken / name).write_text("console.error('no disk left'); process.exit(3)")

    with pytest.raises(AzuriteError, match=r"(?s)code 3.*no disk left"), Azurite(tmp_path):
        pass


def test_an_emulator_that_never_listens_is_given_up(tmp_path: Path) -> None:
    silent = tmp_path / ".bin"
    silent.mkdir()
    for name in ("azurite-table", "azurite-queue"):
        (silent / name).write_text("setInterval(() => {}, 1000)")

    with pytest.raises(AzuriteError, match="did not answer"), Azurite(tmp_path, timeout=0.5):
        pass


def test_the_emulators_die_with_a_parent_that_is_killed() -> None:
    script = "from dev.azurite import Azurite\nwith Azurite(): print('up', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "up\n"
        children = psutil.Process(parent.pid).children(recursive=True)
        assert len(children) == 2

        os.kill(parent.pid, signal.SIGKILL)

    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []

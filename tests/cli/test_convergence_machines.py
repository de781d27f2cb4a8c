"""`vmotion converge --machines`: a verdict and figures for each row of a table."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from precopy_options import FAST, SLOW
from vmotion_cli.converge import command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


MACHINES = """name,memory,dirty_rate,working-set,link,vcpus,stun,note
db1,64GiB,200MB/s,,10Gbps,4,,
"db, two",64GiB,2GB/s,4GiB,10GbE,4,none,"a ""b"" c"
web,16GiB,10MB/s,1GiB,2x25GbE,2,,
"""
LINE = {
    "db1": [*SLOW, "--vcpus", "4"],
    "db, two": [*FAST, "--stun", "none"],
    "web": ["--memory", "16GiB", "--link", "50Gbps", "--dirty-rate", "10MB/s", "--working-set", "1GiB", "--vcpus", "2"],
}


def table(tmp_path: Path, text: str, *more: str) -> Result:
    path = tmp_path / "vms.csv"
    path.write_text(text, encoding="utf-8")
    return run("--machines", str(path), *more)


def test_each_machine_gets_the_verdict_and_the_figures_it_gets_alone(tmp_path: Path) -> None:
    result = table(tmp_path, MACHINES)
    assert result.exit_code == 1, "one of them diverges"
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert [row["name"] for row in rows] == list(LINE)
    assert rows[1]["note"] == 'a "b" c'
    for row in rows:
        alone = json.loads(run(*LINE[row["name"]], "--format", "json").output)
        assert row["verdict"] == alone["verdict"]
        assert row["theorem"] == (alone["theorem"] or "")
        bounds, expected = alone["bounds"], alone["expected"]
        for column, value in (
            ("worst_total_s", bounds["total_time_s"]),
            ("worst_rounds", bounds["rounds"]),
            ("worst_downtime_s", bounds["downtime_s"]),
            ("expected_total_s", expected["total_time_s"]),
        ):
            assert (row[column] == "") == (value is None)
            if value is not None:
                assert float(row[column]) == pytest.approx(value, rel=1e-9)


def test_the_backend_is_one_that_every_command_takes(tmp_path: Path) -> None:
    text = "memory,dirty-rate,link\n1GiB,1MB/s,1Gbps\n"
    refused = table(tmp_path, text, "--backend", "dsak=tcp://127.0.0.1:1")
    assert refused.exit_code == 2
    assert "it is loky, dask, or dask=tcp://HOST:PORT" in " ".join(refused.output.split())


def test_many_machines_on_several_processes_stay_in_order(tmp_path: Path) -> None:
    rows = "\n".join(f"vm{k},{k + 1}GiB,{1 + k % 40 * 60}MB/s,10Gbps" for k in range(500))
    text = f"name,memory,dirty-rate,link\n{rows}\n"
    one = table(tmp_path, text, "--jobs", "1")
    two = table(tmp_path, text, "--jobs", "2")
    assert one.output == two.output
    assert [row["name"] for row in csv.DictReader(io.StringIO(one.output))] == [f"vm{k}" for k in range(500)]


def test_machines_go_into_a_file_and_what_rows_leave_open_options_say(tmp_path: Path) -> None:
    text = "memory,dirty-rate\n64GiB,200MB/s\n"
    result = table(tmp_path, text, "--link", "10Gbps", "--output", str(tmp_path / "out.csv"))
    assert result.exit_code == 0, result.output
    assert "1 of 1 machines" in result.output
    assert "guaranteed,T1" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    pytest.importorskip("pyarrow", reason="Parquet needs the extra 'parquet'")
    assert table(tmp_path, text, "--link", "10Gbps", "--output", str(tmp_path / "out.parquet")).exit_code == 0
    from pyarrow import parquet

    assert parquet.read_table(tmp_path / "out.parquet").column("verdict").to_pylist() == ["guaranteed"]


GOOD = "memory,dirty-rate,link\n"


@pytest.mark.parametrize(
    ("text", "more", "message"),
    [
        ("", [], "vms.csv: the file is empty"),
        (GOOD, [], "vms.csv: a header and no machine"),
        (
            "memry,dirty-rate,link\n1GiB,1MB/s,1Gbps\n",
            [],
            ":1: column 1 is 'memry', which is none; did you mean memory?",
        ),
        ("memory,memory\n1GiB,1GiB\n", [], ":1: column 2 is memory again"),
        (GOOD + "1GiB,1MB/s,1Gbps\n64,1MB/s,1Gbps\n", [], ":3: column memory: '64' has no unit"),
        (GOOD + "1GiB,1MB/s\n", [], ":2: 2 cells under 3 columns"),
        (GOOD + "1GiB,,1Gbps\n", [], ":2: column dirty-rate: the cell is empty"),
        ("memory,link\n1GiB,1Gbps\n", [], ":2: there is no column dirty-rate"),
        (GOOD + "1GiB,1MB/s,1Gbps\n", ["--link", "1Gbps"], ":1: link is a column here and --link is given"),
        (GOOD[:-1] + ",vcpus\n1GiB,1MB/s,1Gbps,many\n", [], ":2: column vcpus: 'many'"),
        (GOOD[:-1] + ",stun\n1GiB,1MB/s,1Gbps,hard\n", [], ":2: column stun: 'hard'"),
        (GOOD[:-1] + ",at-most\n1GiB,1MB/s,1Gbps,maybe\n", [], ":2: column at-most: 'maybe'"),
        (GOOD[:-1] + ",fault-sleep\n1GiB,1MB/s,1Gbps,28us\n", [], ":2: column fault-sleep: goes with --stun fault"),
        (GOOD[:-1] + ",link-min\n1GiB,1MB/s,1Gbps,2Gbps\n", [], ":2: column link-min"),
        (GOOD + '1GiB,"1MB/s,1Gbps\n', [], "not CSV"),
        (GOOD + "1GiB,1MB/s,1Gbps\n", ["--explain"], "--explain does not go with --machines"),
        (GOOD + "1GiB,1MB/s,1Gbps\n", ["--output", "x.txt"], ".csv or .parquet"),
    ],
)
def test_a_bad_table_of_machines_is_refused_with_row_and_column(
    tmp_path: Path, text: str, more: list[str], message: str
) -> None:
    result = table(tmp_path, text, *more)
    assert result.exit_code == 2, result.output
    assert message in result.output
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"memory\x00,link\n1,2\n", b"\n\n\n", b'"' * 1000])
def test_bytes_that_are_no_table_are_one_message(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "vms.csv"
    path.write_bytes(data)
    result = run("--machines", str(path))
    assert result.exit_code == 2
    assert "Traceback" not in result.output

"""Who asked for a migration: the same steps follow, and a program gets a fault where a client shows a message."""

from click.testing import CliRunner

from vmotion_cli.preflight import command


def shown(*settings: str) -> str:
    options = [argument for setting in settings for argument in ("--set", setting)]
    return CliRunner().invoke(command, options).stdout


def test_a_program_gets_the_fault_and_a_client_the_message() -> None:
    client = shown("hosts.cpu_features_match=false")
    program = shown("hosts.cpu_features_match=false", "vcenter.asked_by=API")
    message = "Migration will cause the virtual machine's"
    assert message in client
    assert message not in program
    for text in (client, program):
        assert "CannotModifyConfigCpuRequirements" in text


def test_where_no_fault_is_known_a_program_is_told_the_message_too() -> None:
    program = shown("vm.log_rotate_size=10", "vcenter.asked_by=API")
    assert "Operation timed out" in program


def test_the_same_steps_follow_whoever_asked() -> None:
    def run(*settings: str) -> str:
        return shown("nfs.same_path=false", *settings).partition("Noticed")[2]

    assert run() == run("vcenter.asked_by=API") == run("vcenter.asked_by=VSPHERE_CLIENT")

"""The triggers of the shipped protocol as a stub, for type checkers and completion: python -m vmotion_model.machines.stub"""

from pathlib import Path

from vmotion_model.common.files import written_whole
from vmotion_model.language import Model
from vmotion_model.protocol import vmotion

from .migration import MAY

STUB = Path(__file__).with_name("triggers.pyi")


def triggers_stub(model: Model) -> str:
    """A class that has every command of the model as a method, and whether it can be done now."""
    lines = [
        "# Made by python -m vmotion_model.machines.stub: the commands of the shipped protocol.",
        "from .migration import Changes",
        "",
        "class Triggers:",
    ]
    for command in model.commands:
        lines += [f"    def {command.name}(self) -> Changes:", f'        """{command.description}"""']
    lines += [f"    def {MAY}{command.name}(self) -> bool: ..." for command in model.commands]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with written_whole(STUB) as part:
        part.write_text(triggers_stub(vmotion()), encoding="utf-8")

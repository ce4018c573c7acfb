"""How events name whoever they are by."""

import pytest

from standing.areas.audit.actors import System


def test_a_command_is_named() -> None:
    assert System("demo").audit_name == "system:demo"


@pytest.mark.parametrize("command", ["", " demo", "demo "])
def test_a_command_needs_a_name(command: str) -> None:
    with pytest.raises(ValueError, match="named after its command"):
        System(command)

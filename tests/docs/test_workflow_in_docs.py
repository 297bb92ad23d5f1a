"""The workflow that the documentation gives is well formed, and its commands are there."""

from __future__ import annotations

import re
import shlex

import yaml

from builder.cli import make_group
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "contributions-travel.md").read_text("utf-8")


def test_the_workflow_is_well_formed_and_its_commands_exist() -> None:
    (text,) = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    workflow = yaml.safe_load(text)
    steps = workflow["jobs"]["check"]["steps"]
    assert all({"uses", "run"} & step.keys() for step in steps)
    (command,) = [step["run"] for step in steps if step.get("run", "").startswith("soc-evidence")]
    _, name, *options = shlex.split(command.partition(">")[0])
    group = make_group()
    found = group.get_command(None, name)  # type: ignore[arg-type]  # it looks into no context
    assert found is not None
    assert {option for option in options if option.startswith("-")} <= {
        opt for parameter in found.params for opt in parameter.opts
    }
    assert steps[-1]["with"]["sarif_file"] == command.partition(">")[2].strip()

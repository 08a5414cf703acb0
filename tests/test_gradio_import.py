"""Gradio is imported whole, and no source of its components is read or written for stubs."""

from __future__ import annotations

import json
import subprocess
import sys

# A process of its own: in this one Gradio may be there already.
_SCRIPT = """
import json, sys
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
from ui.gradio_import import gr
with gr.Blocks():
    box = gr.Textbox()
    box.submit(str, box, box)
print(json.dumps({"stubs": [one for one in opened if one.endswith(".pyi")], "finders": [str(one) for one in sys.meta_path]}))
"""


def test_gradio_is_imported_without_its_stubs_and_leaves_no_finder_behind():
    run = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-500:]
    said = json.loads(run.stdout)
    assert said["stubs"] == []
    assert not [one for one in said["finders"] if "ui.gradio_import" in one]

"""From a Markdown draft bound to the evidence graph to a checked, tagged PDF."""

__distribution__ = "soc-evidence"

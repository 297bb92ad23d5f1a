"""The blind test: where an occupation's duties fall among all others when its own code is hidden."""

from __future__ import annotations

"""The last check of every build: no private value stands in what is about to be published."""

from __future__ import annotations

from builders.gate.contents import UnreadableError
from builders.gate.gate import Gate, Hit
from builders.gate.make import make_gate
from builders.gate.own import site_folders
from builders.gate.told import read_gate_memory, write_gate_memory
from builders.gate.trees import GateError, refuse_leaks, refuse_leaks_in

__all__ = [
    "Gate",
    "GateError",
    "Hit",
    "UnreadableError",
    "make_gate",
    "read_gate_memory",
    "refuse_leaks",
    "refuse_leaks_in",
    "site_folders",
    "write_gate_memory",
]

"""The lists of a pack by their keys, in printed order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builders.editions import ListStamp
from builders.station.contacts import contact_list
from builders.station.model import Checklist
from builders.station.policies import policy_list
from builders.station.resources import resource_list
from builders.station.services import service_list
from builders.station.signals import signal_list
from builders.station.words import Words
from registry.views.station import StationView

LISTS: Mapping[str, Callable[[StationView, ListStamp, Words], Checklist]] = {
    "signals": signal_list,
    "services": service_list,
    "resources": resource_list,
    "policies": policy_list,
    "contacts": contact_list,
}
"""Each is called like the tab that its rows come from."""

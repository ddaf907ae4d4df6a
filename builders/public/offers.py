"""The pages of resources and of the public part of services."""

from __future__ import annotations

from builders.public.notices import offer_spells
from builders.public.page import Draft
from builders.public.press import Press
from builders.wording import Wording
from registry.views.public import PublicResource, PublicService


def resource_page(resource: PublicResource, press: Press) -> Draft:
    """The page of a resource; one that is paused or has ended says so first."""
    path = f"r/{resource.id}.html"
    head = press.head("resource", path, name=resource.name, content=resource.content)
    return press.later(head, "resource", _filled, resource)


def _filled(words: Wording, resource: PublicResource) -> dict[str, object]:
    modes = words.join(words.choice("mode", mode) for mode in resource.modes)
    return {"resource": resource, "modes": modes, "spells": offer_spells(resource)}


def service_page(service: PublicService, press: Press) -> Draft:
    """The page of a service."""
    path = f"v/{service.id}.html"
    head = press.head("service", path, name=service.name, content=service.content)
    return press.draft(head, "service", service=service)

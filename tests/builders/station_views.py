"""A small station, and the stamps of its pack."""

from __future__ import annotations

from datetime import date

from builders.editions import Edition, ListStamp, PackStamps
from registry.changes import Change, ChangeSet
from registry.views.public import (
    PublicSettings,
    PublicStation,
)
from registry.views.station import (
    StationPlace,
    StationView,
)
from tests.builders.station_rows import contact, policy, resource, service, signal
from tests.builders.station_terms import AUDIENCES, CATEGORIES, KINDS, NEEDS, SERIES, SETTINGS


def station_view(settings: PublicSettings = SETTINGS) -> StationView:
    return StationView(
        settings=settings,
        terms=(*AUDIENCES, *NEEDS, *KINDS, *CATEGORIES),
        place=StationPlace(
            public=PublicStation(
                id="S05",
                name="东浜居民区救助顾问服务站",
                kind="station",
                residents_areas=("东浜",),
                roads="江苏路、东浜路",
                address="",
                opening_hours="周一至周五 9:00–16:30",
                phone="021-0000 2005",
            ),
            liaison_notes="午休时间接待室锁门,急事打工作手机。",
        ),
        contacts=(contact(1), contact(2), contact(3, internal=True)),
        policies=(*(policy(n) for n in range(1, 6)), policy(6, retired=True)),
        series=SERIES,
        services=(*(service(n) for n in range(1, 8)), service(8, internal=True)),
        resources=(
            *(resource(n) for n in range(1, 8)),
            resource(8, internal=True),
            resource(9, availability="paused"),
            resource(10, availability="ended"),
        ),
        signals=tuple(signal(n) for n in range(1, 11)),
    )


def stamps(changes: ChangeSet | None = None) -> PackStamps:
    def stamp(digest: str) -> ListStamp:
        return ListStamp(
            public_edition=Edition(since=date(2026, 7, 1), digest=f"7f3a90{digest}"),
            station_edition=Edition(since=date(2026, 7, 5), digest=f"1c22b8{digest}"),
            valid_until=date(2026, 10, 1),
        )

    return PackStamps(
        signals=stamp("a1"),
        services=stamp("b2"),
        resources=stamp("c3"),
        handbook=stamp("d4"),
        changes=changes,
    )


CHANGES = ChangeSet(
    edition="2026-04-01-00aa11bb",
    changes=(
        Change(kind="added", tab="resources", id="R009", name="夜间倾听热线(示例)"),
        Change(
            kind="changed",
            tab="resources",
            id="R001",
            name="食物银行每周领取(示例)",
            field="opening_hours",
            old="每周一 9:00–11:00",
            new="每周二 14:00–16:30",
        ),
        Change(
            kind="changed",
            tab="benefits",
            id="B101",
            name="最低生活保障 低保标准",
            field="amount",
            old="1510",
            new="1595",
        ),
        Change(kind="removed", tab="services", id="F011", name="四点半课堂(示例)"),
    ),
)

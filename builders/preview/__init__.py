"""The local preview: looks at the sheet, tells its problems, and shows the pages it would make.

Nothing of it is published: everything lies in a private folder that is gone at the end.
"""

from builders.preview.events import Checked, Event, Refused, Renewed
from builders.preview.session import Preview, PreviewRequest

__all__ = [
    "Checked",
    "Event",
    "Preview",
    "PreviewRequest",
    "Refused",
    "Renewed",
]

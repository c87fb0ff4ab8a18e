"""What other programs collected: saved pages with their side folders, Zotero, feeds, and archivers' folders with an index.

``gather`` gives captures that ``adding.add_captures`` puts into a case. Nothing is fetched unless that is asked for, and no index
leads out of its own folder.
"""

from __future__ import annotations

from headwater.gathering.kinds import KINDS, Kind, gather, recognise

__all__ = ["KINDS", "Kind", "gather", "recognise"]

# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests may turn: switches of behaviour and lengths of phases. Plain data with checked names."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar


class Settable:
    """Mixin for the dataclasses below: only fields they have, only values they know."""

    __slots__ = ()
    #: Field -> the values it takes, where these are a fixed set.
    CHOICES: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def __setattr__(self, name: str, value: Any) -> None:
        choices = self.CHOICES.get(name)
        if choices is not None and value not in choices:
            raise ValueError(f"{name} is one of {', '.join(choices)}, not {value!r}")
        object.__setattr__(self, name, value)

    def update(self, **changes: Any) -> None:
        """Set fields; an unknown name is a ValueError and changes nothing."""
        unknown = sorted(set(changes) - set(self.as_dict()))
        if unknown:
            raise ValueError(f"{type(self).__name__} has no {', '.join(unknown)}")
        for name, value in changes.items():
            setattr(self, name, value)

    def reset(self) -> None:
        """Set every field to its default."""
        self.update(**type(self)().as_dict())

    def as_dict(self) -> dict[str, Any]:
        """All fields and their values."""
        return dataclasses.asdict(self)  # type: ignore[call-overload, no-any-return]


@dataclass(slots=True)
class Behaviour(Settable):
    """How the emulator answers where the API's documentation leaves room (or where tests want it odd)."""

    CHOICES: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "private_env": ("stars", "empty"),
        "null_style": ("natural", "null", "empty", "omitted"),
        "token_values": ("plain", "masked"),
        "call_info": ("full", "old", "new", "none"),
    }

    #: Name filters match substrings although Fuzzy is not set.
    loose_name_filter: bool = False
    #: Deleting the last version deletes its group.
    delete_empty_groups: bool = False
    #: Weight of a further version of a group (the first one has 100).
    new_version_weight: int = 0
    #: STOP of a stopped and RESUME of a running version succeed and do nothing.
    repeat_verbs_ok: bool = False
    #: Private environment values read as ``stars`` (``******``) or ``empty``.
    private_env: str = "stars"
    #: ImageInfo.ImageType reads as an empty string.
    blank_image_type: bool = False
    #: How unset members read: ``natural`` (as in the published examples), ``null``, ``empty`` or ``omitted``.
    null_style: str = "natural"
    #: Command reads as the base64 text that was sent.
    command_stays_base64: bool = False
    #: A plain update of a stopped version starts it.
    update_wakes_stopped: bool = False
    #: Replicas in a plain update of a stopped version are kept for its next start.
    stopped_update_stores_replicas: bool = True
    #: A service without probes reads with the platform's TCP readiness probe.
    shows_default_probe: bool = False
    #: TotalCount reads null.
    null_total_count: bool = False
    #: Lists without a documented order come back in reverse.
    reverse_lists: bool = False
    #: Reads of an absent object answer a null object instead of ResourceNotFound.
    missing_as_null: bool = False
    #: Weights must total 100 (as documented until 2026-03) instead of being shares.
    weights_total_100: bool = False
    #: Values of auth tokens read ``plain`` or ``masked``.
    token_values: str = "plain"
    #: A second token of the same name is refused.
    unique_token_names: bool = False
    #: Tokens are created only while the authorization of their group is on.
    tokens_need_authorization: bool = False
    #: A token that is reset keeps its CreateTime.
    reset_keeps_create_time: bool = False
    #: Members of the call info that are filled: all (``full``), those of the published example (``old``), those of
    #: the present gateway (``new``), or ``none``; the others are null.
    call_info: str = "full"
    #: InternetEndpoint of the call info, with ``{group_id}`` in it; empty is an address of the emulator that answers.
    internet_endpoint: str = ""
    #: Calls of a group go to versions that answer only, instead of failing for the share of the others.
    traffic_skips_idle: bool = False
    #: Requests per second and action and region; None is unlimited.
    rate_limit: int | None = None
    #: Regions where the service runs; empty means any well-formed name.
    regions: tuple[str, ...] = ()


@dataclass(slots=True)
class Durations(Settable):
    """Seconds each phase of a version lasts; see lifecycle.py."""

    creating: float = 0.15
    pending: float = 0.15
    waiting: float = 0.15
    #: After an update the old revision still shows as Normal and complete.
    settling: float = 0.0
    rolling: float = 0.15
    stopping: float = 0.15
    deleting: float = 0.0
    #: From ModifyServiceGroupWeights until the weights are in force.
    weights: float = 0.15

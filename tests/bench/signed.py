# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A signed request as headers for a task of ansible.builtin.uri, which cannot sign by itself."""

from __future__ import annotations

import datetime
import hashlib
import time
from urllib.parse import urlsplit

from emulator.credentials import SECRET_ID, SECRET_KEY
from emulator.seeding import REGION
from tencentcloud.common.sign import Sign

ALGORITHM = "TC3-HMAC-SHA256"
SIGNED = "content-type;host"


def signed_headers(url: str, action: str, body: str) -> dict[str, str]:
    """The headers with which a body is accepted for the next five minutes."""
    now = int(time.time())
    date = datetime.datetime.fromtimestamp(now, datetime.UTC).strftime("%Y-%m-%d")
    lines = f"content-type:application/json\nhost:{urlsplit(url).netloc}\n"
    canonical = "\n".join(["POST", "/", "", lines, SIGNED, _digest(body)])
    scope = f"{date}/tione/tc3_request"
    signature = Sign.sign_tc3(SECRET_KEY, date, "tione", "\n".join([ALGORITHM, str(now), scope, _digest(canonical)]))
    return {
        "Authorization": f"{ALGORITHM} Credential={SECRET_ID}/{scope}, SignedHeaders={SIGNED}, Signature={signature}",
        "Content-Type": "application/json",
        "X-TC-Action": action,
        "X-TC-Region": REGION,
        "X-TC-Timestamp": str(now),
        "X-TC-Version": "2021-11-11",
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

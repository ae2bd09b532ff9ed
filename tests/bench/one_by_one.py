# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the list of service groups one page after another: what tione_service_group_info does, with a single thread."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
CLIENT = "ansible_collections.community.tencentcloud.plugins.module_utils._client"
PAGE = 100


def main() -> int:
    """Read as many pages as the argument says."""
    sys.path.insert(0, str(TESTS))
    from support.collection import make_importable

    with tempfile.TemporaryDirectory() as folder:
        make_importable(Path(folder))
        ours = importlib.import_module(CLIENT)
        region, endpoint = os.environ["TENCENTCLOUD_REGION"], os.environ["TENCENTCLOUD_TIONE_ENDPOINT"]
        key = ours.Credentials(os.environ["TENCENTCLOUD_SECRET_ID"], os.environ["TENCENTCLOUD_SECRET_KEY"])
        client = ours.Client(ours.ClientConfig(region, endpoint), key)
        for page in range(int(sys.argv[1])):
            params = {"Limit": PAGE, "Offset": page * PAGE, "Order": "ASC", "OrderField": "CreateTime"}
            client.call("DescribeModelServiceGroups", params)
    return 0


if __name__ == "__main__":
    sys.exit(main())

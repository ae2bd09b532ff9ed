# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of settings: what is given is complete, and its elements keep the leaves that are not given."""

from __future__ import annotations

from scenario.harness.batch import Done
from scenario.harness.changes import ABSENT, Change, batch, check

MOUNT = {"mount_path": "/m", "cfs_config": {"id": "cfs-3", "path": "/m"}}

CASES = {
    "env": Change(
        "hybrid",
        {"env": [{"name": "WORKERS", "value": "8"}, {"name": "NEW", "value": "=\n'\""}]},
        {
            "Env": [
                {"Name": "WORKERS", "Value": "8", "IsPrivate": False},
                {"Name": "NEW", "Value": "=\n'\""},
            ]
        },
    ),
    "env value kept": Change(
        "prepaid",
        {"env": [{"name": "WORKERS"}, {"name": "LOG_LEVEL", "value": ""}, {"name": "EMPTY"}]},
        {"Env.0.Value": "4", "Env.1.Value": "", "Env.2.Value": ""},
    ),
    "pre_stop_command": Change(
        "hybrid", {"pre_stop_command": ["-c", "/bin/sh"]}, {"PreStopCommand": ["-c", "/bin/sh"]}
    ),
    "volume_mounts": Change(
        "hybrid",
        {"volume_mounts": [{"mount_path": "/data", "cfs_config": {"path": "/data2"}}]},
        {
            "VolumeMounts.0.MountPath": "/data",
            "VolumeMounts.0.CFSConfig.Id": "cfs-2",
            "VolumeMounts.0.CFSConfig.Path": "/data2",
            "VolumeMounts.0.CFSConfig.MountType": "SOURCE",
            "VolumeMounts.0.CFSConfig.Protocol": "TURBO",
            "VolumeMounts.1": ABSENT,
            "VolumeMount": ABSENT,
        },
    ),
    "volume_mounts added": Change(
        "postpaid",
        {"volume_mounts": [{"mount_path": "/models"}, {"mount_path": "/data"}, MOUNT]},
        {"VolumeMounts.2": {"MountPath": "/m", "CFSConfig": {"Id": "cfs-3", "Path": "/m"}}},
    ),
    "volume_mounts from one": Change(
        "prepaid",
        {"volume_mounts": [{"mount_path": "/models"}, MOUNT]},
        {"VolumeMounts.0.CFSConfig.Id": "cfs-1", "VolumeMounts.1.MountPath": "/m", "VolumeMount": ABSENT},
    ),
    "volume_mount path": Change(
        "prepaid",
        {"volume_mount": {"cfs_config": {"path": "/chat2"}}},
        {"VolumeMount.CFSConfig.Id": "cfs-1", "VolumeMount.CFSConfig.Path": "/chat2", "VolumeMounts": ABSENT},
    ),
    "volume_mount source": Change(
        "prepaid",
        {
            "volume_mount": {
                "volume_source_type": "PUBLIC_DATA_SOURCE",
                "public_data_source": {"data_source_id": "pds-2", "sub_path": "s"},
            }
        },
        {
            "VolumeMount.VolumeSourceType": "PUBLIC_DATA_SOURCE",
            "VolumeMount.PublicDataSource": {"DataSourceId": "pds-2", "SubPath": "s"},
            "VolumeMount.MountPath": "/models",
            "VolumeMount.CFSConfig": ABSENT,
        },
    ),
    "volume_mount from several": Change(
        "hybrid", {"volume_mount": MOUNT}, {"VolumeMount.MountPath": "/m"}, moves=("VolumeMounts",)
    ),
}

BATCH = batch("lists", CASES)


@BATCH.parametrize()
def test_list_setting(done: Done[Change]) -> None:
    """It converges, and nothing else changes."""
    check(done)

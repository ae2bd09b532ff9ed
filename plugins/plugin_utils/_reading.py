# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading for plugins that are no modules: options checked as a module's, clients that cannot write, errors in words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from ansible.errors import AnsibleError
from ansible.module_utils.basic import missing_required_lib
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.utils.display import Display
from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._credentials import resolve
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    OptionError,
    TencentCloudError,
    UnexpectedError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._options import COMMON, Options, spec_of
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import redacted
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._transport import REQUESTS_IMPORT_ERROR
from ansible_collections.community.tencentcloud.plugins.plugin_utils._plain import plain

SECRET_OPTIONS = tuple(name for name, option in COMMON.items() if option.spec.get("no_log"))

display = Display()


class Reader:
    """What one inventory source, or one lookup, reads with. It never writes."""

    def __init__(self, kind: type[AnsibleError]) -> None:
        """`kind`: what its failures are raised as."""
        self._kind = kind
        self._secrets: set[str] = set()
        self.params: dict[str, Any] = {}
        self.regions: list[str] = []
        self.account = ""

    @contextlib.contextmanager
    def explained(self) -> Iterator[None]:
        """Raise what fails inside as `kind`, in the words of the collection and without private values."""
        message = ""
        try:
            yield
        except TencentCloudError as error:
            message = str(error)
        except AnsibleError:
            raise
        except Exception as error:
            unexpected = UnexpectedError(error)
            display.vvv(redacted(unexpected.trace, self._secrets))
            message = str(unexpected)
        if message:
            raise self._kind(redacted(message, self._secrets)) from None

    def take(self, options: Mapping[str, Any], *groups: Options) -> None:
        """Check the common options and those of `groups`, and find out whom to ask, without asking anybody.

        :raises TencentCloudError: an option cannot work, or there are no credentials
        """
        self._secrets |= {str(options[name]) for name in SECRET_OPTIONS if options.get(name)}
        if REQUESTS_IMPORT_ERROR is not None:
            raise TencentCloudError(missing_required_lib("requests"))
        given = plain({name: value for name, value in options.items() if value is not None})
        validation = ArgumentSpecValidator(spec_of(COMMON, *groups)).validate(given)
        if validation.error_messages:
            raise TencentCloudError(validation.errors.msg)
        self.params = dict(validation.validated_parameters)
        self._connect()

    def _connect(self) -> None:
        regions = list(dict.fromkeys(self.params.get("regions") or []))
        params = {**self.params, "region": regions[0]} if regions else self.params
        if "" in regions:
            raise OptionError("regions", "has an empty element")
        self._config, self._supply = resolve(params, self.warn, self._secrets.add)
        self.regions = regions or [self._config.region]
        self.account = f"{self._supply.account} {self._config.url}"

    def client(self, region: str) -> Client:
        """A client for one region, in check mode: it refuses whatever writes."""
        return Client(self._config._replace(region=region), self._supply, check_mode=True, warn=self.warn)

    def session(self, **params: Any) -> Session:
        """What the work of an info module takes: the options, some of them set or replaced, and a client."""
        return Session(
            params={**self.params, **params},
            client=self.client(self.regions[0]),
            warn=self.warn,
            progress=lambda line: None,
            hide=self._secrets.add,
        )

    def warn(self, text: str) -> None:
        """Show a warning without private values."""
        display.warning(str(redacted(text, self._secrets)))

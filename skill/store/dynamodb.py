"""The store in Amazon's DynamoDB. An operator prepares it: ``back-coach migrate``.

A listener is one item. Its keys are the account, so that a household lies together, and the listener. Region,
credentials and endpoint are taken from the environment or the machine's role, as by every program of Amazon's.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from skill.errors import ConflictError, SettingError, StoreError
from skill.store.base import PATIENCE_S, PERSON, Remembered, first_version

try:
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError
except ImportError as _error:
    _message = "BACK_COACH_STORE names DynamoDB: pip install boto3."
    raise SettingError(_message) from _error

SCHEMA = "account+listener"
"""The only one there has been: a table of another kind is none of ours."""

IN_TIME = Config(
    connect_timeout=PATIENCE_S,
    read_timeout=PATIENCE_S,
    retries={"mode": "standard", "total_max_attempts": 1},
    max_pool_connections=32,
)

AT_LEISURE = Config(retries={"mode": "standard"})

REMEDIES = {
    "ResourceNotFoundException": "Prepare the table: back-coach migrate.",
    "AccessDeniedException": "Let this role use GetItem, PutItem, DeleteItem and Query on the table and its items.",
    "UnrecognizedClientException": "Give this process valid credentials of Amazon's.",
    "ProvisionedThroughputExceededException": "Raise the table's throughput, or let it pay by request.",
}


class DynamodbStore:
    """The `Store` in the table a URL names. Nothing is connected to before it is asked something."""

    def __init__(self, url: str) -> None:
        self._table = _table(url)
        self._client = _client(IN_TIME)

    def load(self, listener: str) -> Remembered:
        """Keep the promise of `Store.load`."""
        with self._translating():
            found = self._client.get_item(TableName=self._table, Key=_key(listener), ConsistentRead=True)
        item = found.get("Item")
        return Remembered(item["progress"]["S"], int(item["version"]["N"])) if item else Remembered(None, 0)

    def save(self, listener: str, progress: str, *, expected_version: int) -> int:
        """Keep the promise of `Store.save`."""
        version = expected_version + 1 if expected_version else first_version()
        item = {**_key(listener), "progress": {"S": progress}, "version": {"N": str(version)}}
        with self._translating():
            self._client.put_item(TableName=self._table, Item=item, **_only_at(expected_version))
        return version

    def household(self, account: str) -> tuple[str, ...]:
        """Keep the promise of `Store.household`."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="account = :account",
            ExpressionAttributeValues={":account": {"S": account}},
            ProjectionExpression="listener",
            ConsistentRead=True,
        )
        with self._translating():
            return tuple(item["listener"]["S"] for page in pages for item in page["Items"])

    def erase(self, listener: str, *, household: bool = False) -> None:
        """Keep the promise of `Store.erase`."""
        with self._translating():
            for one in self.household(listener) if household else (listener,):
                self._client.delete_item(TableName=self._table, Key=_key(one))

    def ping(self) -> None:
        """Keep the promise of `Store.ping`: delete nothing, as nobody has this id."""
        with self._translating():
            self._client.delete_item(TableName=self._table, Key=_key("nobody"))

    @contextmanager
    def _translating(self) -> Iterator[None]:
        """Raise StoreError, with what to do, in place of Amazon's own error."""
        try:
            yield
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code == "ConditionalCheckFailedException":
                raise ConflictError from error
            raise self._failed(code) from error
        except BotoCoreError as error:
            raise self._failed(type(error).__name__) from error

    def _failed(self, reason: str) -> StoreError:
        remedy = REMEDIES.get(reason, "Look whether Amazon can be reached, and at the region and the credentials.")
        return StoreError(f"The store dynamodb://{self._table} does not answer: {reason}. {remedy}")


def migrate(url: str) -> tuple[str | None, str | None]:
    """Make the table where there is none; give what it was, None or `SCHEMA`, and what it is."""
    name, client = _table(url), _client(AT_LEISURE)
    keys = {"account": "HASH", "listener": "RANGE"}
    before = None
    try:
        client.create_table(
            TableName=name,
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
            KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in keys.items()],
            BillingMode="PAY_PER_REQUEST",
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceInUseException":
            message = f"The table {name} can't be made: {error}"
            raise StoreError(message) from error
        before = SCHEMA
    except BotoCoreError as error:
        message = f"The table {name} can't be made: {error}"
        raise StoreError(message) from error
    client.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    return before, SCHEMA


def _only_at(version: int) -> dict[str, Any]:
    if not version:
        return {"ConditionExpression": "attribute_not_exists(account)"}
    return {
        "ConditionExpression": "version = :expected",
        "ExpressionAttributeValues": {":expected": {"N": str(version)}},
    }


def _key(listener: str) -> dict[str, Any]:
    return {"account": {"S": listener.partition(PERSON)[0]}, "listener": {"S": listener}}


def _table(url: str) -> str:
    """Take what Amazon allows as a table's name."""
    name = url.partition("://")[2]
    if not re.fullmatch(r"[A-Za-z0-9_.-]{3,255}", name):
        message = f"BACK_COACH_STORE={url!r} names no table: write for example dynamodb://back-coach."
        raise SettingError(message)
    return name


def _client(config: Config) -> Any:  # noqa: ANN401 - made at run time from Amazon's description of the service
    try:
        return boto3.client("dynamodb", config=config)
    except (BotoCoreError, ValueError) as error:
        message = f"DynamoDB can't be used: {error} Set AWS_DEFAULT_REGION, for example to eu-west-1."
        raise SettingError(message) from error

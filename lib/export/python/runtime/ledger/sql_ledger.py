"""The ledger over SQLite or Postgres."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from ..effects.effect import Claim, Effect, EffectChange, EffectRecord
from ..instant import epoch_ms, iso_instant
from ..json_text import json_text, parse_json
from ..result_json import result_from_json, result_to_json
from .database import Database, Row

LEASE_MS = 30_000
"""How long a claim holds without a sign of life from its owner."""

HEARTBEAT_SECONDS = 10
"""How often an owner gives one."""


class LostClaim(Exception):
    """This process no longer holds the effect.

    It was paused for longer than its lease, and another one went on.
    """


class SqlLedger:
    """The ledger over a database; the same statements on SQLite and Postgres.

    Claims are leases, so a dead owner blocks nobody. `owner` names this process for ever: claims of
    an owner that died are told from claims of one that lives.
    """

    def __init__(self, *, database: Database, owner: str, now: Callable[[], datetime]) -> None:
        self._database = database
        self._owner = owner
        self._now = now
        self._held: set[str] = set()
        self._heartbeat: asyncio.Task[None] | None = None

    async def claim(self, effect: Effect) -> Claim:
        self._keep_alive()
        time = self._now()
        lease = epoch_ms(time) + LEASE_MS
        claimed = await self._database.query(
            _CLAIM,
            (
                effect.key,
                effect.server,
                effect.tool,
                effect.step,
                json_text(list(effect.path)),
                json_text(effect.args),
                effect.args_hash,
                effect.effect,
                self._owner,
                lease,
                iso_instant(time),
                epoch_ms(time),
            ),
        )
        if claimed:
            self._held.add(effect.key)
            return Claim("claimed" if claimed[0]["attempts"] == 1 else "retry")
        # Whoever sent it died before the answer came. One process at a time may find out what
        # became of it.
        taken = await self._database.query(
            _TAKE_UNSURE, (effect.key, self._owner, lease, epoch_ms(time))
        )
        if taken:
            self._held.add(effect.key)
            return Claim("unsure", _read_record(taken[0]))
        record = await self.find(effect.key)
        if record is not None and record.state == "confirmed":
            return Claim("done", record)
        return Claim("busy")

    async def mark(self, key: str, change: EffectChange) -> None:
        keep = change.state in ("claimed", "awaiting", "sent")
        if not keep:
            self._held.discard(key)
        time = self._now()
        marked = await self._database.query(
            _MARK,
            (
                key,
                self._owner,
                change.state,
                None if change.result is None else json_text(result_to_json(change.result)),
                change.error,
                change.how,
                iso_instant(time),
                epoch_ms(time) + LEASE_MS if keep else 0,
            ),
        )
        if not marked:
            raise LostClaim(
                f"Effect {key} is no longer held by this process, "
                f'so "{change.state}" was not recorded.'
            )

    async def set_back(self, seen: EffectRecord, reason: str) -> bool:
        """See `CorrectableLedger`."""
        now = iso_instant(self._now())
        parameters = (seen.effect.key, reason, now, seen.updated_at, seen.attempts)
        return len(await self._database.query(_SET_BACK, parameters)) > 0

    async def find(self, key: str) -> EffectRecord | None:
        rows = await self._database.query("SELECT * FROM agent_effects WHERE key = $1", (key,))
        return _read_record(rows[0]) if rows else None

    async def list(self) -> Sequence[EffectRecord]:
        rows = await self._database.query("SELECT * FROM agent_effects ORDER BY place, key")
        return [_read_record(row) for row in rows]

    async def stop(self) -> None:
        """Gives no more signs of life."""
        if self._heartbeat is not None:
            self._heartbeat.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._heartbeat

    def _keep_alive(self) -> None:
        if self._heartbeat is None:
            self._heartbeat = asyncio.create_task(self._renew_again_and_again())

    async def _renew_again_and_again(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            # A database that is away is tried again at the next beat; `mark` tells a lost claim.
            with contextlib.suppress(Exception):
                for key in tuple(self._held):
                    until = epoch_ms(self._now()) + LEASE_MS
                    await self._database.query(_RENEW, (until, key, self._owner))


_CLAIM = """
  INSERT INTO agent_effects
    (key, server, tool, step, path, args, args_hash, effect, state, attempts, owner, lease_until,
     updated_at, place)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'claimed', 1, $9, $10, $11,
    (SELECT COALESCE(MAX(place), 0) + 1 FROM agent_effects))
  ON CONFLICT (key) DO UPDATE SET
    args = excluded.args, args_hash = excluded.args_hash, state = 'claimed',
    attempts = agent_effects.attempts + 1, error = NULL, owner = excluded.owner,
    lease_until = excluded.lease_until, updated_at = excluded.updated_at
  WHERE agent_effects.state IN ('planned', 'failed')
     OR (agent_effects.state IN ('claimed', 'awaiting') AND agent_effects.lease_until < $12)
  RETURNING attempts"""

_TAKE_UNSURE = """
  UPDATE agent_effects SET state = 'unknown', owner = $2, lease_until = $3
  WHERE key = $1 AND state IN ('sent', 'unknown') AND lease_until < $4
  RETURNING *"""

_MARK = """
  UPDATE agent_effects
  SET state = $3, result = $4, error = $5, how = $6, updated_at = $7, lease_until = $8
  WHERE key = $1 AND owner = $2 AND state NOT IN ('confirmed')
  RETURNING key"""

_SET_BACK = """
  UPDATE agent_effects
  SET state = 'failed', result = NULL, error = $2, how = NULL, lease_until = 0, updated_at = $3
  WHERE key = $1 AND state = 'confirmed' AND updated_at = $4 AND attempts = $5
  RETURNING key"""

_RENEW = "UPDATE agent_effects SET lease_until = $1 WHERE key = $2 AND owner = $3"


def _read_record(row: Row) -> EffectRecord:
    """Rows are our own writing, so their columns are what we wrote."""
    result: Any = row["result"]
    return EffectRecord(
        effect=Effect(
            key=row["key"],
            step=row["step"],
            path=parse_json(row["path"]),
            server=row["server"],
            tool=row["tool"],
            args=parse_json(row["args"]),
            args_hash=row["args_hash"],
            effect=row["effect"],
        ),
        state=row["state"],
        attempts=row["attempts"],
        updated_at=row["updated_at"],
        result=None if result is None else result_from_json(parse_json(result)),
        error=row["error"],
        how=row["how"],
    )

"""What a pass does for one item."""

from collections.abc import Mapping
from typing import Any

from ..absent import ABSENT
from ..effects.effect import Effect, EffectChange, EffectRecord
from ..effects.ensure_effect import EffectActions, EffectOptions, ensure_effect
from ..failures import AgentError
from ..json_hash import effect_key, hash_request
from ..json_value import plain_json
from ..results.tool_result import ToolResult
from .keep_ports import KeepPorts
from .kept_item import KeptItem
from .rules import KeepRule, KeepWrite


async def adopt_item(ports: KeepPorts, item: KeptItem, data: Any) -> None:
    """Writes into the ledger that the item is there, so that no run makes it again.

    Nothing is sent.
    """

    async def find() -> Any:
        return data

    async def send() -> ToolResult:
        raise AgentError("What was found is not made.")

    options = EffectOptions(ledger=ports.ledger, approver=ports.approver, stop=ports.stop)
    await ensure_effect(item.effect, EffectActions(send=send, find=find), options)


async def release_item(ports: KeepPorts, item: KeptItem) -> bool:
    """Lets the next run make a missing item again. False where another process was faster."""
    record = item.record
    if item.recorded:
        # What recording did stands in no ledger; it is put there first, so that it can be taken
        # back.
        await adopt_item(ports, item, None if item.made is ABSENT else item.made)
        record = await ports.ledger.find(item.effect.key)
    return record is not None and await ports.ledger.set_back(record, "It was there and is gone.")


def rule_effect(workflow: str, rule: KeepRule, item: KeptItem, write: KeepWrite) -> Effect:
    """The effect of a call by which a rule changes or removes the item.

    The same whenever the same is to be done.
    """
    args: Mapping[str, Any] = plain_json(write.args)
    return Effect(
        key=effect_key(
            workflow=workflow, server=write.server, tool=write.tool, args=args, occurrence=0
        ),
        step=rule.step,
        server=write.server,
        tool=write.tool,
        args=args,
        args_hash=hash_request(write.server, write.tool, args),
        effect=write.effect,
        path=item.effect.path,
    )


async def make_change(ports: KeepPorts, effect: Effect, before: EffectRecord | None) -> None:
    """Makes a change that a look has just shown to be needed, once, with approval as any write.

    `before` is what the ledger said of it before that look. Raises `EffectFailure`.
    """
    if before is not None and before.state == "confirmed":
        again = await ports.ledger.set_back(before, "It was undone.")
        if not again:
            return

    async def find() -> Any:
        # The look before this was the search for it: it has not been done, or was undone.
        return ABSENT

    async def send() -> ToolResult:
        return await ports.send(effect)

    def on_change(change: EffectChange) -> None:
        ports.on_effect(effect, change)

    options = EffectOptions(
        ledger=ports.ledger, approver=ports.approver, stop=ports.stop, on_change=on_change
    )
    await ensure_effect(effect, EffectActions(send=send, find=find), options)

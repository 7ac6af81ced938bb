"""One pass of the control loop."""

import asyncio
from collections.abc import Sequence

from ..agent_setup import Mode
from ..effects.effect import EffectRecord
from .apply_due import after_run, apply_all, is_due, withheld_of
from .compare_items import Case, compare_items
from .heal_case import heal
from .keep_memory import keep_the_lead
from .keep_ports import KeepPorts, KeptRun
from .keep_report import ItemReport, KeepReport
from .state_after import state_after


async def keep_pass(ports: KeepPorts, mode: Mode) -> KeepReport:
    """One pass, level-triggered: it goes by what is, not by what happened.

    remember → plan (what is wanted) → look (what is there) → compare → correct the ledger, change,
    remove → apply

    A crash between any two of these leaves a state from which the next pass goes on. The ledger is
    read before the world, and corrected only where it still says what was read; so two passes at
    once cannot make an item twice.

    With mode `plan` nothing is changed and nothing remembered. Raises `LostLead` where another
    process took over, and whatever the stores raise; all else is in the report.
    """
    at = ports.now()
    state = await ports.memory.read()
    records = {record.effect.key: record for record in await ports.ledger.list()}
    plan = await ports.plan()
    compared = await asyncio.gather(
        *(
            compare_items(ports, rule, at=at, state=state, records=records, plan=plan)
            for rule in ports.rules
        )
    )
    cases = [case for of_rule in compared for case in of_rule]
    kept = {rule.step for rule in ports.rules}
    others = [
        record
        for record in plan.effects
        if record.state == "planned" and record.effect.step not in kept
    ]
    if mode == "plan":
        items = [case.report for case in cases]
        return KeepReport(mode=mode, at=at, items=items, others=len(others), error=plan.error)

    due = [record for record in others if is_due(record, cases)]
    await keep_the_lead(ports.memory)
    healed = [await heal(ports, case, records) for case in cases]
    await keep_the_lead(ports.memory)
    run = plan
    if due or any(_creates(case) for case in healed):
        run = await apply_all(ports, withheld_of(ports, healed, records, others))
    items = [after_run(case.report, run) for case in healed]
    made = 0 if run is plan else sum(_is_made(record, kept) for record in run.effects)
    error = _error_of(run, run is not plan, items)
    report = KeepReport(mode=mode, at=at, items=items, others=made, error=error)
    await ports.memory.write(state_after(ports, state, report, plan))
    return report


def _creates(case: Case) -> bool:
    return case.report.action == "create" and case.report.outcome is None


def _is_made(record: EffectRecord, kept: set[str]) -> bool:
    return record.effect.step not in kept and record.how == "created"


def _error_of(run: KeptRun, ran: bool, items: Sequence[ItemReport]) -> str | None:
    """What kept the plan from its end may be just what was healed.

    Where a run came after it, that one counts, unless items already tell why it did not succeed.
    """
    explained = any(item.is_failing or item.until is not None for item in items)
    return None if ran and explained else run.error

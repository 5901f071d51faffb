import pytest
from django.db import transaction

from aicmo_site.kernel.meter import Meter, metered
from aicmo_site.kernel.persistence import alias, atomic, mode
from aicmo_site.tests.at_once import at_once
from onboarding.models import Brief
from onboarding.services import get_brief, normalize_brief
from onboarding.tests.factories import BriefFactory


@pytest.fixture(autouse=True)
def _in_both_modes(persistence_mode):
    assert mode() == persistence_mode


def save():
    return normalize_brief(brief=BriefFactory())


def test_a_write_outside_any_transaction_is_a_commit():
    with metered() as meter:
        save()
    assert meter == Meter(statements=1, commits=1)


def test_many_writes_in_one_transaction_are_one_commit():
    with metered() as meter, atomic():
        save()
        save()
    assert meter == Meter(statements=2, commits=1)


def test_an_inner_block_is_two_statements_and_no_commit():
    with metered() as meter, atomic():
        with atomic():
            save()
        assert meter == Meter(statements=3, commits=0)
    assert meter.commits == 1


def test_what_is_rolled_back_is_no_commit():
    with metered() as meter, atomic():
        save()
        transaction.set_rollback(True, using=alias())
    assert meter == Meter(statements=1, commits=0)
    assert not Brief.objects.exists()


def test_a_read_is_a_statement_and_no_commit():
    brief = save()
    with metered() as meter:
        get_brief(brief_id=brief.brief_id)
    assert meter == Meter(statements=1, commits=0)


def test_a_meter_within_a_meter_counts_for_both_and_leaves_the_connection_as_it_was():
    with metered() as outer:
        save()
        with metered() as inner, atomic():
            save()
        with atomic():
            save()
    with atomic():
        save()
    assert (outer, inner) == (Meter(3, 3), Meter(1, 1))


def test_another_thread_is_not_counted():
    with metered() as meter:
        at_once(save)
    assert meter == Meter(statements=0, commits=0)
    assert Brief.objects.count() == 1

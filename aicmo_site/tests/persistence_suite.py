"""What every station's verbs must survive, in both persistence modes and on both databases.

A station subclasses PersistenceSuite in its tests and says how its value is made, kept, read and discarded.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any, ClassVar

import pytest
from django.apps import apps
from django.db import IntegrityError, connections

from aicmo_site.kernel.errors import NotFound
from aicmo_site.kernel.meter import metered
from aicmo_site.kernel.persistence import alias, atomic
from aicmo_site.tests.at_once import at_once

MANY = 12
IMMUTABLE = (str, bytes, int, float, bool, type(None))


class PersistenceSuite:
    """`key` is a business ID. `value(key, names)` has a child per name, in this order; `names_of` reads them back."""

    app: ClassVar[str]
    parent: ClassVar[str]  # the model that has one row per key
    child: ClassVar[str] = ""  # the model that has one row per child, where children are rows
    key: ClassVar[str] = "pk"
    absent: ClassVar[type[NotFound]]

    def value(self, key: str, names: tuple[str, ...]) -> Any:
        raise NotImplementedError

    def changed(self, value: Any, names: tuple[str, ...]) -> Any:
        """The same key with everything else changed that a second save may change, made at another time."""
        raise NotImplementedError

    def names_of(self, value: Any) -> tuple[str, ...]:
        raise NotImplementedError

    def save(self, value: Any) -> Any:
        raise NotImplementedError

    def read(self, key: str) -> Any:
        raise NotImplementedError

    def discard(self, key: str) -> None:
        raise NotImplementedError

    @pytest.fixture(autouse=True)
    def _in_both_modes(self, persistence_mode: str) -> None:
        self.mode = persistence_mode

    # --- the laws

    def test_what_was_saved_is_read_back_equal(self) -> None:
        value = self.value("a", ("x", "y"))
        assert self.save(value) == value
        assert self.read("a") == value

    def test_what_was_never_saved_is_not_found(self) -> None:
        self.save(self.value("a", ("x",)))
        with pytest.raises(self.absent, match="missing"):
            self.read("missing")

    def test_what_was_discarded_is_not_found_and_discarding_again_is_no_error(self) -> None:
        self.save(self.value("a", ("x",)))
        self.discard("a")
        self.discard("a")
        with pytest.raises(self.absent):
            self.read("a")
        assert not any(self.rows().values())

    def test_a_second_save_replaces_the_first_and_keeps_when_it_was_made(self) -> None:
        first = self.save(self.value("a", ("x", "y", "z")))
        made = self.row("a")
        second = self.save(self.changed(first, ("y", "new")))
        now = self.row("a")
        assert self.read("a") == second != first
        assert self.names_of(second) == ("y", "new")
        assert (now["created_at"], now["pk"]) == (made["created_at"], made["pk"])
        assert now["updated_at"] > made["updated_at"]
        assert self.count() == {self.parent: 1, **({self.child: 2} if self.child else {})}

    def test_empty_children_stay_empty(self) -> None:
        value = self.save(self.value("a", ()))
        assert self.read("a") == value
        assert self.names_of(value) == ()

    def test_children_can_be_taken_away_and_come_back(self) -> None:
        full = self.save(self.value("a", ("x", "y")))
        assert self.names_of(self.read("a")) == ("x", "y")
        self.save(self.changed(full, ()))
        assert self.names_of(self.read("a")) == ()
        self.save(full)
        assert self.names_of(self.read("a")) == ("x", "y")

    def test_the_order_of_children_is_kept(self) -> None:
        names = tuple(f"child {number:02}" for number in reversed(range(MANY)))
        value = self.save(self.value("a", names))
        assert self.names_of(self.read("a")) == names
        self.save(self.changed(value, names[::-1]))
        assert self.names_of(self.read("a")) == names[::-1]

    def test_neighbours_are_untouched(self) -> None:
        self.save(self.value("b", ("x", "y")))
        before = self.rows()
        value = self.save(self.value("a", ("x", "y")))
        self.save(self.changed(value, ("z",)))
        self.discard("a")
        assert self.rows() == before

    def test_a_real_error_around_a_save_leaves_nothing_of_it(self) -> None:
        first = self.save(self.value("a", ("x", "y")))
        before = self.rows()
        with pytest.raises(IntegrityError):
            self.save_and_break_a_constraint(self.changed(first, ("z",)), self.value("b", ("x",)))
        assert self.rows() == before
        assert self.read("a") == first

    def test_a_real_error_in_the_middle_of_a_save_leaves_nothing_of_it(self) -> None:
        last = self.child or self.parent
        first = self.save(self.value("a", ("x", "y")))
        before = self.rows()
        with self.insert_refused(last), pytest.raises(IntegrityError):
            self.save(self.changed(first, ("z",)))
        with self.insert_refused(last), pytest.raises(IntegrityError):
            self.save(self.value("b", ("x",)))
        assert self.rows() == before

    def test_values_handed_out_cannot_change_what_is_stored(self) -> None:
        value = self.save(self.value("a", ("x", "y")))
        before = self.rows()
        for handed_out in (value, self.read("a")):
            assert_immutable(handed_out)
        assert self.rows() == before

    def test_a_save_from_two_threads_at_once_is_one_row(self) -> None:
        value = self.value("a", ("x", "y"))
        assert at_once(lambda: self.save(value), lambda: self.save(value)) == [value, value]
        assert self.read("a") == value
        assert self.count() == {self.parent: 1, **({self.child: 2} if self.child else {})}

    def test_the_last_of_two_different_saves_at_once_wins_whole(self) -> None:
        one = self.save(self.value("a", ("x",)))
        other = self.changed(one, ("y", "z"))
        at_once(lambda: self.save(one), lambda: self.save(other))
        assert self.names_of(self.read("a")) in (("x",), ("y", "z"))

    def test_the_number_of_statements_does_not_grow_with_the_children(self) -> None:
        assert self.statements("a", 5) == self.statements("b", 50)

    # --- its tools

    def model(self, name: str) -> Any:
        return apps.get_model(self.app, name)

    def row(self, key: str) -> dict[str, Any]:
        row = self.model(self.parent)._default_manager.get(**{self.key: key})
        return {"pk": row.pk, "created_at": row.created_at, "updated_at": row.updated_at}

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of the app, column for column."""
        models = apps.get_app_config(self.app).get_models()
        return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}

    def count(self) -> dict[str, int]:
        return {name: len(rows) for name, rows in self.rows().items() if name in (self.parent, self.child)}

    def statements(self, key: str, children: int) -> dict[str, int]:
        names = tuple(f"child {number}" for number in range(children))
        value = self.value(key, names)
        verbs: dict[str, Callable[[], Any]] = {
            "save": lambda: self.save(value),
            "save again": lambda: self.save(self.changed(value, names)),
            "read": lambda: self.read(key),
            "discard": lambda: self.discard(key),
        }
        counted = {}
        for name, verb in verbs.items():
            with metered() as meter:
                verb()
            counted[name] = meter.statements
        return counted

    def save_and_break_a_constraint(self, *values: Any) -> None:
        with atomic():
            for value in values:
                self.save(value)
            self.model(self.parent)._default_manager.first().save(force_insert=True)

    @contextmanager
    def insert_refused(self, name: str) -> Iterator[None]:
        """The database itself refuses the insert into one table: what runs instead breaks a primary key."""
        table, parent = self.model(name)._meta.db_table, self.model(self.parent)._meta.db_table

        def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            if sql.startswith(f'INSERT INTO "{table}"'):
                return execute(f'INSERT INTO "{parent}" SELECT * FROM "{parent}"', (), False, context)
            return execute(sql, params, many, context)

        with connections[alias()].execute_wrapper(refuse):
            yield


def assert_immutable(value: Any) -> None:
    """Nothing in a value can be changed, all the way down."""
    if is_dataclass(value):
        for field in fields(value):
            with pytest.raises(AttributeError):
                setattr(value, field.name, None)
            assert_immutable(getattr(value, field.name))
    elif isinstance(value, Mapping):
        with pytest.raises(TypeError):
            value["planted"] = True  # type: ignore[index]
        for item in value.values():
            assert_immutable(item)
    elif isinstance(value, tuple):
        for item in value:
            assert_immutable(item)
    else:
        known = isinstance(value, IMMUTABLE) or type(value).__module__ in ("datetime", "decimal", "_decimal")
        assert known, f"{type(value)} may be changed"

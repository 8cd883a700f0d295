"""InsertOptionValue, UpdateOptionValue, DeleteOptionValue: of one column, or a global choice."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dev.simulators.dataverse.alterations import Alterations
from dev.simulators.dataverse.choice_forms import read_value
from dev.simulators.dataverse.errors import bad_argument, no_metadata
from dev.simulators.dataverse.forms import Form
from dev.simulators.dataverse.labels import read_label
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.schema import Column, OptionSet, Schema, Table
from dev.simulators.dataverse.storage import fold

_CHANGEABLE = ("Picklist", "MultiSelectPicklist")


class ChoiceActions:
    def __init__(self, schema: Schema, alterations: Alterations, rules: Rules) -> None:
        self._schema = schema
        self._alterations = alterations
        self._rules = rules

    def insert(self, form: Form, first: int) -> int:
        """Return the value of the new option.

        :param first: where values start that are not given.
        """
        options = dict(self._options(form))
        value = read_value(form.get("Value"), options, first)
        label = read_label(form.get("Label"), "Label")
        if not label:
            raise bad_argument("A new option needs a Label.")
        self._check_label(label, options.values())
        self._write(form, options | {value: label})
        return value

    def update(self, form: Form) -> None:
        options = dict(self._options(form))
        value = _known(form, options)
        label = read_label(form.get("Label"), "Label") or options[value]
        self._check_label(label, [each for key, each in options.items() if key != value])
        self._write(form, options | {value: label})

    def delete(self, form: Form) -> None:
        options = dict(self._options(form))
        del options[_known(form, options)]
        self._write(form, options)

    def _check_label(self, label: str, others: Iterable[str]) -> None:
        rules = self._rules
        if len(label) > rules.longest_option_label:
            longest = rules.longest_option_label
            raise bad_argument(f"The label of an option has at most {longest} characters.")
        if "," in label and not rules.commas_in_option_labels:
            raise bad_argument(f"The label '{label}' holds a comma.")
        if rules.option_labels_unique and fold(label) in {fold(each) for each in others}:
            raise bad_argument(f"There is an option with the label '{label}' already.")

    def _options(self, form: Form) -> Mapping[int, str]:
        option_set = self._global(form)
        return option_set.options if option_set else self._column(form)[1].options

    def _write(self, form: Form, options: Mapping[int, str]) -> None:
        option_set = self._global(form)
        if option_set is None:
            self._alterations.put_options(*self._column(form), options)
            return
        self._schema.option_sets[option_set.name.lower()] = replace(option_set, options=options)
        for table in self._schema:
            for column in list(table.columns.values()):
                if column.option_set == option_set.name:
                    self._alterations.put_options(table, column, options)

    def _global(self, form: Form) -> OptionSet | None:
        name = form.get("OptionSetName")
        if name is None:
            return None
        if str(name).lower() not in self._schema.option_sets:
            raise no_metadata(f"the choice '{name}'")
        return self._schema.option_sets[str(name).lower()]

    def _column(self, form: Form) -> tuple[Table, Column]:
        table = self._schema.tables.get(str(form.get("EntityLogicalName")))
        name = str(form.get("AttributeLogicalName"))
        if table is None or name not in table.columns:
            raise no_metadata(f"the column '{name}' of '{form.get('EntityLogicalName')}'")
        column = table.columns[name]
        if column.kind not in _CHANGEABLE or column.option_set:
            raise bad_argument(f"'{name}' is no choice with options of its own.")
        return table, column


def _known(form: Form, options: Mapping[int, str]) -> int:
    value = form.get("Value")
    if not isinstance(value, int) or value not in options:
        raise bad_argument(f"There is no option with the value {value}.", "0x8004431A")
    return value

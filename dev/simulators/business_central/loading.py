"""Reads the data files that describe Business Central's API."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.alias_generators import to_camel

from dev.simulators.business_central import model

DATA = Path(__file__).parents[2] / "data" / "business_central"

KINDS = {
    "Edm.String": model.Kind.TEXT,
    "Edm.Guid": model.Kind.GUID,
    "Edm.Decimal": model.Kind.DECIMAL,
    "Edm.Int32": model.Kind.INTEGER,
    "Edm.Int64": model.Kind.LONG,
    "Edm.Boolean": model.Kind.BOOLEAN,
    "Edm.Date": model.Kind.DATE,
    "Edm.DateTimeOffset": model.Kind.DATETIME,
    "Edm.Duration": model.Kind.DURATION,
    "Edm.Stream": model.Kind.STREAM,
}


class _Data(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class _Field(_Data):
    type: str
    members: tuple[str, ...] = ()
    max_length: int | None = None
    read_only: bool = False
    flow_field: bool = False
    variable: bool = False
    filter_only: bool = False
    code: bool = False
    recalled: bool = False
    al: str | None = None
    """What the AL page of an extension of ours shows here."""

    def build(self, name: str) -> model.Field:
        kind = model.Kind.ENUM if self.members else KINDS[self.type]
        return model.Field(
            name=name,
            kind=model.Kind.CODE if self.code else kind,
            type=self.type,
            max_length=self.max_length,
            read_only=self.read_only,
            flow=self.flow_field,
            variable=self.variable,
            filter_only=self.filter_only,
            members=self.members,
        )


class _Navigation(_Data):
    to: str
    on: dict[str, str]
    where: dict[str, str] = Field(default_factory=dict)
    many: bool = False

    def build(self, name: str) -> model.Navigation:
        return model.Navigation(
            name, self.to, tuple(self.on.items()), tuple(self.where.items()), self.many
        )


class _EntitySet(_Data):
    route: str = ""
    entity: str
    key: tuple[str, ...]
    insert: bool
    modify: bool
    delete: bool
    temporary: bool = False
    actions: tuple[str, ...] = ()
    fields_: dict[str, _Field] = Field(alias="fields")
    navigation: dict[str, _Navigation]

    def build(
        self, name: str, rules: model.Rules, hidden: Mapping[str, Mapping[str, _Field]]
    ) -> model.EntitySet:
        """:param hidden: by set, the fields that no page shows."""
        return model.EntitySet(
            name=name,
            route=self.route,
            entity=self.entity,
            key=self.key,
            insert=self.insert,
            modify=self.modify,
            delete=self.delete,
            fields={each: data.build(each) for each, data in self.fields_.items()},
            navigation={each: data.build(each) for each, data in self.navigation.items()},
            actions=self.actions,
            rules=rules,
            hidden={each: data.build(each) for each, data in hidden.get(name, {}).items()},
        )


class _Hidden(_Data):
    """What is stored and shown by no page: whole tables, and fields of others."""

    sets: dict[str, _EntitySet]
    fields_: dict[str, dict[str, _Field]] = Field(alias="fields")


class _OwnSet(_EntitySet):
    table: str
    """The table that the AL page shows."""
    shows: str = ""
    """The set of the API v2.0 whose records these are, too."""


class _Extension(_Data):
    """An extension with API pages or queries of its own."""

    publisher: str
    group: str
    version: str
    sets: Mapping[str, _EntitySet]

    @property
    def route(self) -> str:
        return f"{self.publisher}/{self.group}/{self.version}"


class _Companion(_Extension):
    sets: Mapping[str, _OwnSet]
    rules: dict[str, model.Rules]

    @property
    def apart(self) -> dict[str, _OwnSet]:
        """The sets that have tables to themselves."""
        return {name: each for name, each in self.sets.items() if not each.shows}

    @property
    def further(self) -> dict[str, _OwnSet]:
        """Those that are further pages of tables of the API v2.0."""
        return {name: each for name, each in self.sets.items() if each.shows}


UNITS = "itemUnitsOfMeasure"
"""A table that is there in any case; only the companion extension has a page for it."""


@cache
def load_model(*, companion: bool = False, analytics: bool = False) -> model.Model:
    """Read the files once; the model is shared by all simulators of the process.

    :param companion: whether our own extension is installed.
    :param analytics: whether Microsoft's app for Power BI is.
    """
    facts = TypeAdapter(dict[str, _EntitySet]).validate_json((DATA / "api_v2.json").read_bytes())
    rules = TypeAdapter(dict[str, model.Rules]).validate_json((DATA / "rules.json").read_bytes())
    own = _Companion.model_validate_json((DATA / "companion.json").read_bytes())
    hidden = _Hidden.model_validate_json((DATA / "hidden.json").read_bytes())
    served = facts | (_routed(own, own.apart) if companion else {})
    unseen = hidden.sets | ({} if companion else {UNITS: own.sets[UNITS]})
    rules |= {name: each for name, each in own.rules.items() if name in own.apart}
    fields = dict(hidden.fields_)
    for name, page in own.further.items() if companion else ():
        own_rules = own.rules.get(name, model.Rules())
        rules[page.shows] = _together(rules.get(page.shows, model.Rules()), own_rules)
        fields[page.shows] = fields.get(page.shows, {}) | _lacking(page, facts[page.shows])
    sets = {
        name: data.build(name, rules.get(name, model.Rules()), fields)
        for name, data in (served | unseen).items()
    }
    routes: dict[str, dict[str, model.EntitySet]] = defaultdict(dict)
    for name in served:
        routes[sets[name].route][name] = sets[name]
    for name, page in own.further.items() if companion else ():
        others = {name: _lacking(facts[page.shows], page)}
        entity_set = page.build(name, rules[page.shows], others)
        entity_set = replace(entity_set, route=own.route, stored_as=page.shows)
        sets[f"{own.route}/{name}"] = routes[own.route][name] = entity_set
    if analytics:
        queries = _Extension.model_validate_json((DATA / "analytics.json").read_bytes())
        for name, data in _routed(queries, queries.sets).items():
            entity_set = data.build(name, model.Rules(), {})
            if name in sets:
                entity_set = replace(entity_set, stored_as=f"{data.route}/{name}")
            sets[entity_set.table] = routes[data.route][name] = entity_set
    return model.Model(sets, routes)


def _routed(extension: _Extension, sets: Mapping[str, _EntitySet]) -> dict[str, _EntitySet]:
    route = {"route": extension.route}
    return {name: data.model_copy(update=route) for name, data in sets.items()}


def _lacking(wanted: _EntitySet, page: _EntitySet) -> dict[str, _Field]:
    """Return the fields of *wanted* that the other page of their table does not show."""
    return {name: each for name, each in wanted.fields_.items() if name not in page.fields_}


def _together(rules: model.Rules, further: model.Rules) -> model.Rules:
    """Return the rules of a table of which another page shows more fields."""
    return replace(
        rules,
        relations=(*rules.relations, *further.relations),
        indexed=(*rules.indexed, *further.indexed),
    )

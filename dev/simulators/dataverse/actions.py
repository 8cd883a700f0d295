"""Actions that belong to no row: options of choices, publishing, solution components, keys."""

from xml.etree import ElementTree

from dev.simulators.dataverse.calls import Call, content, no_content
from dev.simulators.dataverse.choice_actions import ChoiceActions
from dev.simulators.dataverse.definitions import column_id
from dev.simulators.dataverse.errors import bad_argument, bad_payload, no_resource, wrong_method
from dev.simulators.dataverse.forms import Form, as_form
from dev.simulators.dataverse.keys import Keys
from dev.simulators.dataverse.metadata_addresses import table_named
from dev.simulators.dataverse.schema import Schema
from dev.simulators.dataverse.solutions import SOLUTION, ComponentType, Solutions
from dev.simulators.dataverse.values import guid
from dev.simulators.http import Response

ACTIONS = (
    "InsertOptionValue", "UpdateOptionValue", "DeleteOptionValue", "PublishXml", "PublishAllXml",
    "AddSolutionComponent", "RemoveSolutionComponent", "ReactivateEntityKey",
)  # fmt: skip


class Actions:
    def __init__(
        self, schema: Schema, choices: ChoiceActions, keys: Keys, solutions: Solutions
    ) -> None:
        self._schema = schema
        self._choices = choices
        self._keys = keys
        self._solutions = solutions

    def answer(self, call: Call, name: str) -> Response:
        if call.request.method != "POST":
            raise wrong_method(call.request.method)
        form = as_form(call.body() if call.request.body else {}, "The body")
        match name:
            case "InsertOptionValue" | "UpdateOptionValue" | "DeleteOptionValue":
                return self._change_options(call, name, form)
            case "PublishXml" | "PublishAllXml":
                call.rights.need("prvPublishCustomization")
                if name == "PublishXml":
                    _check_xml(form.get("ParameterXml"))
                return no_content()  # nothing waits for being published here
            case "AddSolutionComponent" | "RemoveSolutionComponent":
                return self._change_solution(call, name, form)
            case "ReactivateEntityKey":
                call.rights.need("prvWriteEntity")
                table = table_named(self._schema, f"LogicalName='{form.get('EntityLogicalName')}'")
                self._keys.reactivate(table, str(form.get("EntityKeyLogicalName")))
                return no_content()
            case _:
                raise no_resource(name)

    def _change_options(self, call: Call, name: str, form: Form) -> Response:
        call.rights.need("prvWriteAttribute")
        solution = self._solutions.named(form.get("SolutionUniqueName") or call.header(SOLUTION))
        match name:
            case "InsertOptionValue":
                value = self._choices.insert(form, self._solutions.first_option_value(solution))
                self._note(call, solution, form)
                context = call.context("Microsoft.Dynamics.CRM.InsertOptionValueResponse")
                return content(200, {"@odata.context": context, "NewOptionValue": value})
            case "UpdateOptionValue":
                self._choices.update(form)
            case _:
                self._choices.delete(form)
        self._note(call, solution, form)
        return no_content()

    def _note(self, call: Call, solution: str | None, form: Form) -> None:
        """A choice whose options are changed for a solution is part of it."""
        name = form.get("OptionSetName")
        if name is not None:
            found = self._schema.option_sets[str(name).lower()].id
            self._solutions.add(solution, ComponentType.CHOICE, found, call.author)
            return
        table = self._schema[str(form["EntityLogicalName"])]
        column = table.columns[str(form["AttributeLogicalName"])]
        found = column_id(table, column)
        self._solutions.add(solution, ComponentType.COLUMN, found, call.author)

    def _change_solution(self, call: Call, name: str, form: Form) -> Response:
        call.rights.depth("Write", self._schema["solution"])
        solution = self._solutions.named(str(form.get("SolutionUniqueName") or ""))
        kind, component = form.get("ComponentType"), form.get("ComponentId")
        if name == "RemoveSolutionComponent" and isinstance(form.get("SolutionComponent"), dict):
            component = form["SolutionComponent"].get("solutioncomponentid")
        if kind not in tuple(ComponentType):
            raise bad_argument(f"{kind} is no type of component.")
        object_id = guid(str(component))
        if object_id is None or solution is None:
            raise bad_payload("The component needs an id.")
        if name == "AddSolutionComponent":
            row_id = self._solutions.add(solution, kind, object_id, call.author)
        else:
            row_id = self._solutions.remove(solution, kind, object_id)
        context = call.context(f"Microsoft.Dynamics.CRM.{name}Response")
        return content(200, {"@odata.context": context, "id": row_id})


def _check_xml(text: object) -> None:
    if not isinstance(text, str):
        raise bad_payload("PublishXml needs ParameterXml.")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise bad_argument(f"ParameterXml is not well-formed: {error}.", "0x80048426") from error
    if root.tag != "importexportxml":
        raise bad_argument("ParameterXml is no importexportxml.", "0x80048425")

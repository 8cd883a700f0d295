"""A mistake in a Bicep file is told with its place, before anybody deploys it."""

from pathlib import Path

import pytest

from dev.__main__ import main
from dev.bicep.checking import check

SOUND = """\
@description('Where it is.')
param location string

@description('What it is called.')
param name string = 'name'

var kinds = ['one', 'two']

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = [
  for kind in kinds: {
    name: '${name}${kind}'
    location: location
  }
]

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: name

  resource settings 'config' existing = {
    name: 'appsettings'
  }
}

output id string = app::settings.id
output address string = 'https://${app.properties.defaultHostName}'
"""


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.bicep").write_text(text, "utf-8")
    return folder


def calling(body: str, use: str = "") -> str:
    return f"module part 'part.bicep' = {{\n  name: 'part'\n  params: {{ {body} }}\n}}\n{use}"


def test_the_templates_have_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bicep"]) == 0
    assert capsys.readouterr().out == "0 mistakes in azure/\n"


def test_a_sound_file_and_who_uses_it_have_no_mistake(tmp_path: Path) -> None:
    use = "output id string = part.outputs.id\n"
    folder = written(tmp_path, part=SOUND, main=calling("location: 'here'", use))

    assert check(folder) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("var a = {\n  b: 1\n", "this is no Bicep"),
        ("param a string\noutput b string = a\n", "a has no description"),
        ("@description('A.')\nparam a string\n", "a is not used"),
        ("var a = 1\n", "a is not used"),
        ("output a string = b.id\n", "b is not declared"),
        ("output a string = '${b}'\n", "b is not declared"),
        ("var a = b ? c : 1\noutput d int = a\n", "c is not declared"),
        ("resource a 'A/b@2024-01-01-preview' = {\n  name: 'a'\n}\n", "no preview"),
        ("resource a 'A/b' = {\n  name: 'a'\n}\n", "no preview"),
        ("module a 'nowhere.bicep' = {\n  name: 'a'\n}\n", "nowhere.bicep does not exist"),
        ("output a string = loadTextContent('b.kql')\n", "b.kql does not exist"),
        (calling(""), "part.bicep needs location"),
        (calling("location: 'here', size: 1"), "part.bicep takes no size"),
        (
            calling("location: 'here'", "output a string = part.outputs.size\n"),
            "part.bicep puts out no size",
        ),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, text: str, told: str) -> None:
    mistakes = check(written(tmp_path, part=SOUND, main=text))

    assert mistakes
    assert any(told in mistake for mistake in mistakes), mistakes
    assert all(mistake.startswith("main.bicep:") for mistake in mistakes)

"""Which scenarios of the original's own tests have a test here.

The catalogue (``tests/scenarios/scenarios.json``) names what Business Central's built-in
integration is tested for. A test says which scenarios it tells by ``@pytest.mark.scenario("id")``,
a story file by its key ``scenarios``.
"""

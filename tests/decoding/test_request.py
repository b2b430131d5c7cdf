"""What was requested, from the JSON text that a body repeats."""

import json

import pytest
from helpers.problems import find_problems

from smarthandle_results import (
    EditingConfig,
    JsonObject,
    JsonValue,
    decode_editing_config,
    decode_job_parameters,
    decode_response,
    decode_user_data,
)


def make_request(*, editing_config: object = None, job_parameters: object = None, user_data: object = None) -> str:
    """Make a body that contains these texts."""
    info = {"EditingConfig": editing_config, "InputConfig": {"JobParameters": job_parameters}}
    return json.dumps({"State": "Finished", "UserData": user_data, "SmartJobInfo": info})


@pytest.mark.parametrize("text", [None, "", " ", "null"])
def test_absent_blank_and_null_are_none(text: str | None) -> None:
    """DynamicChart and AvatarVideo bodies have the literal string `null` there."""
    response = decode_response(make_request(editing_config=text, job_parameters=text, user_data=text))
    found = (decode_editing_config(response), decode_job_parameters(response), decode_user_data(response))
    assert (None, None, None) == found
    assert decode_job_parameters(decode_response({"State": "Finished"})) is None


def test_editing_config_is_decoded_with_the_config_inside_it() -> None:
    """Two levels of JSON text, or an object where some dumps have one."""
    inner: dict[str, JsonValue] = {"keywords": "cake", "targetCount": 3}
    for given in (json.dumps(inner), inner):
        values = {"Type": "Title", "GenerateConfig": given}
        config = decode_editing_config(decode_response(make_request(editing_config=json.dumps(values))))
        assert config is not None
        assert ("Title", JsonObject(inner)) == (config.type, config.generate_config)
        assert values == config.values
    speech = decode_editing_config(decode_response(make_request(editing_config='{"voice":"Siqi"}')))
    assert EditingConfig(values=JsonObject({"voice": "Siqi"})) == speech


def test_job_parameters_and_user_data_are_decoded() -> None:
    """Parameters are an object; user data is any JSON."""
    response = decode_response(make_request(job_parameters='{"duration":"00:30:00"}', user_data="[1, null]"))
    assert JsonObject({"duration": "00:30:00"}) == decode_job_parameters(response)
    assert (1, None) == decode_user_data(response)


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ("[1]", [(".SmartJobInfo.EditingConfig | fromjson", "expected object, got array")]),
        ("{", [(".SmartJobInfo.EditingConfig", "expected JSON, got unexpected end of data at line 1, column 2")]),
        (
            '{"Type":3,"GenerateConfig":"3"}',
            [
                (".SmartJobInfo.EditingConfig | fromjson | .Type", "expected string, got number"),
                (".SmartJobInfo.EditingConfig | fromjson | .GenerateConfig | fromjson", "expected object, got number"),
            ],
        ),
        (
            '{"GenerateConfig":[]}',
            [(".SmartJobInfo.EditingConfig | fromjson | .GenerateConfig", "expected object, got array")],
        ),
    ],
)
def test_a_broken_editing_config_is_an_error(values: str, problems: list[tuple[str, str]]) -> None:
    """The problems of each level are reported at their place."""
    body = make_request(editing_config=values)
    assert problems == find_problems(lambda text: decode_editing_config(decode_response(text)), body)


def test_user_data_that_is_not_json_is_an_error() -> None:
    """It is the caller's own text, and stays readable as such."""
    body = make_request(user_data="order 66", job_parameters="7")
    assert "order 66" == decode_response(body).user_data
    assert [(".UserData", "expected JSON, got other text")] == find_problems(
        lambda text: decode_user_data(decode_response(text)), body
    )
    assert [(".SmartJobInfo.InputConfig.JobParameters | fromjson", "expected object, got number")] == find_problems(
        lambda text: decode_job_parameters(decode_response(text)), body
    )


def test_long_numbers_are_reported_at_their_place() -> None:
    """However deep they are."""
    text = json.dumps({"a": {"b": [{"c": 2**64}]}})
    body = make_request(editing_config=text, user_data=text)
    message = "expected number, got a number of more than 64 bits"
    place = "| fromjson | .a.b[0].c"
    for decode, path in ((decode_editing_config, ".SmartJobInfo.EditingConfig"), (decode_user_data, ".UserData")):
        problems = find_problems(lambda text, decode=decode: decode(decode_response(text)), body)  # type: ignore[misc]
        assert [(f"{path} {place}", message)] == problems


def test_objects_nest_a_hundred_deep() -> None:
    """And not deeper."""
    decode_user_data(decode_response(make_request(user_data='{"a":' * 100 + "1" + "}" * 100)))
    too_deep = make_request(user_data='{"a":' * 101 + "1" + "}" * 101)
    problems = find_problems(lambda text: decode_user_data(decode_response(text)), too_deep)
    assert ["expected at most 100 levels of nesting, got more"] == [message for _, message in problems]


def test_text_that_was_encoded_once_more_is_decoded() -> None:
    """Of the configurations and the parameters; the user's data is as the user wrote it."""
    text = json.dumps(json.dumps({"Type": "Title", "GenerateConfig": json.dumps('{"keywords":"a"}')}))
    response = decode_response(make_request(editing_config=text, job_parameters=text, user_data=text))
    config = decode_editing_config(response)
    assert config is not None
    assert ("Title", JsonObject({"keywords": "a"})) == (config.type, config.generate_config)
    parameters = decode_job_parameters(response)
    assert parameters is not None
    assert "Title" == parameters["Type"]
    assert json.loads(text) == decode_user_data(response)
    broken = make_request(editing_config=json.dumps('{"Type":5}'))
    assert [(".SmartJobInfo.EditingConfig | fromjson | fromjson | .Type", "expected string, got number")] == (
        find_problems(lambda text: decode_editing_config(decode_response(text)), broken)
    )


def test_places_follow_the_spelling_of_a_part_of_a_part() -> None:
    """Of the first part too, and where nothing else of the body is spelled so."""
    body = {"SmartJobInfo": {"InputConfig": {"jobParameters": "[]"}}, "State": "Finished"}
    problems = find_problems(lambda text: decode_job_parameters(decode_response(text)), json.dumps(body))
    assert [(".SmartJobInfo.InputConfig.jobParameters | fromjson", "expected object, got array")] == problems

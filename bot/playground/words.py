"""Every word of the playground itself, and of Discord's refusals, in one place."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

BOT: Final = "Isocross"
GUILD: Final = "Playground"
ELSEWHERE: Final = "Elsewhere"
DIRECT: Final = "Direct message"
YES_NO: Final = ("yes", "no")

NO_ANSWER: Final = "The application did not respond"
NO_REACTION: Final = "This interaction failed"
BUSY: Final = "Too many requests at once: wait for the answers"


def _hint(name: str, names: Iterable[str], mark: str) -> str:
    near = get_close_matches(name.casefold(), list(names), n=1, cutoff=0.3)
    return f" Did you mean {mark.format(near[0])}?" if near else ""


def unknown_command(name: str, names: Iterable[str]) -> str:
    """Say that there is no such command, and which is nearest."""
    return f"There is no command /{name}." + _hint(name, names, "/{}")


def unknown_option(command: str, name: str, names: Iterable[str]) -> str:
    """Say that the command has no such option, and which is nearest."""
    return f"/{command} has no option {name}." + _hint(name, names, "{}:")


def missing_option(command: str, name: str) -> str:
    """Say which required option is missing."""
    return f"/{command} needs {name}: write {name}: and a value."


def repeated_option(name: str) -> str:
    """Say that an option was given more than once."""
    return f"{name} is given twice; once is enough."


def stray_text(command: str, text: str, names: Iterable[str]) -> str:
    """Say that a text belongs to no option."""
    listed = ", ".join(f"{name}:" for name in names)
    return f"{text} belongs to no option of /{command}." + (
        f" Options: {listed}" if listed else ""
    )


def not_a_number(name: str, value: str) -> str:
    """Say that the option takes a number."""
    return f"{name} takes a number, not {value}."


def not_yes_or_no(name: str, value: str) -> str:
    """Say that the option takes yes or no."""
    return f"{name} takes yes or no, not {value}."


def classmate(number: int) -> str:
    """Name somebody who presses by chance."""
    return f"Classmate {number}"


def nobody_named(name: str, value: str) -> str:
    """Say that the option names nobody, or no channel, that exists here."""
    return f"{name}: there is no {value} here."


def not_permitted(command: str) -> str:
    """Say that the person or the place may not use the command."""
    return f"/{command} cannot be used here, or not by you."


def too_long(length: int, most: int) -> str:
    """Say that a message has more characters than fit."""
    return f"A message has {most:,} characters at most; this one has {length:,}."


def field_wrong(label: str) -> str:
    """Say that a field of a modal is missing or too long."""
    return f"{label} is missing, or does not have the length it must have."


UNAUTHORIZED: Final = (401, 0, "401: Unauthorized")
NOT_FOUND: Final = (404, 0, "404: Not Found")
FORBIDDEN: Final = (403, 0, "403: Forbidden")
UNKNOWN_CHANNEL: Final = (404, 10003, "Unknown Channel")
THREAD_THERE: Final = (400, 160004, "A thread has already been created for this message")
UNKNOWN_MESSAGE: Final = (404, 10008, "Unknown Message")
UNKNOWN_USER: Final = (404, 10013, "Unknown User")
UNKNOWN_WEBHOOK: Final = (404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION: Final = (404, 10062, "Unknown interaction")
ACKNOWLEDGED: Final = (400, 40060, "Interaction has already been acknowledged.")
TOO_MANY_FOLLOWUPS: Final = (
    400,
    40094,
    "This interaction has reached the maximum number of follow up messages",
)
MISSING_ACCESS: Final = (403, 50001, "Missing Access")
NOT_AUTHOR: Final = (403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE: Final = (400, 50006, "Cannot send an empty message")
INVALID_TOKEN: Final = (401, 50027, "Invalid Webhook Token")
INVALID_JSON: Final = (400, 50109, "The request body contains invalid JSON.")
RATE_LIMITED: Final = "You are being rate limited."
INVALID_FORM: Final = "Invalid Form Body"

PROBLEMS: Final = {
    "BASE_TYPE_REQUIRED": "This field is required",
    "BASE_TYPE_BAD_LENGTH": "Must be between {least} and {most} in length.",
    "BASE_TYPE_MAX_LENGTH": "Must be {most} or fewer in length.",
    "BASE_TYPE_CHOICES": "Value must be one of {allowed}.",
    "NUMBER_TYPE_RANGE": "Value must be between {least} and {most}.",
    "STRING_TYPE_REGEX": "String value did not match validation regex.",
    "COMPONENT_CUSTOM_ID_DUPLICATED": "Component custom id cannot be duplicated",
    "COMPONENT_TYPE_INVALID": "The specified component type is invalid in this position",
    "COMPONENT_INVALID": "A button needs a label or an emoji, and either a custom_id or a url",
    "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED": "The total number of components exceeds {most}",
    "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED": (
        "The total number of displayable characters exceeds {most}"
    ),
    "COMPONENT_LAYOUT_WIDTH_EXCEEDED": "The specified component exceeds the maximum width",
    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED": ("The specified option value is already used"),
    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2": (
        "The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
    ),
    "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG": (
        "The MessageFlags.IS_COMPONENTS_V2 flag cannot be removed"
    ),
    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND": (
        "The referenced attachment was not found"
    ),
    "MAX_EMBED_SIZE_EXCEEDED": "Embed size exceeds maximum size of {most}",
    "INTERACTION_CALLBACK_TYPE_INVALID": (
        "This kind of answer does not fit this kind of interaction"
    ),
    "APPLICATION_COMMAND_INVALID_NAME": "Command name is invalid",
    "APPLICATION_COMMANDS_DUPLICATE_NAME": "Application command names must be unique",
    "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS": "Option name already exists",
    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID": (
        "Required options must be placed before non-required options"
    ),
    "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE": (
        "An option with autocomplete cannot have choices"
    ),
    "APPLICATION_COMMAND_TOO_LARGE": "Command exceeds maximum size ({most})",
}
"""Discord's words for what is wrong with a body, by the code that stands beside them."""
